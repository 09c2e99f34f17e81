"""Which way a version may go, who may adopt it, and when it has given way."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from fardplan.engine.actors.bodies import BodyType
from fardplan.engine.plans.adoption import (
    RefusedAdoptionError,
    StepFact,
    check_adopter,
    check_decision,
    has_given_way,
    is_for_own_area,
)
from fardplan.engine.plans.terms import revision_due, term_end
from fardplan.engine.plans.versions import (
    TURNS,
    RefusedTurnError,
    VersionState,
    check_open,
    check_turn,
)


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("turn", list(product(VersionState, VersionState)))
def test_a_version_turns_only_as_the_table_says(turn):
    if turn in TURNS:
        check_turn(*turn)
        return
    frozen = turn[0] in ("adopted", "superseded")
    reason = "antagen och ändras inte" if frozen else "kan inte gå dit"
    with pytest.raises(RefusedTurnError, match=reason):
        check_turn(*turn)


def test_only_a_draft_is_written_in():
    check_open(VersionState.DRAFT)
    with pytest.raises(RefusedTurnError, match="på remiss"):
        check_open(VersionState.REFERRAL)
    for state in (VersionState.ADOPTED, VersionState.SUPERSEDED):
        with pytest.raises(RefusedTurnError, match="Börja på nästa version"):
            check_open(state)


ALLOWED = {"assembly", "board", "joint_board"}


@pytest.mark.parametrize("body_type", BodyType)
def test_goals_and_direction_are_adopted_by_assemblies_and_boards_only(body_type):
    if body_type in ALLOWED:
        check_adopter(body_type, ["goal", "activity"])
        return
    with pytest.raises(RefusedAdoptionError, match=r"6 kap\. 38 § 1"):
        check_adopter(body_type, ["goal", "activity"])


@pytest.mark.parametrize("body_type", BodyType)
def test_activities_alone_may_be_delegated_to_committees_and_the_administration(
    body_type,
):
    if body_type in ALLOWED | {"committee", "administration"}:
        check_adopter(body_type, ["activity", "milestone"])
        return
    with pytest.raises(RefusedAdoptionError, match="fattar inga beslut"):
        check_adopter(body_type, ["activity", "milestone"])


def test_the_bodies_of_the_actors_are_the_ones_that_are_known_here():
    assert set(BodyType) >= ALLOWED | {"committee", "administration"}


def test_a_board_decides_for_its_own_area():
    assert [is_for_own_area(t) for t in ("assembly", "board", "joint_board")] == [
        False,
        True,
        True,
    ]


def step(order: int, body: str, state: str = "waiting", role: str = "decides"):
    return StepFact(order, body, role, state)


def test_a_decision_waits_for_those_earlier_in_the_order():
    first, second = step(1, "region"), step(2, "kommun")
    beside, asked = step(2, "annan kommun"), step(1, "råd", role="consulted")
    steps = [first, second, beside, asked]
    check_decision(first, steps, TODAY, TODAY)
    with pytest.raises(RefusedAdoptionError, match="inte sagt sitt"):
        check_decision(second, steps, TODAY, TODAY)
    said = [step(1, "region", "adopted_with_reservation"), second, beside, asked]
    check_decision(second, said, TODAY, TODAY)


def test_a_decision_is_entered_once_and_not_ahead_of_time():
    done = step(1, "region", "adopted")
    with pytest.raises(RefusedAdoptionError, match="redan inskrivet"):
        check_decision(done, [done], TODAY, TODAY)
    waiting = step(1, "region")
    with pytest.raises(RefusedAdoptionError, match="inte varit än"):
        check_decision(waiting, [waiting], date(2026, 11, 23), TODAY)


def test_a_version_gives_way_when_all_who_adopted_it_have_adopted_later():
    steps = [step(1, "a", "adopted"), step(2, "b", "adopted"), step(2, "c", "rejected")]
    assert not has_given_way(steps, [step(1, "a", "adopted"), step(2, "b")])
    assert has_given_way(steps, [step(1, "a", "adopted"), step(2, "b", "adopted")])
    assert not has_given_way([step(1, "a")], [step(1, "a", "adopted")])


def test_a_plan_is_looked_over_once_a_term_or_a_year():
    assert term_end(date(2020, 12, 1)) == date(2022, 10, 14)
    assert term_end(date(2022, 10, 14)) == date(2022, 10, 14)
    assert term_end(date(2022, 10, 15)) == date(2026, 10, 14)
    assert revision_due(date(2020, 12, 1), "term") == date(2022, 10, 14)
    assert revision_due(date(2020, 12, 1), "yearly") == date(2021, 12, 1)
    assert revision_due(date(2020, 12, 1), "none") is None
