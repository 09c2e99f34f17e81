"""The two icons of a series: its latest point, and whether it reaches its target.

In: the marks and lines of whole series. Out: one word for each, or None where nothing
can be said. As NHSRplotthedots 0.2.2 has them (NHS England, Making Data Count).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from fardplan.engine.spc.kinds import Assurance, Chart, Direction, Variation


if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fardplan.engine.spc.kinds import ChartSettings
    from fardplan.engine.spc.parts import Flags, Floats

# By the tone of the latest point: -1, 0, 1.
_VARIATIONS = {
    Direction.INCREASE: (
        Variation.CONCERNING,
        Variation.COMMON,
        Variation.IMPROVING,
    ),
    Direction.DECREASE: (
        Variation.IMPROVING,
        Variation.COMMON,
        Variation.CONCERNING,
    ),
    Direction.NEUTRAL: (
        Variation.NEUTRAL_LOW,
        Variation.COMMON,
        Variation.NEUTRAL_HIGH,
    ),
}


def variation_of(found: dict[str, Any], settings: ChartSettings) -> NDArray[np.object_]:
    """Give the icon of the latest used point, None where there are no lines to judge by."""
    used = found["used"]
    line = found["centre" if settings.chart is Chart.RUN else "upper"]
    words = np.array([*_VARIATIONS[settings.direction], None], dtype=object)
    is_known = used.any(axis=1) & ~np.isnan(_latest(used, line))
    return words[np.where(is_known, _latest(used, found["tone"]) + 1, 3)]


def assurance_of(
    found: dict[str, Any], settings: ChartSettings, aims: Floats | None
) -> NDArray[np.object_]:
    """Tell whether chance alone keeps a series on one side of its target."""
    used = found["used"]
    words = np.full(len(used), None, dtype=object)
    if aims is None or settings.direction is Direction.NEUTRAL:
        return words
    lower, upper = _latest(used, found["lower"]), _latest(used, found["upper"])
    more_is_better = settings.direction is Direction.INCREASE
    words[(lower <= aims) & (aims <= upper)] = Assurance.INCONSISTENT
    words[aims > upper] = Assurance.FAIL if more_is_better else Assurance.PASS
    words[aims < lower] = Assurance.PASS if more_is_better else Assurance.FAIL
    return words


def _latest(used: Flags, array: Any) -> Any:
    """Give what ``array`` has at the latest used point of each series."""
    point = used.shape[1] - 1 - np.argmax(used[:, ::-1], axis=1)
    return np.broadcast_to(array, used.shape)[np.arange(len(used)), point]
