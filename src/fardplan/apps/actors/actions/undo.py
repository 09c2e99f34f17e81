"""Taking back the last thing that was done to a body or a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.actions.body import edit_body
from fardplan.apps.actors.actions.seat import check_appointments, edit_seat
from fardplan.apps.actors.adapters import to_body_record, to_seat_record
from fardplan.apps.actors.models import Appointment, Body, Seat
from fardplan.apps.actors.queries import known_words
from fardplan.apps.actors.rules import check_undo
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import writes
from fardplan.engine.actors.body_records import write_body
from fardplan.engine.actors.seat_records import SEAT_COLUMNS, write_seat


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User


@writes
def undo_body_event(*, event: AuditEvent, by: User | AnonymousUser) -> None:
    """Put back what an event changed, unless it has been changed again since."""
    body = Body.objects.get(code=event.object_key)
    check_undo(by, body, event)
    undo = {
        "edit_body": _undo_edit_body,
        "edit_seat": _undo_edit_seat,
        "appoint": _undo_appoint,
        "end_appointment": _undo_end,
    }[event.action]
    try:
        undo(event, by)
    except (Seat.DoesNotExist, Appointment.DoesNotExist):
        raise _changed_since() from None


def _undo_edit_body(event: AuditEvent, by: User | AnonymousUser) -> None:
    body = Body.objects.get(code=event.object_key)
    now = write_body(to_body_record(body), known_words())
    new, seen = _back(event, now)
    edit_body(code=body.code, new=new, seen=seen, by=by, action="undo_edit_body")


def _undo_edit_seat(event: AuditEvent, by: User | AnonymousUser) -> None:
    seat = Seat.objects.get(pk=event.changes["seat_id"][1])
    known = known_words()
    now = write_seat(to_seat_record(seat, 1, None, known), known)
    new, seen = _back(event, now)
    edit_seat(seat_id=seat.pk, new=new, seen=seen, by=by, action="undo_edit_seat")


def _back(
    event: AuditEvent, now: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Give what the fields were before the event, and what they are after it."""
    pairs = {name: pair for name, pair in event.changes.items() if name in now}
    if any(now[name] != after for name, (_before, after) in pairs.items()):
        raise _changed_since()
    return {n: pair[0] for n, pair in pairs.items()}, {n: now[n] for n in pairs}


def _undo_appoint(event: AuditEvent, by: User | AnonymousUser) -> None:
    row = _appointment(event)
    _tell("undo_appoint", row, event, by)
    row.delete()


def _undo_end(event: AuditEvent, by: User | AnonymousUser) -> None:
    row = _appointment(event)
    before, _after = event.changes["end"]
    _tell("undo_end_appointment", row, event, by)
    Appointment.objects.filter(pk=row.pk).update(valid_to=before)
    check_appointments(row.seat.body)


def _appointment(event: AuditEvent) -> Appointment:
    """Give the appointment, when it still is as the event left it."""
    row = Appointment.objects.select_related("seat__body").get(
        pk=event.changes["appointment_id"][1]
    )
    end = row.valid_to.isoformat() if row.valid_to else None
    if end != event.changes["end"][1]:
        raise _changed_since()
    return row


def _changed_since() -> ConflictError:
    return ConflictError(
        _("Det går inte att ångra: uppgiften har ändrats igen efteråt.")
    )


def _tell(
    action: str, row: Appointment, event: AuditEvent, by: User | AnonymousUser
) -> None:
    kept: dict[str, Any] = {
        name: pair
        for name, pair in event.changes.items()
        if name.startswith("seat_") or name in SEAT_COLUMNS or name == "person_id"
    }
    record_event(
        action=action,
        about=row.seat.body,
        key=row.seat.body.code,
        by=by,
        changes=kept,
    )
