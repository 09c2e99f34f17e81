"""What the database itself refuses: to change an adopted version in any way."""

from __future__ import annotations

from fardplan.apps.common.triggers import Trigger
from fardplan.apps.plans.models import Node, NodeLink, PlanVersion


_VERSIONS = PlanVersion._meta.db_table
_MESSAGE = "Versionen är antagen och ändras inte mer."
# What of a frozen version still may change is its state: a later version supersedes it.
_LIVING = {"state"}


def _version_is_frozen(row: str) -> str:
    return _exists(f"id = {row}.version_id AND frozen_at IS NOT NULL")


def _exists(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {_VERSIONS} WHERE {condition})"  # noqa: S608 -- our own names


def _parts(table: str) -> list[Trigger]:
    conditions = {
        "INSERT": _version_is_frozen("NEW"),
        "UPDATE": f"({_version_is_frozen('OLD')} OR {_version_is_frozen('NEW')})",
        "DELETE": _version_is_frozen("OLD"),
        "TRUNCATE": _exists("frozen_at IS NOT NULL"),
    }
    return [
        Trigger(f"{table}_frozen_{event.lower()}", table, event, condition, _MESSAGE)
        for event, condition in conditions.items()
    ]


def _changed() -> str:
    """Give the condition that a column that must stay differs, with NULL as a value."""
    columns = [f.column for f in PlanVersion._meta.concrete_fields]
    return " OR ".join(
        f"(OLD.{c} <> NEW.{c} OR (OLD.{c} IS NULL) <> (NEW.{c} IS NULL))"
        for c in columns
        if c not in _LIVING
    )


TRIGGERS = (
    *_parts(Node._meta.db_table),
    *_parts(NodeLink._meta.db_table),
    Trigger(
        f"{_VERSIONS}_frozen_update",
        _VERSIONS,
        "UPDATE",
        f"OLD.frozen_at IS NOT NULL AND (({_changed()})"
        " OR (OLD.state <> NEW.state AND NEW.state <> 'superseded'))",
        _MESSAGE,
    ),
    Trigger(
        f"{_VERSIONS}_frozen_delete",
        _VERSIONS,
        "DELETE",
        "OLD.frozen_at IS NOT NULL",
        _MESSAGE,
    ),
)
