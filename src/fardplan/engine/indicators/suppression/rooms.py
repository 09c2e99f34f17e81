"""How far each count could be from what it is, for one who sees what is published.

In: a table and a rule. Out: for each figure how many steps up and down the numerator
can go. Denominators are taken as known, since the size of a population is; so where the
numerator is a part of the denominator, a step up is a step down for those left over.

Two readers: one has been told which figures are small and which are hidden for others'
sake (so a small one is 1 to n-1, another 0 or from n), and one sees only the marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray


if TYPE_CHECKING:
    from fardplan.engine.indicators.suppression.rule import SuppressionRule
    from fardplan.engine.indicators.suppression.table import Grid, Marks, Table

Steps = NDArray[np.int64]
_FAR = 1_000_000.0
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Rooms:
    """Whole steps that each figure can go, 0 where it is known or absent."""

    up: Steps
    down: Steps


def small_ones(table: Table, rule: SuppressionRule) -> Marks:
    """Mark the figures that are hidden for their own sake.

    Where there is nobody in the denominator there is nobody to protect.
    """
    counts, wholes = table.numerators, table.denominators
    other = np.where(_is_part(table), wholes - counts, np.inf)
    if not rule.has_complement:
        # What a rate is counted per: nobody there is not somebody's secret.
        other = np.where(wholes > 0, wholes, np.inf)
    marks: Marks = (rule.is_small(counts) | rule.is_small(other)) & (wholes != 0)
    return marks


def rooms_if_told(table: Table, rule: SuppressionRule) -> Rooms:
    """Give the room for one who knows which figures are the small ones."""
    low, high = _interval(table.numerators, rule)
    if not rule.has_complement:
        return _both(table, (low, high), _interval(table.denominators, rule))
    part_low, part_high = _part_interval(table.numerators, table.denominators, rule)
    is_part = _is_part(table)
    return _rooms(
        table.numerators,
        np.where(is_part, part_low, low),
        np.where(is_part, part_high, high),
    )


def rooms_if_not_told(table: Table, rule: SuppressionRule) -> Rooms:
    """Give the room for one who only knows that nothing is less than nobody."""
    nobody = np.zeros_like(table.numerators)
    if not rule.has_complement:
        anything = (nobody, np.full_like(nobody, np.inf))
        return _both(table, anything, anything)
    return _rooms(
        table.numerators, nobody, np.where(_is_part(table), table.denominators, np.inf)
    )


def _is_part(table: Table) -> Marks:
    """Mark where the numerator is a part of the denominator, and not more than it."""
    marks: Marks = np.isfinite(table.denominators) & (
        table.numerators <= table.denominators
    )
    return marks


def _both(table: Table, counts: tuple[Grid, Grid], wholes: tuple[Grid, Grid]) -> Rooms:
    """Give the room that both numerator and denominator have."""
    one = _rooms(table.numerators, *counts)
    is_told = np.isfinite(table.denominators)
    other = _rooms(np.where(is_told, table.denominators, 0.0), *wholes)
    return Rooms(
        np.where(is_told, np.minimum(one.up, other.up), one.up),
        np.where(is_told, np.minimum(one.down, other.down), one.down),
    )


def _interval(counts: Grid, rule: SuppressionRule) -> tuple[Grid, Grid]:
    """Give the least and the most that a count may be, told whether it is small."""
    small = rule.is_small(counts)
    low = np.where(small, rule.lowest, float(rule.least_count))
    high = np.where(small, rule.least_count - 1.0, np.inf)
    is_zero = (counts == 0) & ~small
    return np.where(is_zero, 0.0, low), np.where(is_zero, 0.0, high)


def _part_interval(
    counts: Grid, wholes: Grid, rule: SuppressionRule
) -> tuple[Grid, Grid]:
    """Give the same for a part of a known whole, told if it or what is left is small."""
    most, lowest = rule.least_count - 1.0, rule.lowest
    rest = wholes - counts
    few, few_left = rule.is_small(counts), rule.is_small(rest)
    # A whole so small that the two kinds of small meet leaves no gap between them.
    meets = (few | few_left) & (wholes <= 2 * most + 1)
    is_few, is_few_left = few | meets, few_left | meets
    settled = ~is_few & ~is_few_left
    is_zero = settled & ((counts == 0) | (rest == 0))
    low = np.where(is_few, lowest, rule.least_count)
    low = np.where(is_few_left, np.maximum(wholes - most, 0), low)
    low = np.where(meets, np.minimum(lowest, np.maximum(wholes - most, 0)), low)
    high = np.where(is_few_left, wholes - lowest, wholes - rule.least_count)
    high = np.where(is_few, np.minimum(most, wholes), high)
    high = np.where(meets, np.maximum(np.minimum(most, wholes), wholes - lowest), high)
    return np.where(is_zero, counts, low), np.where(is_zero, counts, high)


def _rooms(counts: Grid, low: Grid, high: Grid) -> Rooms:
    return Rooms(_steps(high - counts), _steps(counts - low))


def _steps(distance: Grid) -> Steps:
    """Give whole steps; none where the figure is absent or already outside."""
    known = np.nan_to_num(distance, nan=0.0, posinf=_FAR)
    return np.floor(np.clip(known, 0.0, _FAR) + _ROUNDING).astype(np.int64)
