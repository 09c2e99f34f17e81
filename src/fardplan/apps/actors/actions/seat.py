"""Every write to seats and to who is appointed to them.

Events tell people by number, not by name: a name can't be erased from a record that is
only ever added to, and what a person corrects should be right in the history too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.actions.changes import difference, refuse, wanted_changes
from fardplan.apps.actors.actions.person import find_or_add_person
from fardplan.apps.actors.actions.traces import Trace
from fardplan.apps.actors.adapters import (
    to_composition_rule,
    to_seat_columns,
    to_seat_record,
    to_seat_term,
    to_term,
)
from fardplan.apps.actors.models import Appointment, Authority, Body, Seat
from fardplan.apps.actors.queries import known_words
from fardplan.apps.actors.rules import check_edit_seats
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.engine.actors.appointments import check_terms
from fardplan.engine.actors.composition import chairs_allowed
from fardplan.engine.actors.seat_records import (
    SEAT_COLUMNS,
    read_person,
    read_seat,
    write_seat,
)


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.engine.actors.seat_records import SeatRecord


@writes
def add_seat(
    *,
    body_code: str,
    new: Mapping[str, str],
    by: User | AnonymousUser,
    reason: str = "",
) -> AuditEvent:
    """Add a place to a body; ``new`` is its row of text (engine/actors/seat_records)."""
    body = Body.objects.select_for_update().get(code=body_code)
    check_edit_seats(by, body)
    known = known_words()
    record, problems = read_seat({**new, "body": body_code, "number": "1"}, known)
    refuse(problems, SEAT_COLUMNS)
    assert record is not None  # noqa: S101 -- without problems there is a record
    trace = Trace(Seat.objects.filter(body=body))
    seat = Seat(body=body)
    write_seat_columns(seat, record)
    changes = _without_place(difference({}, write_seat(record, known)))
    return _tell("add_seat", seat, by, reason, changes | trace.as_change())


@writes
def edit_seat(
    *,
    seat_id: int,
    new: Mapping[str, str],
    seen: Mapping[str, str],
    by: User | AnonymousUser,
    reason: str = "",
    action: str = "edit_seat",
) -> AuditEvent | None:
    """Change a seat; give the event, or None when nothing differs."""
    seat = Seat.objects.select_for_update().get(pk=seat_id)
    check_edit_seats(by, seat.body)
    known = known_words()
    now = write_seat(to_seat_record(seat, 1, None, known), known)
    changed = wanted_changes(now, new, seen, SEAT_COLUMNS)
    record, problems = read_seat(now | changed, known)
    refuse(problems, SEAT_COLUMNS)
    assert record is not None  # noqa: S101 -- without problems there is a record
    changes = difference(now, write_seat(record, known))
    if not changes:
        return None
    write_seat_columns(seat, record)
    check_appointments(seat.body)
    return _tell(action, seat, by, reason, changes)


@writes
def end_seat(
    *, seat_id: int, day: date, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Let a seat cease after ``day``, and with it who then holds it."""
    seat = Seat.objects.select_for_update().get(pk=seat_id)
    check_edit_seats(by, seat.body)
    if seat.valid_from and seat.valid_from > day:
        raise ProblemError(
            _("Platsen finns först från %(day)s.") % {"day": seat.valid_from}
        )
    trace = Trace(Seat.objects.filter(pk=seat_id), seat.appointments.all())
    later = seat.appointments.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    later.filter(valid_from__gt=day).delete()
    later.update(valid_to=day)
    before, seat.valid_to = seat.valid_to, day
    seat.save(update_fields=["valid_to"])
    changes = {"seat_to": [before, day]} | trace.as_change()
    return _tell("end_seat", seat, by, reason, changes)


