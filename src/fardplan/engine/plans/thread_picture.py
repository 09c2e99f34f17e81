"""What belongs to one part at each station, for the picture of its thread.

In: a :class:`Thread` and a key. Out: :class:`Neighbour` rows in the order of the plan: the
part itself, what it leads to, what leads to it and what follows it. What other stations
know of the part they add themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fardplan.engine.plans.adoption import DIRECTION
from fardplan.engine.plans.levels import LinkKind, NodeKind
from fardplan.engine.plans.thread_rules import Place


if TYPE_CHECKING:
    from fardplan.engine.plans.thread import Thread

WORK = frozenset(
    {
        *(NodeKind.INITIATIVE, NodeKind.ACTIVITY),
        *(NodeKind.MILESTONE, NodeKind.DECISION_POINT),
    }
)


class Relation(StrEnum):
    """How a neighbour stands to the part."""

    HERE = "here"
    ABOVE = "above"
    BELOW = "below"
    FOLLOWS = "follows"


@dataclass(frozen=True)
class Neighbour:
    """One part, at its station."""

    key: str
    kind: str
    place: Place
    relation: Relation


def neighbours(thread: Thread, key: str) -> list[Neighbour]:
    """Give the part and all that its thread goes through."""
    above, below = thread.above(key), thread.below(key)
    followed = {key, *above, *below}
    relations = {
        **dict.fromkeys(_areas(thread, followed), Relation.FOLLOWS),
        **dict.fromkeys(above, Relation.ABOVE),
        **dict.fromkeys(below, Relation.BELOW),
        key: Relation.HERE,
    }
    found = []
    for node in thread.facts.nodes:
        relation = relations.get(node.key)
        place = _place(node.kind, relation)
        if relation and place:
            found.append(Neighbour(node.key, node.kind, place, relation))
    # The part itself comes first at its station.
    return sorted(found, key=lambda one: one.relation is not Relation.HERE)


def _areas(thread: Thread, followed: set[str]) -> set[str]:
    links = thread.facts.links
    linked = {
        link.target
        for link in links
        if link.kind == LinkKind.FOLLOWED_BY and link.source in followed
    }
    areas = thread.of_kind(NodeKind.MEASUREMENT_AREA)
    return linked | {area.key for area in areas if area.parent in followed}


def _place(kind: str, relation: Relation | None) -> Place | None:
    if kind in WORK:
        return Place.INITIATIVES
    if kind == NodeKind.MEASUREMENT_AREA:
        return Place.INDICATORS
    if kind in DIRECTION or relation is Relation.HERE:
        return Place.GOALS
    return None
