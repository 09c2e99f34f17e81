"""Bodies, relations and their drawing -> what the page of the map shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.actors.presenters.map_lines import LinePaths, line_paths
from fardplan.apps.actors.states import (
    BodyTypeLabel,
    LevelLabel,
    RelationLabel,
    SeatRoleLabel,
)


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.apps.actors.models import Body
    from fardplan.apps.actors.queries.collaboration import Collaboration, Pictures
    from fardplan.engine.actors.bodies import Relation
    from fardplan.engine.actors.map_drawing import Arrow, Box, Drawing
    from fardplan.engine.actors.matter_route import Route

# The bodies that decide; elsewhere a matter's way ends because nobody has said more.
_DECIDING = {BodyTypeLabel.ASSEMBLY, BodyTypeLabel.BOARD, BodyTypeLabel.JOINT_BOARD}
# A picture wider than this is not squeezed into the window: its text would be too small.
_WIDEST_TO_FIT = 1500
_BASELINE, _LINE, _NOTE_LINE = 23.0, 19.0, 17.0


def body_url(code: str) -> str:
    """Give the address of a body's page; the one place that knows it."""
    try:
        return reverse("actors:body", args=[code])
    except NoReverseMatch:
        return f"/organ/{code}/"


def labels() -> dict[str, str]:
    """Give the words on the arrows of the wide map."""
    return {
        RelationLabel.PREPARES_FOR: _("bereder åt"),
        RelationLabel.STEERS: _("styr"),
        RelationLabel.COMMITTEE_OF: _("utskott till"),
        RelationLabel.REPORTS_TO: _("rapporterar"),
        RelationLabel.ACTS_FOR: _("på uppdrag av"),
        RelationLabel.CONSULTS: _("samråder"),
    }


def signs() -> dict[str, str]:
    """Give the signs on the arrows of the upright map, as its legend explains."""
    return {
        RelationLabel.PREPARES_FOR: _("B"),
        RelationLabel.STEERS: _("S"),
        RelationLabel.COMMITTEE_OF: _("U"),
        RelationLabel.REPORTS_TO: _("R"),
        RelationLabel.ACTS_FOR: _("P"),
        RelationLabel.CONSULTS: "&",
    }


def notes(found: Collaboration) -> dict[str, str]:
    """Give what stands under each name: abbreviation, how many, who pays."""
    return {body.code: _note(body, found.seats[body.pk]) for body in found.bodies}


def _note(body: Body, seats: Counter[str]) -> str:
    substitutes = seats[SeatRoleLabel.SUBSTITUTE]
    members = seats.total() - substitutes
    parts = [body.abbreviation]
    if members and body.level == LevelLabel.POLITICAL:
        parts.append(ngettext("%d ledamot", "%d ledamöter", members) % members)
    elif members:
        parts.append(ngettext("%d plats", "%d platser", members) % members)
    if substitutes:
        parts.append(
            ngettext("%d ersättare", "%d ersättare", substitutes) % substitutes
        )
    if body.financed_by.all():
        parts.append(_("samfinansieras"))
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Counts:
    """What the lead says."""

    bodies: int
    relations: int
    by_level: list[tuple[str, int]]


def counted(bodies: Sequence[Body], relations: Sequence[Relation]) -> Counts:
    """Count bodies and arrows, and bodies by level."""
    levels = Counter(body.level for body in bodies)
    return Counts(
        bodies=len(bodies),
        relations=len(relations),
        by_level=[
            (str(level.label).lower(), levels[level])
            for level in (LevelLabel.POLITICAL, LevelLabel.MIXED, LevelLabel.OFFICIALS)
            if levels[level]
        ],
    )


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


def in_words(relation: Relation, names: Mapping[str, str]) -> str:
    """Tell an arrow as a sentence."""
    kind = RelationLabel(relation.kind).label
    return f"{names[relation.source]} {kind} {names[relation.target]}"


@dataclass(frozen=True)
class ToldRoute:
    """The way of a matter in words: from whom, the steps, and how it ends."""

    start: str
    steps: list[str]
    ends: list[str]


def route_in_words(route: Route | None, bodies: Sequence[Body]) -> ToldRoute | None:
    """Tell the way of a matter, step by step; None when none was asked for."""
    if route is None:
        return None
    by_code = {body.code: body for body in bodies}
    names = {body.code: body.name for body in bodies}
    return ToldRoute(
        start=names[route.start],
        steps=[_step_in_words(step, names) for step in route.steps],
        ends=[_end_in_words(by_code[code]) for code in route.ends],
    )


def _step_in_words(step: Relation, names: Mapping[str, str]) -> str:
    if str(step.kind) == RelationLabel.STEERS:
        words = {
            "steered": names[step.target],
            "steering": names[step.source],
        }
        return _("%(steered)s styrs av %(steering)s") % words
    return in_words(step, names)


def _end_in_words(body: Body) -> str:
    if body.body_type in _DECIDING:
        return _("%(name)s beslutar.") % {"name": body.name}
    return _("%(name)s: uppgifterna säger inte vem som tar vid.") % {"name": body.name}


def _seen_from_target() -> dict[str, str]:
    """Give each kind of arrow in words for the body that it points to."""
    return {
        RelationLabel.PREPARES_FOR: _("får ärenden beredda av"),
        RelationLabel.STEERS: _("styrs av"),
        RelationLabel.COMMITTEE_OF: _("har som utskott"),
        RelationLabel.REPORTS_TO: _("får rapporter från"),
        RelationLabel.ACTS_FOR: _("ger uppdrag åt"),
        RelationLabel.CONSULTS: _("samråder med"),
    }


@dataclass(frozen=True)
class ListedBody:
    """A body in the list, with its arrows as sentences without itself."""

    body: Body
    url: str
    type: str
    note: str
    out: list[str]
    into: list[str]
    is_on_route: bool


@dataclass(frozen=True)
class ListedLevel:
    """A level in the list."""

    name: str
    bodies: list[ListedBody]


def as_list(found: Collaboration, route: Route | None) -> list[ListedLevel]:
    """Give the same as the picture, in words."""
    names = {body.code: body.name for body in found.all_bodies}
    listed: dict[str, list[ListedBody]] = {}
    for body in found.bodies:
        listed.setdefault(body.level, []).append(
            ListedBody(
                body=body,
                url=body_url(body.code),
                type=str(BodyTypeLabel(body.body_type).label),
                note=_note(body, found.seats[body.pk]),
                out=[
                    f"{RelationLabel(r.kind).label} {names[r.target]}"
                    for r in found.relations
                    if r.source == body.code
                ],
                into=[
                    f"{_seen_from_target()[r.kind]} {names[r.source]}"
                    for r in found.relations
                    if r.target == body.code
                ],
                is_on_route=route is not None and body.code in route.bodies,
            )
        )
    order = (LevelLabel.POLITICAL, LevelLabel.MIXED, LevelLabel.OFFICIALS)
    return [
        ListedLevel(str(level.label), listed[level])
        for level in order
        if level in listed
    ]


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
