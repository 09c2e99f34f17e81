"""Which way a matter goes: who prepares for whom, up to who decides.

In: arrows. Out: steps upwards from one body, in the order a matter meets them. "Steers"
points downwards, so a matter goes against it; "consults" moves no matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import RelationKind


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.engine.actors.bodies import Relation

_UPWARDS = {
    RelationKind.PREPARES_FOR,
    RelationKind.COMMITTEE_OF,
    RelationKind.REPORTS_TO,
    RelationKind.ACTS_FOR,
}


@dataclass(frozen=True)
class Route:
    """The steps of a matter, nearest first, and the bodies where no step goes on."""

    start: str
    steps: tuple[Relation, ...]
    ends: tuple[str, ...]

    @property
    def bodies(self) -> frozenset[str]:
        """Every body that the matter meets, the first one too."""
        met = {code for step in self.steps for code in (step.source, step.target)}
        return frozenset({self.start, *met})


def upwards(relation: Relation) -> tuple[str, str] | None:
    """Give (from, to) as a matter moves along the arrow; None when it doesn't."""
    if relation.kind in _UPWARDS:
        return relation.source, relation.target
    if relation.kind == RelationKind.STEERS:
        return relation.target, relation.source
    return None


def route_from(start: str, relations: Iterable[Relation]) -> Route:
    """Follow every way up, each step once; a circle ends where it was entered."""
    ways: dict[str, list[tuple[str, Relation]]] = {}
    for relation in relations:
        if way := upwards(relation):
            ways.setdefault(way[0], []).append((way[1], relation))
    met, steps = [start], []
    for here in met:
        for there, relation in ways.get(here, []):
            steps.append(relation)
            if there not in met:
                met.append(there)
    ends = tuple(code for code in met if code not in ways)
    return Route(start, tuple(steps), ends)
