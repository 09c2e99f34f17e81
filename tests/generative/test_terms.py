"""Overlaps and days: the engine answers as a slow twin that looks at every day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fardplan.engine.actors.appointments import (
    SeatTerm,
    Term,
    TermProblemKind,
    check_terms,
    overlaps,
    seats_on,
)
from fardplan.engine.actors.bodies import Period, SeatFact, SeatRole


START = date(2024, 1, 1)
DAYS = 20
ROLES = {"c": SeatRole.CHAIR, "d": SeatRole.CHAIR, "m": SeatRole.MEMBER}


@st.composite
def terms(draw):
    first = draw(st.integers(0, DAYS))
    last = draw(st.one_of(st.none(), st.integers(first, DAYS)))
    return Term(
        seat=draw(st.sampled_from("cdm")),
        person=draw(st.sampled_from("abc")),
        start=START + timedelta(first),
        end=None if last is None else START + timedelta(last),
    )


def seats():
    return [
        SeatTerm(key=key, fact=SeatFact(role=role, order=n), period=Period())
        for n, (key, role) in enumerate(ROLES.items())
    ]


def on(term, number):
    return term.start <= START + timedelta(number) <= term.last


def collides(found, key):
    """Some day, two terms of one key hold."""
    return any(
        sum(1 for t in found if key(t) == key(one) and on(t, number)) > 1
        for one in found
        for number in range(DAYS + 1)
        if on(one, number)
    )


@given(st.lists(terms(), max_size=7))
def test_overlaps_are_found_exactly_when_a_day_is_shared(found):
    assert bool(overlaps(found, lambda t: t.seat)) == collides(found, lambda t: t.seat)


@given(st.lists(terms(), max_size=7))
def test_every_told_pair_shares_a_day(found):
    for one, other in overlaps(found, lambda t: t.person):
        assert any(on(one, n) and on(other, n) for n in range(DAYS + 1))


@given(st.lists(terms(), max_size=5))
def test_two_chairs_are_found_exactly_when_a_day_has_two(found):
    told = {p.kind for p in check_terms(seats(), found)}
    slow = any(
        len({t.seat for t in found if t.seat in "cd" and on(t, n)}) > 1
        for n in range(DAYS + 1)
    )
    assert (TermProblemKind.TWO_CHAIRS in told) == slow


@given(st.lists(terms(), max_size=6), st.integers(0, DAYS))
def test_a_day_shows_those_who_hold_that_day(found, number):
    if any(p.kind is TermProblemKind.SEAT_TAKEN for p in check_terms(seats(), found)):
        return
    shown = seats_on(seats(), found, START + timedelta(number))
    slow = []
    for key in "cdm":
        holders = [t.person for t in found if t.seat == key and on(t, number)]
        slow.append(holders[0] if holders else "")
    assert [seat.person for seat in shown] == slow
