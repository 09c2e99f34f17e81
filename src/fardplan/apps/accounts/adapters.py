"""Rows of the record of events <-> the engine's chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.engine.accounts.audit_chain import ChainEvent


if TYPE_CHECKING:
    from collections.abc import Mapping


# What is hashed, as the table names it.
COLUMNS = (
    "number",
    "at",
    "made_by_id",
    "action",
    "object_type",
    "object_key",
    "reason",
    "changes",
    "previous_hash",
)


def to_chain_event(row: Mapping[str, Any]) -> ChainEvent:
    """Give the hashed form of a row of :data:`COLUMNS`."""
    return ChainEvent(
        number=row["number"],
        at=row["at"].isoformat(timespec="microseconds"),
        made_by=row["made_by_id"],
        action=row["action"],
        object_type=row["object_type"],
        object_key=row["object_key"],
        reason=row["reason"],
        changes=row["changes"],
        previous_hash=row["previous_hash"],
    )
