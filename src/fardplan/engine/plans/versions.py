"""Which way a version of a plan may go.

In: a state and a wish. Out: nothing, or :class:`RefusedTurnError` with the reason in
Swedish. The first adoption freezes a version; what is frozen only ever gives way to a
later version.
"""

from __future__ import annotations

from enum import StrEnum

from fardplan.engine.shared.wording import N_


class VersionState(StrEnum):
    DRAFT = "draft"
    REFERRAL = "referral"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class StepState(StrEnum):
    """What a body has said of a version."""

    WAITING = "waiting"
    ADOPTED = "adopted"
    ADOPTED_WITH_RESERVATION = "adopted_with_reservation"
    REJECTED = "rejected"


class StepRole(StrEnum):
    """Whether a body decides on a version or is asked for its opinion."""

    DECIDES = "decides"
    CONSULTED = "consulted"


FROZEN = frozenset({VersionState.ADOPTED, VersionState.SUPERSEDED})
SAID_YES = frozenset({StepState.ADOPTED, StepState.ADOPTED_WITH_RESERVATION})

TURNS = frozenset(
    {
        (VersionState.DRAFT, VersionState.REFERRAL),
        (VersionState.REFERRAL, VersionState.DRAFT),
        (VersionState.DRAFT, VersionState.ADOPTED),
        (VersionState.REFERRAL, VersionState.ADOPTED),
        (VersionState.ADOPTED, VersionState.SUPERSEDED),
    }
)


class RefusedTurnError(Exception):
    """The state does not allow it; ``str()`` is the reason in Swedish."""


def check_turn(current: VersionState, wanted: VersionState) -> None:
    """Raise :class:`RefusedTurnError` unless a version may go from one to the other."""
    if (current, wanted) in TURNS:
        return
    if current in FROZEN:
        raise RefusedTurnError(
            N_("Versionen är antagen och ändras inte mer. Börja på nästa version.")
        )
    raise RefusedTurnError(N_("Versionen kan inte gå dit från det läge den har."))


def check_open(current: VersionState) -> None:
    """Raise :class:`RefusedTurnError` unless the version's content may be changed."""
    if current in FROZEN:
        raise RefusedTurnError(
            N_("Versionen är antagen och ändras inte mer. Börja på nästa version.")
        )
    if current == VersionState.REFERRAL:
        raise RefusedTurnError(
            N_(
                "Versionen är på remiss, och de som svarar ska läsa samma text."
                " Ta tillbaka den till utkast för att ändra."
            )
        )
