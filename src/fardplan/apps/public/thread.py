"""The thread as a picture: every station, and which are in use."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.common.stations import stations


@dataclass(frozen=True)
class ThreadStation:
    """One station: its name, the question it answers, where it is (empty: not in use)."""

    label: str
    question: str
    url: str


def thread_stations() -> list[ThreadStation]:
    """Give all stations of the thread in order; those not installed have no address."""
    all_stations = [
        (1, _("Källor"), _("Vad säger våra dokument?")),
        (2, _("Aktörer"), _("Vem bestämmer, vem bereder?")),
        (3, _("Plan"), _("Vart ska vi, och hur?")),
        (4, _("Beslut"), _("Vad beslutades, vem gör vad?")),
        (5, _("Indikatorer"), _("Blev det någon skillnad?")),
        (6, _("Prognos"), _("Räcker det?")),
        (7, _("Dialog"), _("Vad säger människor?")),
        (8, _("Rapporter"), _("Vad berättar vi?")),
    ]
    in_use = {station.order: reverse(station.url_name) for station in stations()}
    return [
        ThreadStation(label, question, in_use.get(order, ""))
        for order, label, question in all_stations
    ]
