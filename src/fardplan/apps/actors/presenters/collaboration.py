"""The drawing of the collaboration map -> what the template draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html

from fardplan.apps.actors.presenters.collaboration_words import (
    body_url,
    in_words,
)
from fardplan.apps.actors.presenters.map_lines import LinePaths, line_paths
from fardplan.apps.actors.states import LevelLabel, RelationLabel


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.safestring import SafeString

    from fardplan.engine.actors.map_drawing import Arrow, Box, Drawing, Lane, Rect
    from fardplan.engine.actors.matter_route import Route

# A picture wider than this is not squeezed into the window: its text would be too small.
_WIDEST_TO_FIT = 1500
_BASELINE, _LINE, _NOTE_LINE, _LANE_LINE = 23.0, 19.0, 17.0, 16.0
# What a matter does along an arrow: goes with it, against it, or not at all.
_WITH, _AGAINST, _NOT = "1", "-1", "0"


@dataclass(frozen=True)
class TextLine:
    """A line of text and where its baseline is."""

    y: str
    text: str


@dataclass(frozen=True)
class DrawnBox:
    """A box as the template draws it. ``number`` is what its arrows know it by."""

    number: int
    level: str
    frame: SafeString
    url: str
    label: str
    middle: str
    lines: list[TextLine]
    notes: list[TextLine]
    state: str


@dataclass(frozen=True)
class DrawnArrow:
    """An arrow as the template draws it, with the numbers of its two boxes."""

    kind: str
    paths: LinePaths
    title: str
    label: str
    ground: str
    frame: SafeString
    label_x: str
    label_y: str
    state: str
    source: int
    target: int
    moves: str


@dataclass(frozen=True)
class DrawnBand:
    """The ground of a level and its heading."""

    level: str
    name: str
    frame: SafeString
    top: float
    bottom: float
    heading: str
    heading_y: str


@dataclass(frozen=True)
class DrawnLane:
    """The ground of what belongs together, and its heading."""

    level: str
    frame: SafeString
    x: str
    lines: list[TextLine]


@dataclass(frozen=True)
class CollaborationPicture:
    """One SVG picture: its own size, the size to show it at, and what is in it."""

    name: str
    width: int
    height: int
    shown_width: int
    fits: bool
    has_lanes: bool
    bands: list[DrawnBand]
    lanes: list[DrawnLane]
    arrows: list[DrawnArrow]
    boxes: list[DrawnBox]


@dataclass(frozen=True)
class Shown:
    """How the pictures are asked for: names by code, the way of a matter, the size."""

    names: tuple[tuple[str, str], ...]
    route: Route | None
    zoom: int


def pictures(drawings: Sequence[Drawing], shown: Shown) -> list[CollaborationPicture]:
    """Give the pictures to show: wide and for a phone, or only the upright one."""
    names = ("wide", "column") if len(drawings) > 1 else ("only",)
    return [
        _picture(name, drawing, shown)
        for name, drawing in zip(names, drawings, strict=True)
    ]


def _picture(name: str, drawing: Drawing, shown: Shown) -> CollaborationPicture:
    width = round(drawing.width)
    names = dict(shown.names)
    bands = [
        DrawnBand(
            level=str(band.level),
            name=str(LevelLabel(band.level).label),
            frame=_frame(band.place),
            top=band.place.y,
            bottom=band.place.bottom,
            heading=_at(band.heading),
            heading_y=_at(band.place.y + 23),
        )
        for band in drawing.bands
    ]
    numbers = {box.code: number for number, box in enumerate(drawing.boxes)}
    arrows = [
        _drawn_arrow(
            arrow, names, bands, numbers, _arrow_state(arrow, drawing, shown.route)
        )
        for arrow in drawing.arrows
    ]
    near = _near(drawing, shown.route)
    return CollaborationPicture(
        name=name,
        width=width,
        height=round(drawing.height),
        shown_width=width * (shown.zoom or 100) // 100,
        fits=not shown.zoom and width <= _WIDEST_TO_FIT,
        has_lanes=bool(drawing.lanes),
        bands=bands,
        lanes=[_drawn_lane(lane) for lane in drawing.lanes],
        # What is dimmed is drawn first, so that the way lies on top.
        arrows=sorted(arrows, key=lambda arrow: arrow.state != " off-route"),
        boxes=[
            _drawn_box(box, names, numbers[box.code], _box_state(box, near, shown))
            for box in drawing.boxes
        ],
    )


def _near(drawing: Drawing, route: Route | None) -> frozenset[str] | None:
    """Give the bodies that stay bright; None for all of them.

    Where arrows are shown a few at a time, a body's own are shown with its way.
    """
    if route is None:
        return None
    if not drawing.lanes:
        return route.bodies
    own = {
        code
        for arrow in drawing.arrows
        for code in (arrow.relation.source, arrow.relation.target)
        if route.start in (arrow.relation.source, arrow.relation.target)
    }
    return route.bodies | own


def _box_state(box: Box, near: frozenset[str] | None, shown: Shown) -> str:
    if near is not None and box.code not in near:
        return " off-route"
    return " here" if shown.route and shown.route.start == box.code else ""


def _arrow_state(arrow: Arrow, drawing: Drawing, route: Route | None) -> str:
    if route is None:
        return ""
    relation = arrow.relation
    is_on_route = relation in route.steps
    if not drawing.lanes:
        return "" if is_on_route else " off-route"
    if is_on_route:
        return " on on-way"
    return " on" if route.start in (relation.source, relation.target) else ""


def _drawn_arrow(
    arrow: Arrow,
    names: Mapping[str, str],
    bands: Sequence[DrawnBand],
    numbers: Mapping[str, int],
    state: str,
) -> DrawnArrow:
    relation, kind = arrow.relation, str(arrow.relation.kind)
    place, y = arrow.label_place, arrow.label_place.y
    against = kind == RelationLabel.STEERS
    moves = _NOT if kind == RelationLabel.CONSULTS else _AGAINST if against else _WITH
    return DrawnArrow(
        kind=kind,
        paths=line_paths(kind, arrow.points),
        title=in_words(relation, names),
        label=arrow.label,
        ground=next((b.level for b in bands if b.top <= y <= b.bottom), ""),
        frame=_frame(place),
        label_x=_at(place.x + place.width / 2),
        label_y=_at(y + 12.2),
        state=state,
        source=numbers[relation.source],
        target=numbers[relation.target],
        moves=moves,
    )


def _drawn_lane(lane: Lane) -> DrawnLane:
    place = lane.place
    return DrawnLane(
        level=str(lane.level),
        frame=_frame(place),
        x=_at(place.x + 10),
        lines=[
            TextLine(_at(place.y + 17 + n * _LANE_LINE), line)
            for n, line in enumerate(lane.lines)
        ],
    )


def _drawn_box(box: Box, names: Mapping[str, str], number: int, state: str) -> DrawnBox:
    place = box.place
    text_height = len(box.lines) * _LINE + len(box.notes) * _NOTE_LINE
    top = place.y + (place.height - text_height) / 2 - 9 + _BASELINE
    under = top + len(box.lines) * _LINE - 1.5
    return DrawnBox(
        number=number,
        level=str(box.level),
        frame=_frame(place),
        url=body_url(box.code),
        label=", ".join([names[box.code], *box.notes]),
        middle=_at(place.x + place.width / 2),
        lines=[
            TextLine(_at(top + n * _LINE), line) for n, line in enumerate(box.lines)
        ],
        notes=[
            TextLine(_at(under + n * _NOTE_LINE), line)
            for n, line in enumerate(box.notes)
        ],
        state=state,
    )


def _at(number: float) -> str:
    # Made here: the template's own filter took a third of the time of a big map.
    return f"{number:.1f}"


def _frame(place: Rect) -> SafeString:
    """Give a rectangle's attributes."""
    return format_html(
        'x="{}" y="{}" width="{}" height="{}"',
        *map(_at, (place.x, place.y, place.width, place.height)),
    )
