"""The collaboration map of many bodies: levels as bands, and in them a lane a group.

In: bodies, relations, words, and which bodies belong together (an authority's, or those
of a type). Out: the same kind of drawing as the other maps', as wide as asked for
however many bodies there are. All boxes stand in one grid of columns, so that the space
between two columns is free from the top of the map to its bottom: an arrow leaves the
side of its box, follows that space, and comes to the other box from below. It can't
cross a box. The arrows are meant to be shown a few at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import RelationKind
from fardplan.engine.actors.box_text import text_width, wrap
from fardplan.engine.actors.map_drawing import (
    BAND_GAP,
    BANDS,
    HEADING,
    LABEL_HEIGHT,
    LABEL_SIZE,
    PAD_X,
    Arrow,
    Band,
    Box,
    Drawing,
    Lane,
    MapWords,
    Rect,
    box_text,
)
from fardplan.engine.actors.map_rows import in_column


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.actors.bodies import BodyFact, Level, Relation
    from fardplan.engine.actors.map_drawing import Point

# The widest window that is drawn for, and a phone's, each with its columns.
WIDE, NARROW = (1216.0, 6), (358.0, 2)
LANE_SIZE = 12.0
_EDGE, _GUTTER, _BETWEEN_ROWS = 10.0, 26.0, 24.0
_LANE_LINE, _LANE_TOP, _LANE_FOOT, _LANE_GAP = 16.0, 12.0, 18.0, 10.0
_STEP, _STEPS = 3.0, 7


@dataclass(frozen=True)
class Group:
    """Bodies that belong together, by code."""

    name: str
    codes: frozenset[str]


@dataclass
class _Shelf:
    """Lanes beside each other: bodies and columns of each, its name in lines."""

    level: Level
    lanes: list[tuple[list[BodyFact], int, tuple[str, ...]]]

    @property
    def used(self) -> int:
        return sum(columns for _own, columns, _lines in self.lanes)


@dataclass(frozen=True)
class _Grid:
    """The columns: how many, and how far apart."""

    columns: int
    pitch: float

    @property
    def box_width(self) -> float:
        return self.pitch - _GUTTER

    def gutter(self, number: int) -> float:
        """Give the x of the middle of the space left of a column."""
        return _EDGE + number * self.pitch


def to_lanes(
    bodies: Sequence[BodyFact],
    relations: Sequence[Relation],
    words: MapWords,
    groups: Sequence[Group],
    size: tuple[float, int] = WIDE,
) -> Drawing:
    """Draw the map; ``size`` is the width and the number of columns."""
    width, columns = size
    grid = _Grid(columns, (width - 2 * _EDGE) / columns)
    boxes: list[Box] = []
    lanes: list[Lane] = []
    bands: list[Band] = []
    top = 0.0
    for level in BANDS:
        inside = [body for body in bodies if body.level == level]
        if not inside:
            continue
        y = top + HEADING
        for shelf in _shelves(inside, relations, groups, grid):
            y = _stand(shelf, y, words, grid, boxes, lanes)
        bands.append(Band(level, Rect(0, top, width, y - top), heading=_EDGE + 6))
        top = y + BAND_GAP
    arrows = _arrows(boxes, relations, words, grid)
    return Drawing(
        width=width,
        height=bands[-1].place.bottom if bands else 0.0,
        bands=tuple(bands),
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        lanes=tuple(lanes),
    )


def _shelves(
    inside: Sequence[BodyFact],
    relations: Sequence[Relation],
    groups: Sequence[Group],
    grid: _Grid,
) -> list[_Shelf]:
    """Put the lanes of a level beside each other, as many as there is room for."""
    shelves: list[_Shelf] = []
    by_code = {body.code: body for body in inside}
    for group in groups:
        codes = [code for code in by_code if code in group.codes]
        if not codes:
            continue
        own = [by_code[code] for code in in_column(codes, relations)]
        columns = _columns_for(len(own), grid.columns)
        # As narrow as one column, so that no heading lies where arrows go.
        lines = wrap(f"{group.name} · {len(own)}", grid.box_width, LANE_SIZE)
        if not shelves or shelves[-1].used + columns > grid.columns:
            shelves.append(_Shelf(inside[0].level, []))
        shelves[-1].lanes.append((own, columns, lines))
    for shelf in shelves:
        _widen(shelf, grid.columns)
    return shelves


def _widen(shelf: _Shelf, columns: int) -> None:
    """Let the lane of most rows have what is left of the shelf, while it needs it."""
    while shelf.used < columns:
        rows = [-(-len(own) // broad) for own, broad, _lines in shelf.lanes]
        longest = rows.index(max(rows))
        own, broad, lines = shelf.lanes[longest]
        if len(own) <= broad:
            return
        shelf.lanes[longest] = (own, broad + 1, lines)


def _columns_for(count: int, columns: int) -> int:
    """Give how broad a lane is: one row of few, two rows of some, all when many.

    Breadths that divide the columns leave no holes when the lanes are alike, as those
    of a county's municipalities are.
    """
    if count <= columns // 2:
        return count
    even = (n for n in range(1, columns) if columns % n == 0)
    return next((n for n in even if count <= 2 * n), columns)


def _stand(
    shelf: _Shelf,
    top: float,
    words: MapWords,
    grid: _Grid,
    boxes: list[Box],
    lanes: list[Lane],
) -> float:
    """Give the boxes of a shelf their places; give the y where the next may start."""
    lines = max(len(lines) for _own, _columns, lines in shelf.lanes)
    y = top + _LANE_TOP + lines * _LANE_LINE
    rows = max(-(-len(own) // columns) for own, columns, _lines in shelf.lanes)
    for row in range(rows):
        column, standing = 0, []
        for own, columns, _lines in shelf.lanes:
            for number, body in enumerate(own[row * columns : (row + 1) * columns]):
                x = grid.gutter(column + number) + _GUTTER / 2
                standing.append((x, _box(body, words, grid)))
            column += columns
        height = max(box.place.height for _x, box in standing)
        boxes += [
            replace(box, place=Rect(x, y, grid.box_width, height))
            for x, box in standing
        ]
        y += height + _BETWEEN_ROWS
    bottom = y - _BETWEEN_ROWS + _LANE_FOOT
    column = 0
    for own, columns, told in shelf.lanes:
        left, right = grid.gutter(column) + 4, grid.gutter(column + columns) - 4
        place = Rect(left, top, right - left, bottom - top)
        lanes.append(Lane(shelf.level, place, told, len(own)))
        column += columns
    return bottom + _LANE_GAP


def _box(body: BodyFact, words: MapWords, grid: _Grid) -> Box:
    return box_text(body, words.notes.get(body.code, ""), grid.box_width - 2 * PAD_X)


def _arrows(
    boxes: Sequence[Box],
    relations: Sequence[Relation],
    words: MapWords,
    grid: _Grid,
) -> Iterator[Arrow]:
    places = {box.code: box.place for box in boxes}
    order = {box.code: number for number, box in enumerate(boxes)}
    for relation in relations:
        # Arrows of one kind to one body run together; others step aside a little.
        kind = list(RelationKind).index(relation.kind)
        aside = ((order[relation.target] * 2 + kind) % _STEPS - _STEPS // 2) * _STEP
        points = _way(places[relation.source], places[relation.target], aside, grid)
        sign = words.signs[relation.kind]
        # In the middle of the free space beside its box, whatever line it belongs to.
        middle = (points[1][0] - aside, points[1][1])
        yield Arrow(relation, points, sign, _sign_place(sign, middle))


def _way(
    source: Rect, target: Rect, aside: float, grid: _Grid
) -> tuple[Point, Point, Point, Point, Point]:
    """Give the bends: out of the side that faces the target, and in from below."""
    is_leftwards = target.x < source.x
    start = source.x if is_leftwards else source.right
    x = start + (-_GUTTER / 2 if is_leftwards else _GUTTER / 2) + aside
    y = source.y + source.height / 2 + aside
    below = target.bottom + _BETWEEN_ROWS / 2 + aside / 2
    end = target.x + target.width / 2 + aside * 3
    return ((start, y), (x, y), (x, below), (end, below), (end, target.bottom))


def _sign_place(sign: str, at: Point) -> Rect:
    """Give the place of a sign about a point."""
    width = round(text_width(sign, LABEL_SIZE) + 6, 1)
    return Rect(at[0] - width / 2, at[1] - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
