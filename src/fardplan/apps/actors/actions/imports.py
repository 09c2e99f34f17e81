"""Doing what an import's preview showed, all of it or nothing."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.actions.body import import_bodies
from fardplan.apps.actors.actions.person import find_or_add_person
from fardplan.apps.actors.actions.traces import Trace
from fardplan.apps.actors.adapters import to_seat_columns
from fardplan.apps.actors.models import Appointment, Authority, Body, Person, Seat
from fardplan.apps.actors.queries import (
    known_words,
    latest_event_of_import,
    plan_import,
)
from fardplan.apps.actors.rules import check_import
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.engine.actors.import_plan import BodyPlan, Status, count_lines


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.engine.actors.seat_records import SeatRecord


@dataclass(frozen=True)
class ImportReport:
    """What an import did: rows that changed something, and an event to undo it by."""

    changed: int
    event: AuditEvent | None


@writes
def run_import(
    *,
    kind: str,
    content: bytes,
    approved: str,
    file_name: str,
    by: User | AnonymousUser | None,
) -> ImportReport:
    """Write what the plan of ``content`` says; give how many rows changed something.

    The plan is made anew, and must be the one that was approved, by its digest: when
    somebody changed a body meanwhile :class:`ConflictError` is raised. ``by`` is None
    on the command line, where whoever owns the machine acts.
    """
    if by is not None:
        check_import(by)
    # One import or edit at a time where the database can lock rows.
    list(Body.objects.select_for_update().values_list("pk"))
    plan = plan_import(kind, content)
    counts = count_lines(plan.lines)
    if counts[Status.WRONG]:
        raise ProblemError(_("Filen har rader som är fel. Inget är inläst."))
    if plan.digest != approved:
        raise ConflictError(
            _(
                "Registret har ändrats sedan du granskade filen. Inget är inläst."
                " Granska den nya jämförelsen och läs in igen."
            )
        )
    reason = _("Inläst från filen %(name)s") % {"name": file_name[:200]}
    number = uuid.uuid4().hex
    if isinstance(plan, BodyPlan):
        import_bodies(
            records=plan.records,
            known=known_words(),
            number=number,
            by=by,
            reason=reason,
        )
    else:
        _import_seats(plan.records, number, by, reason)
    changed = counts[Status.NEW] + counts[Status.CHANGED]
    return ImportReport(changed, latest_event_of_import(number))


def _import_seats(
    records: Sequence[SeatRecord],
    number: str,
    by: User | AnonymousUser | None,
    reason: str,
) -> None:
    by_body: dict[str, list[SeatRecord]] = defaultdict(list)
    for record in records:
        by_body[record.body].append(record)
    authorities = {a.code: a for a in Authority.objects.all()}
    known = known_words(people=True)
    people: dict[str, Person] = {}
    for code, own in by_body.items():
        body = Body.objects.get(code=code)
        trace = Trace(
            Seat.objects.filter(body=body), Appointment.objects.filter(seat__body=body)
        )
        seats = list(Seat.objects.filter(body=body).order_by("pk"))
        for record in sorted(own, key=lambda one: one.number):
            seat = _import_seat(body, seats, record, authorities)
            if record.person:
                label = record.person.casefold()
                if label not in people:
                    people[label] = find_or_add_person(label=record.person, known=known)
                _import_term(seat, people[label], record)
        record_event(
            action="import_seats",
            about=body,
            key=code,
            by=by,
            changes={"rows": [None, len(own)], "import": [None, number]}
            | trace.as_change(),
            reason=reason,
        )


def _import_seat(
    body: Body,
    seats: list[Seat],
    record: SeatRecord,
    authorities: dict[str, Authority],
) -> Seat:
    if record.number > len(seats):
        seats.append(Seat(body=body))
    seat = seats[record.number - 1]
    for name, value in to_seat_columns(record).items():
        setattr(seat, name, value)
    seat.authority = authorities.get(record.fact.authority)
    seat.save()
    return seat


def _import_term(seat: Seat, person: Person, record: SeatRecord) -> None:
    assert record.term.start is not None  # noqa: S101 -- read_seat asks for it
    Appointment.objects.update_or_create(
        seat=seat,
        person=person,
        valid_from=record.term.start,
        defaults={"valid_to": record.term.end},
    )
