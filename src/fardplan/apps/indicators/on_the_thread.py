"""What the station brings to the thread: its place, its cards, where its gaps are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.indicators import queries
from fardplan.apps.plans.presenters.other_stations import (
    Card,
    OtherStation,
    join_thread,
)
from fardplan.apps.plans.states import Place


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fardplan.apps.plans.models import PlanVersion


def told(version: PlanVersion) -> str:
    """Say how many indicators follow the programme's parts."""
    count = queries.count_followed(version)
    return ngettext("%(n)d indikator", "%(n)d indikatorer", count) % {"n": count}


def cards(version: PlanVersion, keys: Collection[str]) -> Iterator[Card]:
    """Give a card for each indicator that follows one of the parts."""
    seen = set()
    for row in queries.followings_of(version.programme, keys):
        if row.indicator.key not in seen:
            seen.add(row.indicator.key)
            url = reverse("indicators:indicator", args=[row.indicator.key])
            yield Card(row.indicator.name, url, _("följer med värden"))


join_thread(
    OtherStation(
        place=Place.INDICATORS,
        told=told,
        cards=cards,
        mended_at={
            "initiative_without_indicator": "indicators:followed",
            "goal_without_indicator": "indicators:followed",
            "goal_without_target": "indicators:followed",
            "goal_without_values": "indicators:followed",
        },
    )
)
