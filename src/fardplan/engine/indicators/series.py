"""One indicator's series for one area and sex, judged, with every period in its place.

In: observations that may be shown (suppression is behind us) and how to judge them.
Out: a :class:`JudgedSeries`: a point for every period from the first to the last, also
those that are missing or hidden, with centre and limits in the indicator's own unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.observation import ValueStatus
from fardplan.engine.indicators.periods import periods_between
from fardplan.engine.spc.judge import judge
from fardplan.engine.spc.kinds import Chart, Direction
from fardplan.engine.spc.told import tell


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.engine.indicators.observation import Observation
    from fardplan.engine.indicators.suppression.publish import SafeObservation
    from fardplan.engine.spc.judge import Judgement
    from fardplan.engine.spc.kinds import ChartSettings

NO_COUNTS = (
    "Diagrammet vill ha täljare och nämnare som ger värdet, för varje punkt. De finns"
    " inte för alla, så serien bedöms som enskilda värden (XmR)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """One period: what was observed and how it is judged.

    ``observation`` is None where the source told nothing. ``tone`` is which way the
    point's most important signal points: improving, concerning, neutral, or empty.
    ``begins`` marks where the lines are counted anew.
    """

    period: str
    observation: Observation | None
    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    signals: tuple[str, ...]
    tone: str
    is_excluded: bool
    begins: bool

    @property
    def is_hidden(self) -> bool:
        """Whether there is a value that is not shown."""
        told = self.observation
        return told is not None and told.status is ValueStatus.SUPPRESSED


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesQuestion:
    """How a series is to be judged.

    ``per`` is what a share of 1 is in the indicator's unit: 100 for percent, 1,000 for
    "per 1 000". ``breaks`` are the periods from which values no longer compare.
    """

    settings: ChartSettings
    per: float = 1.0
    target: float | None = None
    breaks: tuple[str, ...] = ()
    excluded: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSeries:
    """The series with its icons; ``parts`` are how many points each part has."""

    chart: Chart
    points: tuple[SeriesPoint, ...]
    variation: str | None
    assurance: str | None
    notes: tuple[str, ...]
    parts: tuple[int, ...]

    @property
    def signal_count(self) -> int:
        """How many points have a signal."""
        return sum(bool(point.signals) for point in self.points)


def judged_series(
    safe: Sequence[SafeObservation], asked: SeriesQuestion
) -> JudgedSeries | None:
    """Judge the series; None where there is no observation at all."""
    observations = {s.observation.period: s.observation for s in safe}
    if not observations:
        return None
    periods = periods_between(min(observations), max(observations))
    # Periods of another kind (a year among months) stand where they sort.
    periods = tuple(sorted({*periods, *observations}))
    rows = [observations.get(period) for period in periods]
    marks = _begins(periods, rows, asked.breaks)
    judged, notes = _judge(rows, marks, periods, asked)
    told = tell(judged, 0, "", periods)
    per = asked.per if judged.settings.chart.takes_denominators else 1.0
    return JudgedSeries(
        chart=judged.settings.chart,
        points=tuple(
            _point(told["points"][at], rows[at], per, judged, at)
            for at in range(len(periods))
        ),
        variation=told["variation"],
        assurance=told["assurance"],
        notes=(*notes, *told["notes"]),
        parts=tuple(judged.part_points.tolist()),
    )


def _begins(
    periods: Sequence[str], rows: Sequence[Observation | None], breaks: Sequence[str]
) -> list[bool]:
    """Mark the first point of each part: at told breaks, and where the source says so."""
    begins = [row is not None and row.status is ValueStatus.BREAK for row in rows]
    for told in breaks:
        after = [at for at, period in enumerate(periods) if period >= told]
        if after and after[0] > 0:
            begins[after[0]] = True
    return begins


def _judge(
    rows: Sequence[Observation | None],
    begins: list[bool],
    periods: Sequence[str],
    asked: SeriesQuestion,
) -> tuple[Judgement, list[str]]:
    """Judge by the chart asked for, or by XmR where its counts are not there."""
    marks: dict[str, Any] = {
        "rebased": [begins],
        "excluded": [[period in asked.excluded for period in periods]],
    }
    settings, notes = asked.settings, []
    if settings.chart.takes_denominators:
        if _are_counted(rows, asked.per):
            known = [o if o is not None and o.value is not None else None for o in rows]
            over = [[None if o is None else o.numerator for o in known]]
            under = [[None if o is None else o.denominator for o in known]]
            target = None if asked.target is None else asked.target / asked.per
            try:
                found = judge(over, under, settings=settings, targets=target, **marks)
            except ValueError:
                pass  # counts that are no share (SeriesError); the values still are
            else:
                return found, []
        settings, notes = replace(settings, chart=Chart.XMR), [NO_COUNTS]
    values = [[None if o is None else o.value for o in rows]]
    return judge(values, settings=settings, targets=asked.target, **marks), notes


def _are_counted(rows: Sequence[Observation | None], per: float) -> bool:
    """Whether all values are what their counts make, but for how they are rounded."""
    told = [o for o in rows if o is not None and o.value is not None]
    return all(
        o.numerator is not None
        and o.denominator
        and math.isclose(
            o.value or 0.0, per * o.numerator / o.denominator, rel_tol=0.05, abs_tol=0.1
        )
        for o in told
    )


def _point(
    told: Mapping[str, Any],
    row: Observation | None,
    per: float,
    judged: Judgement,
    at: int,
) -> SeriesPoint:
    def own(name: str) -> float | None:
        return None if told[name] is None else told[name] * per

    return SeriesPoint(
        period=told["period"],
        observation=row,
        # As it was published, not as numerator over denominator would round it.
        value=None if row is None else row.value,
        centre=own("centre"),
        lower=own("lower"),
        upper=own("upper"),
        signals=tuple(told["signals"]),
        tone=_tone(int(judged.tone[0, at]), judged.settings.direction)
        if told["signals"]
        else "",
        is_excluded=bool(told["excluded"]),
        begins=judged.rebased is not None and bool(judged.rebased[0][at]),
    )


def _tone(way: int, direction: Direction) -> str:
    if direction is Direction.NEUTRAL or not way:
        return "neutral"
    is_better = (way > 0) is (direction is Direction.INCREASE)
    return "improving" if is_better else "concerning"
