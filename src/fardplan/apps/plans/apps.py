from __future__ import annotations

from django.apps import AppConfig

from fardplan.apps.common.triggers import install


class PlansConfig(AppConfig):
    name = "fardplan.apps.plans"
    label = "plans"

    def ready(self) -> None:
        from fardplan.apps.plans.frozen import TRIGGERS  # noqa: PLC0415 -- after the models

        install(self, TRIGGERS)
