"""How many signals chance alone makes: the budget that stands beside those seen.

In: the text of definitions/spc_false_alarms.yaml, simulated by
tools/spc_false_alarms.py with the engine itself, on normal figures where nothing has
changed. Out: how many charts may be expected to have a signal, and how many a latest
point with one (a false icon), by rule set, kind of chart and number of points.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from fardplan.engine.spc.kinds import Chart


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.engine.spc.kinds import ChartSettings


class FalseAlarmsError(ValueError):
    """The rates can't be used; ``str()`` says where and why."""


@dataclass(frozen=True, slots=True)
class FalseAlarmRate:
    """The share of unchanged series with a false signal, at some lengths, rising."""

    points: tuple[int, ...]
    charts: tuple[float, ...]
    icons: tuple[float, ...]

    def of_chart(self, points: int) -> float:
        """Give the chance that a part of so many points has any signal."""
        if points > self.points[-1]:
            # Beyond the table each stretch is a new chance.
            quiet: float = (1 - self.charts[-1]) ** (points / self.points[-1])
            return 1 - quiet
        return self._between(self.charts, points)

    def of_icon(self, points: int) -> float:
        """Give the chance that the latest of so many points has a signal."""
        return self._between(self.icons, min(points, self.points[-1]))

    def _between(self, rates: tuple[float, ...], points: int) -> float:
        after = bisect_left(self.points, points)
        if after == 0:
            # Fewer than the table begins with: no limits, nothing in a row.
            return rates[0] if points == self.points[0] else 0.0
        low, high = self.points[after - 1], self.points[after]
        share = (points - low) / (high - low)
        return rates[after - 1] + share * (rates[after] - rates[after - 1])


@dataclass(frozen=True, slots=True)
class FalseAlarmBudget:
    """How many series chance alone is expected to mark."""

    charts: float
    icons: float


def read_false_alarms(text: str) -> dict[tuple[str, bool], FalseAlarmRate]:
    """Give the rates by rule set and whether the chart is a run chart."""
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise FalseAlarmsError(f"filen är inte giltig YAML: {problem}") from None
    if not isinstance(told, dict) or not told:
        raise FalseAlarmsError("filen ska ha en post för varje regeluppsättning")
    return {
        (str(rules), kind == "run"): _rate(f"{rules}, {kind}", rows)
        for rules, kinds in told.items()
        for kind, rows in _kinds(rules, kinds)
    }


def budget(rate: FalseAlarmRate, parts: Iterable[tuple[int, int]]) -> FalseAlarmBudget:
    """Add up the chances of ``parts``: series and points, in the order of time."""
    quiet: dict[int, float] = {}
    icons: dict[int, float] = {}
    for series, points in parts:
        quiet[series] = quiet.get(series, 1.0) * (1 - rate.of_chart(points))
        # The icon is that of the latest part.
        icons[series] = rate.of_icon(points)
    charts = sum(1 - chance for chance in quiet.values())
    return FalseAlarmBudget(charts=charts, icons=sum(icons.values()))


def rate_of(
    rates: dict[tuple[str, bool], FalseAlarmRate], settings: ChartSettings
) -> FalseAlarmRate | None:
    """Give the rate of a kind of chart; None for a rule set that has none yet."""
    return rates.get((settings.rules.key, settings.chart is Chart.RUN))


def _kinds(rules: Any, told: Any) -> list[tuple[str, Any]]:
    if not isinstance(told, dict) or set(told) != {"limits", "run"}:
        raise FalseAlarmsError(f"{rules}: ska ha limits och run")
    return list(told.items())


def _rate(where: str, rows: Any) -> FalseAlarmRate:
    try:
        found = sorted(
            (int(points), float(chart), float(icon))
            for points, (chart, icon) in rows.items()
        )
    except (AttributeError, TypeError, ValueError):
        raise FalseAlarmsError(
            f"{where}: en rad är ”punkter: [diagram, ikon]”"
        ) from None
    if not found or not all(0 <= r <= 1 for _, *rates in found for r in rates):
        raise FalseAlarmsError(f"{where}: andelarna ska ligga mellan 0 och 1")
    points, charts, icons = zip(*found, strict=True)
    return FalseAlarmRate(points, charts, icons)
