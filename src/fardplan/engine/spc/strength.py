"""Rank signals: the one that chance would find hardest to make comes first.

In: a `Judgement`. Out: for each series its strongest signal in bits: 10 bits is what
chance does once in about a thousand. So a point far outside and a long row on one side
can stand in one list: z standard deviations out are as rare as the normal curve says,
a row of n on one side is n - 1 throws of a coin, a trend of n points is 2 of n! orders.
For points far out the tail is by Mills' ratio, which is within 0.15 bits from z = 3.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from fardplan.engine.spc.kinds import Signal
from fardplan.engine.spc.lines import SIGMAS
from fardplan.engine.spc.parts import Packing, Parts
from fardplan.engine.spc.runs import longest_true


if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fardplan.engine.spc.judge import Judgement
    from fardplan.engine.spc.parts import Flags, Floats, Whole

# Two of three on one side beyond two standard deviations: 2 x 3 x 0.0214² x 0.479.
TWO_OF_THREE_BITS = -math.log2(6 * 0.0214**2 * 0.479)
# Where limits have no width, any distance is without end.
FARTHEST = 40.0


def rank(judged: Judgement) -> list[int]:
    """Give the series that have a signal, the strongest first."""
    found = strengths(judged)
    order = np.argsort(-found, kind="stable")
    return [int(row) for row in order if found[row] > 0]


def strengths(judged: Judgement) -> Floats:
    """Give for each series its strongest signal in bits, 0 where it has none."""
    best = np.zeros(len(judged.values))
    for signal, flags in judged.signals.items():
        rows = np.nonzero(flags.any(axis=1))[0]
        if rows.size:
            best[rows] = np.maximum(best[rows], _bits(judged, signal, rows))
    return best


def _bits(judged: Judgement, signal: Signal, rows: Whole) -> Floats:
    flags = judged.signals[signal][rows]
    if signal is Signal.OUTSIDE:
        return _tail_bits(_farthest(judged, rows, flags))
    if signal is Signal.TWO_OF_THREE:
        return np.full(len(rows), TWO_OF_THREE_BITS)
    if signal is Signal.CROSSINGS:
        counts = judged.runs
        pairs = zip(counts.useful[rows], counts.crossings[rows], strict=True)
        return np.array([_few_crossings_bits(int(n), int(k)) for n, k in pairs])
    lengths = np.zeros(len(rows), dtype=np.intp)
    for way in (1, -1):
        one_way = flags & (_ways(judged, signal, rows) == way)
        lengths = np.maximum(lengths, _longest(judged, rows, one_way))
    if signal is Signal.TREND:
        # The flags are of points; lgamma(n + 1) is the logarithm of n!.
        return np.array([math.lgamma(n + 1) / math.log(2) - 1 for n in lengths])
    return (lengths - 1).astype(np.float64)


def _ways(judged: Judgement, signal: Signal, rows: Whole) -> NDArray[np.int8]:
    """Trends point by their tone, unless a point is outside; the others by their side."""
    return (judged.tone if signal is Signal.TREND else judged.side)[rows]


def _longest(judged: Judgement, rows: Whole, flags: Flags) -> Whole:
    """Give the longest row of flagged points among those used, part by part."""
    used = judged.used[rows]
    if judged.rebased is None:
        return longest_true(Packing.of(used).pack(flags))
    parts = Parts.of(judged.rebased[rows])
    used, flags = parts.split(used, False), parts.split(flags, False)
    found = longest_true(Packing.of(used).pack(flags))
    best = np.zeros(len(rows), dtype=np.intp)
    np.maximum.at(best, parts.owner, found)
    return best


def _farthest(judged: Judgement, rows: Whole, flags: Flags) -> Floats:
    """Give how many standard deviations out the farthest flagged point lies."""
    away = judged.values[rows] - judged.centre[rows]
    limits = np.where(away > 0, judged.upper[rows], judged.lower[rows])
    width = np.abs(limits - judged.centre[rows])
    with np.errstate(divide="ignore", invalid="ignore"):
        sigmas = np.where(width > 0, SIGMAS * np.abs(away) / width, FARTHEST)
    farthest: Floats = np.where(flags, np.minimum(sigmas, FARTHEST), 0).max(axis=1)
    return farthest


def _tail_bits(sigmas: Floats) -> Floats:
    """Give -log2 of the chance to be at least so far out, on either side."""
    tail = np.log2(np.maximum(sigmas, SIGMAS) * math.sqrt(2 * math.pi) / 2)
    bits: Floats = sigmas**2 / 2 * math.log2(math.e) + tail
    return bits


def _few_crossings_bits(useful: int, crossings: int) -> float:
    """Give -log2 of the chance of at most so many crossings."""
    throws = useful - 1
    ways = sum(math.comb(throws, k) for k in range(crossings + 1))
    return throws - math.log2(ways)
