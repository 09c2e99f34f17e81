"""The goals of the shift and of the agreements, with the indicators that follow them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.presenters.register import (
    Badge,
    IndicatorLine,
    indicator_lines,
    indicator_url,
    status_badge,
)
from fardplan.apps.indicators.presenters.words import name_of, target_in_words


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.indicators.models import IndicatorVersion
    from fardplan.engine.indicators.goals import AgreementGoal, GoalArea, Goals


@dataclass(frozen=True)
class AreaLine:
    """One area of goals with its indicators."""

    area: GoalArea
    name: str
    lines: list[IndicatorLine]


@dataclass(frozen=True)
class Follower:
    """An indicator with a target of an agreement."""

    name: str
    url: str
    target: str
    status: Badge


@dataclass(frozen=True)
class AgreementLine:
    """One goal of the agreements, and what follows it."""

    goal: AgreementGoal
    name: str
    followers: list[Follower]


def _name(told: GoalArea | AgreementGoal) -> str:
    return told.name_en if get_language() == "en" else told.name


def area_lines(goals: Goals, versions: Iterable[IndicatorVersion]) -> list[AreaLine]:
    """Give the areas in their order, each with its indicators."""
    found: dict[str, list[IndicatorVersion]] = defaultdict(list)
    for version in versions:
        found[version.indicator.goal].append(version)
    return [
        AreaLine(area, _name(area), indicator_lines(found[area.key]))
        for area in goals.areas.values()
    ]


def agreement_lines(
    goals: Goals, versions: Iterable[IndicatorVersion]
) -> list[AgreementLine]:
    """Give the goals of the agreements, each with the targets that stand for it."""
    found: dict[int | None, list[Follower]] = defaultdict(list)
    for version in versions:
        definition = to_definition(version)
        for target in definition.targets:
            found[target.agreement_goal].append(
                Follower(
                    name_of(definition),
                    indicator_url(definition.key),
                    target_in_words(definition, target),
                    status_badge(definition.status),
                )
            )
    return [
        AgreementLine(goal, _name(goal), found[number])
        for number, goal in goals.agreement_goals.items()
    ]
