"""Judge series over time: is a change a signal, or chance? The way in to SPC.

    rules = read_rule_sets(text)["nhs"]
    settings = ChartSettings(chart=Chart.XMR, rules=rules, direction=Direction.INCREASE)
    found = judge([[4, 5, 4, None, 6, 5]], settings=settings)
    told = tell(found, 0, "Väntetid", periods)          # fardplan.engine.spc.told

In: series × points, None or NaN where a value is missing, in the unit of the indicator
(p and u: numerators, beside their denominators). Out: a `Judgement`: lines and marks of
the same shape, icons for each series. All series are counted in one call, in blocks
that stay in the processor's cache (docs/decisions/0022). Sources: lines.py, windows.py
and runs.py name them. `SeriesError` names the series and the point that can't be.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from fardplan.engine.spc.icons import assurance_of, variation_of
from fardplan.engine.spc.inputs import Series, series_of
from fardplan.engine.spc.kinds import ENOUGH_POINTS, Chart, Signal
from fardplan.engine.spc.lines import (
    ROUNDING,
    T_POWER,
    Rows,
    draw_lines,
)
from fardplan.engine.spc.parts import Parts, count
from fardplan.engine.spc.runs import RunCounts
from fardplan.engine.spc.signals import find_signals


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import ArrayLike, NDArray

    from fardplan.engine.spc.kinds import ChartSettings
    from fardplan.engine.spc.lines import Lines
    from fardplan.engine.spc.parts import Flags, Floats, Whole

    Points = ArrayLike | Sequence[Sequence[float | None]]

# Points in a block: arrays of a megabyte, which the processor keeps close at hand. On
# 100,000 x 36 it takes 0.27 s; 2**14 points take 0.41 s, and all in one piece 0.30 to
# 0.39 s, with every array in between as large as the whole.
BLOCK = 2**17


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found. Arrays are series × points, or one value for each series.

    ``values`` as they are drawn; ``centre``, ``lower``, ``upper`` are NaN where there is
    no such line. ``used`` points count; ``excluded`` ones are drawn and may be outside.
    ``side`` is where a point lies (1 above the centre), ``tone`` which way its most
    important signal points (0: none). ``runs`` and the icons are those of the latest
    part; an icon is None where nothing can be said. ``is_trial``: a part has fewer than
    13 points for its lines. ``is_unscreened``: screening was undone, or nothing would
    have varied. ``is_refused``: counts too rare for XmR. ``part_owner`` and
    ``part_points``: each part's series and its number of used points; ``rebased`` is
    where parts begin, None where no series has more than one.
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    used: Flags
    excluded: Flags
    signals: dict[Signal, Flags]
    side: NDArray[np.int8]
    tone: NDArray[np.int8]
    runs: RunCounts
    variation: NDArray[np.object_]
    assurance: NDArray[np.object_]
    is_trial: Flags
    is_unscreened: Flags
    is_refused: Flags
    part_owner: Whole
    part_points: Whole
    settings: ChartSettings
    rebased: Flags | None


def judge(
    values: Points,
    denominators: Points | None = None,
    *,
    settings: ChartSettings,
    excluded: ArrayLike | None = None,
    rebased: ArrayLike | None = None,
    targets: ArrayLike | None = None,
) -> Judgement:
    """Judge all series by one chart and one rule set.

    ``excluded`` and ``rebased`` mark points (the same shape): those left out of the
    lines and rules but drawn, and those where a new part begins. ``targets`` is one
    number, or one for each series; NaN where there is none.
    """
    series = series_of(values, denominators, excluded, rebased, settings.chart)
    aims = None if targets is None else np.asarray(targets, dtype=np.float64)
    found = [
        _judge_block(block, settings, _aims_of(aims, start, block))
        for start, block in _blocks(series)
    ]
    owners = np.cumsum([0, *(len(part["used"]) for part in found[:-1])])
    for part, first in zip(found, owners, strict=True):
        part["part_owner"] = part["part_owner"] + first
    whole: dict[str, Any] = {
        name: np.concatenate([part[name] for part in found])
        for name in found[0]
        if name not in {"signals", "runs"}
    }
    for name in ("centre", "lower", "upper"):
        whole[name] = np.broadcast_to(whole[name], series.values.shape)
    whole["signals"] = {
        signal: np.concatenate([part["signals"][signal] for part in found])
        for signal in found[0]["signals"]
    }
    whole["runs"] = RunCounts(
        *(
            np.concatenate([getattr(part["runs"], one.name) for part in found])
            for one in fields(RunCounts)
        )
    )
    whole |= {
        "values": series.values,
        "excluded": series.excluded_marks,
        "rebased": series.rebased,
    }
    return Judgement(settings=settings, **whole)


def _blocks(series: Series) -> Iterator[tuple[int, Series]]:
    rows, points = series.values.shape
    size = max(1, BLOCK // max(points, 1))
    for start in range(0, max(rows, 1), size):
        yield start, series.at(slice(start, start + size))


def _aims_of(aims: Floats | None, start: int, block: Series) -> Floats | None:
    if aims is None or aims.ndim == 0:
        return aims
    return aims[start : start + len(block.values)]


def _judge_block(
    block: Series, settings: ChartSettings, aims: Floats | None
) -> dict[str, Any]:
    """Judge some series; where they have parts, each part as a series of its own."""
    parts = None if block.rebased is None else Parts.of(block.rebased)
    found = _judge_parts(block if parts is None else block.split(parts), settings)
    owner = np.arange(len(block.values)) if parts is None else parts.owner
    whole = dict(found)
    for name in ("is_trial", "is_unscreened", "is_refused"):
        whole[name] = np.bincount(owner, found[name], len(block.values)) > 0
    if parts is not None:
        for name in ("centre", "lower", "upper", "used", "side", "tone"):
            whole[name] = parts.join(found[name])
        whole["signals"] = {s: parts.join(a) for s, a in found["signals"].items()}
        whole["runs"] = found["runs"].at(parts.last)
    whole |= {"part_owner": owner, "part_points": count(found["used"])}
    whole["variation"] = variation_of(whole, settings)
    whole["assurance"] = assurance_of(whole, settings, aims)
    return whole


def _judge_parts(block: Series, settings: ChartSettings) -> dict[str, Any]:
    """Judge rows that each are one part with one set of lines."""
    used = ~np.isnan(block.values)
    if block.excluded is not None:
        used &= ~block.excluded
    is_refused = np.zeros(len(used), dtype=bool)
    if settings.chart is Chart.XMR:
        is_refused = _too_rare(block.values, used)
        used[is_refused] = False
    rows = _rows(block, used, settings)
    lines = draw_lines(rows, settings)
    found = find_signals(rows, lines, settings)
    return found | {
        "used": used,
        "is_refused": is_refused,
        "is_trial": count(rows.base) < ENOUGH_POINTS,
        "is_unscreened": lines.is_unscreened,
        **_as_drawn(rows, lines, settings),
    }


def _rows(block: Series, used: Flags, settings: ChartSettings) -> Rows:
    values = block.values
    if settings.chart is Chart.T:
        values = values**T_POWER
    is_first = np.arange(used.shape[1]) < (settings.freeze or used.shape[1])
    known = values if used.all() else np.where(used, values, 0)
    sizes = np.maximum(known.max(axis=1), -known.min(axis=1))[:, None]
    return Rows(
        values=values,
        used=used,
        base=used & is_first,
        excluded=block.excluded,
        tiny=ROUNDING * sizes,
        numerators=block.numerators,
        denominators=block.denominators,
    )


def _as_drawn(rows: Rows, lines: Lines, settings: ChartSettings) -> dict[str, Floats]:
    told = {"centre": lines.centre, "lower": lines.lower, "upper": lines.upper}
    if settings.chart is Chart.T:
        told = {name: line ** (1 / T_POWER) for name, line in told.items()}
    return told


def _too_rare(values: Floats, used: Flags) -> Flags:
    """Tell which rows count events so rare that their moving ranges say nothing.

    Whole numbers, most of them 0 or fewer than one a period: then most moving ranges
    are 0 too, the limits too narrow, and every event an alarm.
    """
    zeros = (values == 0) & used
    rare: Flags = zeros.any(axis=1)
    some = np.nonzero(rare)[0]
    if some.size:
        known = np.where(used[some], values[some], 0)
        seen, total = count(used[some]), known.sum(axis=1)
        is_count = ((known >= 0) & (known == np.floor(known))).all(axis=1)
        is_seldom = (2 * count(zeros[some]) > seen) | (total < seen)
        rare[some] = is_count & is_seldom & (total > 0)
    return rare
