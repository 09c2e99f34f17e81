"""The collaboration map upright: one column of boxes, the arrows in lanes beside it.

For a phone, and for when ELK isn't there. In: bodies, relations and words. Out: the
same kind of drawing as the wide map's. An arrow leaves the left side of its box, follows
a lane and enters the left side of the other box, so it can't cross any box. Arrows of
one kind to one body share a lane. Lanes are given out as in interval colouring, the
shortest nearest the boxes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import RelationKind
from fardplan.engine.actors.box_text import text_width
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
    MapWords,
    Rect,
    box_text,
    levels_of,
)
from fardplan.engine.actors.map_rows import in_column


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.engine.actors.bodies import BodyFact, Relation

# A window of 390 pixels, less the page's margins (frame.css).
WIDTH = 358.0
_NARROWEST = 150.0
_EDGE, _BETWEEN, _FOOT = 10.0, 14.0, 14.0
# Between two arrows at one box, between two lanes, and from the box to the first lane.
_PORT, _LANE, _STUB, _LABEL_AT = 18.0, 9.0, 38.0, 11.0


@dataclass(frozen=True)
class _Port:
    """Where arrows meet the side of a box: one arrow going out, or some coming in."""

    body: str
    arrows: tuple[int, ...]


@dataclass(frozen=True)
class _Way:
    """What shares a lane: the port the arrows lead to, and the ports they come from."""

    target: _Port
    sources: tuple[_Port, ...]

    @property
    def ports(self) -> tuple[_Port, ...]:
        return (self.target, *self.sources)


def to_column(
    bodies: Sequence[BodyFact], relations: Sequence[Relation], words: MapWords
) -> Drawing:
    """Draw the map in one column, as wide as a phone when the lanes leave room."""
    by_code = {body.code: body for body in bodies}
    order = [
        by_code[code]
        for level in BANDS
        for code in in_column([b.code for b in bodies if b.level == level], relations)
    ]
    ways = _ways(relations)
    ports = _ports_in_order(ways, [body.code for body in order])
    lanes = _lanes(ways, [port for code in ports for port in ports[code]])
    left = _EDGE + _STUB + _LANE * max(lanes, default=0)
    width = max(WIDTH - _EDGE - left, _NARROWEST)
    boxes = [
        _box(body, words, Rect(left, 0, width, len(ports[body.code]) * _PORT))
        for body in order
    ]
    placed, bands = _stacked(boxes, left + width + _EDGE)
    heights = _heights(placed, ports)
    arrows: dict[int, Arrow] = {}
    for way, lane in zip(ways, lanes, strict=True):
        x = left - _STUB - _LANE * lane
        end = heights[way.target]
        for port in way.sources:
            number, start = port.arrows[0], heights[port]
            points = ((left, start), (x, start), (x, end), (left, end))
            sign = words.signs[relations[number].kind]
            size = text_width(sign, LABEL_SIZE) + 8
            place = Rect(
                left - _LABEL_AT - size, start - LABEL_HEIGHT / 2, size, LABEL_HEIGHT
            )
            arrows[number] = Arrow(relations[number], points, sign, place)
    return Drawing(
        width=left + width + _EDGE,
        height=bands[-1].place.bottom if bands else 0.0,
        bands=tuple(bands),
        boxes=tuple(placed),
        arrows=tuple(arrows[number] for number in range(len(relations))),
    )


def _ways(relations: Sequence[Relation]) -> list[_Way]:
    """Group arrows of one kind to one body; a consultation goes both ways, so alone."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, relation in enumerate(relations):
        alone = number if relation.kind == RelationKind.CONSULTS else None
        groups[relation.target, relation.kind, alone].append(number)
    return [
        _Way(
            _Port(relations[numbers[0]].target, (-1, *numbers)),
            tuple(_Port(relations[number].source, (number,)) for number in numbers),
        )
        for numbers in groups.values()
    ]


def _ports_in_order(
    ways: Sequence[_Way], order: Sequence[str]
) -> dict[str, list[_Port]]:
    """Give the ports of each box from its top, so that lines cross little.

    First what leads upwards, the nearest first; then what leads downwards, the
    farthest first: a line then turns off before it meets those that go on.
    """
    row = {code: number for number, code in enumerate(order)}
    ranked: dict[str, list[tuple[bool, float, int, _Port]]] = {c: [] for c in order}
    for number, way in enumerate(ways):
        for port in way.ports:
            others = [row[p.body] for p in way.ports if p.body != port.body]
            away = sum(others) / len(others) - row[port.body]
            ranked[port.body].append((away > 0, -away, number, port))
    return {
        code: [port for *_, port in sorted(found, key=lambda rank: rank[:3])]
        for code, found in ranked.items()
    }


def _lanes(ways: Sequence[_Way], ports: Sequence[_Port]) -> list[int]:
    """Give each way the nearest lane that is free all along it, the shortest first."""
    at = {port: number for number, port in enumerate(ports)}
    spans = [
        (min(at[port] for port in way.ports), max(at[port] for port in way.ports))
        for way in ways
    ]
    taken: list[list[tuple[int, int]]] = []
    lanes = [0] * len(ways)
    for number in sorted(range(len(ways)), key=lambda n: spans[n][1] - spans[n][0]):
        start, end = spans[number]
        lane = next(
            (
                n
                for n, others in enumerate(taken)
                if all(end < first or last < start for first, last in others)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        lanes[number] = lane
    return lanes


def _box(body: BodyFact, words: MapWords, least: Rect) -> Box:
    """Give a box of the column's width, high enough for its text and its arrows."""
    note = words.notes.get(body.code, "")
    box = box_text(body, note, least.width - 2 * PAD_X)
    return replace(
        box, place=replace(least, height=max(box.place.height, least.height))
    )


def _stacked(boxes: Sequence[Box], width: float) -> tuple[list[Box], list[Band]]:
    """Give the boxes under each other, band by band."""
    placed, bands = [], []
    top = 0.0
    for level in levels_of(boxes):
        y = top + HEADING
        for box in (box for box in boxes if box.level == level):
            placed.append(replace(box, place=replace(box.place, y=y)))
            y += box.place.height + _BETWEEN
        bottom = y - _BETWEEN + _FOOT
        ground = Rect(0, top, width, bottom - top)
        bands.append(Band(level, ground, heading=boxes[0].place.x))
        top = bottom + BAND_GAP
    return placed, bands


def _heights(
    boxes: Sequence[Box], ports: Mapping[str, Sequence[_Port]]
) -> dict[_Port, float]:
    """Give the y of every port, spread evenly about the middle of its box."""
    heights = {}
    for box in boxes:
        middle = box.place.y + box.place.height / 2
        here = ports[box.code]
        for number, port in enumerate(here):
            heights[port] = middle + (number - (len(here) - 1) / 2) * _PORT
    return heights
