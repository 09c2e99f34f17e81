"""Published SPC charts, to the digits they are printed with.

The numbers of the rows are those of the list of anchors: NHSRplotthedots 0.2.2 (its tests
and vignettes) and qicharts2 0.8.1 (its tests on examples of Montgomery, Introduction to
Statistical Quality Control). Case 17 is left out: its 36 points are not published as
numbers. Cases 7-10 are in tests/unit/engine/spc/, beside what they are about.
"""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from fardplan.engine.spc.judge import judge
from fardplan.engine.spc.kinds import Assurance, Signal, Variation
from tests.builders.spc_series import BLIP, ONE_BLIP, settings
from tests.surroundings import find_shared


SHARED = find_shared()
FOLDER = None if SHARED is None else SHARED / "data" / "spc"
needs_shared = pytest.mark.skipif(
    FOLDER is None or not FOLDER.is_dir(), reason="the shared folder is not here"
)
# set.seed(123); rnorm(20) in R.
NORMAL = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499),
    *(0.46091621, -1.26506123, -0.68685285, -0.44566197, 1.2240818, 0.35981383),
    *(0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716),
    *(0.7013559, -0.47279141),
]
WITH_TEN = [10 if n == 14 else value for n, value in enumerate(NORMAL)]
# Montgomery, example 7.1: 94 samples of 50 cans of orange juice.
CANS = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18),
    *(24, 15, 9, 12, 7, 13, 9, 6, 9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8),
    *(5, 6, 7, 5, 6, 3, 5, 8, 7, 5, 6, 4, 5, 2, 3, 4, 7, 6, 5, 5, 3, 7, 9, 6, 10, 4, 3),
    *(5, 8, 11, 9, 7, 3, 5, 2, 1, 4, 5, 3, 7, 6, 4, 4, 6, 8, 5, 6),
]
# Montgomery, table 7.4: purchase orders with errors.
WRONG = [
    *(12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10),
    *(6, 9),
]
ORDERS = [
    *(100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80),
    *(80, 90, 100, 100, 100, 100, 90, 90),
]
# Montgomery, example 7.6: hours between failures of a valve.
FAILURES = [
    *(286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492),
    *(1199, 1214, 2831, 96),
]


def lines(found, point=0):
    return [
        round(float(line[0, point]), 9)
        for line in (found.centre, found.lower, found.upper)
    ]


def points_with(found, signal=Signal.OUTSIDE):
    return (np.nonzero(found.signals[signal][0])[0] + 1).tolist()


def anything(found):
    return (np.nonzero(found.tone[0])[0] + 1).tolist()


def near(found, expected, digits):
    assert lines(found) == pytest.approx(expected, abs=0.51 * 10**-digits)


def test_case_1_random_figures_are_common_cause():
    how = settings(better="increase")
    found = judge([NORMAL], settings=how, targets=0.5)
    near(found, [0.141623802, -3.011379596, 3.294627201], 8)
    assert anything(found) == []
    assert found.assurance.tolist() == [Assurance.INCONSISTENT]


def test_case_2_a_point_far_out_is_told_and_screened():
    found = judge([WITH_TEN], settings=settings())
    near(found, [0.669415859, -2.383665597, 3.722497316], 8)
    assert anything(found) == points_with(found) == [15]


def test_case_3_without_screening():
    found = judge([WITH_TEN], settings=settings(is_screened=False))
    near(found, [0.669415859, -4.596625182, 5.935456901], 8)


def test_case_4_the_vignette():
    found = judge([BLIP], settings=settings())
    near(found, [1.944444, -0.715556, 4.604444], 6)
    assert anything(found) == [5]
    found = judge([BLIP], settings=settings(is_screened=False))
    near(found, [1.944444, -3.062614, 6.951503], 6)


def test_case_5_two_of_three_must_be_on_one_side():
    found = judge([[1, -1] * 7 + [5.5, -5.5]], settings=settings())
    assert anything(found) == []


def test_case_6_two_of_three_on_one_side():
    found = judge([[10, 11] * 10 + [12.6, 12.7]], settings=settings())
    near(found, [10.69545, 8.07345, 13.31745], 5)
    assert anything(found) == points_with(found, Signal.TWO_OF_THREE) == [21, 22]


@needs_shared
def test_case_11_frozen_weekly_costs():
    rows = published("montgomery_6.5_i_freeze20.csv")
    how = settings("xmr", "anhoej", freeze=20)
    found = judge([[float(row["y"]) for row in rows]], settings=how)
    near(found, [300.5, 279.783315, 321.216685], 6)
    assert points_with(found) == [39, 40]
    agrees(found, rows)


def test_case_12_a_part_and_excluded_points():
    marks = np.zeros((1, len(CANS)), dtype=bool)
    out, new = marks.copy(), marks.copy()
    out[0, [14, 22]], new[0, 30] = True, True
    found = judge(
        [CANS], [[50] * 94], settings=settings("p"), excluded=out, rebased=new
    )
    near(found, [0.215, 0.040703, 0.389297], 6)
    assert lines(found, -1)[0] == 0.1096875
    assert points_with(found) == [15, 21, 23]


