"""The record of events as a chain: each event's hash covers the one before.

In: events in the order of their numbers, and the head that was kept apart. Out: the
first place where the chain does not hold, or nothing. A change, removal, insertion or
reordering breaks a hash or a number; a cut-off end differs from the head. Whoever can
rewrite the whole table, head included, can make a new chain: so note the head's hash
somewhere else now and then (B. Schneier and J. Kelsey, "Secure audit logs to support
computer forensics", 1999).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


FIRST_HASH = "0" * 64


@dataclass(frozen=True, kw_only=True)
class ChainEvent:
    """What is hashed of an event. ``at`` is ISO 8601 in UTC with microseconds."""

    number: int
    at: str
    made_by: int | None
    action: str
    object_type: str
    object_key: str
    reason: str
    changes: Mapping[str, Any]
    previous_hash: str


@dataclass(frozen=True)
class ChainHead:
    """The last event's number and hash, kept apart from the events."""

    number: int
    hash: str


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold, in Swedish."""

    number: int
    reason: str


def event_hash(event: ChainEvent) -> str:
    """Give the SHA-256 of the event as canonical JSON, in hexadecimal."""
    text = json.dumps(
        asdict(event), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def find_break(
    events: Iterable[tuple[ChainEvent, str]], head: ChainHead
) -> Break | None:
    """Give the first break in the chain of (event, the hash stored with it)."""
    last = ChainHead(0, FIRST_HASH)
    for event, stored in events:
        expected = last.number + 1
        if event.number > expected:
            return Break(expected, _removed(expected, event.number - 1))
        if event.number < expected:
            return Break(event.number, "händelsen är inskjuten eller flyttad")
        if event.previous_hash != last.hash:
            return Break(event.number, "händelsen hänger inte ihop med den före")
        if event_hash(event) != stored:
            return Break(event.number, "händelsens innehåll är ändrat")
        last = ChainHead(event.number, stored)
    if last.number < head.number:
        return Break(last.number + 1, _removed(last.number + 1, head.number))
    if last != head:
        return Break(last.number, "händelsen lades till utan att kedjan följde med")
    return None


def _removed(first: int, last: int) -> str:
    if first == last:
        return "händelsen är borttagen"
    return f"händelserna {first}–{last} är borttagna"
