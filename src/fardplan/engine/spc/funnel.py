"""The funnel: many units at one time, each against the limits of its own size.

In: comparisons × units, numerators and denominators. Out: the common share or rate, 95
and 99.8 % limits of each unit, how many standard deviations away it lies, and which are
outside. For one period there is no time, so no rules of points in a row: this is what a
short annual series of many areas is judged by.

Source: Spiegelhalter, Funnel plots for comparing institutional performance (Statistics
in Medicine 24, 2005): normal limits; more spread than chance makes is taken into the
limits, from the z of the units with the outer tenth at each end drawn in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from fardplan.engine.spc.inputs import series_of
from fardplan.engine.spc.kinds import Chart


if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from fardplan.engine.spc.parts import Flags, Floats

# Two-sided 95 and 99.8 %.
WARNING, ACTION = 1.959964, 3.090232
WINSORISED = 0.1


@dataclass(frozen=True, slots=True)
class Funnel:
    """Comparisons × units; ``centre`` and ``overdispersion`` one for each comparison.

    ``place`` is 2 or -2 beyond the 99.8 % limits, 1 or -1 beyond the 95 % ones, else 0.
    ``overdispersion`` is 1 where units vary no more than chance makes them.
    """

    values: Floats
    centre: Floats
    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats
    z: Floats
    place: NDArray[np.int8]
    overdispersion: Floats


def draw_funnel(
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    is_share: bool,
    is_adjusted: bool = True,
) -> Funnel:
    """Compare units. ``is_share``: each of the denominator is counted at most once.

    ``is_adjusted`` widens the limits where units vary more than chance alone makes them.
    """
    chart = Chart.P if is_share else Chart.U
    told = series_of(numerators, denominators, None, None, chart)
    # Charts of ratios always have both (inputs.py).
    over, under = cast("tuple[Floats, Floats]", (told.numerators, told.denominators))
    is_known = ~np.isnan(told.values)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.nansum(over, axis=1, keepdims=True) / np.nansum(
            under, axis=1, keepdims=True
        )
        each = centre * (1 - centre) if is_share else centre
        deviation = np.sqrt(each / under)
        z = np.where(deviation > 0, (told.values - centre) / deviation, 0)
    z[~is_known] = np.nan
    factor = _overdispersion(z, is_known) if is_adjusted else np.ones_like(centre)
    deviation, z = deviation * np.sqrt(factor), z / np.sqrt(factor)
    most = 1.0 if is_share else np.inf

    def limits(sigmas: float) -> tuple[Floats, Floats]:
        reach = sigmas * deviation
        return np.maximum(centre - reach, 0), np.minimum(centre + reach, most)

    sizes = np.abs(z)
    beyond = (sizes > WARNING).astype(np.int8) + (sizes > ACTION).astype(np.int8)
    return Funnel(
        told.values,
        centre,
        *limits(WARNING),
        *limits(ACTION),
        z,
        np.where(z < 0, -beyond, beyond),
        factor,
    )


def _overdispersion(z: Floats, is_known: Flags) -> Floats:
    """Give how many times more the units vary than chance makes them, at least 1."""
    counts = is_known.sum(axis=1, keepdims=True)
    ordered = np.sort(z, axis=1)  # NaN comes last
    each = np.arange(len(z))[:, None]
    drawn = np.floor(WINSORISED * counts).astype(np.intp)
    low = ordered[each, drawn]
    high = ordered[each, np.maximum(counts - 1 - drawn, 0)]
    squares = np.where(is_known, np.clip(z, low, high), 0) ** 2
    count = np.maximum(counts, 1)
    factor = squares.sum(axis=1, keepdims=True) / count
    # Less than two standard errors above 1 may well be chance.
    return np.where(factor > 1 + 2 * np.sqrt(2 / count), factor, 1.0)
