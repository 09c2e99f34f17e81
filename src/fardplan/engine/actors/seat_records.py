"""A seat, and who is appointed to it, as one row of text.

In: the row's columns (:data:`SEAT_COLUMNS`). Out: a :class:`SeatRecord`, or every
problem by column. A seat that several have held over time has a row for each; a seat
that nobody has held has one row without a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fardplan.engine.actors.appointments import SeatTerm, Term
from fardplan.engine.actors.bodies import Period, SeatFact
from fardplan.engine.actors.text_fields import (
    FieldProblem,
    FieldReader,
    Known,
    day_text,
)
from fardplan.engine.actors.words import ROLES


if TYPE_CHECKING:
    from collections.abc import Mapping


# Field -> heading. ``number`` counts the seats of a body from 1 as they came to be.
SEAT_COLUMNS = {
    "body": "Organ",
    "number": "Plats",
    "role": "Roll",
    "order": "Ordning",
    "authority": "Representerar",
    "function": "Funktion",
    "party": "Parti",
    "seat_from": "Platsen finns från",
    "seat_to": "Platsen finns till",
    "person": "Person",
    "start": "Förordnad från",
    "end": "Förordnad till",
}
SEAT_REQUIRED = ("body", "number", "role")


@dataclass(frozen=True, kw_only=True)
class SeatRecord:
    """One row. ``person`` is a name, with a number when several bear it."""

    body: str
    number: int
    fact: SeatFact
    period: Period
    person: str = ""
    term: Period = Period()  # noqa: RUF009 -- frozen, so it may be shared


def read_seat(
    values: Mapping[str, str], known: Known
) -> tuple[SeatRecord | None, list[FieldProblem]]:
    """Read a row; the record is None when something is wrong."""
    reader = FieldReader(values, known)
    body = reader.text("body", 80, is_required=True)
    if body and body not in known.bodies:
        reader.wrong("body", f"”{body}” är inte kortadressen till något organ")
    number = reader.number("number", 9999)
    if not number:
        reader.wrong("number", "saknas; numrera organets platser 1, 2, 3 …")
    role = reader.choice("role", ROLES)
    order = reader.number("order", 9999) or 0
    authority = reader.authority("authority")
    function = reader.text("function", 80)
    party = reader.text("party", 40)
    seat_period = reader.period("seat_from", "seat_to")
    person, term = _read_term(reader)
    if person.endswith("#ny"):
        # Read once more, the file would make one more person.
        reader.wrong("person", "#ny går bara att skriva i formuläret")
    if reader.problems or role is None or number is None:
        return None, reader.problems
    fact = SeatFact(
        role=role, order=order, authority=authority, function=function, party=party
    )
    record = SeatRecord(
        body=body,
        number=number,
        fact=fact,
        period=seat_period,
        person=person,
        term=term,
    )
    return record, []


def read_person(
    values: Mapping[str, str], known: Known
) -> tuple[str, Period, list[FieldProblem]]:
    """Read only who, from and to, as when one person is appointed."""
    reader = FieldReader(values, known)
    person, term = _read_term(reader)
    if not person:
        reader.wrong("person", "saknas")
    return person, term, reader.problems


def _read_term(reader: FieldReader) -> tuple[str, Period]:
    person = reader.person("person")
    term = reader.period("start", "end")
    if person and not reader.is_written("start"):
        reader.wrong("start", "saknas; skriv när förordnandet börjar")
    if term != Period() and not person:
        reader.wrong("person", "saknas, men det finns datum för förordnandet")
    return person, term


def write_seat(record: SeatRecord, known: Known) -> dict[str, str]:
    """Write a record as a row of text, by field."""
    fact = record.fact
    return {
        "body": record.body,
        "number": str(record.number),
        "role": ROLES[fact.role],
        "order": str(fact.order),
        "authority": known.name_of(fact.authority) if fact.authority else "",
        "function": fact.function,
        "party": fact.party,
        "seat_from": day_text(record.period.start),
        "seat_to": day_text(record.period.end),
        "person": record.person,
        "start": day_text(record.term.start),
        "end": day_text(record.term.end),
    }


def without_person(record: SeatRecord) -> SeatRecord:
    """Give the seat alone, as if nobody had held it."""
    return replace(record, person="", term=Period())


def to_terms(records: list[SeatRecord]) -> tuple[list[SeatTerm], list[Term]]:
    """Give one body's rows as seats and terms, for the checks."""
    seats = {
        str(r.number): SeatTerm(key=str(r.number), fact=r.fact, period=r.period)
        for r in records
    }
    terms = [
        Term(
            seat=str(r.number),
            person=r.person.casefold(),
            start=r.term.start,
            end=r.term.end,
            name=r.person,
        )
        for r in records
        if r.person and r.term.start
    ]
    return list(seats.values()), terms
