"""Reads for a fetch: which figures to ask Kolada for, and what it gave before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.actors.queries import register_facts
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.adapters import to_definition
from fardplan.apps.indicators.models import ImportRun
from fardplan.apps.indicators.queries.definition import current_versions
from fardplan.apps.indicators.queries.figures import figures
from fardplan.apps.indicators.states import SourceKind
from fardplan.engine.indicators.definition import AreaLevel, DefinitionStatus
from fardplan.engine.indicators.observation import Sex, ValueStatus


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Before the latest ten years most of the indicators have no figures.
YEARS_BACK = 10


@dataclass(frozen=True, kw_only=True)
class KoladaIndicator:
    """One indicator to fetch: its version in use, its id in Kolada, and its areas."""

    key: str
    version: int
    kpi: str
    areas: tuple[str, ...]


def latest_years() -> tuple[int, ...]:
    """Give this year and the ten before it."""
    this = timezone.localdate().year
    return tuple(range(this - YEARS_BACK, this + 1))


def kolada_indicators(keys: Sequence[str] = ()) -> list[KoladaIndicator]:
    """Give the indicators that Kolada has figures of; all but those ended, or some.

    One that has ended may be gone in Kolada, and would then stop the fetch of the rest.
    """
    every = [to_definition(version) for version in current_versions()]
    known = {one.key: one for one in every if one.source.kind == SourceKind.KOLADA}
    if unknown := [key for key in keys if key not in known]:
        raise ProblemError(
            _(
                "Det finns ingen indikator från Kolada med kortnamnet %(keys)s. Skriv"
                " ”fardplan indicators list --source kolada” för att se vilka som finns."
            )
            % {"keys": ", ".join(unknown)}
        )
    areas = _areas_by_level()
    return [
        KoladaIndicator(
            key=one.key,
            version=one.version,
            kpi=one.source.id,
            areas=tuple(
                code
                for level in AreaLevel
                if level in one.area_levels
                for code in areas[level]
            ),
        )
        for one in known.values()
        if one.key in keys or (not keys and one.status != DefinitionStatus.ENDED)
    ]


def _areas_by_level() -> dict[AreaLevel, list[str]]:
    """Give the codes of the register; Gotland is there as region and as municipality."""
    facts = register_facts()
    both = [fact.municipality_code for fact in facts if fact.municipality_code]
    single = [fact.code for fact in facts if fact.kind == "municipality"]
    return {
        AreaLevel.COUNTRY: ["00"],
        AreaLevel.REGION: [fact.code for fact in facts if fact.kind == "region"],
        AreaLevel.MUNICIPALITY: sorted([*single, *both]),
    }


def values_from_kolada(indicator: KoladaIndicator) -> Iterator[tuple[str, Sex, str]]:
    """Give area, sex and period of each value in force that Kolada gave.

    What a file has put in force in the same place is the file's, and is left out.
    """
    store = figures()
    keys = [run.key for run in store.manifest.runs]
    fetched = ImportRun.objects.filter(key__in=keys, source_kind=SourceKind.KOLADA)
    ours = set(fetched.values_list("key", flat=True))
    numbers = {run.number for run in store.manifest.runs if run.key in ours}
    for sex in Sex:
        table = store.series(indicator.key, indicator.version, sex=sex)
        rows = zip(table.area, table.period, table.status, table.run, strict=True)
        for area, period, status, run in rows:
            if run in numbers and status != ValueStatus.MISSING:
                yield area, sex, period
