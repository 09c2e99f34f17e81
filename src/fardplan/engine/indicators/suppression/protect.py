"""Which figures of a table are hidden.

In: a table of counts and a rule. Out: for each figure whether it is shown, and how many
values each hidden one still may have. First the small ones, then for each of them the
cheapest cycle of others (:mod:`search`), the country and the regions before their parts.

Whoever is told which figures are small may still not work one out; where that can't be
had (a region of four municipalities with one each is 4 and nothing else, once one knows
that all are small), whoever sees only the marks may not. Therefore the marks are alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from fardplan.engine.indicators.suppression.rooms import (
    rooms_if_not_told,
    rooms_if_told,
    small_ones,
)
from fardplan.engine.indicators.suppression.search import Cover, Search
from fardplan.engine.indicators.suppression.table import ALL, REGION_DIGITS, ROOT


if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fardplan.engine.indicators.suppression.rule import SuppressionRule
    from fardplan.engine.indicators.suppression.table import Grid, Marks, Table

# What it costs to hide a figure: of a region as much as all of a county's
# municipalities, of the country as much as all regions; both sexes as much as each.
_COUNTRY_COST, _REGION_COST, _BOTH_COST = 1_000.0, 40.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """The outcome, by line and column of the table.

    ``values_left`` is how many values a hidden figure still may have, at least, for one
    who sees what is published; where ``holds_if_told``, also for one who has been told
    which figures are the small ones.
    """

    is_small: Marks
    is_hidden: Marks
    holds_if_told: Marks
    values_left: NDArray[np.int64]


def protect(table: Table, rule: SuppressionRule) -> Protection:
    """Hide what is small, and what would tell of it."""
    small = small_ones(table, rule)
    hidden = small | (table.is_present & ~table.is_published)
    left = np.ones(small.shape, dtype=np.int64)
    told_left = left.copy()
    cover = Cover(table, _costs(table), hidden | ~table.is_present)
    told = Search(table, rooms_if_told(table, rule), cover)
    not_told = Search(table, rooms_if_not_told(table, rule), cover)
    wanted = rule.alternatives - 1
    for line, column in np.argwhere(small).tolist():
        if told_left[line, column] > wanted:
            continue
        cycle = told.best(line, column, wanted)
        if cycle is not None:
            held = told_left
        else:
            cycle, held = not_told.best(line, column, wanted), left
        if cycle is None:
            return _nothing_shown(table, small)
        cover.hide(cycle)
        for place in product(cycle.lines, cycle.columns):
            hidden[place] = True
            held[place] = max(held[place], cycle.steps + 1)
    holds = told_left > 1
    return Protection(
        is_small=small,
        is_hidden=hidden,
        holds_if_told=holds,
        values_left=np.where(holds, told_left, left),
    )


def _costs(table: Table) -> Grid:
    """Give what hiding each figure costs, the smaller populations first."""
    level = np.array([len(area) == REGION_DIGITS for area in table.areas])
    costs = np.where(level, _REGION_COST, 1.0)
    costs[ROOT] = _COUNTRY_COST
    sizes = np.where(
        np.isfinite(table.denominators), table.denominators, table.numerators
    )
    sizes = np.nan_to_num(sizes)
    grid: Grid = np.repeat(costs[:, None], sizes.shape[1], axis=1)
    grid[:, ALL] *= _BOTH_COST
    # Among those of the same kind, the one that tells of fewest.
    grid *= 1 + sizes / (2 * max(float(sizes.max()), 1.0))
    return grid


def _nothing_shown(table: Table, small: Marks) -> Protection:
    """Hide the whole table: sums that contradict each other left no other way."""
    return Protection(
        is_small=small,
        is_hidden=np.ones_like(small),
        holds_if_told=np.zeros_like(small),
        values_left=np.ones(small.shape, dtype=np.int64),
    )
