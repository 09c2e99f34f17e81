from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.stations import Station
from fardplan.apps.common.triggers import install


class PlansConfig(AppConfig):
    name = "fardplan.apps.plans"
    label = "plans"
    station = Station(
        order=3, label=_("Plan"), url_name="plans:programmes", shortcut="p"
    )

    def ready(self) -> None:
        from fardplan.apps.plans.frozen import TRIGGERS  # noqa: PLC0415 -- after the models

        autodiscover_modules("notes")
        install(self, TRIGGERS)
