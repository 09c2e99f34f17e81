"""Questions that are too large are divided, and none is asked for nothing."""

from __future__ import annotations

import pytest

from fardplan.engine.indicators.cell_split import cell_count, evenly, split_selection


def test_what_is_small_enough_is_one_question():
    assert split_selection({"a": "xy", "b": "z"}, most_cells=2) == [
        {"a": ("x", "y"), "b": ("z",)}
    ]


def test_the_variable_with_most_codes_is_divided():
    assert split_selection({"a": "xy", "b": "pqrst"}, most_cells=6) == [
        {"a": ("x", "y"), "b": ("p", "q", "r")},
        {"a": ("x", "y"), "b": ("s", "t")},
    ]


def test_one_cell_at_a_time_divides_every_variable():
    assert split_selection({"a": "xy", "b": "pq"}, most_cells=1) == [
        {"a": ("x",), "b": ("p",)},
        {"a": ("x",), "b": ("q",)},
        {"a": ("y",), "b": ("p",)},
        {"a": ("y",), "b": ("q",)},
    ]


def test_a_variable_may_have_so_many_codes():
    parts = split_selection(
        {"a": [str(n) for n in range(60)], "b": "pq"}, most_cells=5000, most_codes=25
    )
    assert [len(part["a"]) for part in parts] == [20, 20, 20]


def test_a_code_named_twice_is_asked_for_once():
    assert split_selection({"a": "xyx"}, most_cells=9) == [{"a": ("x", "y")}]


@pytest.mark.parametrize("selection", [{}, {"a": "", "b": "xy"}])
def test_nothing_to_ask_for_gives_no_question(selection):
    assert split_selection(selection, most_cells=9) == []


@pytest.mark.parametrize(("cells", "codes"), [(0, None), (5, 0)])
def test_a_question_must_have_room_for_something(cells, codes):
    with pytest.raises(ValueError, match="minst en uppgift"):
        split_selection({"a": "x"}, most_cells=cells, most_codes=codes)


def test_cells_are_counted():
    assert cell_count({"a": "xyz", "b": "pq"}) == 6
    assert evenly("abcdefg", 3) == [("a", "b", "c"), ("d", "e"), ("f", "g")]
