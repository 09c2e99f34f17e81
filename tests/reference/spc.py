"""The slow twin of the SPC engine: one series, one point after the other."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

from fardplan.engine.spc.kinds import Chart, ChartSettings, Signal


def judge_one(
    values: list[float | None],
    denominators: list[float | None] | None,
    settings: ChartSettings,
    excluded: list[bool],
    rebased: list[bool],
) -> dict[str, Any]:
    """Judge each part of a series by itself and put them one after the other."""
    starts = [n for n in range(len(values)) if n == 0 or rebased[n]]
    told: dict[str, Any] = {}
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        part = _Part(
            values[start:end],
            None if denominators is None else denominators[start:end],
            settings,
            excluded[start:end],
        )
        for name, found in part.judge().items():
            if isinstance(found, list):
                told.setdefault(name, []).extend(found)
            else:
                told[name] = found
    return told


class _Part:
    def __init__(self, values, denominators, settings, excluded):
        self.settings, self.rules = settings, settings.rules
        self.chart, self.excluded = settings.chart, excluded
        self.over, self.under = values, denominators
        if denominators is not None:
            self.drawn = [
                a / b if a is not None and b else None
                for a, b in zip(values, denominators, strict=True)
            ]
        else:
            self.drawn = values
        is_time = self.chart is Chart.T
        self.y = [
            v ** (1 / 3.6) if is_time and v is not None else v for v in self.drawn
        ]
        self.used = [
            n for n, v in enumerate(self.y) if v is not None and not excluded[n]
        ]
        self.refused = self.chart is Chart.XMR and self._is_too_rare()
        if self.refused:
            self.used = []
        last = settings.freeze or len(values)
        self.base = [n for n in self.used if n < last]
        self.tiny = 1e-12 * max((abs(self.y[n]) for n in self.used), default=0)

    def _is_too_rare(self):
        known = [self.y[n] for n in self.used]
        is_count = all(v >= 0 and v == int(v) for v in known)
        if not known or not is_count or sum(known) == 0:
            return False
        return 2 * known.count(0) > len(known) or sum(known) < len(known)

    def mean_range(self, y):
        """The mean of |difference| between neighbours; excluded points are passed over."""
        base = set(self.base)
        row = [
            y[n] if n in base else None for n in range(len(y)) if not self.excluded[n]
        ]
        pairs = pairwise(row)
        ranges = [abs(b - a) for a, b in pairs if a is not None and b is not None]
        if not ranges:
            return math.nan, False
        mean = sum(ranges) / len(ranges)
        if not self.settings.is_screened or mean <= self.tiny:
            return mean, False
        kept = [r for r in ranges if r < 3.267 * mean]
        again = sum(kept) / len(kept) if kept else 0
        return (mean, True) if again <= self.tiny else (again, False)

    def lines(self):
        """Centre, reach and what the lines are kept within, for each point."""
        count, nan = len(self.y), math.nan
        known = [self.y[n] for n in self.base]
        if not known:
            return nan, [nan] * count, nan, False
        mean, undone = sum(known) / len(known), False
        if self.chart in {Chart.XMR, Chart.T}:
            spread, undone = self.mean_range(self.y)
            factor = self.rules.xmr_factor if self.chart is Chart.XMR else 3 / 1.128
            return mean, [factor * spread] * count, mean, undone
        if self.chart is Chart.RUN:
            return median(known), [nan] * count, nan, False
        if self.chart is Chart.C:
            return mean, [3 * math.sqrt(mean)] * count, mean, False
        if self.chart is Chart.G:
            reach = 3 * math.sqrt(mean * (mean + 1))
            return median(known), [reach] * count, mean, False
        over = sum(self.over[n] for n in self.base)
        mean = over / sum(self.under[n] for n in self.base)
        each = mean * (1 - mean) if self.chart.is_share else mean
        sd = [math.sqrt(each / n) if n else nan for n in map(_number, self.under)]
        sd = [nan if v is None else s for s, v in zip(sd, self.y, strict=True)]
        if self.chart in {Chart.P_PRIME, Chart.U_PRIME}:
            z = [
                (v - mean) / s if v is not None and s > 0 else 0
                for v, s in zip(self.y, sd, strict=True)
            ]
            spread, undone = self.mean_range(z)
            sd = [s * spread / 1.128 for s in sd]
        return mean, [3 * s for s in sd], mean, undone

    def judge(self):
        centre, reach, middle, undone = self.lines()
        lower, upper = [middle - r for r in reach], [middle + r for r in reach]
        near = [self.rules.near * r for r in reach]
        if self.chart not in {Chart.XMR, Chart.RUN}:
            lower = [x if math.isnan(x) else max(x, 0.0) for x in lower]
        if self.chart.is_share:
            upper = [x if math.isnan(x) else min(x, 1.0) for x in upper]
        counted = self._counted(centre)
        side = [self._beyond(v, counted, counted) for v in self.y]
        outside = [self._beyond(*row) for row in zip(self.y, lower, upper, strict=True)]
        outer = [
            0 if out else self._beyond(v, middle - d, middle + d)
            for v, d, out in zip(self.y, near, outside, strict=True)
        ]
        runs = self._runs(side)
        trend = self._trend()
        marks = {
            Signal.OUTSIDE: [bool(out) for out in outside],
            Signal.TREND: [bool(t) for t in trend],
            Signal.TWO_OF_THREE: self._two_of_three(side, outer),
            Signal.SHIFT: self._shift(side),
            Signal.RUNS: self._long_runs(side, runs["longest_max"]),
            Signal.CROSSINGS: self._crossings(side, runs),
        }
        signals = {s: m for s, m in marks.items() if s in self.rules.signals}
        tone = [
            self._tone(signals, n, side, trend, outside) for n in range(len(self.y))
        ]
        back = 3.6 if self.chart is Chart.T else 1
        return {
            "values": [_number(v) for v in self.drawn],
            "centre": [centre**back] * len(self.y),
            "lower": [x**back for x in lower],
            "upper": [x**back for x in upper],
            "side": side,
            "tone": tone,
            "counts": runs,
            "is_unscreened": [undone],
            "is_refused": [self.refused],
            "is_trial": [len(self.base) < 13],
            **{signal.value: flags for signal, flags in signals.items()},
        }

    def _counted(self, centre):
        known = [self.y[n] for n in self.used]
        steps = [a != b for a, b in pairwise(known)]
        is_still = 2 * sum(steps) < len(steps)
        base = [self.y[n] for n in self.base]
        return median(base) if is_still and base else centre

    def _beyond(self, value, lower, upper):
        if value is None:
            return 0
        return int(value > upper + self.tiny) - int(value < lower - self.tiny)

    def _mark(self, places):
        return [n in places for n in range(len(self.y))]

    def _windows(self, length):
        used = self.used
        return [used[n : n + length] for n in range(len(used) - length + 1)]

    def _shift(self, side):
        marked = set()
        for window in self._windows(self.rules.shift_points or 99_999):
            if abs(sum(side[n] for n in window)) == len(window):
                marked.update(window)
        return self._mark(marked)

    def _trend(self):
        found = [0] * len(self.y)
        for way in (1, -1):
            for window in self._windows(self.rules.trend_points or 99_999):
                y = [way * self.y[n] for n in window]
                if all(a < b for a, b in pairwise(y)):
                    for n in window:
                        # A peak belongs to the rise and the fall; the fall is told.
                        found[n] = way
        return found

    def _two_of_three(self, side, outer):
        marked = set()
        for window in self._windows(3):
            near = [n for n in window if outer[n]]
            if abs(sum(side[n] for n in window)) == 3 and len(near) >= 2:
                marked.update(near)
        return self._mark(marked)

    def _runs_of(self, side):
        runs: list[list[int]] = []
        for n in self.used:
            if side[n] and runs and side[runs[-1][0]] == side[n]:
                runs[-1].append(n)
            elif side[n]:
                runs.append([n])
        return runs

    def _runs(self, side):
        runs = self._runs_of(side)
        useful = sum(len(run) for run in runs)
        return {
            "useful": useful,
            "longest": max((len(run) for run in runs), default=0),
            "longest_max": round(math.log2(max(useful, 1))) + 3 if useful > 1 else 3,
            "crossings": max(len(runs) - 1, 0),
            "crossings_min": _fewest(max(useful - 1, 0)),
        }

    def _long_runs(self, side, most):
        long = [run for run in self._runs_of(side) if len(run) > most]
        return self._mark({n for run in long for n in run})

    def _crossings(self, side, runs):
        is_signal = runs["crossings"] < runs["crossings_min"]
        return self._mark({n for n in self.used if side[n]} if is_signal else set())

    def _tone(self, signals, n, side, trend, outside):
        if not any(flags[n] for flags in signals.values()):
            return 0
        if outside[n] and Signal.OUTSIDE in signals:
            return outside[n]
        if trend[n] and Signal.TREND in signals:
            return trend[n]
        return side[n]


@cache
def _fewest(throws):
    """The 5 % quantile of heads among so many throws of a coin."""
    chance = [math.comb(throws, k) / 2**throws for k in range(throws + 1)]
    return next(k for k in range(throws + 1) if sum(chance[: k + 1]) >= 0.05)


def _number(value):
    return math.nan if value is None else value
