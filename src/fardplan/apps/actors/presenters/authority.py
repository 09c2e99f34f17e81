"""Authority rows -> what the templates draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.accounts.history import HistoryLine, change_in_words, who_did
from fardplan.apps.actors.states import AuthorityKind


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.actors.models import Authority
    from fardplan.engine.actors.map_shapes import MapShapes, Paths


# The order gives each care region its colour on every map (assets/map.css).
CARE_REGION_COLOURS = (
    "norra",
    "mellansverige",
    "stockholm-gotland",
    "sydostra",
    "vastra",
    "sodra",
)


@dataclass(frozen=True)
class Shape:
    """Path data and the number of its colour."""

    path: str
    colour: int


@dataclass(frozen=True)
class Area:
    """One clickable area of the map; Halland's has a shape for each care region."""

    code: str
    shapes: list[Shape]
    label: str
    url: str


@dataclass(frozen=True)
class Link:
    """A name that leads somewhere."""

    name: str
    url: str


@dataclass(frozen=True)
class LegendLine:
    """One colour of the map in words, and what is drawn in it."""

    name: str
    url: str
    colour: int
    members: list[Link]


@dataclass(frozen=True)
class MapPicture:
    """A map ready to draw: areas in a view box, and lines on top."""

    title: str
    view_box: str
    areas: list[Area]
    lines: list[str]
    stroke: float
    legend: list[LegendLine]


def country_map(regions: Iterable[Authority], shapes: MapShapes) -> MapPicture:
    """Draw the 21 regions.

    ``regions`` come with their municipalities: a region in two care regions is drawn
    municipality by municipality, so that each part has its own colour.
    """
    drawn = list(regions)
    return MapPicture(
        title=_("Karta: Sveriges regioner efter sjukvårdsregion"),
        view_box=f"-4 -4 {shapes.width + 8} {shapes.height + 8}",
        areas=[_area(region, _region_shapes(region, shapes)) for region in drawn],
        lines=[],
        stroke=1.6,
        legend=_legend(drawn),
    )


def _region_shapes(region: Authority, shapes: MapShapes) -> list[Shape]:
    care = list(region.care_regions.all())
    if len(care) == 1:
        return [Shape(shapes.counties[region.code], _colour(care[0]))]
    return [
        shape
        for municipality in region.municipalities.all()
        for shape in _municipality_shapes(municipality, shapes.overview)
    ]


def _municipality_shapes(municipality: Authority, paths: Paths) -> list[Shape]:
    path = paths[municipality.municipality_code or ""]
    return [Shape(path, _colour(care)) for care in municipality.care_regions.all()]


def _colour(care_region: Authority) -> int:
    return CARE_REGION_COLOURS.index(care_region.code) + 1


def municipality_map(
    municipalities: Iterable[Authority], shapes: MapShapes
) -> MapPicture:
    """Draw the 290 municipalities with the counties' borders on top."""
    drawn = list(municipalities)
    return MapPicture(
        title=_("Karta: Sveriges kommuner efter sjukvårdsregion"),
        view_box=f"-4 -4 {shapes.width + 8} {shapes.height + 8}",
        areas=_municipality_areas(drawn, shapes.overview),
        lines=list(shapes.counties.values()),
        stroke=0.7,
        legend=_legend(drawn),
    )


def region_map(
    region: Authority, municipalities: Iterable[Authority], shapes: MapShapes
) -> MapPicture:
    """Draw one region's municipalities."""
    drawn = list(municipalities)
    x, y, width, height = shapes.boxes[region.code]
    margin = max(width, height) // 30 + 1
    return MapPicture(
        title=_("Karta: kommuner i %(region)s") % {"region": region.name},
        view_box=(
            f"{x - margin} {y - margin} {width + 2 * margin} {height + 2 * margin}"
        ),
        areas=_municipality_areas(drawn, shapes.municipalities),
        lines=[],
        stroke=max(width, height) / 450,
        legend=_legend(drawn),
    )


def _municipality_areas(
    municipalities: Iterable[Authority], paths: Paths
) -> list[Area]:
    return [
        _area(municipality, _municipality_shapes(municipality, paths))
        for municipality in municipalities
    ]


def _legend(drawn: list[Authority]) -> list[LegendLine]:
    care = {care.code: care for a in drawn for care in a.care_regions.all()}
    return [
        LegendLine(
            name=care[code].name,
            url=reverse("actors:authority", args=[code]),
            colour=_colour(care[code]),
            members=[
                Link(a.short_name, reverse("actors:authority", args=[a.code]))
                for a in drawn
                if any(c.code == code for c in a.care_regions.all())
            ],
        )
        for code in CARE_REGION_COLOURS
        if code in care
    ]


def _area(authority: Authority, shapes: list[Shape]) -> Area:
    care = sorted(authority.care_regions.all(), key=_colour)
    return Area(
        code=authority.code,
        shapes=shapes,
        label=", ".join([authority.name, *(c.name for c in care)]),
        url=reverse("actors:authority", args=[authority.code]),
    )


def export_headings() -> list[str]:
    """Give the headings of the export, in the order of the columns."""
    return [
        _("Kod"),
        _("Namn"),
        _("Slag"),
        _("Län"),
        _("Kommunkod"),
        _("Region"),
        _("Sjukvårdsregion"),
        _("Webbplats"),
    ]


def export_rows(authorities: Iterable[Authority]) -> list[dict[str, str]]:
    """Give one row an authority, by the headings of the export."""
    headings = export_headings()
    return [
        dict(zip(headings, _export_values(authority), strict=True))
        for authority in authorities
    ]


def _export_values(authority: Authority) -> list[str]:
    return [
        authority.code,
        authority.name,
        kind_label(authority),
        authority.county,
        authority.municipality_code or "",
        authority.region.name if authority.region else "",
        ", ".join(care.name for care in authority.care_regions.all()),
        authority.website,
    ]


def kind_label(authority: Authority) -> str:
    """Give the kind in words; Gotland is both."""
    if authority.has_two_kinds:
        return _("Region och kommun")
    return str(AuthorityKind(authority.kind).label)


def history(
    events: Iterable[AuditEvent],
    authority: Authority,
    reader: User | AnonymousUser | None = None,
) -> list[HistoryLine]:
    """Tell each event: who, and what was changed from what to what."""
    return [
        HistoryLine(
            event,
            who_did(event, reader),
            _what_happened(event, authority),
            event.reason,
        )
        for event in events
    ]


def _what_happened(event: AuditEvent, authority: Authority) -> str:
    if event.action == "load_register" and not event.changes:
        return _("Lades till från registret.")
    start = {
        "edit_authority": _("Ändring:"),
        "undo_edit": _("Ångrad ändring:"),
        "load_register": _("Ny uppgift i registret:"),
    }[event.action]
    parts = [
        change_in_words(authority.field_label(name), old, new)
        for name, (old, new) in event.changes.items()
        if not name.endswith("_key")
    ]
    if not parts:
        return _("Sökning och sortering räknades om.")
    return f"{start} {', '.join(parts)}."
