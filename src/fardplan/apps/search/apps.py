from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "fardplan.apps.search"
    label = "search"

    def ready(self) -> None:
        # Every station's searchables.py tells what can be found there; beside.py what
        # the worker does meanwhile.
        autodiscover_modules("searchables", "beside")
