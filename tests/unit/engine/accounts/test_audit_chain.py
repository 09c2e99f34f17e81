"""The chain finds every tampering, and names the first bad event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fardplan.engine.accounts.audit_chain import (
    FIRST_HASH,
    Break,
    ChainEvent,
    ChainHead,
    event_hash,
    find_break,
)


Chain = list[tuple[ChainEvent, str]]


def chain_of(length: int) -> tuple[Chain, ChainHead]:
    chain: Chain = []
    last = FIRST_HASH
    for number in range(1, length + 1):
        event = ChainEvent(
            number=number,
            at=f"2026-11-22T08:00:{number:02}.000000+00:00",
            made_by=1,
            action="edit_authority",
            object_type="actors.authority",
            object_key="18",
            reason="",
            changes={"website": ["", f"https://exempel.example/{number}"]},
            previous_hash=last,
        )
        last = event_hash(event)
        chain.append((event, last))
    return chain, ChainHead(length, last)


def rehashed(event: ChainEvent) -> tuple[ChainEvent, str]:
    return event, event_hash(event)


@pytest.mark.parametrize("length", [0, 1, 5])
def test_a_whole_chain_holds(length):
    chain, head = chain_of(length)
    assert find_break(chain, head) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "2026-11-23T08:00:03.000000+00:00"),
        ("made_by", 2),
        ("action", "undo_edit"),
        ("object_type", "accounts.user"),
        ("object_key", "17"),
        ("reason", "för att"),
        ("changes", {"website": ["", "https://annan.example"]}),
    ],
)
def test_a_changed_field_is_found(field, value):
    chain, head = chain_of(5)
    chain[2] = (replace(chain[2][0], **{field: value}), chain[2][1])
    assert find_break(chain, head) == Break(3, "händelsens innehåll är ändrat")


def test_a_change_with_a_new_hash_breaks_the_next():
    chain, head = chain_of(5)
    chain[2] = rehashed(replace(chain[2][0], made_by=2))
    assert find_break(chain, head) == Break(
        4, "händelsen hänger inte ihop med den före"
    )


def test_a_change_of_the_last_with_a_new_hash_differs_from_the_head():
    chain, head = chain_of(5)
    chain[4] = rehashed(replace(chain[4][0], made_by=2))
    assert find_break(chain, head) == Break(
        5, "händelsen lades till utan att kedjan följde med"
    )


@pytest.mark.parametrize(
    ("gone", "answer"),
    [
        (slice(0, 1), Break(1, "händelsen är borttagen")),
        (slice(2, 3), Break(3, "händelsen är borttagen")),
        (slice(1, 4), Break(2, "händelserna 2–4 är borttagna")),
        (slice(4, 5), Break(5, "händelsen är borttagen")),
        (slice(3, 5), Break(4, "händelserna 4–5 är borttagna")),
        (slice(0, 5), Break(1, "händelserna 1–5 är borttagna")),
    ],
)
def test_removed_events_are_found(gone, answer):
    chain, head = chain_of(5)
    del chain[gone]
    assert find_break(chain, head) == answer


def test_an_inserted_event_is_found():
    chain, head = chain_of(5)
    chain.insert(2, rehashed(replace(chain[1][0], object_key="17")))
    assert find_break(chain, head) == Break(2, "händelsen är inskjuten eller flyttad")


def test_swapped_events_are_found():
    chain, head = chain_of(5)
    chain[1], chain[2] = chain[2], chain[1]
    assert find_break(chain, head) == Break(2, "händelsen är borttagen")


def test_swapped_contents_are_found():
    chain, head = chain_of(5)
    one, other = chain[1][0], chain[2][0]
    chain[1] = rehashed(replace(other, number=2, previous_hash=one.previous_hash))
    assert find_break(chain, head) == Break(
        3, "händelsen hänger inte ihop med den före"
    )


def test_an_event_added_past_the_head_is_found():
    _, head = chain_of(5)
    longer, _ = chain_of(6)
    assert find_break(longer, head) == Break(
        6, "händelsen lades till utan att kedjan följde med"
    )
