"""Runs on each side of the centre, after Anhøj and Olesen.

In: which points lie above and below. Out: how many are useful (off the centre), the
longest run and the number of crossings, and what chance allows for so many points:
a run is too long above round(log2 n) + 3, crossings too few below the 5 % quantile of a
binomial of n - 1 throws of a coin (PLoS ONE 9(11) 2014).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from fardplan.engine.spc.parts import Packing, count


if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fardplan.engine.spc.parts import Flags, Whole


@dataclass(frozen=True, slots=True)
class RunCounts:
    """One value for each row; the limits are what chance allows."""

    useful: Whole
    longest: Whole
    longest_max: Whole
    crossings: Whole
    crossings_min: Whole

    @property
    def is_too_long(self) -> Flags:
        """True where the longest run is longer than chance allows."""
        return self.longest > self.longest_max

    @property
    def is_crossed_too_seldom(self) -> Flags:
        """True where the line crosses the centre less often than chance allows."""
        return self.crossings < self.crossings_min

    def at(self, rows: Whole) -> RunCounts:
        """Give the counts of some of the rows."""
        return RunCounts(
            self.useful[rows],
            self.longest[rows],
            self.longest_max[rows],
            self.crossings[rows],
            self.crossings_min[rows],
        )


def count_runs(above: Flags, below: Flags) -> RunCounts:
    """Count the runs of each row; points on the centre, or without value, are left out."""
    is_useful = above | below
    side = Packing.of(is_useful).pack(above)
    useful = count(is_useful)
    lengths, changes = _lengths(side), side[:, 1:] != side[:, :-1]
    if useful.min(initial=side.shape[1]) < side.shape[1]:
        is_over = np.arange(side.shape[1]) >= useful[:, None]
        lengths[is_over] = 0
        changes[is_over[:, 1:]] = False
    longest, crossings = lengths.max(axis=1), changes.sum(axis=1)
    limits = np.array([allowed(n) for n in range(side.shape[1] + 1)])
    return RunCounts(
        useful,
        longest.astype(np.intp),
        limits[useful, 0],
        crossings,
        limits[useful, 1],
    )


def long_runs(above: Flags, below: Flags, counts: RunCounts) -> Flags:
    """Mark the points of each run that is longer than chance allows."""
    marked = np.zeros_like(above)
    rows = np.nonzero(counts.is_too_long)[0]
    if rows.size:
        packing = Packing.of((above | below)[rows])
        # What is over after the useful points is 0, and no part of the last run.
        side = packing.pack(above[rows].view(np.int8) - below[rows].view(np.int8), 0)
        is_long = _whole_lengths(side) > counts.longest_max[rows, None]
        marked[rows] = packing.unpack(is_long)
    return marked


@lru_cache(maxsize=4096)
def allowed(useful: int) -> tuple[int, int]:
    """Give the longest run and the fewest crossings that chance allows."""
    if useful < 2:
        return 3, 0
    throws = useful - 1
    total, ways, so_few = 0, 1, 0
    # The smallest k with P(X <= k) >= 0.05, counted in whole numbers.
    while (total + ways) * 20 < 2**throws:
        total += ways
        ways = ways * (throws - so_few) // (so_few + 1)
        so_few += 1
    return round(math.log2(useful)) + 3, so_few


def longest_true(flags: Flags) -> Whole:
    """Give the length of the longest row of true ones."""
    longest: Whole = (_lengths(flags) * flags).max(axis=1).astype(np.intp)
    return longest


def _lengths(side: NDArray[Any]) -> NDArray[Any]:
    """Give for each point how many in a row, itself the last, are as it is."""
    kind = np.int16 if side.shape[1] < 2**15 else np.int32
    places: NDArray[Any] = np.arange(side.shape[1], dtype=kind)
    starts = np.zeros(side.shape, dtype=kind)
    np.multiply(side[:, 1:] != side[:, :-1], places[1:], out=starts[:, 1:])
    since: NDArray[Any] = places + 1 - np.maximum.accumulate(starts, axis=1)
    return since


def _whole_lengths(side: NDArray[Any]) -> NDArray[Any]:
    """Give for each point the length of the whole run that it lies in."""
    backwards = _lengths(side[:, ::-1])[:, ::-1]
    whole: NDArray[Any] = _lengths(side) + backwards - 1
    return whole
