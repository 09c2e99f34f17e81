"""What the engine does with series that are rare, flat, short, or no series at all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.builders.spc_series import ONE_BLIP, RARE, RULES, settings

from fardplan.engine.spc.judge import BLOCK, judge
from fardplan.engine.spc.kinds import Assurance, SeriesError, Signal, Variation


NAN = float("nan")


@pytest.mark.parametrize("value", [0.0, 5.0, 0.1, -3.3, 1e12])
@pytest.mark.parametrize("chart", ["xmr", "run"])
def test_a_constant_series_has_lines_and_no_signal(chart, value):
    found = judge([[value] * 20], settings=settings(chart))
    assert found.centre[0, 0] == pytest.approx(value)
    assert found.tone.tolist() == [[0] * 20]
    assert found.variation.tolist() == [Variation.COMMON]
    if chart == "xmr":
        assert found.upper[0].tolist() == pytest.approx([value] * 20)
        assert found.lower[0].tolist() == pytest.approx([value] * 20)


@pytest.mark.parametrize("chart", ["p", "pp", "u", "up"])
def test_a_constant_share_has_lines_and_no_signal(chart):
    for over in (0, 3):
        found = judge([[over] * 20], [[40] * 20], settings=settings(chart))
        assert not np.isnan([found.lower, found.centre, found.upper]).any()
        assert found.tone.tolist() == [[0] * 20]


def test_a_blip_on_a_nearly_flat_share_flags_itself():
    over = [4 if n == 9 else 2 for n in range(20)]
    found = judge([over], [[1000] * 20], settings=settings("pp"))
    assert found.is_unscreened.tolist() == [True]
    assert (np.nonzero(found.tone[0])[0]).tolist() == [9]


def test_counts_too_rare_for_xmr_are_refused():
    """The anchor flags every event: its upper limit is 0.67."""
    found = judge([RARE, [value + 4 for value in RARE]], settings=settings())
    assert found.is_refused.tolist() == [True, False]
    assert found.variation[0] is None
    assert not found.tone[0].any()
    assert np.isnan(found.upper[0]).all()


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ([0, 0, 0, 12] * 5, True),  # more than half are 0
        ([0, 1, 1, 0, 2] * 4, True),  # fewer than one a period
        ([0, 3, 2, 0, 4] * 4, False),
        ([0.0] * 20, False),  # nothing has happened: a flat line says it
        ([0, 0, 0, 0.5] * 5, False),  # no counts
        ([0, 0, 0, -1] * 5, False),
    ],
)
def test_what_is_rare(values, is_refused):
    found = judge([values], settings=settings())
    assert found.is_refused.tolist() == [is_refused]


def test_between_rare_events_the_median_is_the_centre():
    found = judge([[2, 4, 9, 0, 0]], settings=settings("g"))
    assert found.centre[0, 0] == 2.0
    assert found.upper[0, 0] == pytest.approx(3 + 3 * 12**0.5)
    assert found.lower[0, 0] == 0.0
    assert found.side.tolist() == [[0, 1, 1, -1, -1]]


def test_a_point_outside_points_nowhere_when_nobody_looks_for_it():
    rules = replace(RULES["nhs"], signals=frozenset({Signal.SHIFT}))
    how = replace(settings(better="increase"), rules=rules)
    found = judge([[10, 11] * 10 + [20]], settings=how)
    assert list(found.signals) == [Signal.SHIFT]
    assert found.variation.tolist() == [Variation.COMMON]
    assert not found.tone.any()


def test_rare_counts_fit_a_run_chart():
    assert judge([RARE], settings=settings("run")).is_refused.tolist() == [False]


def test_a_series_that_stands_still_is_no_shift():
    """Eighteen fives lie below the mean, by arithmetic only."""
    found = judge([[*ONE_BLIP[:-1], 7.0]], settings=settings())
    assert not found.signals[Signal.SHIFT].any()
    assert found.side[0].tolist() == [0] * 10 + [1] + [0] * 8 + [1]


def test_short_series_get_trial_limits():
    rows = [[1, 2, 1, 3, 2, 1, 2, 3, 1, 2, 1, 3, last] for last in (NAN, 2)]
    found = judge(rows, settings=settings())
    assert found.is_trial.tolist() == [True, False]
    assert not np.isnan(found.upper).any()
    frozen = judge([[1, 2] * 10], settings=settings(freeze=12))
    assert frozen.is_trial.tolist() == [True]


def test_points_too_few_for_limits_are_not_judged():
    found = judge([[4.0, NAN], [4.0, 5.0], [NAN, NAN]], settings=settings())
    assert found.variation.tolist() == [None, Variation.COMMON, None]
    assert found.centre[0, 0] == 4.0
    assert np.isnan(found.upper[0]).all()
    assert found.runs.useful.tolist() == [0, 2, 0]


def test_no_moving_range_goes_across_a_missing_value():
    found = judge([[1, 2, NAN, 9, 10]], settings=settings(is_screened=False))
    assert found.upper[0, 0] == 5.5 + 2.66
    out = [[False, False, True, False, False]]
    found = judge([[1, 2, 99, 9, 10]], settings=settings(), excluded=out)
    assert found.upper[0, 0] == pytest.approx(5.5 + 2.66 * 3)


def test_a_row_goes_on_over_a_missing_value():
    low, high = [1, 2, 1, 2, 1, 2, 1], [9, 8, 9, NAN, 8, 9, 8, 9]
    found = judge([low + high], settings=settings())
    assert np.nonzero(found.signals[Signal.SHIFT][0])[0].tolist() == [
        *range(7),
        *(7, 8, 9, 11, 12, 13, 14),
    ]


def test_the_icon_is_that_of_the_latest_part():
    rebased = [[n == 14 for n in range(28)]]
    low, high = [1, 2] * 7, [21, 22] * 7
    how = settings(better="increase")
    whole = judge([low + high], settings=how, targets=[10])
    assert whole.variation.tolist() == [Variation.IMPROVING]
    found = judge([low + high], settings=how, rebased=rebased, targets=[10])
    assert found.variation.tolist() == [Variation.COMMON]
    assert found.assurance.tolist() == [Assurance.PASS]
    assert found.centre[0, [0, 13, 14, 27]].tolist() == [1.5, 1.5, 21.5, 21.5]
    assert found.part_owner.tolist() == [0, 0]
    assert found.part_points.tolist() == [14, 14]


def test_more_series_than_a_block_are_put_together():
    points = 300
    count = 2 * (BLOCK // points) + 1
    rows = np.random.default_rng(1).normal(size=(count, points))
    aims = np.linspace(-9, 9, count)
    how = settings(better="increase")
    rebased = np.zeros(rows.shape, dtype=bool)
    rebased[::2, 150] = True
    found = judge(rows, settings=how, targets=aims, rebased=rebased)
    for row in (0, 1, count - 2, count - 1):
        alone = judge(
            rows[row : row + 1],
            settings=how,
            targets=aims[row],
            rebased=rebased[row : row + 1],
        )
        assert found.upper[row].tolist() == pytest.approx(alone.upper[0].tolist())
        assert found.assurance[row] is alone.assurance[0]
    assert np.bincount(found.part_owner).tolist() == [2, 1] * (count // 2) + [2]


def test_no_series_give_no_series():
    found = judge(np.zeros((0, 5)), settings=settings())
    assert found.values.shape == (0, 5)
    assert found.variation.tolist() == []


def test_of_nothing_there_is_no_share():
    found = judge([[0, 3]], [[0, 10]], settings=settings("p"))
    assert np.isnan(found.values[0, 0])
    assert found.centre[0, 1] == 0.3


def test_neighbours_are_outside_together_only_with_the_outer_part():
    """A point outside is no near point, in the anchor too."""
    found = judge([[10, 11] * 10 + [12.6, 20]], settings=settings())
    assert np.nonzero(found.signals[Signal.OUTSIDE][0])[0].tolist() == [21]
    assert not found.signals[Signal.TWO_OF_THREE].any()


@pytest.mark.parametrize(
    ("chart", "over", "under", "place", "reason"),
    [
        ("xmr", [[1, 2], [1, np.inf]], None, (1, 1), "orimligt stort"),
        ("xmr", [[1, -2e100]], None, (0, 1), "orimligt stort"),
        ("c", [[1, -2]], None, (0, 1), "mindre än 0"),
        ("p", [[1, 3]], [[2, 2]], (0, 1), "Täljaren är större"),
        ("u", [[1, 3]], [[2, 0]], (0, 1), "Nämnaren är 0"),
        ("u", [[1, 3]], [[-2, 2]], (0, 0), "Nämnaren är mindre"),
        ("p", [[1, 3]], [[2, np.inf]], (0, 1), "orimligt stor"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(chart, over, under, place, reason):
    with pytest.raises(SeriesError, match=reason) as told:
        judge(over, under, settings=settings(chart))
    assert (told.value.series, told.value.point) == place


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: judge([1, 2], settings=settings()), "rader av punkter"),
        (lambda: judge([[], []], settings=settings()), "rader av punkter"),
        (lambda: judge([[1]], settings=settings("p")), "både täljare och nämnare"),
        (lambda: judge([[1]], [[1]], settings=settings("c")), "vill ha ett värde"),
        (lambda: judge([[1]], [[1, 2]], settings=settings("p")), "samma form"),
        (
            lambda: judge([[1]], settings=settings(), excluded=[[True, False]]),
            "samma form som värdena",
        ),
        (lambda: settings(freeze=11), "Minst 12 punkter"),
    ],
)
def test_a_wrong_call_is_told(call, reason):
    with pytest.raises(ValueError, match=reason):
        call()
