"""The funnel: units of different size against the limits of their own size."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fardplan.engine.spc.funnel import draw_funnel


SIZES = [50, 100, 200, 400, 800, 1600, 100, 100, 100, 100]
EVEN = [size / 10 for size in SIZES]


def test_the_limits_are_those_of_each_size():
    found = draw_funnel([EVEN], [SIZES], is_share=True)
    assert found.centre.tolist() == [[pytest.approx(0.1)]]
    reach = 1.959964 * math.sqrt(0.1 * 0.9 / 400)
    assert found.upper_95[0, 3] == pytest.approx(0.1 + reach)
    assert found.lower_95[0, 3] == pytest.approx(0.1 - reach)
    assert found.lower_998[0, 0] == 0.0
    assert found.place.tolist() == [[0] * 10]
    assert found.overdispersion.tolist() == [[1.0]]


def test_a_unit_beyond_its_limits_is_told_with_its_side():
    over = [*EVEN[:8], 19, 1]
    found = draw_funnel([over], [SIZES], is_share=True, is_adjusted=False)
    assert found.place[0].tolist() == [0] * 8 + [1, -1]
    expected = [(a / b - found.centre[0, 0]) for a, b in zip(over, SIZES, strict=True)]
    assert np.sign(found.z[0]).tolist() == np.sign(expected).tolist()
    for z, place in zip(found.z[0], found.place[0], strict=True):
        beyond = (abs(z) > 1.959964) + (abs(z) > 3.090232)
        assert place == math.copysign(beyond, z)


def test_units_that_vary_more_than_chance_widen_the_limits():
    chance = np.random.default_rng(1)
    shares = np.clip(chance.normal(0.3, 0.08, (1, 60)), 0, 1)
    sizes = np.full((1, 60), 1000)
    plain = draw_funnel(shares * 1000, sizes, is_share=True, is_adjusted=False)
    wide = draw_funnel(shares * 1000, sizes, is_share=True)
    assert (plain.place != 0).sum() > 20
    assert (wide.place != 0).sum() < 8
    assert wide.overdispersion[0, 0] > 10
    ratio = (wide.upper_95 - wide.centre) / (plain.upper_95 - plain.centre)
    assert ratio[0, 0] == pytest.approx(math.sqrt(wide.overdispersion[0, 0]))


def test_the_share_outside_is_what_chance_makes():
    """In funnels where all are alike, one in twenty is beyond 95 %."""
    chance = np.random.default_rng(2)
    sizes = np.broadcast_to(chance.integers(300, 3000, 50), (400, 50))
    found = draw_funnel(chance.poisson(0.2 * sizes), sizes, is_share=False)
    assert (found.place != 0).mean() == pytest.approx(0.05, abs=0.006)


def test_rates_may_be_above_one_and_missing_units_stay_missing():
    over, under = [[30, np.nan, 5, 0]], [[10, 10, np.nan, 0]]
    found = draw_funnel(over, under, is_share=False)
    assert found.values[0, 0] == 3.0
    assert found.upper_95[0, 0] > 3
    assert np.isnan(found.z[0, 1:]).all()
    assert found.place.tolist() == [[0, 0, 0, 0]]


def test_nothing_anywhere_is_no_signal():
    found = draw_funnel([[0, 0, 0]], [[10, 20, 30]], is_share=True)
    assert found.place.tolist() == [[0, 0, 0]]
    assert found.upper_998.tolist() == [[0.0, 0.0, 0.0]]
