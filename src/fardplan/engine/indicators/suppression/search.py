"""The cheapest figures to hide so that a small one can't be worked out.

In: a table, the room of each figure and what hiding each would cost. Out: a cycle: lines
and columns whose figures can all go some steps up or down together, so that every sum
still stands. As a cycle is hidden, each figure in it has as many values left as it has
steps, and one more: one consistent table for each.

This is the hypercube method (Repsilber 1994; Giessing and Repsilber 2002, LNCS 2316,
p. 181-192) for a table of one tree and one split. A cycle is a way through the tree of
areas (to a neighbour, to an area of another region, or up to the country) times two of
the three columns of sex. Hypercubes bound what a reader may compute; here the steps
are counted within what the rule itself tells (the "singleton" trap: two hidden 1 with
the published sum 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fardplan.engine.indicators.suppression.table import ALL, MEN, ROOT, WOMEN


if TYPE_CHECKING:
    from collections.abc import Iterator

    from fardplan.engine.indicators.suppression.rooms import Rooms
    from fardplan.engine.indicators.suppression.table import Grid, Marks, Table

# Which columns move together. Women up and men down; or a sex and the sum, both up; or
# all, where it isn't known which sex a figure of both is about.
SPLITS = ((WOMEN, MEN), (WOMEN, ALL), (MEN, ALL), (WOMEN, MEN, ALL))
_SPLITS_OF = {WOMEN: (0, 1), MEN: (0, 2), ALL: (1, 2, 3)}
# How many steps in each direction a line must have room for.
Need = tuple[int, int]


class Cycle(NamedTuple):
    """Lines and columns that move together, the cost of hiding them, and the steps."""

    cost: float
    lines: tuple[int, ...]
    columns: tuple[int, ...] = ()
    steps: int = 0


class Cover:
    """What is hidden so far, and what hiding the rest would cost."""

    def __init__(self, table: Table, costs: Grid, hidden: Marks) -> None:
        self._left: list[list[float]] = np.where(hidden, 0.0, costs).tolist()
        self.costs = [[self._sum(row, split) for row in self._left] for split in SPLITS]
        self._region = [
            at if above == ROOT else above for at, above in enumerate(table.parent)
        ]
        # How many times something was hidden within each region, by its line.
        self.changes = [0] * len(self._left)

    def hide(self, cycle: Cycle) -> None:
        """Hide all figures of a cycle."""
        if cycle.cost == 0:
            return
        for line in cycle.lines:
            row = self._left[line]
            for column in cycle.columns:
                row[column] = 0.0
            for at, split in enumerate(SPLITS):
                self.costs[at][line] = self._sum(row, split)
            self.changes[self._region[line]] += 1

    @staticmethod
    def _sum(row: list[float], split: tuple[int, ...]) -> float:
        return sum(row[column] for column in split)


class Search:
    """Finds cycles for one kind of reader; several may share a cover."""

    def __init__(self, table: Table, rooms: Rooms, cover: Cover) -> None:
        self._table, self._cover = table, cover
        self._rooms = list(_split_rooms(table.is_present, rooms))
        self._own = (rooms.up + rooms.down).tolist()
        self._fits: dict[Need, list[list[bool]]] = {}
        self._sides: dict[tuple[int, int, Need], tuple[int, Cycle | None]] = {}

    def best(self, line: int, column: int, wanted: int) -> Cycle | None:
        """Give the cheapest cycle through a figure with as many steps as can be."""
        for steps in range(min(wanted, self._own[line][column]), 0, -1):
            found: Cycle | None = None
            for up in range(steps + 1):
                for split in _SPLITS_OF[column]:
                    told = self._through(line, split, (up, steps - up))
                    if told is not None and (found is None or told.cost < found.cost):
                        found = told._replace(columns=SPLITS[split], steps=steps)
                        if found.cost == 0:
                            return found
            if found is not None:
                return found
        return None

    def _through(self, line: int, split: int, need: Need) -> Cycle | None:
        """Give the cheapest cycle of one split whose lines have the room needed."""
        if not self._fitting(need)[split][line]:
            return None
        if line == ROOT:
            return self._chain(line, split, need)
        region, found = self._region(line), None
        if region != line:
            cost = self._cover.costs[split][line]
            neighbour = self._leaf(region, split, need[::-1], line)
            found = _joined(Cycle(cost, (line,)), neighbour)
        if found is not None and found.cost == 0:
            return found
        chain = self._chain(line, split, need)
        if chain is None or (found is not None and found.cost <= chain.cost):
            return found
        return _cheapest(found, _joined(chain, self._other_end(region, split, need)))

    def _region(self, line: int) -> int:
        above = self._table.parent[line]
        return line if above == ROOT else above

    def _chain(self, line: int, split: int, need: Need) -> Cycle | None:
        """Give the way from below through a line to its region, or to the country."""
        fits, costs = self._fitting(need)[split], self._cover.costs[split]
        if line == ROOT:
            best = None
            for region in self._table.leaves:
                best = _cheapest(best, self._side(region, split, need))
            return _joined(best, Cycle(costs[ROOT], (ROOT,)))
        region = self._region(line)
        if line == region:
            return self._side(region, split, need)
        if not fits[region]:
            return None
        return Cycle(costs[line] + costs[region], (line, region))

    def _other_end(self, region: int, split: int, need: Need) -> Cycle | None:
        """Give what takes up the steps of a region: the country or another region."""
        found = None
        if self._fitting(need)[split][ROOT]:
            found = Cycle(self._cover.costs[split][ROOT], (ROOT,))
        for other in self._table.leaves:
            if found is not None and found.cost == 0:
                break
            if other != region:
                found = _cheapest(found, self._side(other, split, need[::-1]))
        return found

    def _side(self, region: int, split: int, need: Need) -> Cycle | None:
        """Give the cheapest way from a leaf of a region up to it."""
        key = (region, split, need)
        # Only what is hidden within the region changes its costs.
        changes = self._cover.changes[region]
        told = self._sides.get(key)
        if told is None or told[0] != changes:
            told = (changes, self._new_side(region, split, need))
            self._sides[key] = told
        return told[1]

    def _new_side(self, region: int, split: int, need: Need) -> Cycle | None:
        if not self._fitting(need)[split][region]:
            return None
        top = Cycle(self._cover.costs[split][region], (region,))
        if self._table.leaves[region] == (region,):
            return top
        return _joined(self._leaf(region, split, need, region), top)

    def _leaf(self, region: int, split: int, need: Need, skip: int) -> Cycle | None:
        """Give the cheapest leaf of a region but one."""
        fits, costs = self._fitting(need)[split], self._cover.costs[split]
        fitting = [x for x in self._table.leaves[region] if fits[x] and x != skip]
        if not fitting:
            return None
        leaf = min(fitting, key=costs.__getitem__)
        return Cycle(costs[leaf], (leaf,))

    def _fitting(self, need: Need) -> list[list[bool]]:
        """Tell for each split which lines have the room needed."""
        if need not in self._fits:
            self._fits[need] = [
                ((up >= need[0]) & (down >= need[1])).tolist()
                for up, down in self._rooms
            ]
        return self._fits[need]


def _split_rooms(is_present: Marks, rooms: Rooms) -> Iterator[tuple[Grid, Grid]]:
    """Give for each split the steps that whole lines can go."""
    up, down = rooms.up.T, rooms.down.T
    yield np.minimum(up[WOMEN], down[MEN]), np.minimum(down[WOMEN], up[MEN])
    for sex in (WOMEN, MEN):
        yield np.minimum(up[sex], up[ALL]), np.minimum(down[sex], down[ALL])
    # Where the sexes are not told the sum moves alone; else it could be either.
    alone = ~is_present[:, WOMEN] & ~is_present[:, MEN]
    yield (
        np.where(alone, up[ALL], up.min(axis=0)),
        np.where(alone, down[ALL], down.min(axis=0)),
    )


def _joined(one: Cycle | None, other: Cycle | None) -> Cycle | None:
    if one is None or other is None:
        return None
    return Cycle(one.cost + other.cost, one.lines + other.lines)


def _cheapest(one: Cycle | None, other: Cycle | None) -> Cycle | None:
    if one is None or (other is not None and other.cost < one.cost):
        return other
    return one
