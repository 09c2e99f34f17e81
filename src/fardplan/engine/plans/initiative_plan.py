"""What a file of initiatives would change, row by row, before anything is changed.

In: the rows of a file and the records that are there. Out: a line for each row (new,
changed, unchanged, wrong) and the records to write. The digest covers it all: who
approved a plan approved exactly that.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from fardplan.engine.actors.import_plan import PlanLine, Status
from fardplan.engine.actors.text_fields import FieldProblem, Known
from fardplan.engine.plans.initiative_fields import KnownPlan
from fardplan.engine.plans.initiative_records import (
    InitiativeRecord,
    read_initiative,
    write_initiative,
)
from fardplan.engine.plans.phases import Phase
from fardplan.engine.shared.read_table import TableRow


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class InitiativePlan:
    """The whole file; ``records`` are those to write, the new ones without a code."""

    lines: list[PlanLine]
    records: list[InitiativeRecord]

    @property
    def digest(self) -> str:
        text = json.dumps([asdict(line) for line in self.lines], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def plan_initiatives(
    rows: Sequence[TableRow],
    existing: Mapping[str, InitiativeRecord],
    plan: KnownPlan,
    *,
    can_add: bool,
) -> InitiativePlan:
    """Compare a file with what is there. ``can_add``: there is a draft to add to."""
    first_row: dict[str, int] = {}
    lines: list[PlanLine] = []
    records: list[InitiativeRecord] = []
    for row in rows:
        code = row.values.get("code", "").strip()
        before = existing.get(code)
        old = write_initiative(before, plan) if before else _empty()
        record, problems = read_initiative(
            old | dict(row.values), plan, before.phase if before else Phase.IDEA
        )
        problems = [*problems, *_misplaced(row, code, before, can_add)]
        if code in first_row:
            problems.append(_problem("code", f"finns redan på rad {first_row[code]}"))
        if code:
            first_row.setdefault(code, row.number)
        line = _line(row, before, record, problems, plan)
        lines.append(line)
        if record and line.status in (Status.NEW, Status.CHANGED):
            records.append(record)
    return InitiativePlan(lines, records)


def plan_changes(
    records: Sequence[InitiativeRecord],
    new: Mapping[str, str],
    plan: KnownPlan,
    gate_reason: str = "",
) -> InitiativePlan:
    """Give what the same new values would do to each of many."""
    lines: list[PlanLine] = []
    changed: list[InitiativeRecord] = []
    for number, before in enumerate(records, 1):
        old = write_initiative(before, plan)
        record, problems = read_initiative(
            old | dict(new), plan, before.phase, gate_reason
        )
        row = TableRow(number, {"name": before.name})
        line = _line(row, before, record, problems, plan)
        lines.append(line)
        if record and line.status is Status.CHANGED:
            changed.append(record)
    return InitiativePlan(lines, changed)


def _empty() -> dict[str, str]:
    """Give what a new row has where the file says nothing."""
    return write_initiative(InitiativeRecord(name=""), KnownPlan(Known()))


def _misplaced(
    row: TableRow, code: str, before: InitiativeRecord | None, can_add: bool
) -> list[FieldProblem]:
    name = " ".join(row.values.get("name", "").split())
    if before is None and code:
        return [_problem("code", f"”{code}” finns inte; lämna tomt för en ny insats")]
    if before is None and not can_add:
        return [_problem("name", "nya insatser behöver ett utkast av planen att stå i")]
    if before and name and name != before.name:
        return [_problem("name", f"ändras i planen; här heter den ”{before.name}”")]
    return []


def _problem(column: str, reason: str) -> FieldProblem:
    return FieldProblem(column, reason)


def _line(
    row: TableRow,
    before: InitiativeRecord | None,
    record: InitiativeRecord | None,
    problems: list[FieldProblem],
    plan: KnownPlan,
) -> PlanLine:
    label = before.name if before else row.values.get("name", "").strip()
    if problems or record is None:
        return PlanLine(
            row=row.number,
            label=label,
            status=Status.WRONG,
            changes={},
            problems=tuple(problems),
        )
    old = write_initiative(before, plan) if before else {}
    changes = {
        name: (old.get(name, ""), text)
        for name, text in write_initiative(record, plan).items()
        if old.get(name, "") != text
    }
    status = Status.NEW if before is None else Status.CHANGED
    if before and not changes:
        status = Status.UNCHANGED
    return PlanLine(row=row.number, label=label, status=status, changes=changes)
