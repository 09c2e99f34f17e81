"""Taking back what was done to a body, its seats and relations, or by a whole import.

Nothing is taken back that has been changed since: then the refusal says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.actions.body import edit_body, write_body_record
from fardplan.apps.actors.actions.person import forget_unseated
from fardplan.apps.actors.actions.seat import check_appointments, edit_seat
from fardplan.apps.actors.actions.traces import changed_since, put_back
from fardplan.apps.actors.adapters import to_body_record, to_seat_record
from fardplan.apps.actors.models import (
    Appointment,
    Body,
    BodyRelation,
    Seat,
)
from fardplan.apps.actors.queries import events_of_import, known_words
from fardplan.apps.actors.rules import check_import, check_undo
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.common.writes import writes
from fardplan.engine.actors.body_records import BODY_COLUMNS, read_body, write_body
from fardplan.engine.actors.seat_records import SEAT_COLUMNS, write_seat


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.engine.actors.text_fields import Known

_TOLD = ("seat_id", "seat_role", "seat_party", "kind", "target")
_DAYS = ("valid_to", "seat_to")


@writes
def undo_body_event(*, event: AuditEvent, by: User | AnonymousUser) -> None:
    """Put back what an event changed, unless it has been changed again since."""
    if "import" in event.changes:
        check_import(by)
        _undo_import(event.changes["import"][1], by)
        return
    try:
        check_undo(by, Body.objects.get(code=event.object_key), event)
        if "trace" in event.changes:
            _undo_trace(event, by)
            return
        undo = {
            "create_body": _undo_create_body,
            "edit_body": _undo_edit_body,
            "edit_seat": _undo_edit_seat,
            "appoint": _undo_appoint,
            "end_appointment": _undo_end,
        }.get(event.action)
        if undo is None:
            raise ConflictError(
                _("Det går inte att ångra: det gjordes innan ångra fanns för sådant.")
            )
        undo(event, by)
    except (Body.DoesNotExist, Seat.DoesNotExist, Appointment.DoesNotExist):
        raise changed_since() from None


def _undo_trace(event: AuditEvent, by: User | AnonymousUser) -> None:
    body = Body.objects.select_for_update().get(code=event.object_key)
    put_back(event.changes["trace"][1])
    check_appointments(body)
    _record(f"undo_{event.action}", body, by, _turned(event))


def _turned(event: AuditEvent) -> dict[str, Any]:
    """Give what the undoing tells: where it was, and the last day put back."""
    kept = {n: pair for n, pair in event.changes.items() if n in _TOLD}
    days = {n: pair[::-1] for n, pair in event.changes.items() if n in _DAYS}
    return kept | (days if event.action in ("end_body", "end_seat") else {})


def _undo_import(number: str, by: User | AnonymousUser) -> None:
    """Take back a whole import: seats as they were traced, bodies as they were told."""
    events = events_of_import(number)
    rows = {b.code: b for b in Body.objects.filter(code__in=_codes(events))}
    if set(rows) != _codes(events):
        raise changed_since()
    told = [e for e in events if e.action == "import_body"]
    if told:
        _undo_bodies(told, rows)
    for event in events:
        if "trace" in event.changes:
            put_back(event.changes["trace"][1])
            check_appointments(rows[event.object_key])
        _record(f"undo_{event.action}", rows[event.object_key], by, {})
    _forget_people(events)


def _undo_create_body(event: AuditEvent, by: User | AnonymousUser) -> None:
    """Take away a body that was added, if it has got nothing since."""
    body = Body.objects.select_for_update().get(code=event.object_key)
    now = write_body(to_body_record(body), known_words())
    told = {name: pair[1] for name, pair in event.changes.items()}
    if any(value != told.get(name, "") for name, value in now.items()):
        raise changed_since()
    _undo_bodies([event], {body.code: body})
    _record("undo_create_body", body, by, {})


def _codes(events: Sequence[AuditEvent]) -> set[str]:
    return {event.object_key for event in events}


def _undo_bodies(events: Sequence[AuditEvent], rows: Mapping[str, Body]) -> None:
    known = known_words()
    new = [event for event in events if _is_new(event)]
    for event in events:
        _check_as_left(event, rows[event.object_key], known)
    for event in events:
        if not _is_new(event):
            body = rows[event.object_key]
            now = write_body(to_body_record(body), known)
            _write_text(body, now | _told(event, 0), known)
    own = [rows[event.object_key].pk for event in new]
    if Seat.objects.filter(body__in=own).exists():
        raise ConflictError(
            _("Det går inte att ångra: ett av organen har fått platser efteråt.")
        )
    others = BodyRelation.objects.filter(target__in=own).exclude(source__in=own)
    if others.exists():
        raise ConflictError(
            _("Det går inte att ångra: ett av organen har fått relationer efteråt.")
        )
    Body.objects.filter(pk__in=own).delete()


def _is_new(event: AuditEvent) -> bool:
    # Every body has a name, so a body that had one was there before.
    return bool(event.changes.get("name")) and event.changes["name"][0] is None


def _told(event: AuditEvent, side: int) -> dict[str, str]:
    """Give the columns that an event tells of: 0 as they were, 1 as they became."""
    return {
        name: pair[side] or ""
        for name, pair in event.changes.items()
        if name in BODY_COLUMNS
    }


def _check_as_left(event: AuditEvent, body: Body, known: Known) -> None:
    now = write_body(to_body_record(body), known)
    if any(now[name] != value for name, value in _told(event, 1).items()):
        raise changed_since()


def _write_text(body: Body, text: Mapping[str, str], known: Known) -> None:
    record, _problems = read_body(text, known)
    if record is None:
        # What it referred to is gone.
        raise changed_since()
    write_body_record(body, record, known)


def _forget_people(events: Sequence[AuditEvent]) -> None:
    """Take away the people that nothing but the import knew of."""
    people = {
        after["person_id"]
        for event in events
        if "trace" in event.changes
        for name, _pk, _before, after in event.changes["trace"][1]
        if name == "appointment" and after
    }
    forget_unseated(people=people)


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
        raise changed_since()
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
        raise changed_since()
    return row


def _tell(
    action: str, row: Appointment, event: AuditEvent, by: User | AnonymousUser
) -> None:
    kept: dict[str, Any] = {
        name: pair
        for name, pair in event.changes.items()
        if name.startswith("seat_") or name in SEAT_COLUMNS or name == "person_id"
    }
    _record(action, row.seat.body, by, kept)


def _record(
    action: str, body: Body, by: User | AnonymousUser, changes: dict[str, Any]
) -> None:
    record_event(action=action, about=body, key=body.code, by=by, changes=changes)
