"""What a file of initiatives, or a change of many, would do; nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.plans.adapters import to_initiative_record
from fardplan.apps.plans.models import Initiative
from fardplan.apps.plans.queries.initiative import known_plan, with_everything
from fardplan.apps.plans.queries.programme import open_version_of
from fardplan.apps.plans.states import VersionLabel
from fardplan.engine.actors.import_plan import count_lines
from fardplan.engine.plans.initiative_plan import (
    InitiativePlan,
    plan_changes,
    plan_initiatives,
)
from fardplan.engine.plans.initiative_records import INITIATIVE_COLUMNS
from fardplan.engine.shared.read_table import TableError, read_table


if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fardplan.apps.plans.models import Programme

__all__ = [
    "MOST_AT_ONCE",
    "InitiativePlan",
    "count_lines",
    "plan_bulk_change",
    "plan_initiative_import",
]
# So many rows can be looked through before saying yes, and written in one transaction.
MOST_AT_ONCE = 2000
_REQUIRED = ("name",)


def plan_initiative_import(programme: Programme, content: bytes) -> InitiativePlan:
    """Give what a file would change; one that can't be read is told as a problem."""
    try:
        rows = read_table(content, INITIATIVE_COLUMNS, _REQUIRED)
    except TableError as problem:
        raise ProblemError(str(problem)) from None
    found = with_everything(Initiative.objects.filter(programme=programme))
    existing = {row.code: to_initiative_record(row) for row in found}
    version = open_version_of(programme)
    can_add = version is not None and version.state == VersionLabel.DRAFT
    return plan_initiatives(rows, existing, known_plan(programme), can_add=can_add)


def plan_bulk_change(
    programme: Programme,
    codes: Collection[str],
    new: Mapping[str, str],
    gate_reason: str = "",
) -> InitiativePlan:
    """Give what the same change of many would do, one line an initiative."""
    found = with_everything(
        Initiative.objects.filter(programme=programme, code__in=list(codes))
    )
    records = [to_initiative_record(row) for row in found]
    return plan_changes(records, new, known_plan(programme), gate_reason)
