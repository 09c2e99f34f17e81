"""Centre and limits of each kind of chart, for all rows at a time.

In: rows × points, and which of them make the lines. Out: the lines, one value a row, or
one a point where denominators differ. Sources: NHSRplotthedots 0.2.2 for XmR (2.66 and
3.267), Montgomery's handbook for p, u and c, Laney 2002 for the primes, Nelson 1994 for
t (the power 1/3.6), Benneyan 2001 for g; the same formulas as qicharts2 0.8.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np

from fardplan.engine.spc.kinds import Chart
from fardplan.engine.spc.parts import Packing, count


if TYPE_CHECKING:
    from collections.abc import Callable

    from fardplan.engine.spc.kinds import ChartSettings
    from fardplan.engine.spc.parts import Flags, Floats

# A moving range beyond this many means is hardly of chance (D4 of two points).
SCREEN = 3.267
# The mean range of two points, in standard deviations.
D2 = 1.128
SIGMAS = 3
# Times between events, raised to this, are about normal.
T_POWER = 1 / 3.6
# Rounding of sums; what differs less is equal.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Rows:
    """Points to judge. ``values`` are as they are drawn, t's already raised.

    ``used`` points count in the rules, ``base`` points make the lines. ``numerators``
    and ``denominators`` are there for p and u. ``tiny`` is what counts as no difference.
    """

    values: Floats
    used: Flags
    base: Flags
    excluded: Flags | None
    tiny: Floats
    numerators: Floats | None = None
    denominators: Floats | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of each row; NaN where there is none.

    ``lower_near`` and ``upper_near`` are where the outer part begins. In rows that are
    ``is_unscreened`` the screening had left no moving range at all, and was undone.
    """

    centre: Floats
    lower: Floats
    upper: Floats
    lower_near: Floats
    upper_near: Floats
    is_unscreened: Flags


