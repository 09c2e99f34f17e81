"""Hits → what the page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.apps.common.stations import stations
from fardplan.apps.search.queries import HITS_PER_PAGE, MOST_PAGES


if TYPE_CHECKING:
    from fardplan.apps.search.queries import Results


@dataclass(frozen=True)
class Tab:
    """One station, with how many hits it has; ``value`` is what the address says."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Pages:
    """Where among the pages we are."""

    number: int
    last: int

    @property
    def previous(self) -> int:
        """The page before; 0 when this is the first."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after; 0 when this is the last."""
        return self.number + 1 if self.number < self.last else 0


def tabs(results: Results, chosen: str) -> list[Tab]:
    """Give the stations that have hits, in the thread's order, and the chosen one."""
    counts = results.stations or {}
    return [
        Tab(one.namespace, str(one.label), counts.get(one.namespace, 0))
        for one in stations()
        if counts.get(one.namespace) or one.namespace == chosen
    ]


def station_labels() -> dict[str, str]:
    """Give what each station is called."""
    return {one.namespace: str(one.label) for one in stations()}


def pages(results: Results, number: int) -> Pages:
    """Give the place among the pages that can be looked at."""
    last = -(-results.total // HITS_PER_PAGE)
    return Pages(number, min(last, MOST_PAGES))
