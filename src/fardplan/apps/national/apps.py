from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.stations import Station


class NationalConfig(AppConfig):
    name = "fardplan.apps.national"
    label = "national"
    # Before the thread of one's own: what the others do.
    station = Station(
        order=9, label=_("Sverige"), url_name="national:matrix", shortcut="r"
    )
