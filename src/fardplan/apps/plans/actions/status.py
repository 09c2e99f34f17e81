"""Telling how an initiative goes: the status, and the phase it has come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.initiative_changes import (
    Trace,
    changed_meanwhile,
    locked_initiative,
    tell_initiative,
    write_record,
)
from fardplan.apps.plans.adapters import to_initiative_record
from fardplan.apps.plans.queries.initiative_owed import REMINDED
from fardplan.apps.plans.rules import check_tell_status
from fardplan.apps.plans.states import INITIATIVE_FIELDS, PhaseLabel, StatusLabel
from fardplan.engine.plans.phases import (
    Evaluation,
    Phase,
    RefusedPhaseError,
    Status,
    check_phase,
)


if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import Initiative, Programme

LONGEST_TEXT, LONGEST_STEP = 6000, 300


@dataclass(frozen=True)
class NewStatus:
    """What a person tells; ``phase`` is empty when it is as before."""

    status: str
    text: str = ""
    next_step: str = ""
    next_day: date | None = None
    phase: str = ""
    gate_reason: str = ""


@writes
def tell_status(
    *,
    programme: Programme,
    code: str,
    new: NewStatus,
    revision: int,
    by: User,
    through_link: bool = False,
) -> AuditEvent | None:
    """Note how an initiative goes; None when the same person told the same today.

    ``revision`` is what the person saw: when somebody else has told something since,
    :class:`ConflictError` is raised and nothing written.
    """
    row = locked_initiative(programme, code)
    check_tell_status(by, row)
    _check(row, new)
    if _is_told(row, new, by):
        return None
    if row.revision != revision:
        raise changed_meanwhile(row, _now(row))
    before = to_initiative_record(row)
    record = replace(
        before,
        status=Status(new.status),
        status_text=new.text,
        status_day=timezone.localdate(),
        next_step=new.next_step,
        next_day=new.next_day,
        phase=Phase(new.phase or row.phase),
    )
    trace = Trace(row.pk)
    write_record(
        row, record, day=timezone.localdate(), by=by, through_link=through_link
    )
    told: dict[str, list[Any]] = {
        "status": [before.status.value, record.status.value],
        "phase": [before.phase.value, record.phase.value],
        "next_step": [before.next_step, record.next_step],
        "through_link": [None, through_link],
    }
    kept = {n: pair for n, pair in told.items() if pair[0] != pair[1] and pair[1]}
    changes = {"status": told["status"], **kept, **trace.as_change()}
    return tell_initiative("tell_status", row, by, changes, new.gate_reason)


def _check(row: Initiative, new: NewStatus) -> None:
    if new.status not in StatusLabel.values or new.status == StatusLabel.NONE:
        raise ProblemError(_("Välj hur det går."))
    if len(new.text) > LONGEST_TEXT or len(new.next_step) > LONGEST_STEP:
        raise ProblemError(_("Texten är för lång. Korta den och spara igen."))
    _check_gate(row, new.phase or row.phase, new.gate_reason)


def _check_gate(row: Initiative, phase: str, reason: str) -> None:
    if phase not in PhaseLabel.values:
        raise ProblemError(_("Den fasen finns inte."))
    try:
        check_phase(Phase(row.phase), Phase(phase), Evaluation(row.evaluation), reason)
    except RefusedPhaseError as refusal:
        raise ProblemError(_(str(refusal))) from refusal


def _is_told(row: Initiative, new: NewStatus, by: User) -> bool:
    """True for the second of two clicks: the latest status says just this."""
    latest = row.updates.first()
    return (
        latest is not None
        and latest.day == timezone.localdate()
        and latest.by_id == by.pk
        and row.status_day == latest.day
        and (row.status, row.status_text) == (new.status, new.text)
        and (row.next_step, row.next_day) == (new.next_step, new.next_day)
        and row.phase == (new.phase or row.phase)
    )


def _now(row: Initiative) -> dict[str, str]:
    return {
        str(INITIATIVE_FIELDS["status"]).lower(): str(row.get_status_display()),
        str(INITIATIVE_FIELDS["status_text"]).lower(): row.status_text,
        str(INITIATIVE_FIELDS["next_step"]).lower(): row.next_step,
    }


@writes
def move_phase(
    *,
    programme: Programme,
    code: str,
    phase: str,
    gate_reason: str = "",
    by: User | AnonymousUser,
) -> AuditEvent | None:
    """Let an initiative come to another phase; None when it is there already."""
    row = locked_initiative(programme, code)
    check_tell_status(by, row)
    if row.phase == phase:
        return None
    _check_gate(row, phase, gate_reason)
    trace, before = Trace(row.pk), row.phase
    row.phase = phase
    row.revision += 1
    row.save()
    changes = {"phase": [before, phase], **trace.as_change()}
    return tell_initiative("move_phase", row, by, changes, gate_reason)


@writes
def note_link_sent(*, row: Initiative, to: User) -> AuditEvent:
    """Leave that a person was sent a link to tell how the initiative goes."""
    return tell_initiative(REMINDED, row, None, {"person": [None, to.pk]})


@writes
def note_link_opened(*, row: Initiative, by: User) -> AuditEvent:
    """Leave that somebody opened the link that was sent to a person."""
    return tell_initiative("open_status_link", row, by, {})
