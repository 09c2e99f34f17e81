"""Where the lines and points of a series go."""

from __future__ import annotations

import re

import pytest
from tests.builders.indicator_series import months

from fardplan.apps.indicators.presenters.series_picture import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    SHAPES,
    TOP,
    WIDTH,
    series_picture,
)


def picture(*values, **fields):
    drawn = {k: fields.pop(k) for k in ("target", "decimals") if k in fields}
    found = months(*values, **fields)
    return series_picture(found.points, lambda point: point.period, **drawn)


def numbers(path: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?[\d.]+", path)]


def test_everything_lies_within_the_frame():
    found = picture(*[20.0, 22.0] * 8, 90.0, target=-15.0)
    assert all(LEFT <= mark.x <= WIDTH - RIGHT for mark in found.marks)
    heights = [m.y for m in found.marks] + [t.at for t in found.across]
    assert all(TOP <= y <= HEIGHT - BOTTOM for y in [*heights, found.target.at])


def test_a_higher_value_stands_higher_and_a_later_one_further_along():
    found = picture(4.0, 8.0, 6.0)
    assert found.marks[0].x < found.marks[1].x < found.marks[2].x
    assert found.marks[1].y < found.marks[2].y < found.marks[0].y


def test_the_line_is_not_drawn_over_a_gap_or_past_an_excluded_point():
    assert picture(4.0, 8.0, 6.0).values.count("M") == 1
    assert picture(4.0, None, 6.0).values.count("M") == 2
    excluded = picture(4.0, 8.0, 6.0, excluded=frozenset({"2023-02"}))
    assert (excluded.values.count("M"), excluded.values.count("L")) == (2, 0)
    assert [m.kind for m in excluded.marks] == ["common", "excluded", "common"]


def test_a_gap_says_why():
    [gap] = picture(4.0, None, 6.0).gaps
    assert (gap.label, gap.is_hidden) == ("2023-02", False)


def test_the_lines_step_at_a_break_and_a_line_down_marks_it():
    found = picture(*[20.0, 22.0] * 6, *[50.0, 52.0] * 6, breaks=("2024-01",))
    assert found.centre.count("M") == 2
    assert len(set(numbers(found.centre)[1::3])) == 2
    assert [tick.label for tick in found.breaks] == ["2024-01"]
    assert found.marks[11].x < found.breaks[0].at < found.marks[12].x


def test_each_tone_has_a_shape_of_its_own():
    assert len(set(SHAPES.values())) == len(SHAPES)
    found = picture(*[20.0, 22.0] * 8, 32.0)
    assert [m.kind for m in found.marks[-2:]] == ["common", "improving"]
    assert found.marks[-1].shape == SHAPES["improving"]


@pytest.mark.parametrize("value", [0.0, 7.0, -3.0, 1e9])
def test_a_series_that_stands_still_has_a_frame_around_it(value):
    found = picture(value, value, value)
    assert len(found.across) > 1
    assert {TOP < mark.y < HEIGHT - BOTTOM for mark in found.marks} == {True}


def test_a_series_without_values_is_an_empty_frame():
    found = picture(None, None)
    assert (found.marks, found.values, found.centre) == ([], "", "")
    assert (found.centre_label, len(found.gaps)) == (None, 2)


def test_periods_are_written_as_often_as_there_is_room_and_the_last_always():
    few, many = picture(*[4.0, 5.0] * 3), picture(*[4.0, 5.0] * 30)
    assert len(few.along) == 6
    assert len(many.along) < 20
    assert many.along[-1].label == "2027-12"


def test_round_values_stand_beside_the_lines_across():
    labels = [tick.label for tick in picture(4.0, 8.0, 6.0, decimals=0).across]
    assert len(labels) == len(set(labels))
    assert "0" in {label[-1] for label in labels}
