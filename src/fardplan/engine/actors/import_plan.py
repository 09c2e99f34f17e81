"""What an import would change, row by row, before anything is changed.

In: the rows of a file and the records that are there. Out: for each row whether it is
new, changes something, changes nothing or is wrong, and the records to write. What the
file does not mention is left as it is. The digest covers all of it: who approved a plan
approved exactly that.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fardplan.engine.actors.appointments import TermProblemKind, check_terms
from fardplan.engine.actors.body_records import BodyRecord, read_body, write_body
from fardplan.engine.actors.composition import chairs_allowed
from fardplan.engine.actors.seat_records import (
    SeatRecord,
    read_seat,
    to_terms,
    without_person,
    write_seat,
)
from fardplan.engine.actors.text_fields import FieldProblem, Known


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fardplan.engine.actors.composition import CompositionRule
    from fardplan.engine.shared.read_table import TableRow


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One row of the file: what it would do. ``changes`` is field -> before, after."""

    row: int
    label: str
    status: Status
    changes: dict[str, tuple[str, str]]
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True)
class BodyPlan:
    """The whole file of bodies."""

    lines: list[PlanLine]
    records: list[BodyRecord]

    @property
    def digest(self) -> str:
        return _digest(self.lines)


@dataclass(frozen=True)
class SeatPlan:
    """The whole file of seats."""

    lines: list[PlanLine]
    records: list[SeatRecord]

    @property
    def digest(self) -> str:
        return _digest(self.lines)


def count_lines(lines: Iterable[PlanLine]) -> dict[Status, int]:
    """Give how many rows there are of each status."""
    counts = dict.fromkeys(Status, 0)
    for line in lines:
        counts[line.status] += 1
    return counts


def plan_bodies(
    rows: Sequence[TableRow], existing: Mapping[str, BodyRecord], known: Known
) -> BodyPlan:
    """Compare a file of bodies with those that exist; arrows may point within the file."""
    in_file = frozenset(row.values["code"].strip() for row in rows)
    wider = replace(known, bodies=known.bodies | in_file)
    first_row: dict[str, int] = {}
    lines, records = [], []
    for row in rows:
        before = existing.get(row.values["code"].strip())
        old = write_body(before, known) if before else {}
        # A column that the file leaves out says nothing, so what is there stays.
        record, problems = read_body(old | dict(row.values), wider)
        if record and record.code in first_row:
            reason = f"”{record.code}” finns redan på rad {first_row[record.code]}"
            problems = [FieldProblem("code", reason)]
        if record:
            first_row.setdefault(record.code, row.number)
        lines.append(_body_line(row, record, old, problems, wider))
        if record and lines[-1].status in (Status.NEW, Status.CHANGED):
            records.append(record)
    return BodyPlan(lines, records)


def _body_line(
    row: TableRow,
    record: BodyRecord | None,
    old: dict[str, str],
    problems: list[FieldProblem],
    known: Known,
) -> PlanLine:
    label = row.values.get("name", "").strip() or row.values["code"].strip()
    if problems or record is None:
        return _wrong(row, label, problems)
    return _line(row, label, old, write_body(record, known))


def plan_seats(
    rows: Sequence[TableRow],
    existing: Mapping[str, Sequence[SeatRecord]],
    rules: Mapping[str, Sequence[CompositionRule]],
    known: Known,
) -> SeatPlan:
    """Compare a file of seats with those that exist, body by body.

    ``existing`` has a record for each appointment, and one for each seat without any.
    """
    problems: dict[int, list[FieldProblem]] = {}
    records: dict[int, SeatRecord] = {}
    for row in rows:
        record, found = read_seat(_with_kept(row, existing, known), known)
        if record:
            records[row.number] = _with_kept_end(row, record, existing)
        problems[row.number] = found
    by_body: dict[str, dict[int, SeatRecord]] = defaultdict(dict)
    for number, record in records.items():
        by_body[record.body][number] = record
    for body, own in by_body.items():
        chairs = chairs_allowed(rules.get(body, ()))
        found_here = _check_body(own, list(existing.get(body, ())), chairs)
        for number, reason in found_here:
            problems[number].append(reason)
    lines = []
    to_write = []
    for row in rows:
        record = records.get(row.number)
        line = _seat_line(row, record, existing, problems[row.number], known)
        lines.append(line)
        if record and line.status in (Status.NEW, Status.CHANGED):
            to_write.append(record)
    return SeatPlan(lines, to_write)


def _with_kept(
    row: TableRow, existing: Mapping[str, Sequence[SeatRecord]], known: Known
) -> dict[str, str]:
    """Give the row with what is there for the columns that the file leaves out."""
    number = row.values["number"].strip()
    for old in existing.get(row.values["body"].strip(), ()):
        if str(old.number) == number:
            kept = write_seat(without_person(old), known)
            return kept | dict(row.values)
    return dict(row.values)