def test_case_13_denominators_that_vary():
    found = judge([WRONG], [ORDERS], settings=settings("p"))
    near(found, [0.095510204, 0.007335, 0.183686], 6)
    assert lines(found)[0] == 0.095510204
    assert points_with(found) == [11]
    found = judge([WRONG], [ORDERS], settings=settings("pp"))
    near(found, [0.095510204, 0.020291, 0.170730], 6)


@needs_shared
def test_case_14_counts_with_excluded_points_and_too_few_crossings():
    rows = published("montgomery_7.3_c_exclude_freeze.csv")
    out = [[row["include"] == "FALSE" for row in rows]]
    how = settings("c", "anhoej", freeze=26)
    found = judge([[float(row["y"]) for row in rows]], settings=how, excluded=out)
    near(found, [19.6666667, 6.362532, 32.970801], 6)
    assert points_with(found) == [6, 20]
    assert found.signals[Signal.CROSSINGS].any()
    assert not found.signals[Signal.RUNS].any()
    agrees(found, rows)


@needs_shared
def test_case_15_rates():
    rows = published("montgomery_7.4_u.csv")
    data = [[float(row[name]) for row in rows] for name in ("y.sum", "n")]
    found = judge([data[0]], [data[1]], settings=settings("u", "anhoej"))
    near(found, [0.074, 0, 0.189412], 6)
    assert anything(found) == []
    agrees(found, rows)
    found = judge([data[0]], [data[1]], settings=settings("up", "anhoej"))
    assert lines(found)[2] == pytest.approx(0.25877, abs=0.000005)


def test_case_16_time_between_events():
    found = judge([FAILURES], settings=settings("t"))
    assert lines(found)[0] == pytest.approx(430.0409518, abs=1e-7)
    assert lines(found)[2] == pytest.approx(6937.933488, abs=1e-6)


def test_case_18_one_blip_flags_itself_and_no_other():
    """The anchor flags nineteen points of twenty as below the limit."""
    found = judge([ONE_BLIP], settings=settings())
    near(found, [5.05, 4.77, 5.33], 9)
    assert anything(found) == [11]
    assert found.is_unscreened.tolist() == [True]
    assert found.variation.tolist() == [Variation.COMMON]


def published(name):
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def agrees(found, rows):
    """Hold every printed column against what was found."""
    for name, line in (
        ("cl", found.centre),
        ("lcl", found.lower),
        ("ucl", found.upper),
    ):
        assert line[0] == pytest.approx([float(row[name]) for row in rows], abs=1e-9)
    outside = [row["sigma.signal"] == "TRUE" for row in rows]
    assert found.signals[Signal.OUTSIDE][0].tolist() == outside
    runs, row = found.runs, rows[0]
    assert [int(row[name]) for name in ("longest.run", "longest.run.max")] == [
        int(runs.longest[0]),
        int(runs.longest_max[0]),
    ]
    assert [
        int(row[name]) for name in ("n.crossings", "n.crossings.min", "n.useful")
    ] == [int(runs.crossings[0]), int(runs.crossings_min[0]), int(runs.useful[0])]
    is_signal = bool(runs.is_too_long[0] or runs.is_crossed_too_seldom[0])
    assert is_signal is (row["runs.signal"] == "TRUE")


# What the anchor calls a point, and which of our signals it then has.
CAUSES = {
    "UCL": Signal.OUTSIDE,
    "LCL": Signal.OUTSIDE,
    "(Increasing)": Signal.TREND,
    "(Decreasing)": Signal.TREND,
    "2 in 3": Signal.TWO_OF_THREE,
    "7 Points": Signal.SHIFT,
}
TYPES = {
    "common_cause": 0,
    "special_cause_improvement": 1,
    "special_cause_neutral_high": 1,
    "special_cause_concern": -1,
    "special_cause_neutral_low": -1,
}


@needs_shared
def test_each_point_of_the_anchor_s_series_is_as_it_says():
    cases = json.loads((FOLDER / "xmr_cases.json").read_text(encoding="utf-8"))
    for case in cases:
        given = dict(case["args"] or {})
        better = given.get("improvement_direction", "increase")
        aim = float(given["target"]) if "target" in given else None
        found = judge([case["y"]], settings=settings(better=better), targets=aim)
        for name, line in (
            ("mean", found.centre),
            ("lpl", found.lower),
            ("upl", found.upper),
        ):
            assert line[0] == pytest.approx(case[name], abs=1e-9)
        assert found.tone[0].tolist() == [TYPES[kind] for kind in case["point_type"]]
        assert [first_signal(found, n) for n in range(len(case["y"]))] == [
            next((s for words, s in CAUSES.items() if words in cause), None)
            for cause in case["special_cause"]
        ]
        assert found.assurance.tolist() == [case["assurance"] or None]


def first_signal(found, point):
    return next((s for s, flags in found.signals.items() if flags[0, point]), None)
