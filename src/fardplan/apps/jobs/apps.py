from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "fardplan.apps.jobs"
    label = "jobs"

    def ready(self) -> None:
        # Every app's jobs.py declares its kinds (registry.py).
        autodiscover_modules("jobs")
        # And its retention.py what it removes (common/retention.py).
        autodiscover_modules("retention")
