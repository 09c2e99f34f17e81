"""Rows <-> the engine's facts and records."""

from fardplan.apps.actors.adapters.authority import (
    to_fields,
    to_loaded,
    to_references,
)
from fardplan.apps.actors.adapters.body import (
    to_body_columns,
    to_body_fact,
    to_body_record,
    to_composition_rule,
    to_relation,
)
from fardplan.apps.actors.adapters.seat import (
    to_seat_columns,
    to_seat_fact,
    to_seat_record,
    to_seat_term,
    to_term,
)


__all__ = [
    "to_body_columns",
    "to_body_fact",
    "to_body_record",
    "to_composition_rule",
    "to_fields",
    "to_loaded",
    "to_references",
    "to_relation",
    "to_seat_columns",
    "to_seat_fact",
    "to_seat_record",
    "to_seat_term",
    "to_term",
]
