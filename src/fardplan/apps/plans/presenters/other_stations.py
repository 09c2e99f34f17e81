"""What the other stations bring to the thread of a plan.

A station that comes after the plan declares it once, when it is loaded::

    join_thread(OtherStation(place=Place.INDICATORS, told=…, cards=…, mended_at=…))

Its gaps it tells with ``queries.gap_source``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from fardplan.apps.plans.models import PlanVersion
    from fardplan.apps.plans.states import Place


@dataclass(frozen=True)
class Card:
    """One thing that a part hangs together with, and how."""

    title: str
    url: str
    relation: str
    is_here: bool = False


@dataclass(frozen=True)
class OtherStation:
    """One station: how much it has, what belongs to some parts, and where gaps are mended.

    ``mended_at`` gives for each rule the name of a page, whose address takes the
    programme, the number of the version and the key of the part.
    """

    place: Place
    told: Callable[[PlanVersion], str]
    cards: Callable[[PlanVersion, Collection[str]], Iterable[Card]]
    mended_at: Mapping[str, str]


_joined: list[OtherStation] = []


def join_thread(station: OtherStation) -> None:
    """Declare that a station is in use."""
    _joined.append(station)


def other_stations() -> tuple[OtherStation, ...]:
    """Give the stations that have joined."""
    return tuple(_joined)
