"""Bodies: who decides, who prepares, who sits where. Facts, checked when made.

A body belongs to one or several authorities and has seats; a person is appointed to a
seat for a time. The names follow Popolo (Organization, Post, Membership): our body,
seat and appointment. What differs between bodies by their own rules of procedure
(notice, quorum, approval, remote attendance) is data on the body, never a constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from datetime import date


class BodyType(StrEnum):
    ASSEMBLY = "assembly"
    BOARD = "board"
    JOINT_BOARD = "joint_board"
    COMMITTEE = "committee"
    PREPARATORY_COMMITTEE = "preparatory_committee"
    COLLABORATION_BODY = "collaboration_body"
    STEERING_GROUP = "steering_group"
    MANAGEMENT_GROUP = "management_group"
    WORKING_GROUP = "working_group"
    PROGRAMME_OFFICE = "programme_office"
    COUNCIL = "council"
    NETWORK = "network"
    ADMINISTRATION = "administration"


class Level(StrEnum):
    POLITICAL = "political"
    OFFICIALS = "officials"
    MIXED = "mixed"


class RelationKind(StrEnum):
    """How one body stands to another; the arrow goes from the first to the second."""

    PREPARES_FOR = "prepares_for"
    STEERS = "steers"
    COMMITTEE_OF = "committee_of"
    REPORTS_TO = "reports_to"
    ACTS_FOR = "acts_for"
    CONSULTS = "consults"


class SeatRole(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    ADJUNCT = "adjunct"
    SECRETARY = "secretary"


@dataclass(frozen=True)
class Period:
    """From and to, both days included; None is open."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"slutdatum {self.end} är före startdatum {self.start}")

    def holds(self, day: date) -> bool:
        """True when ``day`` lies in the period."""
        return (self.start is None or self.start <= day) and (
            self.end is None or day <= self.end
        )

    def overlaps(self, other: Period) -> bool:
        """True when some day lies in both."""
        return (
            self.start is None or other.end is None or self.start <= other.end
        ) and (other.start is None or self.end is None or other.start <= self.end)


@dataclass(frozen=True, kw_only=True)
class SeatFact:
    """One seat. ``authority`` is the code of whom it represents, ``function`` the post
    that goes with it ("socialchef"), ``person`` empty when vacant."""

    role: SeatRole
    order: int = 0
    authority: str = ""
    function: str = ""
    party: str = ""
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class BodyFact:
    """One body as maps, checks and exchange see it on a given day."""

    code: str
    name: str
    abbreviation: str = ""
    type: BodyType
    level: Level
    authorities: tuple[str, ...]
    financed_by: tuple[str, ...] = ()
    seats: tuple[SeatFact, ...] = ()


@dataclass(frozen=True)
class Relation:
    """An arrow between two bodies, by their codes."""

    source: str
    kind: RelationKind
    target: str
