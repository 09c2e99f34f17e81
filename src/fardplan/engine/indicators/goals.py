"""What the shift is for: the areas of its goals, and the goals of the agreements.

In: the text of `definitions/goals.yaml`. Out: its facts, checked. The four goals of the
agreements between the state and SKR have numbers as Vårdanalys counts them (PM 2022:5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.field_shapes import (
    GroupField,
    ListField,
    NumberField,
    TextField,
    WordField,
    line_field,
)
from fardplan.engine.indicators.yaml_text import plain_data


if TYPE_CHECKING:
    from collections.abc import Mapping


class ShiftGoal(StrEnum):
    """What an indicator follows: an outcome of the shift, or that resources move."""

    CONTINUITY = "K"
    ACCESS = "T"
    PARTICIPATION = "D"
    PREVENTION = "P"
    COORDINATION = "S"
    RESOURCES = "R"


# What is to come out of the shift; that resources move is shown beside them, since
# evaluators found outcomes hoped for without it (Vårdanalys 2025).
OUTCOMES = tuple(goal for goal in ShiftGoal if goal is not ShiftGoal.RESOURCES)

_TOLD = {"name": line_field(), "name_en": line_field(), "what": TextField()}
GOALS = GroupField(
    {
        "aim": GroupField({"what": TextField(), "source": TextField()}),
        "areas": ListField(
            GroupField(
                {
                    "key": WordField(tuple(ShiftGoal)),
                    **_TOLD,
                    "source": TextField(),
                }
            )
        ),
        "agreement_goals": ListField(
            GroupField(
                {
                    "number": NumberField(1, 99, is_whole=True),
                    **_TOLD,
                    "by": line_field(),
                    "agreements": ListField(line_field(), least=1),
                    "source": TextField(),
                }
            )
        ),
    }
)


class GoalsError(ValueError):
    """The goals can't be used; ``str()`` says where and why, in Swedish."""


@dataclass(frozen=True, kw_only=True)
class GoalArea:
    """The area of some goals of the shift, with who says that it is one."""

    key: ShiftGoal
    name: str
    name_en: str
    what: str
    source: str


@dataclass(frozen=True, kw_only=True)
class AgreementGoal:
    """A goal that the state and SKR have agreed on, to be reached ``by`` a time."""

    number: int
    name: str
    name_en: str
    what: str
    by: str
    agreements: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Goals:
    """The aim of the shift, its areas by key, and the agreements' goals by number."""

    aim: str
    aim_source: str
    areas: Mapping[ShiftGoal, GoalArea]
    agreement_goals: Mapping[int, AgreementGoal]


def read_goals(text: str) -> Goals:
    """Give the goals; every area of :class:`ShiftGoal` is told once."""
    told = plain_data(text)
    found = [str(problem) for problem in GOALS.problems((), told)]
    if found:
        raise GoalsError("; ".join(found))
    areas = [_area(one) for one in told["areas"]]
    if sorted(area.key for area in areas) != sorted(ShiftGoal):
        raise GoalsError(f"areas: ska ha vart och ett av {', '.join(ShiftGoal)}")
    agreed = [_agreed(one) for one in told["agreement_goals"]]
    by_number = {goal.number: goal for goal in agreed}
    if len(by_number) < len(agreed):
        raise GoalsError("agreement_goals: två mål har samma number")
    return Goals(
        aim=told["aim"]["what"],
        aim_source=told["aim"]["source"],
        areas={area.key: area for area in areas},
        agreement_goals=by_number,
    )


def _area(told: Mapping[str, Any]) -> GoalArea:
    return GoalArea(**{**told, "key": ShiftGoal(told["key"])})


def _agreed(told: Mapping[str, Any]) -> AgreementGoal:
    known = {"number": int(told["number"]), "agreements": tuple(told["agreements"])}
    return AgreementGoal(**{**told, **known})
