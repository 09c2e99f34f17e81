"""Which figures of all areas, sexes and periods of an indicator are hidden.

In: columns, as the store gives them. Out: place by place what is hidden and why. The
same judgement as of observations, without making one of each: a page that draws a
single series must know all its neighbours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fardplan.engine.indicators.suppression.publish import Counts, judged
from fardplan.engine.indicators.suppression.rule import Hiding


if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from fardplan.engine.indicators.observation import Sex
    from fardplan.engine.indicators.suppression.rule import SuppressionRule

# Area, sex and period.
Place = tuple[str, "Sex", str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SexCounts:
    """The figures of one sex: equally long columns, NaN where there is no count."""

    sex: Sex
    area: NDArray[np.object_]
    period: NDArray[np.object_]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]


def hidden_places(
    columns: Sequence[SexCounts], rule: SuppressionRule
) -> dict[Place, tuple[Hiding, int]]:
    """Give each figure that is hidden, with how many values it has left."""
    found: dict[Place, tuple[Hiding, int]] = {}
    for period in sorted(_with_small(columns, rule)):
        counts = [one for some in columns for one in _of_period(some, period)]
        for one, (hiding, left) in zip(counts, judged(counts, rule), strict=True):
            if hiding is not Hiding.SHOWN:
                found[one.area, one.sex, period] = hiding, left
    return found


def _with_small(columns: Sequence[SexCounts], rule: SuppressionRule) -> set[str]:
    """Give the periods that may have something to hide; most of many have nothing.

    Small differences between columns count too: a sex that is left out is a difference.
    """
    if not rule.hides:
        return set()
    periods: set[str] = set()
    for some in columns:
        with np.errstate(invalid="ignore"):
            rest = some.denominator - some.numerator
        small = (
            rule.is_small(some.numerator)
            | rule.is_small(some.denominator)
            | rule.is_small(rest)
        )
        periods |= set(some.period[small].tolist())
    return periods | _ragged(columns)


def _ragged(columns: Sequence[SexCounts]) -> set[str]:
    """Give the periods where some area lacks a sex that another column has."""
    seen = [
        {
            (area, period)
            for area, period, over, under in zip(
                some.area.tolist(),
                some.period.tolist(),
                some.numerator.tolist(),
                some.denominator.tolist(),
                strict=True,
            )
            if not (math.isnan(over) and math.isnan(under))
        }
        for some in columns
    ]
    if len(seen) == 2:
        return {period for _, period in seen[0] | seen[1]}
    every = set().union(*seen)
    return {period for some in seen for _, period in every - some}


def _of_period(some: SexCounts, period: str) -> list[Counts]:
    at = np.flatnonzero(some.period == period)
    return [
        Counts(area, some.sex, _told(over), _told(under))
        for area, over, under in zip(
            some.area[at].tolist(),
            some.numerator[at].tolist(),
            some.denominator[at].tolist(),
            strict=True,
        )
        if not (math.isnan(over) and math.isnan(under))
    ]


def _told(count: float) -> float | None:
    return None if math.isnan(count) else count
