"""Bodies and seats as tables in the format that can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.actors.queries.body import body_records
from fardplan.apps.actors.queries.known import known_words
from fardplan.apps.actors.queries.seat import seat_records
from fardplan.engine.actors.body_records import BODY_COLUMNS, write_body
from fardplan.engine.actors.popolo import to_popolo
from fardplan.engine.actors.seat_records import SEAT_COLUMNS, without_person, write_seat


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.db.models import QuerySet

    from fardplan.apps.actors.models import Body
    from fardplan.engine.actors.seat_records import SeatRecord

BODY_HEADINGS = list(BODY_COLUMNS.values())
SEAT_HEADINGS = list(SEAT_COLUMNS.values())


def body_table(bodies: QuerySet[Body]) -> list[dict[str, str]]:
    """Give one row a body, by heading."""
    known = known_words()
    return [
        {BODY_COLUMNS[name]: text for name, text in write_body(record, known).items()}
        for record in body_records(bodies)
    ]


def seat_table(
    bodies: QuerySet[Body], is_shown: Callable[[str, str, str], bool]
) -> list[dict[str, str]]:
    """Give one row a seat and appointment, by heading.

    ``is_shown`` answers whether the name may be given for a level, role and party;
    where it may not, the seat is told without any appointment.
    """
    known = known_words(people=True)
    shown = _shown(bodies, seat_records(bodies, known), is_shown)
    rows = dict.fromkeys(tuple(write_seat(r, known).items()) for r in shown)
    return [{SEAT_COLUMNS[name]: text for name, text in row} for row in rows]


def popolo(
    bodies: QuerySet[Body], is_shown: Callable[[str, str, str], bool]
) -> dict[str, list[dict[str, Any]]]:
    """Give bodies, seats and appointments as Popolo."""
    known = known_words(people=True)
    shown = _shown(bodies, seat_records(bodies, known), is_shown)
    return to_popolo(body_records(bodies), shown, known.names)


def _shown(
    bodies: QuerySet[Body],
    records: list[SeatRecord],
    is_shown: Callable[[str, str, str], bool],
) -> list[SeatRecord]:
    levels = dict(bodies.order_by().values_list("code", "level"))
    return [
        record
        if is_shown(levels[record.body], record.fact.role.value, record.fact.party)
        else without_person(record)
        for record in records
    ]
