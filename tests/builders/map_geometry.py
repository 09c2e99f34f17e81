"""What is wrong with a drawn map, as a ruler and a pair of eyes would find it."""

from __future__ import annotations

from itertools import combinations, pairwise

from fardplan.engine.actors.box_text import text_width
from fardplan.engine.actors.map_drawing import (
    LINE,
    NAME_SIZE,
    NOTE_LINE,
    NOTE_SIZE,
    Drawing,
    Rect,
)


SLACK = 0.01


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right - SLACK
        and other.x < one.right - SLACK
        and one.y < other.bottom - SLACK
        and other.y < one.bottom - SLACK
    )


def _inside(one: Rect, other: Rect) -> bool:
    return (
        one.x >= other.x - SLACK
        and one.right <= other.right + SLACK
        and one.y >= other.y - SLACK
        and one.bottom <= other.bottom + SLACK
    )


def overlapping_boxes(drawing: Drawing) -> list[tuple[str, str]]:
    """Give the pairs of boxes that share some ground."""
    return [
        (one.code, other.code)
        for one, other in combinations(drawing.boxes, 2)
        if _overlap(one.place, other.place)
    ]


def crossed_boxes(drawing: Drawing) -> list[tuple[str, str]]:
    """Give (arrow, box) where a line runs through any box, its own two as well."""
    found = []
    for arrow in drawing.arrows:
        name = f"{arrow.relation.source}->{arrow.relation.target}"
        for (x1, y1), (x2, y2) in pairwise(arrow.points):
            line = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
            # A line has no width; give it a hair so that the same rule holds.
            thick = Rect(
                line.x - 0.02, line.y - 0.02, line.width + 0.04, line.height + 0.04
            )
            found += [
                (name, box.code)
                for box in drawing.boxes
                if _overlap(thick, _shrunk(box.place))
            ]
    return found


def _shrunk(place: Rect) -> Rect:
    return Rect(place.x + 0.1, place.y + 0.1, place.width - 0.2, place.height - 0.2)


def slanting_lines(drawing: Drawing) -> list[str]:
    """Give the arrows with a piece that is neither level nor upright."""
    return [
        arrow.relation.source
        for arrow in drawing.arrows
        for (x1, y1), (x2, y2) in pairwise(arrow.points)
        if abs(x1 - x2) > SLACK and abs(y1 - y2) > SLACK
    ]


def loose_ends(drawing: Drawing) -> list[str]:
    """Give the arrows that don't start and end on the edge of their boxes."""
    places = {box.code: box.place for box in drawing.boxes}

    def touches(point: tuple[float, float], place: Rect) -> bool:
        grown = Rect(place.x - 0.5, place.y - 0.5, place.width + 1, place.height + 1)
        return _inside(Rect(*point, 0, 0), grown) and not _inside(
            Rect(*point, 0, 0),
            Rect(place.x + 1, place.y + 1, place.width - 2, place.height - 2),
        )

    return [
        f"{arrow.relation.source}->{arrow.relation.target}"
        for arrow in drawing.arrows
        if not touches(arrow.points[0], places[arrow.relation.source])
        or not touches(arrow.points[-1], places[arrow.relation.target])
    ]


def texts_that_do_not_fit(drawing: Drawing) -> list[str]:
    """Give the boxes whose text is wider or higher than the box."""
    found = []
    for box in drawing.boxes:
        widths = [text_width(line, NAME_SIZE) for line in box.lines]
        widths += [text_width(line, NOTE_SIZE) for line in box.notes]
        height = len(box.lines) * LINE + len(box.notes) * NOTE_LINE
        if max(widths) > box.place.width - 8 or height > box.place.height - 8:
            found.append(box.code)
    return found


def outside_their_band(drawing: Drawing) -> list[str]:
    """Give the boxes that don't lie whole in the band of their level."""
    bands = {band.level: band.place for band in drawing.bands}
    return [b.code for b in drawing.boxes if not _inside(b.place, bands[b.level])]


def hidden_labels(drawing: Drawing) -> list[tuple[str, str]]:
    """Give the labels that lie on a box."""
    return [
        (arrow.relation.source, box.code)
        for arrow in drawing.arrows
        for box in drawing.boxes
        if _overlap(arrow.label_place, box.place)
    ]


def faults(drawing: Drawing) -> dict[str, list[object]]:
    """Give everything that is wrong, by what it is; empty when the map is right."""
    found: dict[str, list[object]] = {
        check.__name__: list(check(drawing))
        for check in (
            overlapping_boxes,
            crossed_boxes,
            slanting_lines,
            loose_ends,
            texts_that_do_not_fit,
            outside_their_band,
            hidden_labels,
        )
    }
    return {name: bad for name, bad in found.items() if bad}
