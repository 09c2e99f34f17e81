"""The national picture -> a matrix, a map in shades, a theme and a region in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fardplan.apps.actors.queries import map_shapes
from fardplan.apps.national.states import (
    CELL_LABELS,
    CELL_SYMBOLS,
    KIND_HEADINGS,
    SECTION_LABELS,
    SHADES,
    STATE_LABELS,
    Cell,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.actors.models import Authority
    from fardplan.apps.common.evidence import Passage
    from fardplan.apps.national.queries import NationalPicture
    from fardplan.engine.national.picture import Mention, RegionTold, ThemeTold


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
class MentionLine:
    """One thing that a document tells, with where."""

    title: str
    status: str
    themes: str
    words: str
    passage: Passage | None


@dataclass(frozen=True)
class SectionLine:
    """One section: what it is about, and how it could be read."""

    label: str
    state: str
    is_filled: bool
    passage: Passage | None


@dataclass(frozen=True)
class MentionGroup:
    """All of a kind, and why it may be less than there is."""

    heading: str
    lines: list[MentionLine]


@dataclass(frozen=True)
class RegionProfile:
    """One region as the documents tell of it."""

    region: Authority
    is_told: bool
    sections: list[SectionLine]
    groups: list[MentionGroup]


@dataclass(frozen=True)
class RegionOfTheme:
    """A region that works with a theme, or about which that can't be known."""

    code: str
    name: str
    url: str
    words: str
    lines: list[MentionLine]


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
                    for theme, name in picture.themes.items()
                ],
            )
        )
    return rows


def _cell(cell: ThemeTold, region: Authority, name: str, theme: str) -> CellShown:
    words = f"{region.short_name}, {name}: {_cell_words(cell)}"
    is_told = cell.cell is Cell.TOLD
    page = reverse("national:theme", args=[theme])
    return CellShown(
        text=str(cell.count) if is_told else CELL_SYMBOLS[cell.cell],
        words=words,
        url=f"{page}#region-{region.code}" if is_told else "",
        colour=f"shade-{_shade(cell.count)}" if is_told else f"cell-{cell.cell}",
    )


def _cell_words(cell: ThemeTold) -> str:
    if cell.cell is Cell.TOLD:
        words = ngettext("%(n)d insats", "%(n)d insatser", cell.count)
        return words % {"n": cell.count}
    return str(CELL_LABELS[cell.cell])


def _shade(count: int) -> int:
    return sum(count >= low for low in SHADES)


def theme_counts(picture: NationalPicture) -> list[tuple[str, str, int, int]]:
    """Give each theme: name, address, regions and initiatives."""
    told = []
    for theme, name in picture.themes.items():
        counts = [picture.told[r.code].cell(theme).count for r in picture.regions]
        regions = sum(1 for count in counts if count)
        url = reverse("national:theme", args=[theme])
        told.append((name, url, regions, sum(counts)))
    return told


def country_map(picture: NationalPicture, theme: str) -> CountryMap:
    """Draw the regions in shades by how many initiatives of a theme each has."""
    shapes = map_shapes()
    page = get_template("plans/_map_area.html")
    areas = []
    for region in picture.regions:
        cell = picture.told[region.code].cell(theme)
        shown = _cell(cell, region, picture.themes[theme], theme)
        area = MapArea(
            url=shown.url or reverse("national:region", args=[region.code]),
            label=shown.words,
            colour=shown.colour,
        )
        path = shapes.counties[region.code]
        areas.append(page.render({"place": area, "path": path}))
    return CountryMap(
        title=_("Karta: %(theme)s i regionerna") % {"theme": picture.themes[theme]},
        view_box=f"-4 -4 {shapes.width + 8} {shapes.height + 8}",
        stroke=1.6,
        areas=mark_safe("".join(areas)),  # noqa: S308 -- each is made by a template
        lines=[],
    )


def legend() -> list[LegendLine]:
    """Tell what each colour of the map and the matrix means."""
    ends = [low - 1 for low in SHADES[1:]]
    told = [
        f"{low}–{end}" if end > low else f"{low}"
        for low, end in zip(SHADES, ends, strict=False)
    ]
    told.append(_("%(n)s eller fler") % {"n": SHADES[-1]})
    lines = [LegendLine(f"shade-{n}", text) for n, text in enumerate(told, 1)]
    return lines + [
        LegendLine(f"cell-{cell}", f"{CELL_SYMBOLS[cell]} {words}".strip())
        for cell, words in CELL_LABELS.items()
    ]


