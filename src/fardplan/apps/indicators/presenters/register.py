"""Indicators as lines of the register, and as rows of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.presenters.words import (
    fields_in_words,
    name_of,
    source_in_words,
)
from fardplan.apps.indicators.states import (
    DIRECTION_SYMBOLS,
    FIELD_LABELS,
    STATUS_COLOURS,
    STATUS_SYMBOLS,
    DirectionLabel,
    GoalLabel,
    ShiftGoal,
    StatusLabel,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.indicators.models import IndicatorVersion


@dataclass(frozen=True)
class Badge:
    """A word with a symbol and a colour; the word says it all."""

    word: str
    symbol: str
    colour: str = "neutral"


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator in a list."""

    name: str
    url: str
    goal: str
    direction: Badge
    source: str
    status: Badge
    owner: str


@dataclass(frozen=True)
class GoalCount:
    """A goal with how many indicators follow it, and where they are listed."""

    letter: str
    name: str
    count: int
    is_chosen: bool


def indicator_url(key: str) -> str:
    """Give the address of an indicator's page."""
    return reverse("indicators:indicator", args=[key])


def direction_badge(direction: str) -> Badge:
    """Tell which way is better."""
    label = DirectionLabel(direction)
    return Badge(str(label.label), DIRECTION_SYMBOLS[label])


def status_badge(status: str) -> Badge:
    """Tell whether the definition was held against its source."""
    label = StatusLabel(status)
    return Badge(str(label.label), STATUS_SYMBOLS[label], STATUS_COLOURS[label])


def indicator_lines(versions: Iterable[IndicatorVersion]) -> list[IndicatorLine]:
    """Give a line for each; fetch the indicators and their owners along."""
    lines = []
    for version in versions:
        definition = to_definition(version)
        owner = version.indicator.owner
        lines.append(
            IndicatorLine(
                name=name_of(definition),
                url=indicator_url(definition.key),
                goal=str(GoalLabel(definition.goal).label),
                direction=direction_badge(definition.direction),
                source=source_in_words(definition),
                status=status_badge(definition.status),
                owner=owner.name if owner else "",
            )
        )
    return lines


def goal_counts(counts: Mapping[str, int], chosen: str) -> list[GoalCount]:
    """Give the goals in their order; the shift of resources comes last."""
    return [
        GoalCount(goal.value, str(goal.label), counts[goal.value], goal == chosen)
        for goal in GoalLabel
    ]


def is_outcome(goal: str) -> bool:
    """Whether a goal is about what people notice, and not about resources."""
    return goal != ShiftGoal.RESOURCES


def export_headings() -> list[str]:
    """Give the headings of the file, in the order of the columns."""
    told = [str(label) for label in FIELD_LABELS.values()]
    return [*told, _("Myndighet"), _("Version"), _("Kontrollsumma")]


def export_rows(versions: Iterable[IndicatorVersion]) -> list[dict[str, str]]:
    """Give one row for each, by the headings of the file."""
    headings = export_headings()
    rows = []
    for version in versions:
        told = fields_in_words(to_definition(version))
        owner = version.indicator.owner
        values = [
            *(told[name] for name in FIELD_LABELS),
            *(owner.name if owner else "", str(version.number), version.sha256),
        ]
        rows.append(dict(zip(headings, values, strict=True)))
    return rows
