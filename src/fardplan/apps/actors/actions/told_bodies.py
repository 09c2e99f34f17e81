"""Loads the bodies that documents tell of (definitions/bodies/README.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.adapters.collaboration import to_told_body_columns
from fardplan.apps.actors.models import (
    Authority,
    Body,
    BodyRelation,
    CompositionRule,
    Seat,
)
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.accounts.models import User
    from fardplan.engine.actors.body_register import BodyRegister, ToldComposition


@dataclass
class BodiesReport:
    """What a load did: codes of new bodies; those that exist are left as they are."""

    created: list[str] = field(default_factory=list)
    unchanged: int = 0
    relations: int = 0


@writes
def load_bodies(*, register: BodyRegister, by: User | None = None) -> BodiesReport:
    """Add what the register tells and the database lacks; people's edits stay.

    A body is known by its code. What belongs to a new body (seats, composition) comes
    with it; an arrow is added when one of its ends is new.
    """
    report = BodiesReport()
    authorities = {row.code: row for row in Authority.objects.all()}
    bodies = {row.code: row for row in Body.objects.all()}
    for told in register.bodies:
        if told.fact.code in bodies:
            report.unchanged += 1
            continue
        row = Body(home=authorities[told.home], **to_told_body_columns(told))
        row.save()
        row.authorities.set(authorities[code] for code in told.fact.authorities)
        row.financed_by.set(authorities[code] for code in told.fact.financed_by)
        bodies[row.code] = row
        report.created.append(row.code)
        _add_seats(row, (c for c in register.composition if c.body == row.code))
        record_event(
            action="load_bodies", about=row, key=row.code, by=by, reason=told.source
        )
    report.relations = _add_relations(register, bodies, set(report.created), by)
    return report


def _add_seats(body: Body, composition: Iterable[ToldComposition]) -> None:
    order = 0
    for part in composition:
        CompositionRule(
            body=body,
            role=part.role,
            function=part.function,
            minimum=part.minimum,
            maximum=part.maximum,
            each_authority=part.each_authority,
        ).save()
        for _ in range(part.seats):
            order += 1
            Seat(body=body, role=part.role, function=part.function, order=order).save()


def _add_relations(
    register: BodyRegister,
    bodies: dict[str, Body],
    created: set[str],
    by: User | None,
) -> int:
    added = 0
    for told in register.relations:
        relation = told.relation
        if not {relation.source, relation.target} & created:
            continue
        source, target = bodies[relation.source], bodies[relation.target]
        BodyRelation(source=source, kind=relation.kind, target=target).save()
        record_event(
            action="load_relation",
            about=source,
            key=source.code,
            by=by,
            changes={relation.kind.value: [None, relation.target]},
            reason=told.told_in,
        )
        added += 1
    return added