@writes
def remove_seat(
    *, seat_id: int, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Take away a seat that was wrongly entered and that nobody has held."""
    seat = Seat.objects.select_for_update().get(pk=seat_id)
    check_edit_seats(by, seat.body)
    if seat.appointments.exists():
        raise ProblemError(
            _("Någon har haft platsen, så den kan bara avslutas, inte tas bort.")
        )
    trace = Trace(Seat.objects.filter(pk=seat_id))
    Seat.objects.filter(pk=seat_id).delete()
    return _tell("remove_seat", seat, by, reason, trace.as_change())


@writes
def appoint(
    *,
    seat_id: int,
    new: Mapping[str, str],
    by: User | AnonymousUser,
    reason: str = "",
) -> AuditEvent:
    """Appoint a person to a seat: ``new`` has ``person``, ``start`` and ``end``."""
    seat = Seat.objects.select_related("body").get(pk=seat_id)
    check_edit_seats(by, seat.body)
    known = known_words(people=True)
    label, term, problems = read_person(new, known)
    refuse(problems, SEAT_COLUMNS)
    assert term.start is not None  # noqa: S101 -- without problems there is a first day
    # The body is the lock: its seats are checked together.
    Body.objects.select_for_update().get(pk=seat.body_id)
    person = find_or_add_person(label=label, known=known)
    row = Appointment.objects.create(
        seat=seat, person=person, valid_from=term.start, valid_to=term.end
    )
    check_appointments(seat.body)
    return _tell("appoint", seat, by, reason, appointment_changes(row))


@writes
def end_appointment(
    *, appointment_id: int, day: date, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Let ``day`` be the last day that a person holds a seat."""
    row = Appointment.objects.select_related("seat__body", "person").get(
        pk=appointment_id
    )
    check_edit_seats(by, row.seat.body)
    Body.objects.select_for_update().get(pk=row.seat.body_id)
    before, row.valid_to = row.valid_to, day
    if day < row.valid_from:
        raise ProblemError(
            _("Förordnandet börjar %(day)s och kan inte sluta före det.")
            % {"day": row.valid_from}
        )
    row.save(update_fields=["valid_to"])
    check_appointments(row.seat.body)
    changes = appointment_changes(row) | {"end": [before, day]}
    return _tell("end_appointment", row.seat, by, reason, changes)


def check_appointments(body: Body) -> None:
    """Raise a problem when the body's seats and appointments can't be so."""
    seats = list(
        Seat.objects.filter(body=body)
        .select_related("authority", "body")
        .prefetch_related("appointments__person")
    )
    terms = [to_term(row) for seat in seats for row in seat.appointments.all()]
    rules = [to_composition_rule(row) for row in body.composition_rules.all()]
    found = check_terms([to_seat_term(s) for s in seats], terms, chairs_allowed(rules))
    if found:
        told = found[0].text
        raise ProblemError(f"{told[0].upper()}{told[1:]}.")


def write_seat_columns(seat: Seat, record: SeatRecord) -> None:
    """Make the row say what the record says; call it inside an action."""
    for name, value in to_seat_columns(record).items():
        setattr(seat, name, value)
    code = record.fact.authority
    seat.authority = Authority.objects.get(code=code) if code else None
    seat.save()


def appointment_changes(row: Appointment) -> dict[str, list[Any]]:
    """Give what an event tells of an appointment: the person by number."""
    return {
        "appointment_id": [None, row.pk],
        "person_id": [None, row.person_id],
        "start": [None, row.valid_from],
        "end": [None, row.valid_to],
    }


def _without_place(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {
        name: pair
        for name, pair in changes.items()
        if pair[1] and name not in ("body", "number")
    }


def _tell(
    action: str,
    seat: Seat,
    by: User | AnonymousUser,
    reason: str,
    changes: dict[str, Any],
) -> AuditEvent:
    # Role and party as they were then: they decide who may see whose name it is.
    place = {"seat_id": seat.pk, "seat_role": seat.role, "seat_party": seat.party}
    return record_event(
        action=action,
        about=seat.body,
        key=seat.body.code,
        by=by,
        changes={name: [None, value] for name, value in place.items()} | changes,
        reason=reason,
    )
