"""One series judged, with a place for every period."""

from __future__ import annotations

import pytest
from tests.builders.indicator_series import months, question, shown

from fardplan.engine.indicators.observation import ValueStatus
from fardplan.engine.indicators.series import NO_COUNTS, judged_series
from fardplan.engine.spc.kinds import Chart, Direction


def counted(*pairs, per=100.0):
    return [
        shown(f"{2000 + n}", per * over / under, numerator=over, denominator=under)
        for n, (over, under) in enumerate(pairs)
    ]


def test_there_is_no_series_without_observations():
    assert judged_series([], question()) is None


def test_a_period_that_the_source_leaves_out_is_a_point_without_value():
    found = judged_series(
        [shown("2020", 4.0), shown("2022", 6.0), shown("2023", None)], question()
    )
    told = [(p.period, p.value, p.observation is None) for p in found.points]
    assert told == [
        *(("2020", 4.0, False), ("2021", None, True)),
        *(("2022", 6.0, False), ("2023", None, False)),
    ]


def test_a_hidden_point_is_not_a_missing_one():
    hidden = shown("2021", None, status=ValueStatus.SUPPRESSED)
    found = judged_series([shown("2020", 4.0), hidden, shown("2023", 5.0)], question())
    assert [p.is_hidden for p in found.points] == [False, True, False, False]


@pytest.mark.parametrize(
    ("direction", "last", "tone", "variation"),
    [
        (Direction.INCREASE, 32.0, "improving", "improving"),
        (Direction.INCREASE, 10.0, "concerning", "concerning"),
        (Direction.DECREASE, 32.0, "concerning", "concerning"),
        (Direction.DECREASE, 10.0, "improving", "improving"),
        (Direction.NEUTRAL, 32.0, "neutral", "neutral_high"),
    ],
)
def test_a_signal_is_told_as_better_or_worse(direction, last, tone, variation):
    found = months(*[20.0, 22.0] * 8, last, direction=direction)
    assert found.points[-1].signals == ("outside",)
    assert (found.points[-1].tone, found.variation) == (tone, variation)
    assert (found.points[0].tone, found.signal_count) == ("", 1)


def test_shares_are_judged_by_their_counts_in_the_indicators_unit():
    found = judged_series(
        counted((20, 100), (30, 100), (25, 100)),
        question(Chart.P, per=100.0, target=90.0),
    )
    assert (found.chart, found.points[0].value) == (Chart.P, 20.0)
    assert found.points[0].centre == pytest.approx(25.0)
    assert found.points[0].upper == pytest.approx(25 + 300 * (0.25 * 0.75 / 100) ** 0.5)


@pytest.mark.parametrize(
    "safe",
    [
        [shown("2020", 4.0), shown("2021", 5.0)],
        # The value is not what the counts make.
        [shown("2020", 40.0, numerator=4, denominator=100)],
        # The counts are no share.
        counted((200, 100)),
    ],
)
def test_without_counts_that_make_the_value_it_is_judged_by_value(safe):
    found = judged_series(safe, question(Chart.P, per=100.0))
    assert found.chart is Chart.XMR
    assert found.notes[0] == NO_COUNTS


def test_a_gap_among_shares_stays_a_gap():
    rows = counted((20, 100), (30, 100), (25, 100))
    found = judged_series([rows[0], rows[2]], question(Chart.P, per=100.0))
    assert (found.chart, found.points[1].value) == (Chart.P, None)


def test_lines_are_counted_anew_from_a_break():
    found = months(*[20.0, 22.0] * 6, *[50.0, 52.0] * 6, breaks=("2024-01",))
    begins = [p.period for p in found.points if p.begins]
    assert begins == ["2023-01", "2024-01"] or begins == ["2024-01"]
    assert found.points[0].centre == pytest.approx(21)
    assert found.points[-1].centre == pytest.approx(51)
    assert found.parts == (12, 12)


def test_a_break_that_the_source_marks_counts_too_and_one_before_all_does_not():
    rows = [shown(f"{2000 + n}", 20.0 + n % 2) for n in range(6)]
    rows[3] = shown("2003", 40.0, status=ValueStatus.BREAK)
    found = judged_series(rows, question(breaks=("1990", "2050")))
    assert found.parts == (3, 3)


def test_an_excluded_point_is_drawn_but_not_judged():
    found = months(*[20.0, 22.0] * 8, 90.0, excluded=frozenset({"2024-05"}))
    last = found.points[-1]
    assert (last.value, last.is_excluded, found.variation) == (90.0, True, "common")
