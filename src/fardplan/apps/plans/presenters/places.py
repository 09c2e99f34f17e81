"""Counts by municipality -> a map in shades or statuses, with the same as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.actors.queries import map_shapes
from fardplan.apps.plans.presenters.initiative import Mark, mark
from fardplan.apps.plans.states import STATUSES_BY_WEIGHT


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.apps.actors.models import Authority
    from fardplan.apps.plans.queries.initiative_views import PlaceCounts

NUMBER, STATUS = "antal", "lage"
# The lowest number of each shade after none.
SHADES = (1, 2, 4, 8)


@dataclass(frozen=True)
class Place:
    """One municipality: what is done there, in words and as the class of its colour."""

    name: str
    url: str
    count: int
    marks: list[tuple[Mark, int]]
    colour: str
    label: str


@dataclass(frozen=True)
class LegendLine:
    """One colour of the map in words."""

    colour: str
    words: str


@dataclass(frozen=True)
class Picture:
    """What the template `common/_map.html` shows."""

    title: str
    view_box: str
    stroke: float
    areas: SafeString
    lines: list[str]


def status_counts(by_status: Mapping[str, int]) -> list[tuple[Mark, int]]:
    """Give each status that there is any of, the most serious first."""
    return [(mark(s), by_status[s]) for s in STATUSES_BY_WEIGHT if by_status.get(s)]


def places(
    counts: Sequence[PlaceCounts], programme: str, by: str, kept: str
) -> list[Place]:
    """Give every municipality. ``kept`` is what the visitor asked for, as a query."""
    return [_place(one, programme, by, kept) for one in counts]


def _place(one: PlaceCounts, programme: str, by: str, kept: str) -> Place:
    marks = status_counts(one.by_status)
    table = reverse("plans:initiatives", args=[programme])
    more = f"&{kept}" if kept else ""
    words = ngettext("%(n)s insats", "%(n)s insatser", one.count) % {"n": one.count}
    details = [f"{n} {shown.word.lower()}" for shown, n in marks]
    shade = sum(one.count >= low for low in SHADES)
    worst = marks[0][0].status if marks else ""
    return Place(
        name=one.authority.short_name,
        url=f"{table}?kommun={one.authority.code}{more}",
        count=one.count,
        marks=marks,
        colour=f"shade-{shade}" if by == NUMBER else f"light-{worst or 'empty'}",
        label=": ".join(
            part for part in (one.authority.name, ", ".join([words, *details])) if part
        ),
    )


def legend(by: str) -> list[LegendLine]:
    """Tell what each colour means."""
    if by == NUMBER:
        ends = [low - 1 for low in SHADES[1:]]
        told = [
            f"{low}–{end}" if end > low else f"{low}"
            for low, end in zip(SHADES, ends, strict=False)
        ]
        words = [_("Inga insatser"), *told, _("%(n)s eller fler") % {"n": SHADES[-1]}]
        return [LegendLine(f"shade-{n}", text) for n, text in enumerate(words)]
    lines = [
        LegendLine(f"light-{status}", f"{mark(status).symbol} {mark(status).word}")
        for status in STATUSES_BY_WEIGHT
    ]
    return [*lines, LegendLine("light-empty", _("Inga insatser"))]


def picture(
    counts: Sequence[PlaceCounts], shown: Sequence[Place], region: Authority | None
) -> Picture:
    """Draw the municipalities of a region, or of the whole country."""
    shapes = map_shapes()
    if region is not None:
        paths = shapes.municipalities
        x, y, width, height = shapes.boxes[region.code]
    else:
        paths = shapes.overview
        x, y, width, height = 0, 0, shapes.width, shapes.height
    margin = max(width, height) // 30 + 1
    page = get_template("plans/_map_area.html")
    areas = "".join(
        page.render({"place": place, "path": paths[code]})
        for one, place in zip(counts, shown, strict=True)
        for code in (one.authority.municipality_code or "",)
        if code in paths
    )
    return Picture(
        title=_("Karta: insatser i kommunerna"),
        view_box=f"{x - margin} {y - margin} {width + 2 * margin} {height + 2 * margin}",
        stroke=max(width, height) / 450,
        areas=mark_safe(areas),  # noqa: S308 -- each is made by a template
        lines=[] if region is not None else list(shapes.counties.values()),
    )
