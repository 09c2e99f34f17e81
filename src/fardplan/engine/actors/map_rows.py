"""Which row of its band each body stands in: who decides above who prepares.

In: bodies with the widths of their boxes, and relations. Out: a row number for each,
counted from the top of its level. Rows are filled from the top (longest path, as
Coffman and Graham 1972 but bounded by width): a body comes below everyone it prepares
for; one that only consults somebody stands beside that one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import RelationKind
from fardplan.engine.actors.matter_route import upwards


if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from fardplan.engine.actors.bodies import Relation


@dataclass(frozen=True)
class RowLimit:
    """How much a row may hold: boxes, their joined width, and the space between."""

    boxes: int
    width: float
    between: float


def rows_of(
    widths: Mapping[str, float], relations: Sequence[Relation], limit: RowLimit
) -> dict[str, int]:
    """Give the row of every body of one level; ``widths`` holds its bodies in order."""
    above = _above(widths, relations)
    partner = _partners(widths, relations)
    order = _by_importance(above, relations)
    rows: dict[str, int] = {}
    room = _Room(widths, limit)
    waiting = [code for code in order if code not in partner]
    while waiting:
        ready = next(code for code in waiting if above[code] <= rows.keys())
        waiting.remove(ready)
        lowest = max((rows[higher] + 1 for higher in above[ready]), default=0)
        rows[ready] = room.take(ready, lowest)
    for code in order:
        if code in partner:
            rows[code] = room.take(code, rows[partner[code]])
    return rows


def in_column(inside: Sequence[str], relations: Sequence[Relation]) -> list[str]:
    """Give the bodies of one level under each other, each near whom it prepares for."""
    above = _above(inside, relations)
    partner = _partners(inside, relations)
    order = _by_importance(above, relations)
    # Last on the pile is the next to be placed.
    pile = [code for code in reversed(order) if code not in partner]
    placed: dict[str, None] = {}
    while pile:
        here = pile.pop()
        if here in placed or not above[here] <= placed.keys():
            continue
        placed[here] = None
        pile += [code for code in reversed(order) if here in above[code]]
        pile += [code for code in reversed(order) if partner.get(code) == here]
    return list(placed)


def _by_importance(
    above: Mapping[str, set[str]], relations: Sequence[Relation]
) -> list[str]:
    """Who decides over most goes first; who has no arrow at all fills what is left."""
    linked = {code for r in relations for code in (r.source, r.target)}
    below = Counter(higher for lower in above for higher in above[lower])
    return sorted(
        above, key=lambda code: (code not in linked, bool(above[code]), -below[code])
    )


class _Room:
    """Keeps count of what is left of each row."""

    def __init__(self, widths: Mapping[str, float], limit: RowLimit) -> None:
        self.widths, self.limit = widths, limit
        self.used: dict[int, list[float]] = defaultdict(list)

    def take(self, code: str, lowest: int) -> int:
        """Give the first row from ``lowest`` on where the box has room, and fill it."""
        width, row = self.widths[code] + self.limit.between, lowest
        while self.used[row] and (
            len(self.used[row]) >= self.limit.boxes
            or sum(self.used[row]) + width > self.limit.width
        ):
            row += 1
        self.used[row].append(width)
        return row


def _above(
    inside: Collection[str], relations: Sequence[Relation]
) -> dict[str, set[str]]:
    """Give who stands directly above each; an arrow that would close a circle is left."""
    above: dict[str, set[str]] = {code: set() for code in inside}
    for relation in relations:
        way = upwards(relation)
        if way is None or way[0] not in above or way[1] not in above:
            continue
        lower, higher = way
        if not _reaches(higher, lower, above):
            above[lower].add(higher)
    return above


def _reaches(start: str, goal: str, above: Mapping[str, set[str]]) -> bool:
    met = [start]
    for here in met:
        if here == goal:
            return True
        met += sorted(above[here] - set(met))
    return False


def _partners(
    inside: Collection[str],
    relations: Sequence[Relation],
) -> dict[str, str]:
    """Give whom to stand beside, for those whose only arrows are consultations."""
    moved = {
        code
        for relation in relations
        if relation.kind != RelationKind.CONSULTS
        for code in (relation.source, relation.target)
    }
    partner: dict[str, str] = {}
    for relation in relations:
        if relation.kind != RelationKind.CONSULTS:
            continue
        for code, other in (
            (relation.source, relation.target),
            (relation.target, relation.source),
        ):
            if {code, other} <= set(inside) and code not in moved and other in moved:
                partner.setdefault(code, other)
    return partner
