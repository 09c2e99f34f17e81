"""Body rows <-> the engine's facts and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.actors.adapters.seat import to_seat_term, to_term
from fardplan.engine.actors.appointments import seats_on
from fardplan.engine.actors.bodies import (
    BodyFact,
    BodyType,
    Level,
    Period,
    Relation,
    RelationKind,
    SeatRole,
)
from fardplan.engine.actors.body_records import Arrow, BodyRecord
from fardplan.engine.actors.composition import CompositionRule as RuleFact
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from datetime import date

    from fardplan.apps.actors.models import Body, BodyRelation, CompositionRule
    from fardplan.engine.actors.text_fields import Known

# As long as the columns of the keys.
KEY_LENGTH = 400


def to_body_record(body: Body) -> BodyRecord:
    """Give all that is told of a body but its seats; prefetch what it refers to."""
    return BodyRecord(
        code=body.code,
        name=body.name,
        abbreviation=body.abbreviation,
        body_type=BodyType(body.body_type),
        level=Level(body.level),
        home=body.home.code,
        authorities=tuple(sorted(a.code for a in body.authorities.all())),
        financed_by=tuple(sorted(a.code for a in body.financed_by.all())),
        mandate=body.mandate,
        period=Period(body.valid_from, body.valid_to),
        notice_days=body.notice_days,
        quorum=body.quorum,
        approval_manner=body.approval_manner,
        remote_allowed=body.remote_allowed,
        composition=tuple(map(to_composition_rule, body.composition_rules.all())),
        arrows=tuple(sorted(map(_to_arrow, body.arrows.all()), key=_arrow_order)),
        source=body.source,
    )


def _to_arrow(row: BodyRelation) -> Arrow:
    return Arrow(
        kind=RelationKind(row.kind),
        target=row.target.code,
        period=Period(row.valid_from, row.valid_to),
    )


def _arrow_order(arrow: Arrow) -> tuple[int, str]:
    return list(RelationKind).index(arrow.kind), arrow.target


def to_composition_rule(row: CompositionRule) -> RuleFact:
    """Give the engine's rule of a row."""
    return RuleFact(
        role=SeatRole(row.role) if row.role else None,
        function=row.function,
        minimum=row.minimum,
        maximum=row.maximum,
        each_authority=row.each_authority,
    )


def to_body_columns(record: BodyRecord, known: Known) -> dict[str, Any]:
    """Give the plain columns of a record; references are set apart."""
    key = search_key(
        record.name, record.abbreviation, record.code, known.name_of(record.home)
    )
    return {
        "name": record.name,
        "abbreviation": record.abbreviation,
        "body_type": record.body_type.value,
        "level": record.level.value,
        "mandate": record.mandate,
        "valid_from": record.period.start,
        "valid_to": record.period.end,
        "notice_days": record.notice_days,
        "quorum": record.quorum,
        "approval_manner": record.approval_manner,
        "remote_allowed": record.remote_allowed,
        "source": record.source,
        "sort_key": swedish_sort_key(record.name)[:KEY_LENGTH],
        "search_key": key[:KEY_LENGTH],
    }


def to_body_fact(body: Body, day: date) -> BodyFact:
    """Give the body as it is on ``day``, with its seats, the vacant ones too.

    Prefetch authorities, financed_by and seats with their appointments and people.
    """
    seats = body.seats.all()
    terms = [to_term(row) for seat in seats for row in seat.appointments.all()]
    return BodyFact(
        code=body.code,
        name=body.name,
        abbreviation=body.abbreviation,
        type=BodyType(body.body_type),
        level=Level(body.level),
        authorities=tuple(a.code for a in body.authorities.all()),
        financed_by=tuple(a.code for a in body.financed_by.all()),
        seats=seats_on([to_seat_term(seat) for seat in seats], terms, day),
    )


def to_relation(row: BodyRelation) -> Relation:
    """Give the arrow between two bodies, by their codes."""
    return Relation(row.source.code, RelationKind(row.kind), row.target.code)
