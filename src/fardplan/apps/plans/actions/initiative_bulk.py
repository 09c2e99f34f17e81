"""Changing many initiatives at once, by hand or from a file: all that was approved."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.actors.states import Status
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.initiative import create_initiative
from fardplan.apps.plans.actions.initiative_changes import (
    Trace,
    locked_initiative,
    tell_initiative,
    told_changes,
    write_record,
)
from fardplan.apps.plans.models import Initiative, Node
from fardplan.apps.plans.queries.initiative import initiative_text, known_plan
from fardplan.apps.plans.queries.initiative_exchange import (
    count_lines,
    plan_bulk_change,
    plan_initiative_import,
)
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.engine.plans.initiative_records import write_initiative


if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import Programme
    from fardplan.engine.plans.initiative_fields import KnownPlan
    from fardplan.engine.plans.initiative_records import InitiativeRecord


@dataclass(frozen=True)
class BatchReport:
    """What was changed at once: how many, and an event to undo it all by."""

    changed: int
    event: AuditEvent | None


@writes
def change_many(
    *,
    programme: Programme,
    codes: Collection[str],
    new: Mapping[str, str],
    approved: str,
    gate_reason: str = "",
    by: User | AnonymousUser,
) -> BatchReport:
    """Give many initiatives the same new values; those that can't have them are left.

    The preview is made anew and must be the one that was approved, by its digest.
    """
    check_edit_plan(by, programme)
    _lock(programme)
    plan = plan_bulk_change(programme, codes, new, gate_reason)
    if plan.digest != approved:
        raise _changed_since()
    return _write(programme, plan.records, by, "change_many", gate_reason)


@writes
def import_initiatives(
    *,
    programme: Programme,
    content: bytes,
    approved: str,
    file_name: str,
    by: User | AnonymousUser,
) -> BatchReport:
    """Write what the preview of a file showed, all of it or nothing."""
    check_edit_plan(by, programme)
    _lock(programme)
    plan = plan_initiative_import(programme, content)
    if count_lines(plan.lines)[Status.WRONG]:
        raise ProblemError(_("Filen har rader som är fel. Inget är inläst."))
    if plan.digest != approved:
        raise _changed_since()
    reason = _("Inläst från filen %(name)s") % {"name": file_name[:200]}
    return _write(programme, plan.records, by, "import_initiative", reason)


def _lock(programme: Programme) -> None:
    """One import or change of many at a time, where the database can lock rows."""
    rows = Initiative.objects.filter(programme=programme).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def _changed_since() -> ConflictError:
    return ConflictError(
        _(
            "Insatserna har ändrats sedan du granskade. Inget är ändrat. Granska den nya"
            " jämförelsen och säg ja igen."
        )
    )


def _write(
    programme: Programme,
    records: Collection[InitiativeRecord],
    by: User | AnonymousUser,
    action: str,
    reason: str,
) -> BatchReport:
    number, event = uuid.uuid4().hex, None
    plan = known_plan(programme)
    for record in records:
        row, is_new = _row(programme, record, by)
        event = _write_one(row, record, plan, by, (action, reason, number, is_new))
    return BatchReport(len(records), event)


def _row(
    programme: Programme, record: InitiativeRecord, by: User | AnonymousUser
) -> tuple[Initiative, bool]:
    if record.code:
        return locked_initiative(programme, record.code), False
    return create_initiative(programme=programme, name=record.name, by=by), True


def _write_one(
    row: Initiative,
    record: InitiativeRecord,
    plan: KnownPlan,
    by: User | AnonymousUser,
    about: tuple[str, str, str, bool],
) -> AuditEvent:
    action, reason, number, is_new = about
    before = initiative_text(row, plan)
    trace = Trace(row.pk, Node.objects.filter(initiative=row.pk))
    if is_new:
        trace.forget()
    write_record(row, record, day=timezone.localdate(), by=by)
    told = told_changes(before, write_initiative(record, plan)) | trace.as_change()
    return tell_initiative(action, row, by, {**told, "batch": [None, number]}, reason)
