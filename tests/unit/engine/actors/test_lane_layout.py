"""The map of many bodies: lanes in bands, and arrows that keep to the free spaces."""

from __future__ import annotations

import pytest
from tests.builders.bodies import big_county, body, words
from tests.builders.map_geometry import faults

from fardplan.engine.actors.bodies import Level, Relation, RelationKind
from fardplan.engine.actors.lane_layout import NARROW, WIDE, Group, to_lanes


def test_nothing_gives_an_empty_picture():
    drawing = to_lanes([], [], words(), [])
    assert (drawing.height, drawing.bands, drawing.boxes) == (0, (), ())


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_130_bodies_are_right_and_as_wide_as_asked_for(size):
    bodies, relations = big_county(130, 200)
    groups = [
        Group(f"Grupp {n}", frozenset(b.code for b in bodies[n::9])) for n in range(9)
    ]
    drawing = to_lanes(bodies, relations, words(), groups, size)
    assert faults(drawing) == {}
    assert len(drawing.boxes) == 130
    assert drawing.width == size[0]
    assert all(lane.place.right <= drawing.width for lane in drawing.lanes)
    assert sum(lane.count for lane in drawing.lanes) == 130


def test_small_lanes_share_a_shelf_and_one_alone_uses_all_of_it():
    bodies = [body(f"p{n}") for n in range(9)] + [body("o", Level.OFFICIALS)]
    groups = [
        Group("Ett", frozenset({"p0", "p1"})),
        Group("Två", frozenset({"p2", "p3"})),
        Group("Tre", frozenset({"p4", "p5", "p6", "p7", "p8"})),
        Group("Fyra", frozenset({"o"})),
    ]
    drawing = to_lanes(bodies, [], words(), groups)
    one, two, three, four = drawing.lanes
    assert one.lines == ("Ett · 2",)
    assert one.place.y == two.place.y < three.place.y < four.place.y
    # Five boxes in one row: two rows of three would leave half the shelf empty.
    assert len({box.place.y for box in drawing.boxes[4:9]}) == 1
    assert [band.level for band in drawing.bands] == [Level.POLITICAL, Level.OFFICIALS]


def test_an_arrow_leaves_by_the_side_and_comes_in_from_below():
    bodies = [body("a"), body("b")]
    relations = [
        Relation("b", RelationKind.PREPARES_FOR, "a"),
        Relation("a", RelationKind.STEERS, "b"),
    ]
    groups = [Group("Alla", frozenset({"a", "b"}))]
    drawing = to_lanes(bodies, relations, words(), groups)
    a, b = (box.place for box in drawing.boxes)
    left, right = drawing.arrows
    assert (left.points[0][0], left.points[-1][1]) == (b.x, a.bottom)
    assert (right.points[0][0], right.points[-1][1]) == (a.right, b.bottom)
    assert left.label == "P"
