"""Parts of pages kept ready in each process, known by everything that they show.

Those of the register hold until it is loaded again: they show nothing that people edit.
Those of the collaboration map are known by their whole content. Making the map of
290 municipalities anew takes 60 ms of rows and templates, and 50 rows of the table 25 ms;
putting the kept pieces together takes under a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fardplan.apps.actors import presenters, queries
from fardplan.apps.actors.presenters import collaboration
from fardplan.apps.actors.queries.collaboration import (
    LayoutError,
    drawings_of,
    upright_drawing,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from fardplan.apps.actors.models import Authority
    from fardplan.apps.actors.presenters import LegendLine, MapPicture
    from fardplan.apps.actors.presenters.collaboration import Shown
    from fardplan.apps.actors.presenters.collaboration_words import ListedLevel
    from fardplan.apps.actors.queries.collaboration import EngineDrawing, MapContent

# 21 regions and the country in two ways, in two languages.
_KEPT = 64
Markup = dict[str, tuple[str, str]]
Version: TypeAlias = "tuple[datetime | None, int]"


@dataclass(frozen=True)
class Drawing:
    """What the template `_map.html` shows."""

    title: str
    view_box: str
    stroke: float
    areas: SafeString
    lines: list[str]
    legend: list[LegendLine]


def country_map(version: Version, shown: Iterable[str] | None = None) -> Drawing:
    """Give the 21 regions; those not in ``shown`` are dimmed, None shows all."""
    return _narrowed("country", version, shown)


def municipality_map(version: Version, shown: Iterable[str] | None = None) -> Drawing:
    """Give the 290 municipalities with the counties' borders on top."""
    return _narrowed("municipalities", version, shown)


def region_map(
    version: Version, region: Authority, shown: Iterable[str] | None = None
) -> Drawing:
    """Give one region's municipalities."""
    return _narrowed(region.code, version, shown)


def table_rows(version: Version, codes: Iterable[str]) -> SafeString:
    """Give the register's table rows of these authorities, in this order."""
    markup = _kept_rows(version, get_language())
    rows = "".join(markup[code] for code in codes)
    return mark_safe(rows)  # noqa: S308 -- each is made by a template


@dataclass(frozen=True)
class Members:
    """The list of what an authority holds: how many, and the list's lines."""

    count: int
    lines: SafeString


@lru_cache(maxsize=_KEPT)
def members(_version: Version, code: str) -> Members:
    """Give the regions of a care region, or the municipalities of a region."""
    found = queries.members_of(queries.authority_by_code(code))
    page = get_template("actors/_member.html")
    lines = [page.render({"member": member}) for member in found]
    return Members(len(lines), mark_safe("".join(lines)))  # noqa: S308 -- by a template


@dataclass(frozen=True)
class MapMarkup:
    """The collaboration map as SVG; ``problem`` tells why it is only the upright one."""

    pictures: SafeString
    problem: str = ""


def collaboration_map(content: MapContent, shown: Shown, name: str) -> MapMarkup:
    """Give the map of an authority called ``name``."""
    try:
        return MapMarkup(_map_pictures(content, shown, name, get_language()))
    except LayoutError as problem:
        upright = (upright_drawing(content),)
        return MapMarkup(_as_svg(upright, shown, name), str(problem))


# 270 bodies with 300 arrows take 0.3 s to lay out and write anew. A failure isn't kept.
@lru_cache(maxsize=_KEPT)
def _map_pictures(
    content: MapContent, shown: Shown, name: str, _language: str | None
) -> SafeString:
    return _as_svg(drawings_of(content), shown, name)


def _as_svg(drawings: Sequence[EngineDrawing], shown: Shown, name: str) -> SafeString:
    page = get_template("actors/_collaboration_map.html")
    pictures = collaboration.pictures(drawings, shown)
    return mark_safe(  # noqa: S308 -- each is made by a template
        "".join(page.render({"picture": one, "name": name}) for one in pictures)
    )


@lru_cache(maxsize=_KEPT)
def body_list(levels: tuple[ListedLevel, ...], _language: str | None) -> SafeString:
    """Give the list with the same content as the map."""
    drawn = get_template("actors/_body_list.html").render({"levels": levels})
    return mark_safe(drawn)  # noqa: S308 -- by a template


@dataclass(frozen=True)
class Choices:
    """What the register's filters offer: code and name."""

    care_regions: list[tuple[str, str]]
    regions: list[tuple[str, str]]


@lru_cache(maxsize=1)
def choices(_version: Version) -> Choices:
    """Give the care regions and the regions to choose from."""
    return Choices(
        care_regions=[(row.code, row.short_name) for row in queries.care_regions()],
        regions=[(row.code, row.short_name) for row in queries.region_names()],
    )


@lru_cache(maxsize=2)
def _kept_rows(_version: Version, _language: str | None) -> dict[str, str]:
    page = get_template("actors/_row.html")
    everyone = queries.find_authorities(queries.AuthorityFilter())
    return {row.code: page.render({"row": row}) for row in everyone}


def _narrowed(kind: str, version: Version, shown: Iterable[str] | None) -> Drawing:
    picture, markup = _kept(kind, version, get_language())
    wanted = markup if shown is None else frozenset(shown)
    areas = (bright if c in wanted else dim for c, (bright, dim) in markup.items())
    return Drawing(
        title=picture.title,
        view_box=picture.view_box,
        stroke=picture.stroke,
        areas=mark_safe("".join(areas)),  # noqa: S308 -- each is made by a template
        lines=picture.lines,
        legend=picture.legend,
    )


@lru_cache(maxsize=_KEPT)
def _kept(
    kind: str, _version: Version, _language: str | None
) -> tuple[MapPicture, Markup]:
    """Give the picture, and each area's markup bright and dimmed, by code."""
    pictures: dict[str, Callable[[], MapPicture]] = {
        "country": _draw_country,
        "municipalities": _draw_municipalities,
    }
    picture = pictures[kind]() if kind in pictures else _draw_region(kind)
    page = get_template("common/_area.html")
    return picture, {
        area.code: (
            page.render({"area": area}),
            page.render({"area": area, "is_dimmed": True}),
        )
        for area in picture.areas
    }


def _draw_country() -> MapPicture:
    return presenters.country_map(queries.regions(), queries.map_shapes())


def _draw_municipalities() -> MapPicture:
    municipalities = queries.with_municipality_code()
    return presenters.municipality_map(municipalities, queries.map_shapes())


def _draw_region(code: str) -> MapPicture:
    region = queries.authority_by_code(code)
    inside = queries.municipalities_within(region)
    return presenters.region_map(region, inside, queries.map_shapes())
