"""One person of a list of seats, however the name, the party and the office are set.

In: the text of one cell, or the cells of one row. Out: who it is. "Ada Ek (S),
ordförande", "1:e vice ordf. Ada Ek (S)", "Ada Ek, S" and "Ledamot | Ada Ek | S" say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fardplan.engine.sources.names import NAME, is_no_person


if TYPE_CHECKING:
    from collections.abc import Sequence


_NTH = r"(?:(?:[12]:?[ae]|[12]|[Ff]örst[ea]|[Aa]ndr[ea]|II?) )?"
_OFFICE = rf"{_NTH}(?:[Vv]ice ?|[Vv]\.? ?)?(?:[Oo]rdförande|ORDFÖRANDE|[Oo]rdf\b\.?)|[Ss]ammankallande"
_RANK = r"[Ll]edamot|[Oo]rdinarie ledamot|[Ee]rsättare|[Ss]uppleant"
_BEFORE = re.compile(
    rf"(?:(?P<office>{_OFFICE})|(?P<rank>{_RANK}))\s*[:,]?\s+(?=[A-ZÅÄÖVv])"
)
_NUMBER = re.compile(r"\d{1,2}[.)]?\s+(?=[A-ZÅÄÖ])")
_WHO = re.compile(rf"(?P<vacant>[Vv]akan(?:t|s)(?: plats)?|VAKANT)\b|(?P<name>{NAME})")
# Two to four capitals after a name are no name: "Ada Ek KD".
_CAPITALS = re.compile(r"(?P<name>.+ .+) (?P<party>[A-ZÅÄÖ]{1,4})$")
_PARTY_FIRST = re.compile(r"\(?(?P<party>[A-ZÅÄÖ]{1,4})\)?,?\s+(?=[A-ZÅÄÖ][a-zåäö])")
_TAILS = (
    ("party", re.compile(r"[,\s]*\((?P<told>[A-Za-zÅÄÖåäö]{1,6})\)")),
    ("office", re.compile(rf"[,\s–-]*\(?(?P<told>{_OFFICE})\)?(?![\wåäö])")),
    ("rank", re.compile(rf"[,\s–-]+(?P<told>{_RANK})(?=[,.]?$)")),
    ("party", re.compile(r"[,\s]+(?P<told>[A-ZÅÄÖ]{1,4})(?=[,\s]|$)")),
)
_OTHER = re.compile(
    r"(?:,\s*|\s+\(|\s+(?=tjänstg|ersätter|gruppledare|adjungerad))[a-zåäö][^()]{2,60}\)?"
)
_OF_AUTHORITY = re.compile(
    r",\s*[A-ZÅÄÖ][\wåäöÅÄÖ -]{2,50}(?:,\s*[a-zåäö][^()]{2,50})?"
)
_LAST = re.compile(rf",\s+(?P<told>{_OFFICE})$")
_OFFICE_ALONE = re.compile(rf"\(?(?:{_OFFICE})\)?")
_SUBSTITUTES = ("ersättare", "suppleant")


class Person(NamedTuple):
    """Who has a seat. ``role`` is what the text itself tells of it."""

    name: str | None
    party: str | None
    role: str | None
    is_vacant: bool


def person_of(text: str) -> Person | None:
    """Give the person that a text is, and nothing but that person."""
    text = _NUMBER.sub("", text.strip(" .,;*"), count=1)
    told: dict[str, str] = {}
    first = _PARTY_FIRST.match(text)
    if first:
        told["party"], text = first["party"], text[first.end() :]
    before = _BEFORE.match(text)
    if before:
        told |= {kind: word for kind, word in before.groupdict().items() if word}
        text = text[before.end() :]
    who = _WHO.match(text)
    if who is None or is_no_person(who[0]):
        return None
    name, rest = who["name"], text[who.end() :]
    capitals = _CAPITALS.fullmatch(name) if name else None
    if capitals:
        name, told["party"] = capitals["name"], capitals["party"]
    told, rest = _tails(told, rest)
    is_whole = not rest or _OTHER.fullmatch(rest) or _OF_AUTHORITY.fullmatch(rest)
    if not is_whole:
        return None
    last = _LAST.search(rest)
    if last and "office" not in told:
        told["office"] = last["told"]
    return Person(name, told.get("party"), _role(told), name is None)


def person_of_row(cells: Sequence[str]) -> Person | None:
    """Give the person whose name, party and office stand in a cell each."""
    return person_of(", ".join(cell.strip(" ,") for cell in cells if cell.strip()))


def is_office(text: str) -> bool:
    """Whether a text is an office alone, which the one before it has."""
    return _OFFICE_ALONE.fullmatch(text.strip()) is not None


def _tails(told: dict[str, str], rest: str) -> tuple[dict[str, str], str]:
    """Give what stands after a name, and what is left that is none of it."""
    found = dict(told)
    while True:
        matches = (
            (kind, match)
            for kind, cue in _TAILS
            if kind not in found and (match := cue.match(rest))
        )
        kind, match = next(matches, ("", None))
        if match is None:
            return found, rest.strip(" .,") and rest
        found[kind], rest = match["told"], rest[match.end() :]


def _role(told: dict[str, str]) -> str | None:
    office = told.get("office", "").casefold()
    if office:
        is_vice = (
            "vice" in office or office.startswith("v") or re.match(r"[12i]", office)
        )
        return "vice_chair" if is_vice else "chair"
    rank = told.get("rank", "").casefold()
    if rank:
        return "substitute" if rank in _SUBSTITUTES else "member"
    return None
