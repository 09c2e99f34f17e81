"""Rules of points in a row; the numbered cases are those of NHSRplotthedots' own tests."""

from __future__ import annotations

import numpy as np
import pytest

from fardplan.engine.spc.windows import in_a_row, spread, trend, two_of_three, windows


def row(values):
    return np.array([values], dtype=bool)


def ends(flags, length):
    """The last point of each window, as the anchor tells it."""
    begins = windows(flags, length).astype(int).tolist()
    return [0] * (length - 1) + begins


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ([1] * 8 + [-1], [0, 0, 0, 0, 0, 0, 1, 1, 0]),
        ([1] * 6 + [-1], [0] * 7),
    ],
)
def test_case_7_seven_on_one_side(side, expected):
    assert ends(np.array(side) > 0, 7) == expected
    assert ends(np.array(side) < 0, 7) == [0] * len(side)


@pytest.mark.parametrize(
    ("values", "rising", "falling"),
    [
        ([1, 2, 3, 4, 5, 6, 7], [7], []),
        ([1, 2, 3, 3, 4, 5, 6], [], []),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [], [8]),
    ],
)
def test_case_8_seven_points_that_rise_or_fall(values, rising, falling):
    moves = np.diff(values)
    for flags, last in ((moves > 0, rising), (moves < 0, falling)):
        found = np.nonzero(windows(flags, 6))[0] + 7
        assert found.tolist() == last


def test_case_9_two_of_three():
    same = row([1] * 7)
    near = row([0, 0, 1, 0, 1, 0, 0])
    begins = near[0, :-2].astype(int) + near[0, 1:-1] + near[0, 2:] >= 2
    assert spread(begins, 3).astype(int).tolist() == [0, 0, 1, 1, 1, 0, 0]
    # Only the near ones are marked.
    assert two_of_three(same, near)[0].astype(int).tolist() == [0, 0, 1, 0, 1, 0, 0]
    near = row([1, 0, 0, 1, 1])
    found = two_of_three(row([1] * 5), near)
    assert found[0].astype(int).tolist() == [0, 0, 0, 1, 1]


def test_two_of_three_needs_three_on_one_side():
    side, near = row([1, 1, 0, 1, 1]), row([1, 1, 0, 1, 1])
    assert not two_of_three(side, near).any()


@pytest.mark.parametrize("length", range(1, 10))
def test_every_point_of_a_long_row_is_marked(length):
    flags = row([0, 1, 1, 1, 1, 1, 0, 1, 1, 0])
    expected = [0] * 10
    for start, size in ((1, 5), (7, 2)):
        if size >= length:
            expected[start : start + size] = [1] * size
    assert in_a_row(flags, length)[0].astype(int).tolist() == expected


def test_no_window_goes_from_one_row_into_the_next():
    flags = np.ones((3, 4), dtype=bool)
    assert not in_a_row(flags, 5).any()
    assert in_a_row(flags, 4).all()
    assert not trend(flags, 6).any()
    assert trend(flags, 5).all()
    assert not two_of_three(flags[:, :2], flags[:, :2]).any()
    assert in_a_row(flags[:0], 7).shape == (0, 4)


def test_a_trend_marks_its_first_point_too():
    moves = row([1] * 6 + [0])
    assert trend(moves, 7)[0].astype(int).tolist() == [1] * 7 + [0]
    assert not trend(moves, 8).any()
    assert not trend(moves, 0).any()
