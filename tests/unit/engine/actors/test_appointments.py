"""Appointments: what can't be so, and who sits where on a day."""

from __future__ import annotations

from datetime import date

import pytest

from fardplan.engine.actors.appointments import SeatTerm, Term, check_terms, seats_on
from fardplan.engine.actors.bodies import Period, SeatFact, SeatRole


CHAIR, _VICE, MEMBER, SUBSTITUTE, _ADJUNCT, SECRETARY = SeatRole


def day(text):
    return date.fromisoformat(text) if text else None


def seat(key, role=MEMBER, start="", end="", order=0):
    fact = SeatFact(role=role, order=order)
    return SeatTerm(key=key, fact=fact, period=Period(day(start), day(end)))


def term(where, person, start, end="", name=""):
    return Term(seat=where, person=person, start=day(start), end=day(end), name=name)


SEATS = [
    seat("c", CHAIR),
    seat("c2", CHAIR),
    seat("m"),
    seat("short", start="2022-01-01", end="2022-12-31"),
]
CASES = {
    "one after another": (
        [term("m", "a", "2021-01-01", "2021-12-31"), term("m", "b", "2022-01-01")],
        [],
    ),
    "a day in common": (
        [
            term("m", "a", "2021-01-01", "2022-01-01", "Anna Påhitt"),
            term("m", "b", "2022-01-01"),
        ],
        [
            "två har platsen samtidigt: Anna Påhitt 2021-01-01–2022-01-01 och 2022-01-01–"
        ],
    ),
    "the same person comes back": (
        [term("m", "a", "2021-01-01", "2021-06-30"), term("m", "a", "2022-01-01")],
        [],
    ),
    "reversed": (
        [term("m", "a", "2022-01-02", "2022-01-01")],
        ["slutdatum 2022-01-01 är före startdatum 2022-01-02"],
    ),
    "before the seat": (
        [term("short", "a", "2021-12-31", "2022-06-30")],
        ["2021-12-31–2022-06-30 ligger utanför platsens tid, 2022-01-01–2022-12-31"],
    ),
    "longer than the seat": (
        [term("short", "a", "2022-01-01")],
        ["2022-01-01– ligger utanför platsens tid, 2022-01-01–2022-12-31"],
    ),
    "the same person in two seats": (
        [term("m", "a", "2022-01-01"), term("c", "a", "2021-01-01", name="Anna")],
        ["samma person har två platser i organet: Anna 2021-01-01– och 2022-01-01–"],
    ),
    "two chairs": (
        [term("c", "a", "2022-01-01"), term("c2", "b", "2022-06-01")],
        ["organet får fler ordförande än det ska ha: 2022-01-01– och 2022-06-01–"],
    ),
    "one chair after another in two seats": (
        [term("c", "a", "2022-01-01", "2022-05-31"), term("c2", "b", "2022-06-01")],
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_problems(name):
    terms, told = CASES[name]
    assert [problem.text for problem in check_terms(SEATS, terms)] == told


def test_two_chairs_where_two_are_allowed():
    terms = [term("c", "a", "2022-01-01"), term("c2", "b", "2022-06-01")]
    assert check_terms(SEATS, terms, chairs=2) == []


def test_seats_on_a_day_in_order_with_vacancies():
    seats = [
        seat("s2", SUBSTITUTE, order=2),
        seat("s1", SUBSTITUTE, order=1),
        seat("sec", SECRETARY),
        seat("m"),
        seat("c", CHAIR),
        seat("gone", end="2020-12-31"),
    ]
    terms = [term("c", "a", "2021-01-01", "2021-12-31"), term("s1", "b", "2021-06-01")]
    shown = [
        (s.role, s.order, s.person) for s in seats_on(seats, terms, day("2021-06-01"))
    ]
    assert shown == [
        (CHAIR, 0, "a"),
        (MEMBER, 0, ""),
        (SUBSTITUTE, 1, "b"),
        (SUBSTITUTE, 2, ""),
        (SECRETARY, 0, ""),
    ]
