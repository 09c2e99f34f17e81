"""The budget of false alarms: read, added up, and true of the engine as it is."""

from __future__ import annotations

import pytest
from tests.builders.spc_series import RULES, settings
from tests.surroundings import ROOT
from tools.spc_false_alarms import LENGTHS, shares

from fardplan.engine.spc.false_alarms import (
    FalseAlarmRate,
    FalseAlarmsError,
    budget,
    rate_of,
    read_false_alarms,
)
from fardplan.engine.spc.kinds import Chart


FILE = (ROOT / "definitions/spc_false_alarms.yaml").read_text("utf-8")
RATES = read_false_alarms(FILE)
RATE = FalseAlarmRate((10, 20), (0.1, 0.3), (0.01, 0.03))


def test_every_rule_set_has_its_rates():
    assert set(RATES) == {(key, kind) for key in RULES for kind in (False, True)}
    assert {rate.points for rate in RATES.values()} == {LENGTHS}


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("chart", ["xmr", "run"])
def test_the_rates_are_those_of_the_engine(rules, chart):
    """Simulated anew with other figures; within four standard errors."""
    series = 4_000
    rate = rate_of(RATES, settings(chart, rules))
    for points in (12, 24, 36):
        charts, icons = shares(RULES[rules], Chart(chart), points, series, seed=7)
        for found, told in (
            (charts, rate.of_chart(points)),
            (icons, rate.of_icon(points)),
        ):
            error = (told * (1 - told) / series) ** 0.5
            assert found == pytest.approx(told, abs=4 * error + 0.001), points


def test_the_rates_are_near_those_counted_elsewhere():
    """12 points 7 %, 24: 19 %, 36: 29 %, 48: 39 %; the latest point 1.4-1.9 %."""
    rate = RATES["nhs", False]
    found = [rate.of_chart(points) for points in (12, 24, 36, 48)]
    assert found == pytest.approx([0.07, 0.19, 0.29, 0.39], abs=0.011)
    assert 0.014 <= rate.of_icon(12) <= rate.of_icon(48) <= 0.019


def test_between_below_and_beyond_the_table():
    assert RATE.of_chart(15) == pytest.approx(0.2)
    assert [RATE.of_chart(10), RATE.of_chart(20)] == [0.1, 0.3]
    assert [RATE.of_chart(9), RATE.of_icon(0)] == [0.0, 0.0]
    assert RATE.of_chart(40) == pytest.approx(1 - 0.7**2)
    assert RATE.of_icon(40) == pytest.approx(0.03)


def test_a_budget_adds_up_parts_and_series():
    found = budget(RATE, [(1, 10), (1, 20), (2, 10)])
    assert found.charts == pytest.approx(1 - 0.9 * 0.7 + 0.1)
    assert found.icons == pytest.approx(0.03 + 0.01)


def test_a_rule_set_without_rates_has_none():
    assert rate_of({}, settings()) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "inte giltig YAML"),
        ("[]", "en post för varje regeluppsättning"),
        ("nhs: {limits: {}}", "nhs: ska ha limits och run"),
        ("nhs: {limits: 1, run: 1}", "nhs, limits: en rad är"),
        ("nhs: {limits: {10: [0.1]}, run: {}}", "nhs, limits: en rad är"),
        ("nhs: {limits: {10: [0.1, x]}, run: {}}", "nhs, limits: en rad är"),
        ("nhs: {limits: {}, run: {}}", "mellan 0 och 1"),
        ("nhs: {limits: {10: [0.1, 2]}, run: {}}", "mellan 0 och 1"),
    ],
)
def test_a_wrong_file_is_told(text, reason):
    with pytest.raises(FalseAlarmsError, match=reason):
        read_false_alarms(text)
