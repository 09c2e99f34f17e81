"""How far an initiative has come, how it goes, and the gate before it is rolled out.

In: a phase and a wish. Out: nothing, or :class:`RefusedPhaseError` with the reason in
Swedish. An initiative may go from any phase to any other, since they do: a pilot becomes
an idea again. Only what is rolled out must have been evaluated first.
"""

from __future__ import annotations

from enum import StrEnum

from fardplan.engine.shared.wording import N_


class Phase(StrEnum):
    """In the order in which an initiative usually passes them."""

    IDEA = "idea"
    PRE_STUDY = "pre_study"
    PILOT = "pilot"
    EVALUATION = "evaluation"
    ROLL_OUT = "roll_out"
    IN_OPERATION = "in_operation"
    ENDED = "ended"


class Status(StrEnum):
    """The traffic light; nothing is told while nobody has said how it goes."""

    NONE = "none"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class Evaluation(StrEnum):
    """What is known of the result; the gate before roll-out wants it done."""

    NONE = "none"
    PLANNED = "planned"
    DONE = "done"


# A sign of its own for each, so that nobody needs to tell the colours apart.
SYMBOLS = {
    Status.NONE: "–",
    Status.ON_TRACK: "✓",
    Status.AT_RISK: "!",
    Status.OFF_TRACK: "✕",
}
# The most serious first: what a place with several initiatives is coloured by.
BY_WEIGHT = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.NONE)
BROAD = frozenset({Phase.ROLL_OUT, Phase.IN_OPERATION})


class RefusedPhaseError(Exception):
    """The initiative may not go there yet; ``str()`` is the reason in Swedish."""


def check_phase(
    current: Phase, wanted: Phase, evaluation: Evaluation, reason: str = ""
) -> None:
    """Raise :class:`RefusedPhaseError` unless the initiative may go to the phase.

    ``reason`` is why it goes past the gate without an evaluation; it opens it.
    """
    if current in BROAD or wanted not in BROAD or evaluation is Evaluation.DONE:
        return
    if not reason.strip():
        raise RefusedPhaseError(
            N_(
                "Insatsen är inte utvärderad, och ska vara det innan den införs brett."
                " Fyll i utvärderingens resultat, eller skriv varför den går vidare"
                " ändå."
            )
        )
