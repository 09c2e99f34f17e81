"""The drawing of the collaboration map -> what the template draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst

from fardplan.apps.actors.presenters.collaboration_words import (
    body_url,
    in_words,
    signs,
)
from fardplan.apps.actors.presenters.map_lines import LinePaths, line_paths
from fardplan.apps.actors.states import LevelLabel, RelationLabel


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.apps.actors.queries.collaboration import Pictures
    from fardplan.engine.actors.bodies import Relation
    from fardplan.engine.actors.map_drawing import Arrow, Box, Drawing
    from fardplan.engine.actors.matter_route import Route

# A picture wider than this is not squeezed into the window: its text would be too small.
_WIDEST_TO_FIT = 1500
_BASELINE, _LINE, _NOTE_LINE = 23.0, 19.0, 17.0


@dataclass(frozen=True)
class TextLine:
    """A line of text and where its baseline is."""

    y: float
    text: str


@dataclass(frozen=True)
class DrawnBox:
    """A box as the template draws it."""

    box: Box
    url: str
    label: str
    middle: float
    lines: list[TextLine]
    notes: list[TextLine]
    is_dimmed: bool


@dataclass(frozen=True)
class DrawnArrow:
    """An arrow as the template draws it."""

    kind: str
    paths: LinePaths
    title: str
    label: str
    ground: str
    arrow: Arrow
    label_x: float
    label_y: float
    is_dimmed: bool


@dataclass(frozen=True)
class DrawnBand:
    """The ground of a level and its heading."""

    level: str
    name: str
    x: float
    y: float
    width: float
    height: float
    heading: float
    heading_y: float


@dataclass(frozen=True)
class CollaborationPicture:
    """One SVG picture: its own size, the size to show it at, and what is in it."""

    name: str
    width: int
    height: int
    shown_width: int
    fits: bool
    bands: list[DrawnBand]
    arrows: list[DrawnArrow]
    boxes: list[DrawnBox]


def pictures(
    drawn: Pictures, names: Mapping[str, str], route: Route | None, zoom: int
) -> list[CollaborationPicture]:
    """Give the pictures to show: wide and upright, or only the upright one."""
    if drawn.wide is None:
        return [_picture("only", drawn.column, names, route, zoom)]
    return [
        _picture("wide", drawn.wide, names, route, zoom),
        _picture("column", drawn.column, names, route, zoom),
    ]


def _picture(
    name: str,
    drawing: Drawing,
    names: Mapping[str, str],
    route: Route | None,
    zoom: int,
) -> CollaborationPicture:
    width = round(drawing.width)
    bands = [
        DrawnBand(
            level=str(band.level),
            name=str(LevelLabel(band.level).label),
            x=band.place.x,
            y=band.place.y,
            width=band.place.width,
            height=band.place.height,
            heading=band.heading,
            heading_y=band.place.y + 23,
        )
        for band in drawing.bands
    ]
    arrows = [_drawn_arrow(arrow, names, bands, route) for arrow in drawing.arrows]
    return CollaborationPicture(
        name=name,
        width=width,
        height=round(drawing.height),
        shown_width=width * (zoom or 100) // 100,
        fits=not zoom and width <= _WIDEST_TO_FIT,
        bands=bands,
        # What is dimmed is drawn first, so that the way lies on top.
        arrows=sorted(arrows, key=lambda arrow: not arrow.is_dimmed),
        boxes=[_drawn_box(box, names, route) for box in drawing.boxes],
    )


def _drawn_arrow(
    arrow: Arrow,
    names: Mapping[str, str],
    bands: Sequence[DrawnBand],
    route: Route | None,
) -> DrawnArrow:
    kind = str(arrow.relation.kind)
    place, y = arrow.label_place, arrow.label_place.y
    return DrawnArrow(
        kind=kind,
        paths=line_paths(kind, arrow.points),
        title=in_words(arrow.relation, names),
        label=arrow.label,
        ground=next((b.level for b in bands if b.y <= y <= b.y + b.height), ""),
        arrow=arrow,
        label_x=place.x + place.width / 2,
        label_y=y + 12.2,
        is_dimmed=route is not None and arrow.relation not in route.steps,
    )


def _drawn_box(box: Box, names: Mapping[str, str], route: Route | None) -> DrawnBox:
    place = box.place
    text_height = len(box.lines) * _LINE + len(box.notes) * _NOTE_LINE
    top = place.y + (place.height - text_height) / 2 - 9 + _BASELINE
    under = top + len(box.lines) * _LINE - 1.5
    return DrawnBox(
        box=box,
        url=body_url(box.code),
        label=", ".join([names[box.code], *box.notes]),
        middle=place.x + place.width / 2,
        lines=[TextLine(top + n * _LINE, line) for n, line in enumerate(box.lines)],
        notes=[
            TextLine(under + n * _NOTE_LINE, line) for n, line in enumerate(box.notes)
        ],
        is_dimmed=route is not None and box.code not in route.bodies,
    )


@dataclass(frozen=True)
class LegendLine:
    """A kind of arrow: a sample of its line, its sign, and what it means."""

    kind: str
    sign: str
    text: str
    paths: LinePaths


def legend(relations: Sequence[Relation]) -> list[LegendLine]:
    """Explain the kinds of arrow that are on the map."""
    used = {str(relation.kind) for relation in relations}
    return [
        LegendLine(
            kind=kind.value,
            sign=signs()[kind],
            text=capfirst(str(kind.label)),
            paths=line_paths(kind, ((2, 9), (44, 9))),
        )
        for kind in RelationLabel
        if kind in used
    ]


@dataclass(frozen=True)
class ZoomLinks:
    """The sizes next to the one shown; None where there is no smaller or larger."""

    smaller: int | None
    larger: int | None


def zoom_links(zoom: int, steps: Sequence[int]) -> ZoomLinks:
    """Give the next smaller and larger size."""
    now = zoom or 100
    return ZoomLinks(
        smaller=max((step for step in steps if step < now), default=None),
        larger=min((step for step in steps if step > now), default=None),
    )