def regions_of_theme(
    picture: NationalPicture, theme: str, passages: Mapping[int, Passage]
) -> list[RegionOfTheme]:
    """Give the regions with initiatives of the theme first, then what is unknown."""
    found, unknown = [], []
    for region in picture.regions:
        told = picture.told[region.code]
        cell = told.cell(theme)
        one = RegionOfTheme(
            code=region.code,
            name=region.short_name,
            url=reverse("national:region", args=[region.code]),
            words=_cell_words(cell),
            lines=[
                _mention(one, picture, passages, theme) for one in told.of_theme(theme)
            ],
        )
        if cell.cell is Cell.TOLD:
            found.append(one)
        elif cell.cell is Cell.MISSING:
            unknown.append(one)
    found.sort(key=lambda one: -len(one.lines))
    return found + unknown


def profile(
    picture: NationalPicture, region: Authority, passages: Mapping[int, Passage]
) -> RegionProfile:
    """Tell one region, section by section and kind by kind."""
    told = picture.told[region.code]
    sections = [
        SectionLine(
            label=str(SECTION_LABELS.get(section.type, section.title)),
            state=str(STATE_LABELS.get(section.state, section.state)),
            is_filled=section.is_filled,
            passage=passages.get(section.key),
        )
        for section in told.sections
    ]
    groups = [
        MentionGroup(
            str(heading),
            [_mention(one, picture, passages) for one in told.of_kind(kind)],
        )
        for kind, heading in KIND_HEADINGS.items()
    ]
    return RegionProfile(region, told.is_told, sections, groups)


def keys_of(told: RegionTold) -> list[int]:
    """Give the findings that a region's profile shows."""
    sections = [section.key for section in told.sections]
    return sections + [mention.key for mention in told.mentions]


def _mention(
    one: Mention,
    picture: NationalPicture,
    passages: Mapping[int, Passage],
    theme: str = "",
) -> MentionLine:
    names = [picture.themes[t] for t in one.themes if t in picture.themes]
    words = ", ".join(f"”{word}”" for word in one.themes.get(theme, ()))
    passage = passages.get(one.key)
    return MentionLine(one.title, one.status, ", ".join(names), words, passage)


def export_rows(
    picture: NationalPicture, passages: Mapping[int, Passage]
) -> tuple[list[dict[str, str]], list[str]]:
    """Give one row for each mention, with its headings."""
    headings = [
        *(_("Region"), _("Slag"), _("Vad"), _("Hur långt"), _("Teman")),
        *(_("Dokument"), _("Sida"), _("Citat")),
    ]
    rows = []
    for region in picture.regions:
        for one in picture.told[region.code].mentions:
            line = _mention(one, picture, passages)
            passage = passages[one.key]
            told = (
                *(region.name, str(KIND_HEADINGS[one.kind]), line.title, line.status),
                *(line.themes, passage.document, str(passage.page), passage.quote),
            )
            rows.append(dict(zip(headings, told, strict=True)))
    return rows, headings


def picture_print(
    picture: NationalPicture, profiles: Iterable[RegionProfile]
) -> dict[str, Any]:
    """Tell what the PDF's template draws (`print/sverige.typ`)."""
    return {
        "title": _("Nära vård i Sverige"),
        "language": get_language() or "sv",
        "lead": _(
            "Efter %(documents)s. Det som var en bild i dokumentet går inte att veta,"
            " och visas med ?."
        )
        % {"documents": ", ".join(picture.documents)},
        "footer": f"Färdplan {date_format(timezone.localdate(), 'Y-m-d')}",
        "themes": list(picture.themes.values()),
        "legend": [f"{CELL_SYMBOLS[c]} {w}".strip() for c, w in CELL_LABELS.items()],
        "rows": [
            {"name": row.name, "cells": [cell.text for cell in row.cells]}
            for row in matrix_rows(picture)
        ],
        "regions": [_region_print(one) for one in profiles if one.is_told],
    }


def _region_print(one: RegionProfile) -> dict[str, Any]:
    return {
        "name": one.region.name,
        "missing": [f"{s.label}: {s.state}" for s in one.sections if not s.is_filled],
        "groups": [
            {
                "heading": group.heading,
                "lines": [
                    " – ".join(part for part in (line.title, line.status) if part)
                    for line in group.lines
                ],
            }
            for group in one.groups
            if group.lines
        ],
    }
