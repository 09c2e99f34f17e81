"""Signals in the order of how hard chance would find it to make them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.builders.spc_series import ONE_BLIP, settings

from fardplan.engine.spc.judge import judge
from fardplan.engine.spc.kinds import Signal
from fardplan.engine.spc.strength import rank, strengths


CALM = [10.0, 11.0] * 10


def test_the_strongest_come_first_and_the_calm_not_at_all():
    rows = [
        CALM,
        [*CALM[:-1], 14.0],
        [*CALM[:-1], 24.0],
        [10.0, 10.4] * 5 + [10.6, 11.0] * 5,
    ]
    found = judge(rows, settings=settings(is_screened=False))
    bits = strengths(found).tolist()
    assert bits[0] == 0
    assert rank(found) == sorted([1, 2, 3], key=lambda row: -bits[row])
    assert rank(found)[0] == 2


@pytest.mark.parametrize("sigmas", [3.2, 4.0, 5.5])
def test_a_point_outside_is_as_rare_as_the_normal_curve_says(sigmas):
    chance = math.erfc(sigmas / math.sqrt(2))
    found = judge([[16.0] * 20], settings=settings("c"))
    # c: three standard deviations are 3 x 4.
    values = np.full((1, 20), 16.0)
    values[0, 3] = 16 + 4 * sigmas
    out = found.signals[Signal.OUTSIDE].copy()
    out[0, 3] = True
    changed = _with(found, values=values, signals={Signal.OUTSIDE: out})
    assert strengths(changed)[0] == pytest.approx(-math.log2(chance), abs=0.15)


def _with(found, **changes):
    from dataclasses import replace

    return replace(found, **changes)


def test_a_row_of_nine_is_eight_throws_of_a_coin():
    values = [1, 2] * 4 + [1] + [8, 9] * 4 + [8]
    found = judge([values], settings=settings("run"))
    assert found.signals[Signal.SHIFT].all()
    assert strengths(found).tolist() == [8.0]


def test_a_row_does_not_go_on_into_a_new_part():
    values = [1.0, 2.0] * 7 + [2.0, 1.0] * 7
    values[3:10] = [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0]
    values[14:21] = [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0]
    new = [[n == 10 for n in range(28)]]
    found = judge([values, values], settings=settings("run"), rebased=[*new, *new])
    assert strengths(found).tolist() == [6.0, 6.0]


def test_a_trend_of_n_points_is_two_of_n_orders():
    values = [5, 3, 5, 3, 5, 1, 2, 3, 4, 5, 6, 7, 8, 3, 5, 3]
    found = judge([values], settings=settings("run"))
    assert found.signals[Signal.TREND].sum() == 8
    assert strengths(found)[0] == pytest.approx(math.log2(math.factorial(8) / 2))


def test_few_crossings_and_two_of_three_have_their_bits():
    slow = [1.0] * 4 + [9.0] * 8 + [1.0] * 8 + [9.0] * 4
    found = judge([slow], settings=settings("run", "anhoej"))
    assert found.runs.crossings.tolist() == [3]
    ways = sum(math.comb(23, k) for k in range(4))
    assert strengths(found)[0] == pytest.approx(-math.log2(ways / 2**23))
    two = judge([[10, 11] * 10 + [12.6, 12.7]], settings=settings())
    assert strengths(two)[0] == pytest.approx(9.6, abs=0.1)


def test_limits_without_width_have_an_end():
    found = judge([[0.0] * 3 + ONE_BLIP], settings=settings())
    flat = _with(found, upper=found.centre, lower=found.centre)
    assert np.isfinite(strengths(flat)).all()
    assert strengths(flat)[0] > 1000


def test_a_long_run_counts_its_points():
    values = [1, 9] * 4 + [8.5] * 10 + [1] * 10
    found = judge([values], settings=settings("run", "anhoej"))
    assert found.signals[Signal.RUNS].any()
    assert strengths(found).tolist() == [10.0]
