"""Reads of indicators, their versions, and what the shipped files tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, Count, F, IntegerField, When
from django.utils.translation import gettext

from fardplan.apps.accounts.roles import is_administrator
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.analysts import authorities_counted_for
from fardplan.apps.indicators.models import Indicator, IndicatorVersion
from fardplan.apps.indicators.states import (
    DirectionLabel,
    GoalLabel,
    SourceKindLabel,
    StatusLabel,
)
from fardplan.engine.indicators.definition import DefinitionError as DefinitionError  # noqa: PLC0414
from fardplan.engine.indicators.definition import to_data
from fardplan.engine.indicators.definition_files import (
    DefinitionFilesError,
    read_definitions,
)
from fardplan.engine.indicators.goals import Goals, GoalsError, read_goals
from fardplan.engine.indicators.yaml_text import YamlTextError
from fardplan.engine.shared.text import search_key


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet, TextChoices

    from fardplan.apps.accounts.models import User
    from fardplan.engine.indicators.definition import Definition


@lru_cache(maxsize=1)
def goals() -> Goals:
    """Give the goals of the shift and of the agreements (definitions/goals.yaml)."""
    file = settings.DEFINITIONS_DIR / "goals.yaml"
    return read_goals(file.read_text(encoding="utf-8"))


def told_definitions() -> list[Definition]:
    """Give the shipped definitions (definitions/indicators).

    Files that can't be used raise :class:`ProblemError` with every fault.
    """
    folder = settings.DEFINITIONS_DIR / "indicators"
    try:
        return list(read_definitions(folder, goals()).values())
    except (DefinitionFilesError, GoalsError, YamlTextError) as error:
        raise ProblemError(
            gettext("Inga definitioner är inlästa:\n%(faults)s") % {"faults": error}
        ) from None


def indicator_by_key(key: str) -> Indicator:
    """Give one indicator."""
    return Indicator.objects.select_related("owner").get(key=key)


def current_versions() -> QuerySet[IndicatorVersion]:
    """Give the version in use of every indicator, with the indicator."""
    rows = IndicatorVersion.objects.filter(number=F("indicator__current_number"))
    return rows.select_related("indicator__owner").order_by(
        "indicator__sort_key", "indicator__key"
    )


@dataclass(frozen=True)
class IndicatorFilter:
    """What the visitor asked for; empty means everything."""

    text: str = ""
    goal: str = ""
    source: str = ""
    status: str = ""
    direction: str = ""
    sort: str = "name"


# Column of the table -> columns to order by; the key makes the order total.
SORTS = {
    "name": ("indicator__sort_key", "indicator__key"),
    "goal": ("goal_place", "indicator__sort_key", "indicator__key"),
    "source": ("source_place", "indicator__sort_key", "indicator__key"),
    "status": ("status_place", "indicator__sort_key", "indicator__key"),
    "direction": ("direction_place", "indicator__sort_key", "indicator__key"),
}


def _place(column: str, choices: type[TextChoices]) -> Case:
    """Order by the words' own order, not by the letters they are stored as."""
    found = (
        When(**{f"indicator__{column}": value}, then=at)
        for at, value in enumerate(choices.values)
    )
    return Case(*found, output_field=IntegerField())


_PLACES = {
    "goal_place": _place("goal", GoalLabel),
    "source_place": _place("source_kind", SourceKindLabel),
    "status_place": _place("status", StatusLabel),
    "direction_place": _place("direction", DirectionLabel),
}


def find_indicators(wanted: IndicatorFilter) -> QuerySet[IndicatorVersion]:
    """Give the versions in use of the indicators that fit, in the asked order."""
    found = current_versions()
    for word in search_key(wanted.text).split():
        found = found.filter(indicator__search_key__contains=word)
    asked = {
        "indicator__goal": wanted.goal,
        "indicator__source_kind": wanted.source,
        "indicator__status": wanted.status,
        "indicator__direction": wanted.direction,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    descending = wanted.sort.startswith("-")
    columns = SORTS[wanted.sort.removeprefix("-")]
    made = {name: value for name, value in _PLACES.items() if name in columns}
    return found.annotate(**made).order_by(
        *(f"-{c}" if descending else c for c in columns)
    )


def counts_by_goal() -> dict[str, int]:
    """Give how many indicators follow each goal; none where there are none."""
    counted = Indicator.objects.order_by().values("goal").annotate(n=Count("pk"))
    found = {row["goal"]: row["n"] for row in counted}
    return {goal: found.get(goal, 0) for goal in GoalLabel.values}


def of_goal(goal: str) -> QuerySet[IndicatorVersion]:
    """Give the versions in use of the indicators of one goal."""
    return current_versions().filter(indicator__goal=goal)


def twin_of(version: IndicatorVersion) -> IndicatorVersion | None:
    """Give the version in use of the twin: the one named, or the one that names it."""
    definition = to_definition(version)
    if definition.twin:
        return current_versions().filter(indicator__key=definition.twin).first()
    others = current_versions().filter(
        definition__contains=f'"twin":"{definition.key}"'
    )
    return others.first()


def with_targets() -> list[IndicatorVersion]:
    """Give the versions in use whose definitions have a target."""
    return [row for row in current_versions() if to_definition(row).targets]


def indicator_names(without: str = "") -> list[tuple[str, str]]:
    """Give key and name of all indicators but one, as a form's choices."""
    rows = Indicator.objects.exclude(key=without)
    return list(rows.values_list("key", "name"))


def data_of(version: IndicatorVersion) -> dict[str, Any]:
    """Give what a version says as plain data, for a form."""
    return to_data(to_definition(version))


def owner_choices(user: User | AnonymousUser) -> list[tuple[str, str]]:
    """Give the authorities that the person may make an indicator for."""
    codes = authorities_counted_for(user)
    rows = Authority.objects.filter(code__in=codes).values_list("code", "name")
    shared = [("", gettext("Alla: en indikator som delas"))]
    return [*(shared if is_administrator(user) else []), *rows]


def current_version_of(indicator: Indicator) -> IndicatorVersion:
    """Give the version in use."""
    return indicator.versions.get(number=indicator.current_number)


def version_of(indicator: Indicator, number: int) -> IndicatorVersion:
    """Give one version, old or in use."""
    return indicator.versions.select_related("started_by").get(number=number)


def versions_of(indicator: Indicator) -> QuerySet[IndicatorVersion]:
    """Give every version, the latest first."""
    return indicator.versions.select_related("started_by").order_by("-number")


def versions_by(user: User) -> QuerySet[IndicatorVersion]:
    """Give the versions that a person has begun."""
    rows = IndicatorVersion.objects.filter(started_by=user)
    return rows.select_related("indicator").order_by("started_at")


def last_loaded_version(indicator: Indicator) -> IndicatorVersion | None:
    """Give the latest version that came from a shipped file."""
    return indicator.versions.exclude(loaded_sha256="").order_by("-number").first()
