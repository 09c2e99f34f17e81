"""What an import would do, computed from the file and what is there now."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fardplan.apps.actors.adapters import to_composition_rule
from fardplan.apps.actors.models import Body, CompositionRule
from fardplan.apps.actors.queries.body import existing_bodies
from fardplan.apps.actors.queries.known import known_words
from fardplan.apps.actors.queries.seat import seat_records
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.actors.body_records import BODY_COLUMNS, REQUIRED_COLUMNS
from fardplan.engine.actors.import_plan import (
    BodyPlan,
    SeatPlan,
    count_lines,
    plan_bodies,
    plan_seats,
)
from fardplan.engine.actors.seat_records import SEAT_COLUMNS, SEAT_REQUIRED
from fardplan.engine.shared.read_table import TableError, read_table


if TYPE_CHECKING:
    from fardplan.engine.actors.composition import CompositionRule as RuleFact
    from fardplan.engine.actors.seat_records import SeatRecord

BODIES, SEATS = "organ", "platser"
__all__ = [
    "BODIES",
    "IMPORTS",
    "SEATS",
    "count_lines",
    "kind_of_import",
    "plan_import",
    "plan_or_problem",
]
# What a file may hold -> its columns and which of them it must have.
IMPORTS = {
    BODIES: (BODY_COLUMNS, REQUIRED_COLUMNS),
    SEATS: (SEAT_COLUMNS, SEAT_REQUIRED),
}
# More codes than this are not sent to the database as parameters.
_MOST_PARAMETERS = 500


def kind_of_import(content: bytes) -> str:
    """Tell by its headings whether a file holds bodies or seats."""
    try:
        read_table(content, SEAT_COLUMNS, SEAT_REQUIRED)
    except TableError:
        return BODIES
    return SEATS


def plan_import(kind: str, content: bytes) -> BodyPlan | SeatPlan:
    """Read a file and give what it would change; raises ``TableError``."""
    rows = read_table(content, *IMPORTS[kind])
    known = known_words(people=kind == SEATS)
    if kind == BODIES:
        codes = {row.values["code"].strip() for row in rows}
        return plan_bodies(rows, existing_bodies(codes), known)
    bodies = {row.values["body"].strip() for row in rows}
    found = Body.objects.all()
    if len(bodies) <= _MOST_PARAMETERS:
        found = found.filter(code__in=bodies)
    existing: dict[str, list[SeatRecord]] = defaultdict(list)
    for record in seat_records(found, known):
        existing[record.body].append(record)
    rules: dict[str, list[RuleFact]] = defaultdict(list)
    for rule in CompositionRule.objects.filter(body__in=found).select_related("body"):
        rules[rule.body.code].append(to_composition_rule(rule))
    return plan_seats(rows, existing, rules, known)


def plan_or_problem(kind: str, content: bytes) -> BodyPlan | SeatPlan:
    """Give the plan; a file that can't be read is told as a problem."""
    try:
        return plan_import(kind, content)
    except TableError as problem:
        raise ProblemError(str(problem)) from None
