"""The upright map and the rows, on cases small enough to draw by hand."""

from __future__ import annotations

from tests.builders.bodies import big_county, body, words
from tests.builders.map_geometry import faults

from fardplan.engine.actors.bodies import Level, Relation, RelationKind
from fardplan.engine.actors.column_layout import WIDTH, to_column
from fardplan.engine.actors.map_rows import RowLimit, in_column, rows_of


PREPARES = RelationKind.PREPARES_FOR
CONSULTS = RelationKind.CONSULTS


def test_who_decides_stands_above_and_who_is_consulted_beside():
    relations = [
        Relation("styrelse", PREPARES, "fullmäktige"),
        Relation("beredning", PREPARES, "styrelse"),
        Relation("styrelse", CONSULTS, "råd"),
        Relation("styrelse", CONSULTS, "fullmäktige"),
    ]
    codes = ["beredning", "ensam", "fullmäktige", "råd", "styrelse"]
    limit = RowLimit(4, 1000, 10)
    assert rows_of(dict.fromkeys(codes, 100.0), relations, limit) == {
        "fullmäktige": 0, "ensam": 0, "styrelse": 1, "råd": 1, "beredning": 2,
    }  # fmt: skip
    assert in_column(codes, relations) == [
        "fullmäktige", "styrelse", "råd", "beredning", "ensam",
    ]  # fmt: skip


def test_a_circle_is_cut_and_a_full_row_goes_on_in_the_next():
    circle = [Relation("a", PREPARES, "b"), Relation("b", PREPARES, "a")]
    limit = RowLimit(4, 230, 10)
    widths = {"a": 100.0, "b": 100.0, "c": 100.0, "d": 500.0}
    assert rows_of(widths, circle, limit) == {"b": 0, "a": 1, "c": 0, "d": 2}
    assert in_column(list(widths), circle) == ["b", "a", "c", "d"]


def test_two_who_only_consult_each_other_are_both_drawn():
    relation = Relation("a", CONSULTS, "b")
    assert in_column(["a", "b"], [relation]) == ["a", "b"]


def test_nothing_gives_an_empty_picture():
    drawing = to_column([], [], words())
    assert (drawing.height, drawing.bands, drawing.boxes) == (0, (), ())


def test_a_small_map_is_as_wide_as_a_phone_and_has_a_band_for_each_level():
    bodies = [body("a"), body("m", Level.MIXED), body("o", Level.OFFICIALS)]
    relations = [Relation("o", PREPARES, "a"), Relation("m", PREPARES, "a")]
    drawing = to_column(bodies, relations, words())
    assert drawing.width == WIDTH
    assert [band.level for band in drawing.bands] == ["political", "mixed", "officials"]
    # One lane: both go to the same body in the same way.
    assert len({arrow.points[1][0] for arrow in drawing.arrows}) == 1
    assert faults(drawing) == {}


def test_130_bodies_are_right_and_readable_in_one_column():
    bodies, relations = big_county(130, 200)
    drawing = to_column(bodies, relations, words())
    assert faults(drawing) == {}
    # Text keeps its 14 pixels in any window from 768 pixels.
    assert drawing.width < 768 - 2 * 16
