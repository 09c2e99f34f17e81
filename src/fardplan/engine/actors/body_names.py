"""What the name of a body tells of it: its type, its level, and an address for it.

In: a name as documents write it. Out: the type that its last words show. Names of
bodies end in what they are ("omsorgsnämnden", "styrgruppen för nära vård"), so the
beginnings of a few words tell the type; what shows nothing is a working group, which
decides the least.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import BodyType, Level
from fardplan.engine.actors.text_fields import LONGEST_CODE


if TYPE_CHECKING:
    from collections.abc import Collection


# The first that is met decides: what is more than the word at its end comes before it.
_SIGNS = (
    ("gemensam nämnd", BodyType.JOINT_BOARD),
    ("gemensamma nämnd", BodyType.JOINT_BOARD),
    ("fullmäktige", BodyType.ASSEMBLY),
    ("utskott", BodyType.COMMITTEE),
    ("beredning", BodyType.PREPARATORY_COMMITTEE),
    ("styrgrupp", BodyType.STEERING_GROUP),
    ("ledningsgrupp", BodyType.MANAGEMENT_GROUP),
    ("chefsgrupp", BodyType.MANAGEMENT_GROUP),
    ("programkontor", BodyType.PROGRAMME_OFFICE),
    ("förvaltning", BodyType.ADMINISTRATION),
    ("kansli", BodyType.ADMINISTRATION),
    ("nätverk", BodyType.NETWORK),
    ("pensionärsråd", BodyType.COUNCIL),
    ("patientråd", BodyType.COUNCIL),
    ("samverkan", BodyType.COLLABORATION_BODY),
    ("samråd", BodyType.COLLABORATION_BODY),
    ("nämnd", BodyType.BOARD),
    ("styrelse", BodyType.BOARD),
    ("råd", BodyType.COUNCIL),
)
_POLITICAL = {
    BodyType.ASSEMBLY,
    BodyType.BOARD,
    BodyType.JOINT_BOARD,
    BodyType.COMMITTEE,
    BodyType.PREPARATORY_COMMITTEE,
}
_MIXED = {BodyType.COLLABORATION_BODY, BodyType.COUNCIL}
# Pages that lie where a body's own would.
_RESERVED = frozenset({"nytt", "las-in"})


def type_told_by(name: str) -> BodyType:
    """Give the type that a name shows."""
    plain = name.casefold()
    found = (kind for sign, kind in _SIGNS if sign in plain)
    return next(found, BodyType.WORKING_GROUP)


def level_told_by(kind: BodyType) -> Level:
    """Give the level that a body of a type lies on, when nothing else is told."""
    if kind in _POLITICAL:
        return Level.POLITICAL
    return Level.MIXED if kind in _MIXED else Level.OFFICIALS


def body_code(name: str, taken: Collection[str]) -> str:
    """Give an address made of the name, with a number when it is taken."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    start = "-".join(re.findall(r"[a-z0-9]+", plain))[: LONGEST_CODE - 4].strip("-")
    start = start or "organ"
    number, code = 1, start
    while code in taken or code in _RESERVED:
        number += 1
        code = f"{start}-{number}"
    return code


def same_body_name(one: str, other: str) -> bool:
    """Whether two names are of one body: case, spaces and a definite ending apart."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return " ".join(re.sub(r"(?<=\w{3})(?:en|n|et|t)$", "", word) for word in words)
