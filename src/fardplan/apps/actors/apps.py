from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.stations import Station


class ActorsConfig(AppConfig):
    name = "fardplan.apps.actors"
    label = "actors"
    station = Station(
        order=2, label=_("Aktörer"), url_name="actors:register", shortcut="a"
    )
