from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.stations import Station
from fardplan.apps.common.triggers import install


class IndicatorsConfig(AppConfig):
    name = "fardplan.apps.indicators"
    label = "indicators"
    station = Station(
        order=5, label=_("Indikatorer"), url_name="indicators:register", shortcut="i"
    )

    def ready(self) -> None:
        from fardplan.apps.indicators.frozen import TRIGGERS  # noqa: PLC0415 -- after the models

        install(self, TRIGGERS)
