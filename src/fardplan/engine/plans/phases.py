"""How far an initiative has come, and how it goes: the words of both."""

from __future__ import annotations

from enum import StrEnum


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
