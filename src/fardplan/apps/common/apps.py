from django.apps import AppConfig
from django.db.models.signals import m2m_changed, pre_save


class CommonConfig(AppConfig):
    name = "fardplan.apps.common"
    label = "common"

    def ready(self) -> None:
        from fardplan.apps.common.writes import check_write  # noqa: PLC0415 -- models are not ready when this module is read

        for signal in (pre_save, m2m_changed):
            signal.connect(check_write, dispatch_uid="guarded_models")
