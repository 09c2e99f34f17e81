"""What the stations tell of -> the engine's entries; the chain of events -> a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.common.searchables import EventOf
from fardplan.engine.search.index_files import Entry, State


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import AuditEvent
    from fardplan.apps.common import searchables


def to_entry(one: searchables.Searchable, told: searchables.Entry) -> Entry:
    """Give what the index keeps of an entry."""
    return Entry(
        kind=one.kind,
        key=told.key,
        group=to_group(one, told.group),
        title=told.title,
        text=told.text,
        doors=told.doors,
        station=one.station,
        authorities=told.authorities,
        year=told.year,
        is_living=told.is_living,
    )


def to_group(one: searchables.Searchable, group: str) -> str:
    """Give the name of a group in the index, where every kind has its own."""
    return f"{one.kind} {group}"


def to_event(row: AuditEvent) -> EventOf:
    """Give what the stations are told of an event."""
    return EventOf(row.object_type, row.object_key, row.action, row.changes)


def to_state(number: int, hash_: str, learnt_of: int) -> State:
    """Give how far an index has come."""
    return State(number=number, hash=hash_, learnt_of=learnt_of)
