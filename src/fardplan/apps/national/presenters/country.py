"""The national picture -> a matrix, and a map of regions or municipalities in shades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.actors.queries import map_shapes
from fardplan.apps.national.states import (
    CELL_LABELS,
    CELL_SYMBOLS,
    MUNICIPALITY_LABELS,
    SHADES,
    Cell,
    ThemeTold,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from fardplan.apps.actors.models import Authority
    from fardplan.apps.national.queries import NationalPicture


@dataclass(frozen=True)
class CellShown:
    """One cell of the matrix: what stands in it, and the same in words."""

    text: str
    words: str
    url: str
    colour: str


@dataclass(frozen=True)
class RegionRow:
    """One region with a cell for each theme."""

    name: str
    url: str
    cells: list[CellShown]


@dataclass(frozen=True)
class LegendLine:
    """One colour of the map in words."""

    colour: str
    words: str


@dataclass(frozen=True)
class MapArea:
    """One region on the map, as `plans/_map_area.html` draws it."""

    url: str
    label: str
    colour: str


@dataclass(frozen=True)
class CountryMap:
    """What the template `common/_map.html` shows."""

    title: str
    view_box: str
    stroke: float
    areas: SafeString
    lines: list[str]


def matrix_rows(picture: NationalPicture) -> list[RegionRow]:
    """Give every region with a cell for each theme."""
    rows = []
    for region in picture.regions:
        told = picture.told[region.code]
        rows.append(
            RegionRow(
                name=region.short_name,
                url=reverse("national:region", args=[region.code]),
                cells=[
                    _cell(told.cell(theme), region, name, theme)
                    for theme, name in picture.told_themes.items()
                ],
            )
        )
    return rows


def _cell(cell: ThemeTold, region: Authority, name: str, theme: str) -> CellShown:
    words = f"{region.short_name}, {name}: {cell_words(cell, CELL_LABELS)}"
    is_told = cell.cell is Cell.TOLD
    page = reverse("national:theme", args=[theme])
    return CellShown(
        text=str(cell.count) if is_told else CELL_SYMBOLS[cell.cell],
        words=words,
        url=f"{page}#region-{region.code}" if is_told else "",
        colour=_colour(cell),
    )


def cell_words(cell: ThemeTold, labels: Mapping[Cell, StrOrPromise]) -> str:
    """Tell what is known of a place and a theme."""
    if cell.cell is Cell.TOLD:
        words = ngettext("%(n)d insats", "%(n)d insatser", cell.count)
        return words % {"n": cell.count}
    return str(labels[cell.cell])


def _colour(cell: ThemeTold) -> str:
    if cell.cell is not Cell.TOLD:
        return f"cell-{cell.cell}"
    return f"shade-{sum(cell.count >= low for low in SHADES)}"


def theme_counts(picture: NationalPicture) -> list[tuple[str, str, int, int]]:
    """Give each theme: name, address, regions and initiatives."""
    told = []
    for theme, name in picture.told_themes.items():
        counts = [picture.told[r.code].cell(theme).count for r in picture.regions]
        regions = sum(1 for count in counts if count)
        url = reverse("national:theme", args=[theme])
        told.append((name, url, regions, sum(counts)))
    return told


def region_map(picture: NationalPicture, theme: str) -> CountryMap:
    """Draw the regions in shades by how many initiatives of a theme each has."""
    areas = []
    for region in picture.regions:
        cell = picture.told[region.code].cell(theme)
        shown = _cell(cell, region, picture.themes[theme], theme)
        url = shown.url or reverse("national:region", args=[region.code])
        areas.append((region.code, MapArea(url, shown.words, shown.colour)))
    title = _("Karta: %(theme)s i regionerna") % {"theme": picture.themes[theme]}
    return _map(title, areas, map_shapes().counties)


def municipality_map(
    picture: NationalPicture, municipalities: Iterable[Authority], theme: str
) -> CountryMap:
    """Draw the municipalities in shades, by the initiatives of plans that name them."""
    region_of = {one.county: one.code for one in picture.regions}
    page = reverse("national:theme", args=[theme])
    areas = []
    for one in municipalities:
        code = one.municipality_code or ""
        found = picture.by_municipality.get(code)
        count = found[theme] if found else 0
        known = Cell.UNTOLD if found is None else Cell.NONE
        cell = ThemeTold(Cell.TOLD, count) if count else ThemeTold(known)
        words = cell_words(cell, MUNICIPALITY_LABELS)
        is_linked = count and one.county in region_of
        url = (
            f"{page}#region-{region_of[one.county]}"
            if is_linked
            else reverse("actors:authority", args=[one.code])
        )
        label = f"{one.short_name}, {picture.themes[theme]}: {words}"
        areas.append((code, MapArea(url, label, _colour(cell))))
    title = _("Karta: %(theme)s i kommunerna") % {"theme": picture.themes[theme]}
    return _map(title, areas, map_shapes().overview, stroke=0.7)


def _map(
    title: str,
    areas: Iterable[tuple[str, MapArea]],
    paths: Mapping[str, str],
    stroke: float = 1.6,
) -> CountryMap:
    shapes = map_shapes()
    page = get_template("plans/_map_area.html")
    drawn = [
        page.render({"place": area, "path": paths[code]})
        for code, area in areas
        if code in paths
    ]
    hatch = get_template("national/_hatch.html").render()
    return CountryMap(
        title=title,
        view_box=f"-4 -4 {shapes.width + 8} {shapes.height + 8}",
        stroke=stroke,
        areas=mark_safe("".join([hatch, *drawn])),  # noqa: S308 -- each is a template's
        lines=[],
    )


def legend(labels: Mapping[Cell, StrOrPromise]) -> list[LegendLine]:
    """Tell what each colour of a map and the matrix means."""
    ends = [low - 1 for low in SHADES[1:]]
    told = [
        f"{low}–{end}" if end > low else f"{low}"
        for low, end in zip(SHADES, ends, strict=False)
    ]
    told.append(_("%(n)s eller fler") % {"n": SHADES[-1]})
    lines = [LegendLine(f"shade-{n}", text) for n, text in enumerate(told, 1)]
    return lines + [
        LegendLine(f"cell-{cell}", f"{CELL_SYMBOLS[cell]} {words}".strip())
        for cell, words in labels.items()
    ]
