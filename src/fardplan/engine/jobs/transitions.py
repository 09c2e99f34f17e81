"""Which way a job may go, and who may take it there.

In: a state and a wish. Out: nothing, or :class:`RefusedMoveError` with the reason in
Swedish. Three may move a job: the person who asked for it, the worker that runs it,
and the sweep that finds jobs whose worker has fallen silent. A finished job never
moves again; to start it again is to make a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fardplan.engine.shared.wording import N_


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Mover(StrEnum):
    PERSON = "person"
    WORKER = "worker"
    SWEEP = "sweep"


FINISHED = frozenset({State.SUCCEEDED, State.FAILED, State.CANCELLED})

TRANSITIONS: dict[tuple[State, State], frozenset[Mover]] = {
    (State.WAITING, State.RUNNING): frozenset({Mover.WORKER}),
    (State.WAITING, State.CANCELLED): frozenset({Mover.PERSON}),
    (State.RUNNING, State.SUCCEEDED): frozenset({Mover.WORKER}),
    (State.RUNNING, State.FAILED): frozenset({Mover.WORKER, Mover.SWEEP}),
    # A person asks a running job to stop; the worker stops it, or the sweep does when
    # the worker is gone.
    (State.RUNNING, State.CANCELLED): frozenset({Mover.WORKER, Mover.SWEEP}),
    # The worker lays the job down itself when the server is being stopped.
    (State.RUNNING, State.WAITING): frozenset({Mover.WORKER, Mover.SWEEP}),
}

_ONLY = {
    frozenset({Mover.WORKER}): N_("Det gör bara den arbetsprocess som kör jobbet."),
    frozenset({Mover.PERSON}): N_("Det gör bara den som får avbryta jobbet."),
    frozenset({Mover.WORKER, Mover.SWEEP}): N_(
        "Det gör arbetsprocessen, eller den som städar efter en som har tystnat."
    ),
}


class RefusedMoveError(Exception):
    """The state does not allow it; ``str()`` is the reason in Swedish."""


def check_move(current: State, wanted: State, mover: Mover) -> None:
    """Raise :class:`RefusedMoveError` unless ``mover`` may take the job there."""
    if current in FINISHED:
        raise RefusedMoveError(
            N_("Jobbet är redan avslutat. Behövs det igen, starta ett nytt.")
        )
    movers = TRANSITIONS.get((current, wanted))
    if movers is None:
        raise RefusedMoveError(N_("Jobbet kan inte gå dit från det läge det har."))
    if mover not in movers:
        raise RefusedMoveError(_ONLY[movers])


def check_ask_to_stop(current: State) -> None:
    """Raise :class:`RefusedMoveError` when there is nothing left to stop."""
    if current in FINISHED:
        raise RefusedMoveError(
            N_("Jobbet är redan avslutat, så det finns inget att avbryta.")
        )


def check_start_again(current: State) -> None:
    """Raise :class:`RefusedMoveError` unless the job ended without succeeding."""
    if current not in FINISHED - {State.SUCCEEDED}:
        raise RefusedMoveError(
            N_("Bara ett jobb som misslyckades eller avbröts kan startas igen.")
        )


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A running job whose worker no longer gives a sign of life."""

    is_repeatable: bool
    is_asked_to_stop: bool
    attempts: int
    attempts_allowed: int


def after_silence(silence: Silence) -> tuple[State, str]:
    """Give where such a job goes, and the reason in Swedish (empty: tried again)."""
    if silence.is_asked_to_stop:
        return State.CANCELLED, N_("Avbröts på begäran.")
    if not silence.is_repeatable:
        return State.FAILED, N_(
            "Arbetsprocessen försvann medan jobbet kördes, och den här sortens jobb"
            " får inte göras om av sig självt. Kontrollera vad som blev gjort innan"
            " du startar det igen."
        )
    if silence.attempts >= silence.attempts_allowed:
        return State.FAILED, N_(
            "Arbetsprocessen försvann medan jobbet kördes, varje gång det försöktes."
            " Se serverns logg, och starta jobbet igen när felet är rättat."
        )
    return State.WAITING, ""
