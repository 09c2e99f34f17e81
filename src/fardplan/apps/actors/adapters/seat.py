"""Seats and appointments <-> the engine's facts and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.engine.actors.appointments import SeatTerm, Term
from fardplan.engine.actors.bodies import Period, SeatFact, SeatRole
from fardplan.engine.actors.seat_records import SeatRecord


if TYPE_CHECKING:
    from fardplan.apps.actors.models import Appointment, Seat
    from fardplan.engine.actors.text_fields import Known


def to_seat_fact(seat: Seat, person: str = "") -> SeatFact:
    """Give the seat, with who holds it (empty: vacant)."""
    return SeatFact(
        role=SeatRole(seat.role),
        order=seat.order,
        authority=seat.authority.code if seat.authority else "",
        function=seat.function,
        party=seat.party,
        person=person,
    )


def to_seat_term(seat: Seat) -> SeatTerm:
    """Give the seat and when it exists; its key is the row's number."""
    period = Period(seat.valid_from, seat.valid_to)
    return SeatTerm(key=str(seat.pk), fact=to_seat_fact(seat), period=period)


def to_term(row: Appointment) -> Term:
    """Give who sits where and when; the keys are the rows' numbers."""
    return Term(
        seat=str(row.seat_id),
        person=str(row.person_id),
        start=row.valid_from,
        end=row.valid_to,
        name=row.person.name,
    )


def to_seat_record(
    seat: Seat, number: int, row: Appointment | None, known: Known
) -> SeatRecord:
    """Give one row of the exchange file: a seat, and one who holds or held it."""
    person = known.person_label(row.person_id, row.person.name) if row else ""
    return SeatRecord(
        body=seat.body.code,
        number=number,
        fact=to_seat_fact(seat),
        period=Period(seat.valid_from, seat.valid_to),
        person=person,
        term=Period(row.valid_from, row.valid_to) if row else Period(),
    )


def to_seat_columns(record: SeatRecord) -> dict[str, Any]:
    """Give the seat's plain columns; whom it represents is set apart."""
    return {
        "role": record.fact.role.value,
        "order": record.fact.order,
        "function": record.fact.function,
        "party": record.fact.party,
        "valid_from": record.period.start,
        "valid_to": record.period.end,
    }
