"""Which roles hold on a day, and where."""

from __future__ import annotations

from datetime import date

import pytest

from fardplan.engine.accounts.roles import (
    AUTHORITY,
    BODY,
    RoleFact,
    RoleName,
    Standing,
    standing_on,
)
from fardplan.engine.actors.bodies import Period, SeatRole
from fardplan.engine.actors.seat_roles import role_from_seat


DAY = date(2026, 11, 22)


def fact(role: RoleName, code: str = "a", **more) -> RoleFact:
    return RoleFact(
        role=role, kind=BODY, code=code, name=code.upper(), **{"reference": "", **more}
    )


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (date(2026, 11, 23), None, False),
        (None, date(2026, 11, 21), False),
    ],
)
def test_a_role_holds_on_its_first_and_last_day(start, end, holds):
    one = fact(RoleName.MEMBER, start=start, end=end)
    assert one.holds(DAY) is holds
    assert standing_on([one], DAY) == Standing((one,) if holds else ())


def test_the_weightiest_role_comes_first():
    facts = [
        fact(RoleName.MEMBER, "b"),
        fact(RoleName.PROGRAMME_LEAD, "c"),
        fact(RoleName.MEMBER, "a"),
    ]
    order = [(f.role, f.code) for f in standing_on(facts, DAY).facts]
    assert order == [("programme_lead", "c"), ("member", "a"), ("member", "b")]


def test_a_role_holds_only_where_it_is():
    standing = Standing((fact(RoleName.SECRETARY),))
    assert standing.has(RoleName.SECRETARY, BODY, "a")
    assert not standing.has(RoleName.SECRETARY, BODY, "b")
    assert not standing.has(RoleName.SECRETARY, AUTHORITY, "a")
    assert not standing.has(RoleName.MEMBER, BODY, "a")
    assert standing.places(RoleName.SECRETARY) == {"a": "A"}
    assert standing.places(RoleName.MEMBER) == {}


@pytest.mark.parametrize(
    ("seat", "role"),
    [
        (SeatRole.CHAIR, "member"),
        (SeatRole.VICE_CHAIR, "member"),
        (SeatRole.MEMBER, "member"),
        (SeatRole.SUBSTITUTE, "substitute"),
        (SeatRole.SECRETARY, "secretary"),
    ],
)
def test_a_seat_gives_a_role(seat, role):
    assert role_from_seat(seat, "a", "A", [Period()], reference="seats:1") == RoleFact(
        role=RoleName(role), kind=BODY, code="a", name="A", reference="seats:1"
    )


def test_someone_adjunct_has_no_role():
    assert role_from_seat(SeatRole.ADJUNCT, "a", "A", [Period()]) is None


def test_a_role_lasts_while_every_period_does():
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    periods = [Period(first, None), Period(date(2025, 1, 1), last), Period()]
    given = role_from_seat(SeatRole.MEMBER, "a", "A", periods)
    assert given is not None
    assert (given.start, given.end) == (first, last)
    apart = [Period(date(2026, 7, 1), None), Period(None, last)]
    assert role_from_seat(SeatRole.MEMBER, "a", "A", apart) is None
