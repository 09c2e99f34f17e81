"""Rows of bodies and relations <-> what the documents tell and the map needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.engine.actors.bodies import (
    BodyFact,
    BodyType,
    Level,
    Relation,
    RelationKind,
)
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from fardplan.apps.actors.models import Body
    from fardplan.engine.actors.body_register import ToldBody


def to_told_body_columns(told: ToldBody) -> dict[str, Any]:
    """Give the plain columns of a body that a document tells of."""
    fact = told.fact
    return {
        "code": fact.code,
        "name": fact.name,
        "abbreviation": fact.abbreviation,
        "body_type": fact.type,
        "level": fact.level,
        "mandate": told.mandate,
        "source": told.source,
        "sort_key": swedish_sort_key(fact.name),
        "search_key": search_key(fact.name, fact.abbreviation),
    }


def to_mapped_body(row: Body) -> BodyFact:
    """Give what a map needs to know of a body."""
    return BodyFact(
        code=row.code,
        name=row.name,
        abbreviation=row.abbreviation,
        type=BodyType(row.body_type),
        level=Level(row.level),
        authorities=(),
    )


def to_arrow(source: str, kind: str, target: str) -> Relation:
    """Give an arrow between two bodies, by their codes."""
    return Relation(source, RelationKind(kind), target)
