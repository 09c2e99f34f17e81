"""Which points carry a signal, for rows with one set of lines each.

In: rows and their lines. Out: marks for each rule that the rule set has, where each
point lies, and which way it points. Missing and excluded points are passed over: what
is in a row is what was seen in a row. An excluded point may still be outside its limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from fardplan.engine.spc.kinds import Signal
from fardplan.engine.spc.lines import median_of
from fardplan.engine.spc.parts import Packing, count
from fardplan.engine.spc.runs import count_runs, long_runs
from fardplan.engine.spc.windows import in_a_row, trend, two_of_three


if TYPE_CHECKING:
    from collections.abc import Callable

    from fardplan.engine.spc.kinds import ChartSettings
    from fardplan.engine.spc.lines import Lines, Rows
    from fardplan.engine.spc.parts import Flags, Floats


def find_signals(rows: Rows, lines: Lines, settings: ChartSettings) -> dict[str, Any]:
    """Give signals, side, tone and the counts of runs."""
    values, rules = rows.values, settings.rules
    packing = Packing.of(rows.used)
    ordered = packing.pack(values, np.nan)
    rises, falls = ordered[:, 1:] > ordered[:, :-1], ordered[:, 1:] < ordered[:, :-1]
    counted = _counted_centre(rows, lines, rises | falls)
    is_above, is_below = values > counted + rows.tiny, values < counted - rows.tiny
    high, low = values > lines.upper + rows.tiny, values < lines.lower - rows.tiny
    above, below = is_above & rows.used, is_below & rows.used
    counts = count_runs(above, below)
    sides = packing.pack(above), packing.pack(below)
    up = packing.unpack(trend(rises, rules.trend_points))
    down = packing.unpack(trend(falls, rules.trend_points))

    def near() -> Flags:
        upper = (values > lines.upper_near + rows.tiny) & ~high
        lower = (values < lines.lower_near - rows.tiny) & ~low
        packed = packing.pack(upper & rows.used), packing.pack(lower & rows.used)
        marked: Flags = packing.unpack(
            two_of_three(sides[0], packed[0]) | two_of_three(sides[1], packed[1])
        )
        return marked

    def shift() -> Flags:
        length = rules.shift_points
        marked: Flags = packing.unpack(
            in_a_row(sides[0], length) | in_a_row(sides[1], length)
        )
        return marked

    # The order of the colours; only what the rule set has is worked out.
    found: dict[Signal, Callable[[], Flags]] = {
        Signal.OUTSIDE: lambda: high | low,
        Signal.TREND: lambda: up | down,
        Signal.TWO_OF_THREE: near,
        Signal.SHIFT: shift,
        Signal.RUNS: lambda: long_runs(above, below, counts),
        # It has no place in the series: every useful point is part of it.
        Signal.CROSSINGS: lambda: (
            counts.is_crossed_too_seldom[:, None] & (above | below)
        ),
    }
    signals = {s: mark() for s, mark in found.items() if s in rules.signals}
    side = is_above.view(np.int8) - is_below.view(np.int8)
    tone = _tone(signals, side, (up, down), (high, low))
    return {"signals": signals, "side": side, "tone": tone, "runs": counts}


def _counted_centre(rows: Rows, lines: Lines, moves: Flags) -> Floats:
    """Give what sides are counted from: the centre, or the median of what stands still.

    Where most steps are no step at all, as in a flat line with one blip, the mean lies
    where no point is, and every ordinary point would lie in one long row below it.
    """
    is_still = np.nonzero(2 * count(moves) < count(rows.used) - 1)[0]
    if not is_still.size:
        return lines.centre
    counted = lines.centre.copy()
    counted[is_still] = median_of(rows.values[is_still], rows.base[is_still])
    return counted


def _tone(
    signals: dict[Signal, Flags],
    side: Any,
    trends: tuple[Flags, Flags],
    outside: tuple[Flags, Flags],
) -> Any:
    """Give 1 or -1 where a point has a signal, by its most important one."""
    anything = np.logical_or.reduce(list(signals.values()))
    tone = np.where(anything, side, np.int8(0))
    if Signal.TREND in signals:
        tone[trends[0]], tone[trends[1]] = 1, -1
    if Signal.OUTSIDE in signals:
        tone[outside[0]], tone[outside[1]] = 1, -1
    return tone
