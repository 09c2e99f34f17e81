"""Phases and areas -> the columns of the board and the lines of the portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.plans.presenters.initiative import (
    InitiativeRow,
    Mark,
    initiative_row,
    kronor,
    mark,
    phase_words,
)
from fardplan.apps.plans.states import STATUSES_BY_WEIGHT, PhaseLabel


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.apps.plans.models import ProgrammeArea
    from fardplan.apps.plans.queries.initiative_views import AreaCounts, PhaseColumn


@dataclass(frozen=True)
class Step:
    """A phase that a card can be moved to."""

    phase: str
    word: str


@dataclass(frozen=True)
class Card:
    """One initiative on the board, and where it may be moved from here."""

    row: InitiativeRow
    back: Step | None
    forward: Step | None
    can_move: bool
    move_url: str


@dataclass(frozen=True)
class Column:
    """One phase: its cards, and how many more there are than fit."""

    phase: str
    word: str
    count: int
    more: int
    cards: list[Card]


def board_columns(
    columns: Sequence[PhaseColumn], programme: str, mine: set[int]
) -> list[Column]:
    """Give the columns; ``mine`` are the initiatives that the person may move."""
    today, phases = timezone.localdate(), phase_words()
    table = reverse("plans:initiatives", args=[programme])
    return [
        Column(
            phase=column.phase,
            word=phases[column.phase],
            count=column.count,
            more=column.count - len(column.cards),
            cards=[
                _card(initiative_row(one, table, phases, today), one.pk in mine)
                for one in column.cards
            ],
        )
        for column in columns
    ]


def _card(row: InitiativeRow, can_move: bool) -> Card:
    phase = row.initiative.phase
    return Card(
        row=row,
        back=_step(phase, -1) if can_move else None,
        forward=_step(phase, 1) if can_move else None,
        can_move=can_move,
        move_url=f"{row.url}fas/",
    )


def _step(phase: str, by: int) -> Step | None:
    phases = list(PhaseLabel.values)
    at = phases.index(phase) + by
    if not 0 <= at < len(phases):
        return None
    return Step(phases[at], str(PhaseLabel(phases[at]).label))


@dataclass(frozen=True)
class PortfolioLine:
    """One area: who steers it, and how many of its initiatives go how."""

    area: ProgrammeArea | None
    name: str
    url: str
    count: int
    marks: list[tuple[Mark, int, str]]
    phases: str
    owner: str
    budget: str
    moved: str


def portfolio_lines(
    counts: Sequence[AreaCounts], programme: str, kept: str, shows_people: bool
) -> list[PortfolioLine]:
    """Give every area; ``kept`` is what the visitor asked for, as a query."""
    table = reverse("plans:initiatives", args=[programme])
    return [_line(one, table, kept, shows_people=shows_people) for one in counts]


def _line(
    one: AreaCounts, table: str, kept: str, *, shows_people: bool
) -> PortfolioLine:
    more = f"&{kept}" if kept else ""
    url = f"{table}?omrade={one.area.code}{more}" if one.area else ""
    return PortfolioLine(
        area=one.area,
        name=one.area.name if one.area else _("Utanför områdena"),
        url=url,
        count=one.count,
        marks=[
            (mark(s), one.by_status.get(s, 0), f"{url}&lage={s}" if url else "")
            for s in STATUSES_BY_WEIGHT
        ],
        phases=", ".join(
            f"{PhaseLabel(phase).label} {one.by_phase[phase]}"
            for phase in PhaseLabel.values
            if one.by_phase.get(phase)
        ),
        owner=_owner(one.area, shows_people=shows_people),
        budget=kronor(one.budget),
        moved=kronor(one.moved),
    )


def _owner(area: ProgrammeArea | None, *, shows_people: bool) -> str:
    if area is None:
        return ""
    if area.owner and shows_people:
        return area.owner.name
    return area.owner_body.name if area.owner_body else ""


def totals(lines: Sequence[PortfolioLine]) -> list[tuple[Mark, int]]:
    """Give how many there are of each status in all."""
    return [
        (mark(status), sum(line.marks[n][1] for line in lines))
        for n, status in enumerate(STATUSES_BY_WEIGHT)
    ]