def _with_kept_end(
    row: TableRow, record: SeatRecord, existing: Mapping[str, Sequence[SeatRecord]]
) -> SeatRecord:
    """Keep the last day of an appointment when the file has no column for it."""
    if "end" in row.values:
        return record
    for old in existing.get(record.body, ()):
        if _identity(old) == _identity(record):
            return replace(record, term=old.term)
    return record


def _check_body(
    own: dict[int, SeatRecord], old: list[SeatRecord], chairs: int
) -> list[tuple[int, FieldProblem]]:
    found: list[tuple[int, FieldProblem]] = []
    numbers = {record.number for record in old}
    facts: dict[int, SeatRecord] = {}
    seen: dict[tuple[int, str, str], int] = {}
    for row, record in own.items():
        highest = max(numbers, default=0)
        if record.number > highest + 1:
            reason = f"plats {record.number} finns inte; nästa lediga är {highest + 1}"
            found.append((row, FieldProblem("number", reason)))
        numbers.add(record.number)
        first = facts.setdefault(record.number, record)
        if (first.fact, first.period) != (record.fact, record.period):
            reason = f"plats {record.number} beskrivs på olika sätt i två rader"
            found.append((row, FieldProblem("number", reason)))
        if _identity(record) in seen:
            reason = (
                f"samma plats och förordnande finns på rad {seen[_identity(record)]}"
            )
            found.append((row, FieldProblem("number", reason)))
        seen.setdefault(_identity(record), row)
    return found + _check_terms(own, merge_seats(old, list(own.values())), chairs)


def _check_terms(
    own: dict[int, SeatRecord], merged: list[SeatRecord], chairs: int
) -> list[tuple[int, FieldProblem]]:
    seats, terms = to_terms(merged)
    found = []
    for problem in check_terms(seats, terms, chairs):
        concerned = {(int(t.seat), t.person, t.start) for t in problem.terms}
        rows = [
            row
            for row, record in own.items()
            if (record.number, record.person.casefold(), record.term.start) in concerned
        ]
        column = "end" if problem.kind is TermProblemKind.REVERSED else "start"
        # Told at the last row of the file that takes part; the other may be stored.
        found += [(row, FieldProblem(column, problem.text)) for row in rows[-1:]]
    return found


def _identity(record: SeatRecord) -> tuple[int, str, str]:
    """Give what an appointment is known by: seat, person and first day."""
    return record.number, record.person.casefold(), str(record.term.start or "")


def merge_seats(old: list[SeatRecord], new: list[SeatRecord]) -> list[SeatRecord]:
    """Give the records as they will be: new ones replace those of the same identity."""
    facts = {record.number: (record.fact, record.period) for record in new}
    merged = {_identity(record): record for record in [*old, *new]}
    return [
        replace(r, fact=facts[r.number][0], period=facts[r.number][1])
        if r.number in facts
        else r
        for r in merged.values()
    ]


def _seat_line(
    row: TableRow,
    record: SeatRecord | None,
    existing: Mapping[str, Sequence[SeatRecord]],
    problems: list[FieldProblem],
    known: Known,
) -> PlanLine:
    label = f"{row.values['body'].strip()} {row.values['number'].strip()}"
    if problems or record is None:
        return _wrong(row, label, problems)
    same_seat = [r for r in existing.get(record.body, ()) if r.number == record.number]
    before = next((r for r in same_seat if _identity(r) == _identity(record)), None)
    if before is None and same_seat:
        # The seat is there but not this appointment: the seat's own columns are compared.
        if not record.person:
            before = replace(record, fact=same_seat[0].fact, period=same_seat[0].period)
        else:
            bare = without_person(same_seat[0])
            return _line(row, label, write_seat(bare, known), write_seat(record, known))
    old = write_seat(before, known) if before else {}
    return _line(row, label, old, write_seat(record, known))


def _line(
    row: TableRow, label: str, old: dict[str, str], new: dict[str, str]
) -> PlanLine:
    changes = {
        name: (old.get(name, ""), value)
        for name, value in new.items()
        if old.get(name, "") != value
    }
    status = Status.CHANGED if changes and old else Status.NEW
    if not changes:
        status = Status.UNCHANGED
    return PlanLine(row=row.number, label=label, status=status, changes=changes)


def _wrong(row: TableRow, label: str, problems: list[FieldProblem]) -> PlanLine:
    return PlanLine(
        row=row.number,
        label=label,
        status=Status.WRONG,
        changes={},
        problems=tuple(problems),
    )


def _digest(lines: list[PlanLine]) -> str:
    text = json.dumps([asdict(line) for line in lines], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
