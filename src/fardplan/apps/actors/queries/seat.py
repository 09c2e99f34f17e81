"""Named reads of seats, appointments and the people in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.apps.actors.adapters import (
    to_composition_rule,
    to_seat_fact,
    to_seat_record,
)
from fardplan.apps.actors.models import Appointment, Body, Person, Seat
from fardplan.apps.actors.queries.body import on_day
from fardplan.engine.actors.appointments import ROLE_ORDER
from fardplan.engine.actors.bodies import BodyFact, BodyType, Level, SeatRole
from fardplan.engine.actors.composition import check_composition, write_rule
from fardplan.engine.actors.seat_records import write_seat


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.engine.actors.composition import CompositionProblem
    from fardplan.engine.actors.seat_records import SeatRecord
    from fardplan.engine.actors.text_fields import Known


@dataclass(frozen=True)
class SeatOnDay:
    """A seat as it is on a day; ``holder`` is None when vacant."""

    seat: Seat
    holder: Appointment | None


def seats_on(body: Body, day: date) -> list[SeatOnDay]:
    """Give the body's seats on ``day``: chair first, substitutes in their order."""
    return _on_day(Seat.objects.filter(body=body), day)


def vacancies(bodies: QuerySet[Body], day: date) -> list[SeatOnDay]:
    """Give the seats of some bodies that nobody holds on ``day``."""
    found = _on_day(Seat.objects.filter(body__in=bodies), day)
    return [one for one in found if one.holder is None]


@dataclass(frozen=True)
class BodyState:
    """What a body's secretary has to see to on a day."""

    body: Body
    vacant: list[Seat]
    ending: list[Appointment]
    problems: list[CompositionProblem]


def body_states(codes: Iterable[str], day: date, until: date) -> list[BodyState]:
    """Give what is missing on ``day`` in some bodies, and which appointments end
    between then and ``until`` with nobody to follow."""
    bodies = Body.objects.filter(code__in=list(codes)).prefetch_related(
        "authorities", "composition_rules"
    )
    seats: dict[int, list[SeatOnDay]] = defaultdict(list)
    for one in _on_day(Seat.objects.filter(body__in=bodies), day):
        seats[one.seat.body_id].append(one)
    return [_state(body, seats[body.pk], until) for body in bodies]


def _state(body: Body, seats: list[SeatOnDay], until: date) -> BodyState:
    return BodyState(
        body=body,
        vacant=[one.seat for one in seats if one.holder is None],
        ending=[
            one.holder
            for one in seats
            if one.holder and _ends_alone(one.seat, one.holder, until)
        ],
        problems=composition_problems(body, seats),
    )


def _ends_alone(seat: Seat, holder: Appointment, until: date) -> bool:
    """True when nobody takes over, though the seat goes on."""
    end = holder.valid_to
    if end is None or end > until or (seat.valid_to and seat.valid_to <= end):
        return False
    return not any(row.valid_from > end for row in seat.appointments.all())


def _on_day(seats: QuerySet[Seat], day: date) -> list[SeatOnDay]:
    there = seats.filter(on_day(day))
    # Joined by hand, and only those of the day: a prefetch reads every term of a seat.
    held = Appointment.objects.filter(on_day(day), seat__in=there.order_by())
    rows = held.select_related("person").order_by("valid_from", "pk")
    holders = {row.seat_id: row for row in rows}
    shown = [
        SeatOnDay(seat, holders.get(seat.pk))
        for seat in there.select_related("authority", "body").order_by()
    ]
    return sorted(shown, key=lambda one: _seat_order(one.seat))


def _seat_order(seat: Seat) -> tuple[str, int, int, int]:
    return (
        seat.body.sort_key,
        ROLE_ORDER.index(SeatRole(seat.role)),
        seat.order,
        seat.pk,
    )


def seat_by_id(seat_id: int) -> Seat:
    """Give one seat with its body and whom it represents."""
    return Seat.objects.select_related("body", "authority").get(pk=seat_id)


def appointment_by_id(appointment_id: int) -> Appointment:
    """Give one appointment with its seat, body and person."""
    return Appointment.objects.select_related("seat__body", "person").get(
        pk=appointment_id
    )


def own_person(user: User) -> Person | None:
    """Give the person that an account is tied to, if any."""
    return Person.objects.filter(user=user).first()


def people_by_id(numbers: Iterable[int]) -> dict[int, str]:
    """Give names by number, for the history, which holds numbers only."""
    return dict(Person.objects.filter(pk__in=set(numbers)).values_list("pk", "name"))


def seat_text(seat: Seat, known: Known) -> dict[str, str]:
    """Give a seat as a row of text, as the form shows it."""
    return write_seat(to_seat_record(seat, 1, None, known), known)


def composition_rules(body: Body) -> list[str]:
    """Give the body's rules of composition as they are written."""
    rules = body.composition_rules.all()
    return [write_rule(to_composition_rule(row)) for row in rules]


def composition_problems(
    body: Body, seats: list[SeatOnDay]
) -> list[CompositionProblem]:
    """Give what is missing among the seats of a day, by the body's own rules."""
    authorities = body.authorities.all()
    fact = BodyFact(
        code=body.code,
        name=body.name,
        type=BodyType(body.body_type),
        level=Level(body.level),
        authorities=tuple(a.code for a in authorities),
        seats=tuple(
            to_seat_fact(one.seat, str(one.holder.person_id) if one.holder else "")
            for one in seats
        ),
    )
    rules = [to_composition_rule(row) for row in body.composition_rules.all()]
    return check_composition(fact, rules, {a.code: a.name for a in authorities})


def seat_records(bodies: QuerySet[Body], known: Known) -> list[SeatRecord]:
    """Give every seat and appointment as the exchange file holds them.

    Seats are numbered within their body in the order in which they came to be, so that
    a number stays what it is.
    """
    own = bodies.order_by().values("pk")
    # Joined by hand: a prefetch makes a query set for each seat, and 40,000 took 20 s.
    held: dict[int, list[Appointment]] = defaultdict(list)
    appointments = Appointment.objects.filter(seat__body__in=own)
    for row in appointments.select_related("person").order_by("valid_from", "pk"):
        held[row.seat_id].append(row)
    seats = Seat.objects.filter(body__in=own).select_related("body", "authority")
    records: list[SeatRecord] = []
    numbers: dict[int, int] = defaultdict(int)
    for seat in seats.order_by("body__sort_key", "body__code", "pk"):
        numbers[seat.body_id] += 1
        rows: list[Appointment | None] = [*held[seat.pk]] or [None]
        records += [
            to_seat_record(seat, numbers[seat.body_id], row, known) for row in rows
        ]
    return records