def draw_lines(rows: Rows, settings: ChartSettings) -> Lines:
    """Give centre and limits of each row."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return _LINES[settings.chart](rows, settings)


def median_of(values: Floats, base: Flags) -> Floats:
    """Give the median of the base points of each row, as a column."""
    counts = count(base)
    ordered = np.sort(np.where(base, values, np.inf), axis=1)
    each = np.arange(len(values))
    middle = ordered[each, np.maximum(counts - 1, 0) // 2]
    middle = (middle + ordered[each, np.minimum(counts // 2, values.shape[1] - 1)]) / 2
    median: Floats = np.where(counts > 0, middle, np.nan)[:, None]
    return median


def _mean(values: Floats, base: Flags) -> Floats:
    known = values if base.all() else np.where(base, values, 0)
    mean: Floats = known.sum(axis=1, keepdims=True) / count(base)[:, None]
    return mean


def mean_range(
    values: Floats, rows: Rows, *, is_screened: bool
) -> tuple[Floats, Flags]:
    """Give the mean moving range as a column, and where screening was undone.

    An excluded point is passed over; across a missing value there is no moving range,
    since two points far apart may differ for other reasons than chance.
    """
    known = values if rows.base.all() else np.where(rows.base, values, np.nan)
    if rows.excluded is not None:
        known = Packing.of(~rows.excluded).pack(known, np.nan)
    ranges = known[:, 1:] - known[:, :-1]
    np.abs(ranges, out=ranges)
    is_range = ~np.isnan(ranges)
    counts = count(is_range)
    if not is_range.all():
        ranges[~is_range] = 0
    means = np.where(counts > 0, ranges.sum(axis=1) / counts, np.nan)
    undone = np.zeros(len(means), dtype=bool)
    if is_screened:
        wide = ranges >= SCREEN * means[:, None]
        concerned = np.nonzero(wide.any(axis=1) & (means > rows.tiny[:, 0]))[0]
        kept = is_range[concerned] & ~wide[concerned]
        again = np.where(kept, ranges[concerned], 0).sum(axis=1)
        again /= np.maximum(kept.sum(axis=1), 1)
        # One blip on a flat line: without it nothing varies, and every point would lie
        # outside limits of no width. The anchor does flag nineteen points of twenty.
        is_flat = again <= rows.tiny[concerned, 0]
        undone[concerned] = is_flat
        means[concerned] = np.where(is_flat, means[concerned], again)
    return means[:, None], undone


def _xmr(rows: Rows, settings: ChartSettings) -> Lines:
    return _by_ranges(rows, settings, settings.rules.xmr_factor)


def _t(rows: Rows, settings: ChartSettings) -> Lines:
    # Only qicharts2 draws it, so its factor holds whatever the rule set.
    found = _by_ranges(rows, settings, SIGMAS / D2)
    # A time is never below 0, and 0 has no power below it.
    return replace(found, lower=np.maximum(found.lower, 0))


def _by_ranges(rows: Rows, settings: ChartSettings, factor: float) -> Lines:
    centre = _mean(rows.values, rows.base)
    mean, undone = mean_range(rows.values, rows, is_screened=settings.is_screened)
    return _around(centre, factor * mean, settings, undone)


def _run(rows: Rows, settings: ChartSettings) -> Lines:
    centre = median_of(rows.values, rows.base)
    return _around(centre, np.full_like(centre, np.nan), settings)


def _c(rows: Rows, settings: ChartSettings) -> Lines:
    centre = _mean(rows.values, rows.base)
    return _counted(centre, np.sqrt(centre), settings)


def _g(rows: Rows, settings: ChartSettings) -> Lines:
    mean = _mean(rows.values, rows.base)
    found = _counted(mean, np.sqrt(mean * (mean + 1)), settings)
    # Half of the points lie on each side of the median; of the mean, they don't.
    return replace(found, centre=median_of(rows.values, rows.base))


def _p(rows: Rows, settings: ChartSettings) -> Lines:
    return _counted(*_share(rows), settings, most=1.0)


def _p_prime(rows: Rows, settings: ChartSettings) -> Lines:
    return _laney(rows, *_share(rows), settings)


def _u(rows: Rows, settings: ChartSettings) -> Lines:
    return _counted(*_rate(rows), settings)


def _u_prime(rows: Rows, settings: ChartSettings) -> Lines:
    return _laney(rows, *_rate(rows), settings)


def _share(rows: Rows) -> tuple[Floats, Floats]:
    centre, under = _ratio(rows)
    return centre, np.sqrt(centre * (1 - centre) / under)


def _rate(rows: Rows) -> tuple[Floats, Floats]:
    centre, under = _ratio(rows)
    return centre, np.sqrt(centre / under)


def _ratio(rows: Rows) -> tuple[Floats, Floats]:
    """Give what all base points have together, and the denominators."""
    # Charts of ratios always have both (inputs.py).
    over, under = cast("tuple[Floats, Floats]", (rows.numerators, rows.denominators))
    total = np.where(rows.base, over, 0).sum(axis=1, keepdims=True)
    return total / np.where(rows.base, under, 0).sum(axis=1, keepdims=True), under


def _laney(
    rows: Rows, centre: Floats, deviation: Floats, settings: ChartSettings
) -> Lines:
    """Widen (or narrow) the limits by how much the points really vary."""
    steps = np.where(deviation > 0, (rows.values - centre) / deviation, 0)
    mean, undone = mean_range(steps, rows, is_screened=settings.is_screened)
    most = 1.0 if settings.chart.is_share else np.inf
    found = _counted(centre, deviation * mean / D2, settings, most)
    return replace(found, is_unscreened=undone)


def _counted(
    centre: Floats, deviation: Floats, settings: ChartSettings, most: float = np.inf
) -> Lines:
    """Give limits of what is counted: never below 0, a share never above 1."""
    found = _around(centre, SIGMAS * deviation, settings)
    return replace(
        found, lower=np.maximum(found.lower, 0), upper=np.minimum(found.upper, most)
    )


def _around(
    centre: Floats,
    reach: Floats,
    settings: ChartSettings,
    undone: Flags | None = None,
) -> Lines:
    near = settings.rules.near * reach
    return Lines(
        centre=centre,
        lower=centre - reach,
        upper=centre + reach,
        lower_near=centre - near,
        upper_near=centre + near,
        is_unscreened=np.zeros(len(centre), dtype=bool) if undone is None else undone,
    )


_LINES: dict[Chart, Callable[[Rows, ChartSettings], Lines]] = {
    Chart.XMR: _xmr,
    Chart.RUN: _run,
    Chart.P: _p,
    Chart.P_PRIME: _p_prime,
    Chart.U: _u,
    Chart.U_PRIME: _u_prime,
    Chart.C: _c,
    Chart.T: _t,
    Chart.G: _g,
}
