"""The table of transitions as a truth table: who may take a job where."""

from __future__ import annotations

import itertools

import pytest

from fardplan.engine.jobs.transitions import (
    FINISHED,
    Mover,
    RefusedMoveError,
    Silence,
    State,
    after_silence,
    check_ask_to_stop,
    check_move,
    check_start_again,
)


ALLOWED = {
    ("waiting", "running", "worker"),
    ("waiting", "cancelled", "person"),
    ("running", "succeeded", "worker"),
    ("running", "failed", "worker"),
    ("running", "failed", "sweep"),
    ("running", "cancelled", "worker"),
    ("running", "cancelled", "sweep"),
    ("running", "waiting", "worker"),
    ("running", "waiting", "sweep"),
}


def refusal(check, *arguments) -> str:
    try:
        check(*arguments)
    except RefusedMoveError as refused:
        return str(refused)
    return ""


def test_every_move_by_everyone():
    everything = set(itertools.product(State, State, Mover))
    assert len(everything) == 75
    done = {move for move in everything if not refusal(check_move, *move)}
    assert {tuple(str(part) for part in move) for move in done} == ALLOWED


@pytest.mark.parametrize(
    ("current", "wanted", "mover", "reason"),
    [
        (
            State.FAILED,
            State.RUNNING,
            Mover.WORKER,
            "Jobbet är redan avslutat. Behövs det igen, starta ett nytt.",
        ),
        (
            State.WAITING,
            State.SUCCEEDED,
            Mover.WORKER,
            "Jobbet kan inte gå dit från det läge det har.",
        ),
        (
            State.WAITING,
            State.RUNNING,
            Mover.PERSON,
            "Det gör bara den arbetsprocess som kör jobbet.",
        ),
        (
            State.WAITING,
            State.CANCELLED,
            Mover.WORKER,
            "Det gör bara den som får avbryta jobbet.",
        ),
        (
            State.RUNNING,
            State.FAILED,
            Mover.PERSON,
            "Det gör arbetsprocessen, eller den som städar efter en som har tystnat.",
        ),
    ],
)
def test_refusal_says_why(current, wanted, mover, reason):
    assert refusal(check_move, current, wanted, mover) == reason


def test_finished_states_lead_nowhere():
    assert {"succeeded", "failed", "cancelled"} == FINISHED
    assert [move for move in ALLOWED if move[0] in FINISHED] == []


@pytest.mark.parametrize(
    ("state", "can_stop", "can_start_again"),
    [
        (State.WAITING, True, False),
        (State.RUNNING, True, False),
        (State.SUCCEEDED, False, False),
        (State.FAILED, False, True),
        (State.CANCELLED, False, True),
    ],
)
def test_what_people_may_ask(state, can_stop, can_start_again):
    assert (refusal(check_ask_to_stop, state) == "") is can_stop
    assert (refusal(check_start_again, state) == "") is can_start_again


@pytest.mark.parametrize(
    ("is_asked_to_stop", "is_repeatable", "attempts", "state"),
    [
        (True, True, 1, State.CANCELLED),
        (True, False, 3, State.CANCELLED),
        (False, False, 1, State.FAILED),
        (False, True, 1, State.WAITING),
        (False, True, 2, State.WAITING),
        (False, True, 3, State.FAILED),
        (False, True, 4, State.FAILED),
    ],
)
def test_after_silence(is_asked_to_stop, is_repeatable, attempts, state):
    silence = Silence(
        is_repeatable=is_repeatable,
        is_asked_to_stop=is_asked_to_stop,
        attempts=attempts,
        attempts_allowed=3,
    )
    gone_to, reason = after_silence(silence)
    assert gone_to == state
    assert (reason == "") is (state == State.WAITING)
