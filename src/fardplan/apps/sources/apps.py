from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.stations import Station


class SourcesConfig(AppConfig):
    name = "fardplan.apps.sources"
    label = "sources"
    station = Station(
        order=1, label=_("Källor"), url_name="sources:documents", shortcut="k"
    )

    def ready(self) -> None:
        # Every station's finding_takers.py tells what it makes of accepted findings; what the
        # actors' station makes of them is told here, since that station lies below.
        autodiscover_modules("finding_takers", "actor_takers", "evidence")
