"""Runs of figures, as their pages show them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.indicators.models import ImportRun
    from fardplan.engine.indicators.imports.report import RowReport
    from fardplan.engine.indicators.observation import Observation


@dataclass(frozen=True)
class RowLine:
    """One figure of a run, and the cells of the row that told it."""

    row: int
    what: str
    value: str
    reason: str
    cells: tuple[tuple[str, str], ...]


def facts(run: ImportRun) -> list[tuple[str, str]]:
    """Give what a run is, as label and text."""
    told = [
        (_("Läge"), run.get_state_display()),
        (_("Fil") if run.sha256 else _("Hämtning"), run.file_name),
        (_("Källa"), run.get_source_kind_display()),
        (_("Myndighet"), run.authority.name if run.authority else ""),
        (_("Inläst av"), run.stored_by.name if run.stored_by else _("kommandoraden")),
        (_("Siffror i källan"), number_format(run.asked, force_grouping=True)),
        (_("Sparade siffror"), number_format(run.kept, force_grouping=True)),
        (_("Filens kontrollsumma (SHA-256)"), run.sha256),
        (_("Inläsningens nyckel"), run.key),
    ]
    return [(label, text) for label, text in told if text]


def report(run: ImportRun) -> dict[str, Any]:
    """Give what was wrong in a run's file, or the receipt of a fetch."""
    parts = ("counts", "problems", "receipt")
    return {name: run.report.get(name, []) for name in parts}


def check_facts(report: RowReport) -> list[tuple[str, str]]:
    """Give what a check of a file found, as label and text."""
    counts = [
        (_("Rader i filen"), report.rows),
        (_("Siffror i filen"), report.asked),
        (_("Går att läsa in"), report.kept),
        (_("varav utan värde, med skäl"), report.missing),
        (_("Läses inte in"), report.refused),
        (_("Områden"), report.areas),
    ]
    told = [(label, number_format(n, force_grouping=True)) for label, n in counts]
    if report.kept:
        named = ", ".join(f"{key} ({n})" for key, n in report.indicators.items())
        told.append((_("Indikatorer"), named))
        periods = dict.fromkeys((report.first_period, report.last_period))
        told.append((_("Perioder"), " – ".join(periods)))
    return told


def row_lines(rows: Iterable[Observation]) -> list[RowLine]:
    """Give a run's figures in words."""
    return [
        RowLine(
            row=one.row,
            what=", ".join(
                part
                for part in (one.indicator, one.area, one.sex, one.age, one.period)
                if part
            ),
            value="" if one.value is None else number_format(one.value),
            reason=one.reason,
            cells=_cells(one.raw),
        )
        for one in rows
    ]


def _cells(raw: str) -> tuple[tuple[str, str], ...]:
    """Read a row of a file; what another source told is shown as it stands."""
    try:
        told = json.loads(raw)
    except ValueError:
        return (("", raw),)
    if not isinstance(told, dict):
        return (("", raw),)
    return tuple((str(name), str(value)) for name, value in told.items())
