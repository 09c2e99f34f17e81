"""What roles a person has on a day, and where each of them holds.

In: what the stations tell of a person (seats held, roles given, ...), each with its
period. Out: a :class:`Standing`, which answers "has this role there?". A station may
tell of a kind of place of its own; the two that exist are an authority and a body.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class RoleName(StrEnum):
    READER = "reader"
    SUBSTITUTE = "substitute"
    MEMBER = "member"
    SECRETARY = "secretary"
    ANALYST = "analyst"
    PROGRAMME_LEAD = "programme_lead"
    ADMINISTRATOR = "administrator"


AUTHORITY, BODY = "authority", "body"


@dataclass(frozen=True, kw_only=True)
class RoleFact:
    """That a person has a role somewhere, from one day to another, both included.

    ``kind`` and ``code`` say where, ``name`` in words. ``reference`` is for the station
    that tells it, to find its row again.
    """

    role: RoleName
    kind: str
    code: str
    name: str
    start: date | None = None
    end: date | None = None
    reference: str = ""

    def holds(self, day: date) -> bool:
        """True when the person has the role on ``day``."""
        return (self.start is None or self.start <= day) and (
            self.end is None or day <= self.end
        )


@dataclass(frozen=True)
class Standing:
    """All roles that a person has on one day."""

    facts: tuple[RoleFact, ...] = ()

    def has(self, role: RoleName, kind: str, code: str) -> bool:
        """True when the person has the role there."""
        return any(
            (fact.role, fact.kind, fact.code) == (role, kind, code)
            for fact in self.facts
        )

    def places(self, role: RoleName) -> dict[str, str]:
        """Give code and name of everywhere the person has the role."""
        return {fact.code: fact.name for fact in self.facts if fact.role == role}


def standing_on(facts: Iterable[RoleFact], day: date) -> Standing:
    """Give what of the facts holds on ``day``: the weightiest role first, then by name."""
    weight = list(RoleName)
    shown = [fact for fact in facts if fact.holds(day)]
    return Standing(
        tuple(sorted(shown, key=lambda f: (-weight.index(f.role), f.name, f.reference)))
    )
