"""Invented series of one indicator, judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fardplan.engine.indicators.observation import Observation, Sex, ValueStatus
from fardplan.engine.indicators.series import SeriesQuestion, judged_series
from fardplan.engine.indicators.suppression.publish import SafeObservation
from fardplan.engine.indicators.suppression.rule import Hiding
from fardplan.engine.spc.kinds import Chart, ChartSettings, Direction
from fardplan.engine.spc.rule_sets import read_rule_sets


RULES = read_rule_sets(
    Path(__file__)
    .resolve()
    .parents[2]
    .joinpath("definitions/spc_rule_sets.yaml")
    .read_text(encoding="utf-8")
)


def shown(period: str, value: float | None, **changes: object) -> SafeObservation:
    """Give one observation that may be shown."""
    observation = Observation(
        indicator="provtagna",
        version=1,
        area="14",
        sex=Sex.ALL,
        age="",
        period=period,
        numerator=None,
        denominator=None,
        value=value,
        status=ValueStatus.FINAL if value is not None else ValueStatus.MISSING,
        reason="" if value is not None else "Inte inlämnat.",
        row=1,
        raw=f"14;{period};{value}",
    )
    return SafeObservation(
        observation=replace(observation, **changes), hiding=Hiding.SHOWN
    )


def question(chart: Chart = Chart.XMR, **fields: object) -> SeriesQuestion:
    """Ask for a chart by the rules of NHS, where higher is better."""
    direction = fields.pop("direction", Direction.INCREASE)
    settings = ChartSettings(chart=chart, rules=RULES["nhs"], direction=direction)
    return SeriesQuestion(settings=settings, **fields)


def months(*values: float | None, **fields: object):
    """Judge values of months in a row from January 2023."""
    safe = [
        shown(f"{2023 + n // 12}-{n % 12 + 1:02}", value)
        for n, value in enumerate(values)
    ]
    return judged_series(safe, question(**fields))
