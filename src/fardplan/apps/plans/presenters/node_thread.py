"""The thread of one part: what it hangs on and what hangs on it, station by station."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fardplan.apps.plans.presenters.other_stations import Card, other_stations
from fardplan.apps.plans.states import (
    PLACE_LABELS,
    RELATION_LABELS,
    STATUS_SYMBOLS,
    NodeLabel,
    Place,
    Relation,
)


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from fardplan.apps.common.evidence import Passage
    from fardplan.apps.plans.models import AdoptionStep, Node, PlanVersion
    from fardplan.apps.plans.presenters.thread import GapLine
    from fardplan.engine.plans.checks import Gap
    from fardplan.engine.plans.thread_picture import Neighbour

# More in a column hide what is beside; the rest opens, and stands in the list.
CARDS_AT_FIRST = 6


@dataclass
class Column:
    """One station: what is there, what is missing, or that it is not in use."""

    label: str
    is_used: bool
    cards: list[Card] = field(default_factory=list)
    gaps: list[GapLine] = field(default_factory=list)

    @property
    def first(self) -> list[Card]:
        """What is always shown."""
        return self.cards[:CARDS_AT_FIRST]

    @property
    def rest(self) -> list[Card]:
        """What opens on demand."""
        return self.cards[CARDS_AT_FIRST:]

    @property
    def is_tied(self) -> bool:
        """True when the thread goes through the station."""
        return bool(self.cards)


class NodeThread:
    """Draws one part's thread; the parts are given by key, with their initiatives."""

    def __init__(
        self, version: PlanVersion, nodes: Mapping[str, Node], used: Collection[Place]
    ) -> None:
        self._version, self._nodes = version, nodes
        self._columns = {
            place: Column(str(label), place in used)
            for place, label in PLACE_LABELS.items()
        }

    def columns(
        self,
        neighbours: Iterable[Neighbour],
        passages: Iterable[Passage],
        steps: Iterable[AdoptionStep],
        gaps: Iterable[tuple[Gap, GapLine]],
    ) -> list[Column]:
        """Give the stations with what belongs to the part at each."""
        self._columns[Place.SOURCES].cards += [_source(one) for one in passages]
        self._columns[Place.DECISIONS].cards += [_decision(step) for step in steps]
        around = list(neighbours)
        for one in around:
            self._columns[one.place].cards.append(self._card(one))
        for station in other_stations():
            keys = [one.key for one in around]
            self._columns[station.place].cards += station.cards(self._version, keys)
        for gap, line in gaps:
            self._columns[gap.rule.place].gaps.append(line)
        return list(self._columns.values())

    def _card(self, one: Neighbour) -> Card:
        node = self._nodes[one.key]
        told = [str(NodeLabel(one.kind).label), str(RELATION_LABELS[one.relation])]
        if node.initiative:
            row = node.initiative
            told.append(f"{STATUS_SYMBOLS[row.status]} {row.get_status_display()}")
        is_here = one.relation is Relation.HERE
        where = [self._version.programme.code, self._version.number, one.key]
        url = "" if is_here else reverse("plans:node_thread", args=where)
        return Card(str(node), url, ", ".join(filter(None, told)), is_here)


def _source(passage: Passage) -> Card:
    where = _("sidan %(page)d") % {"page": passage.page}
    return Card(f"”{passage.quote[:90]}”", passage.url, f"{passage.document}, {where}")


def _decision(step: AdoptionStep) -> Card:
    told = [date_format(step.day, "DATE_FORMAT")] if step.day else []
    told += [step.paragraph] if step.paragraph else []
    code, number = step.version.programme.code, step.version.number
    url = reverse("plans:adoption", args=[code, number])
    return Card(step.body.name, url, ", ".join(told))
