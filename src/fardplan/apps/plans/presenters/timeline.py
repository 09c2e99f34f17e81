"""Initiatives -> a drawing of when they go on: bars, milestones and the line of today.

Everything is placed in pixels: nothing in the picture depends on the reader's screen, so
the list beside it can have rows of the same height.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fardplan.apps.plans.presenters.initiative import InitiativeRow, period_words


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.apps.plans.models import Initiative, Node

ROW, HEAD, BAR = 40, 30, 16
# A month is as wide as this where the whole is short, and never less.
WIDEST_MONTH, NARROWEST_MONTH, WANTED_WIDTH = 40, 8, 1100
# What has neither start nor end is not drawn; the span is never shorter than this.
FEWEST_MONTHS = 12


@dataclass(frozen=True)
class Tick:
    """The first of a year."""

    x: int
    label: str


@dataclass(frozen=True)
class Point:
    """A milestone or a decision point."""

    x: int
    y: int
    label: str


@dataclass(frozen=True)
class Bar:
    """One initiative's time; ``is_open`` when an end of it is not told."""

    row: InitiativeRow
    x: int
    y: int
    width: int
    label: str
    is_drawn: bool
    is_open: bool
    points: list[Point]


@dataclass(frozen=True)
class Timeline:
    """The whole drawing."""

    width: int
    height: int
    today: int | None
    ticks: list[Tick]
    bars: list[Bar]


@dataclass(frozen=True)
class _Scale:
    first: date
    months: int
    month: int

    def x(self, day: date) -> int:
        """Give where a day is, within the drawing."""
        whole = (day.year - self.first.year) * 12 + day.month - self.first.month
        at = round((whole + (day.day - 1) / 31) * self.month)
        return max(0, min(at, self.months * self.month))


def timeline(
    rows: Sequence[InitiativeRow],
    span: tuple[date | None, date | None],
    milestones: Mapping[int, Sequence[Node]],
    today: date,
) -> Timeline:
    """Draw the rows. ``span`` is the first and last day that anything is told of."""
    scale = _scale(span, today)
    bars = [
        _bar(n, row, milestones.get(row.initiative.pk, ()), scale)
        for n, row in enumerate(rows)
    ]
    width = scale.months * scale.month
    at = scale.x(today)
    years = range(scale.first.year, scale.first.year + scale.months // 12 + 1)
    return Timeline(
        width=width,
        height=HEAD + ROW * len(rows),
        today=at if 0 < at < width else None,
        ticks=[
            Tick(scale.x(date(year, 1, 1)), str(year))
            for year in years
            if scale.x(date(year, 1, 1)) < width
        ],
        bars=bars,
    )


def _scale(span: tuple[date | None, date | None], today: date) -> _Scale:
    # From the turn of a year to the turn of a year, and today always within.
    first = min(span[0] or today, today).year
    last = max(span[1] or today, today).year
    months = max((last - first + 1) * 12, FEWEST_MONTHS)
    month = max(NARROWEST_MONTH, min(WIDEST_MONTH, WANTED_WIDTH // months))
    return _Scale(date(first, 1, 1), months, month)


def _bar(
    number: int, row: InitiativeRow, milestones: Sequence[Node], scale: _Scale
) -> Bar:
    initiative = row.initiative
    start, end = initiative.start, initiative.end
    left = scale.x(start) if start else 0
    right = scale.x(end) if end else scale.months * scale.month
    top = HEAD + number * ROW
    return Bar(
        row=row,
        x=left,
        y=top + (ROW - BAR) // 2,
        width=max(right - left, 4),
        label=_label(row, initiative),
        is_drawn=bool(start or end),
        is_open=not (start and end),
        points=[
            Point(scale.x(node.day), top + ROW // 2, _point_label(node, node.day))
            for node in milestones
            if node.day
        ],
    )


def _label(row: InitiativeRow, initiative: Initiative) -> str:
    period = period_words(initiative.start, initiative.end) or _("period saknas")
    return f"{initiative.name}, {row.phase}, {row.mark.word}, {period}"


def _point_label(node: Node, day: date) -> str:
    return f"{date_format(day, 'Y-m-d')}: {node.title}"
