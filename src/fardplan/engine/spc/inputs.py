"""What a caller gives, checked and turned into rows of points.

In: lists or arrays, None or NaN where a value is missing. Out: `Series`, where what
can't be (a share above 1, a negative count) has been refused with its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fardplan.engine.spc.kinds import Chart, SeriesError


if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from fardplan.engine.spc.judge import Points
    from fardplan.engine.spc.parts import Flags, Floats, Parts

# Sums of squares of larger ones would be no numbers any more.
LARGEST = 1e100
# Counts and times; what XmR and run charts draw may be below 0.
_NEVER_BELOW_ZERO = frozenset(Chart) - {Chart.XMR, Chart.RUN}


@dataclass(frozen=True, slots=True)
class Series:
    """Series × points; ``rebased`` and ``excluded`` are None where no point is."""

    values: Floats
    numerators: Floats | None
    denominators: Floats | None
    excluded: Flags | None
    rebased: Flags | None

    @property
    def excluded_marks(self) -> Flags:
        """The excluded points, all false where there are none."""
        if self.excluded is None:
            return np.zeros(self.values.shape, dtype=bool)
        return self.excluded

    def at(self, rows: slice) -> Series:
        """Give some of the series."""
        arrays = (
            self.values,
            self.numerators,
            self.denominators,
            self.excluded,
            self.rebased,
        )
        return Series(*(None if a is None else a[rows] for a in arrays))  # type: ignore[arg-type]

    def split(self, parts: Parts) -> Series:
        """Give each part as a series of its own."""
        nan = float("nan")
        return Series(
            values=parts.split(self.values, nan),
            numerators=_split(parts, self.numerators),
            denominators=_split(parts, self.denominators),
            excluded=(
                None if self.excluded is None else parts.split(self.excluded, False)
            ),
            rebased=None,
        )


def series_of(
    values: Points,
    denominators: Points | None,
    excluded: ArrayLike | None,
    rebased: ArrayLike | None,
    chart: Chart,
) -> Series:
    """Check the arrays of one call and give them as one."""
    found = _table(values)
    if chart.takes_denominators is not (denominators is not None):
        needs = "både täljare och nämnare" if chart.takes_denominators else "ett värde"
        raise ValueError(f"Diagrammet {chart} vill ha {needs} för varje punkt.")
    marks = [_marks(found, told) for told in (excluded, rebased)]
    _refuse(np.abs(found) > LARGEST, "Värdet är orimligt stort.")
    if chart in _NEVER_BELOW_ZERO:
        _refuse(found < 0, "Värdet är mindre än 0.")
    if denominators is None:
        return Series(found, None, None, *marks)
    under = _table(denominators)
    if under.shape != found.shape:
        raise ValueError("Täljare och nämnare ska ha samma form.")
    return _ratios(found, under, marks, chart)


def _ratios(
    over: Floats, under: Floats, marks: list[Flags | None], chart: Chart
) -> Series:
    is_wrong = (under < 0) | (under > LARGEST)
    _refuse(is_wrong, "Nämnaren är mindre än 0 eller orimligt stor.")
    _refuse((under == 0) & (over > 0), "Nämnaren är 0 men täljaren är det inte.")
    if chart.is_share:
        _refuse(over > under, "Täljaren är större än nämnaren.")
    # Of nothing there is no share.
    is_known = (under > 0) & ~np.isnan(over)
    values = np.full_like(over, np.nan)
    np.divide(over, under, out=values, where=is_known)
    return Series(
        values,
        np.where(is_known, over, np.nan),
        np.where(is_known, under, np.nan),
        *marks,
    )


def _table(told: Points) -> Floats:
    found = np.asarray(told, dtype=np.float64)
    if found.ndim != 2 or not found.shape[1]:
        raise ValueError("Serier ges som rader av punkter: [[1, 2, 3], [4, 5, 6]].")
    return found


def _marks(values: Floats, told: ArrayLike | None) -> Flags | None:
    if told is None:
        return None
    marks: Flags = np.asarray(told, dtype=bool)
    if marks.shape != values.shape:
        raise ValueError("Markeringar ska ha samma form som värdena.")
    return marks if marks.any() else None


def _split(parts: Parts, array: Floats | None) -> Floats | None:
    return None if array is None else parts.split(array, float("nan"))


def _refuse(is_wrong: Flags, reason: str) -> None:
    if is_wrong.any():
        series, point = np.argwhere(is_wrong)[0]
        raise SeriesError(reason, int(series), int(point))
