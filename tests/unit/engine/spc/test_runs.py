"""Runs and crossings: what chance allows, as Anhøj and Olesen's table has it."""

from __future__ import annotations

import numpy as np
import pytest

from fardplan.engine.spc.runs import allowed, count_runs, long_runs


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [
        *((10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (36, 8, 13)),
        *((48, 9, 18), (60, 9, 23), (100, 10, 41), (0, 3, 0), (1, 3, 0), (2, 4, 0)),
    ],
)
def test_what_chance_allows(useful, longest, crossings):
    assert allowed(useful) == (longest, crossings)


def test_points_on_the_centre_are_left_out():
    above = np.array([[1, 0, 1, 0, 0, 1, 0]], dtype=bool)
    below = np.array([[0, 0, 0, 1, 1, 0, 0]], dtype=bool)
    found = count_runs(above, below)
    assert [found.useful[0], found.longest[0], found.crossings[0]] == [5, 2, 2]
    assert found.longest_max.tolist() == [5]


def test_a_run_is_too_long_above_the_limit_and_not_at_it():
    """The peer that counts from the limit on has twice the false alarms."""
    for length, is_signal in ((8, False), (9, True)):
        above = np.array([[True] * length + [False, True] * 8], dtype=bool)[:, :24]
        found = count_runs(above, ~above)
        assert found.longest_max.tolist() == [8]
        assert found.is_too_long.tolist() == [is_signal]
        marked = np.nonzero(long_runs(above, ~above, found)[0])[0].tolist()
        assert marked == list(range(length if is_signal else 0))
