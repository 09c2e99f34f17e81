"""Who took part in a meeting, and who signs its minutes, as their first page tells.

In: the lines before the first paragraph. Out: seats, where a substitute who served has
a child that says for whom, and one approval for each adjuster. Those who were absent or
took part otherwise have no seat that the minutes tell of for certain.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import cells_of
from fardplan.engine.sources.dates import find_date
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.names import NAME
from fardplan.engine.sources.seats import find_seats


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Line


_PARTY = r" ?\((?P<{0}>[A-Za-zÅÄÖåäö]{{1,6}})\)"
_FOR = (
    r"(?:(?:tjänstgörande |tjg\.? )?(?:ersättare|ers\.?) för|tjänstgör(?:ande)? för|"
    r"tjg\.? för|ersätter|i stället för|istället för|för)"
)
_REPLACES = rf"\(?{_FOR} (?P<replaced>{NAME})"
_PERSON = re.compile(
    r"(?:(?:Beslutande|Närvarande|Ledamot|Ledamöter|Ersättare):? )?"
    r"(?:(?P<before>(?:(?:[12]:[ae]|Förste|Andre|Första|Andra) )?(?:[Vv]ice )?[Oo]rdförande):? )?"
    rf"(?P<name>[Vv]akan(?:t|s)|{NAME}){_PARTY.format('party')}"
    r"(?:,? (?P<office>(?:(?:[12]:[ae]|1|2|förste|andre|första|andra) )?(?:vice )?(?:ordförande|ordf\.)))?"
    rf"(?:,? ?{_REPLACES}(?:{_PARTY.format('party2')})?)?"
)
# "Ada Ek, Bruns kommun, ordförande": where two authorities meet, no party is told.
_OF_AUTHORITY = re.compile(
    rf"(?P<before>(?P<replaced>(?P<party>(?!))))?(?P<name>{NAME}), "
    r"(?:Region(?:en)? [A-ZÅÄÖ][\w ]{2,40}|[A-ZÅÄÖ][\w -]{2,40}s? (?:kommun|region|stad))"
    r"(?:, (?P<office>(?:(?:[12]:[ae]|förste|andre) )?(?:vice )?ordförande))?\.?$"
)
_REPLACES_ON_NEXT_LINE = re.compile(rf"^{_REPLACES}\b", re.IGNORECASE)
_SERVES = re.compile(
    r"\b(?:tjänstgörande|tjg\.?) ers(?:ättare|\.)?(?!\w)", re.IGNORECASE
)
_NOT_SERVING = re.compile(r"\b(?:ej|icke|inte) (?:tjänstgörande|tjg\.?)", re.IGNORECASE)
# What a group of people is called, and their role; None is people without a seat.
_GROUPS: tuple[tuple[str, str | None], ...] = (
    (
        r"(?:övriga|andra)\b.*\b(?:deltag|närvar)|övriga$|förhinder|anmält förhinder|tjänste|föredragande|sekreterare|adjungera",
        None,
    ),
    (r"(?:tjänstgörande|tjg\.?) ersättare", "serving"),
    (r"(?:ej|icke|inte|närvarande|tjänstgörande|tjg)\b.*\bersättare", "substitute"),
    (r"(?:ej|icke|inte) (?:tjänstgörande|tjg)\b", "substitute"),
    (r"ersättare\b", "substitute"),
    (r"frånvarande\b(?!.*\bledam)", None),
    (
        r"(?:beslutande|närvarande|deltagare|deltagande|ledamöter|frånvarande)\b",
        "member",
    ),
)
_COMPILED = tuple((re.compile(cue, re.IGNORECASE), role) for cue, role in _GROUPS)
_BOTH = re.compile(r"^Ledamöter\b.* Ersättare\b|^Ersättare\b.* Ledamöter\b")
_MOST_HEAD_WORDS = 6
# A label in two lines has its value in two, or three.
_NEAR = 3
_ADJUSTS = re.compile(
    r"^(?:Utses att justera|Utsed(?:d|da) att justera|Justerare|Justerande|"
    r"Protokollsjusterare|Protokollet justeras av|Att justera)\b\s*:?\s*(?P<rest>.*)$"
)
_NAMES = re.compile(rf"(?P<name>{NAME})(?: ?\(\w{{1,6}}\))?")
_AS_SUBSTITUTE = re.compile(
    rf"(?:,? (?:med|samt) (?P<name>{NAME})(?: ?\(\w{{1,6}}\))? som ersättare|"
    rf",? ersättare:? (?P<other>{NAME})(?: ?\(\w{{1,6}}\))?)"
)
_ONE = _NAMES.pattern.replace("?P<name>", "?:")
_ONLY_NAMES = re.compile(rf"{_ONE}(?:(?:,? och |, | ?/ ?| samt ){_ONE})*[.,]?")
_SIGNED = re.compile(
    r"^(?:Justering(?:en)?(?= {2}|:)|Justeringens(?: {2}| (?:plats|tid)|$)|Plats och tid för justering|Justerings(?:dag|datum)\b|Datum för justering|Protokollet justera(?:des|s|t)\b|Tid för justering)"
)
_AT_ONCE = re.compile(r"omedelbar(?:t)? juster|justera[sd]? omedelbart", re.IGNORECASE)


def find_people(lines: Sequence[Line]) -> list[Finding]:
    """Give the seats of those who decided, and of substitutes."""
    if any(_BOTH.match(line.text) for line in lines):
        return find_seats(lines)
    found: list[Finding] = []
    role: str | None = None
    for line in cells_of(lines):
        told = _group(line.text)
        if told is not None:
            role = told[0]
        elif _ADJUSTS.match(line.text) or _SIGNED.match(line.text):
            role = None
        if role is None:
            continue
        later = _REPLACES_ON_NEXT_LINE.match(line.text)
        if later and found:
            found[-1] = _serving(found[-1], line, later["replaced"])
            continue
        people = [*_PERSON.finditer(line.text)]
        from_elsewhere = _OF_AUTHORITY.match(line.text) if role == "member" else None
        if not people and from_elsewhere:
            people = [from_elsewhere]
        ends = [*(one.start() for one in people), len(line.text)][1:]
        found += [
            _seat(line, one, role, line.text[one.start() : end])
            for one, end in zip(people, ends, strict=True)
        ]
    return found


def _group(text: str) -> tuple[str | None] | None:
    """Give the role that a heading of people begins, in a tuple; None for other lines."""
    person = _PERSON.search(text)
    head = text[: person.start("name")] if person else text
    head = head.split(":")[0].strip()
    if not head or len(head.split()) > _MOST_HEAD_WORDS:
        return None
    return next(((role,) for cue, role in _COMPILED if cue.match(head)), None)


def _seat(line: Line, found: re.Match[str], role: str, told: str) -> Finding:
    """Give the seat of one person, told until the next."""
    office = (found["office"] or found["before"] or "").casefold()
    is_vacant = found["name"].casefold() in {"vakant", "vakans"}
    is_not = _NOT_SERVING.search(told)
    serves = not is_not and (
        role == "serving" or found["replaced"] or _SERVES.search(told)
    )
    if "vice" in office:
        role = "vice_chair"
    elif office:
        role = "chair"
    elif serves or role == "serving":
        role = "substitute"
    seat = Finding(
        kind="seat",
        text=found[0][found.start("name") - found.start() :],
        start=line.start + found.start("name"),
        end=line.start + found.end(),
        page=line.page,
        fields={
            "name": None if is_vacant else found["name"],
            "party": found["party"],
            "role": role,
            "vacant": is_vacant,
        },
    )
    if serves:
        return replace(seat, children=(_serves(seat, found["replaced"]),))
    return seat


def _serves(seat: Finding, replaced: str | None) -> Finding:
    return replace(seat, kind="serving", fields={"replaces": replaced}, children=())


def _serving(seat: Finding, line: Line, replaced: str) -> Finding:
    """Give a seat whose line is followed by one that says whom it serves for."""
    role = seat.fields["role"]
    whole = replace(
        seat,
        end=line.end,
        fields={**seat.fields, "role": "substitute" if role == "member" else role},
    )
    return replace(whole, children=(_serves(whole, replaced),))


def find_signers(lines: Sequence[Line]) -> list[Finding]:
    """Give one approval for each who signs beside the chair."""
    day = _signing_day(lines)
    is_immediate = any(_AT_ONCE.search(line.text) for line in lines)
    found: dict[str, Finding] = {}
    for number, line in enumerate(lines):
        cue = _ADJUSTS.match(line.text)
        if cue is None:
            continue
        for where, text in _after(cue, lines, number):
            for approval in _approvals(where, text):
                fields = {
                    **approval.fields,
                    "deadline": day,
                    "immediate": is_immediate,
                }
                name = str(approval.fields["adjuster"])
                found.setdefault(name, replace(approval, fields=fields))
    return list(found.values())


def _after(
    cue: re.Match[str], lines: Sequence[Line], number: int
) -> Iterator[tuple[Line, str]]:
    """Give the line with its names, or the lines after a label that stands alone."""
    if cue["rest"].strip(" .…_"):
        yield lines[number], cue["rest"]
        return
    for line in lines[number + 1 : number + 4]:
        if not _ONLY_NAMES.fullmatch(_AS_SUBSTITUTE.sub("", line.text).strip()):
            return
        yield line, line.text


def _approvals(line: Line, text: str) -> Iterator[Finding]:
    substitute = _AS_SUBSTITUTE.search(text)
    names = _AS_SUBSTITUTE.sub("", text).strip()
    if not _ONLY_NAMES.fullmatch(names):
        return
    for one in _NAMES.finditer(names):
        yield Finding(
            kind="approval",
            text=line.text,
            start=line.start,
            end=line.end,
            page=line.page,
            fields={
                "adjuster": one["name"],
                "substitute": substitute
                and (substitute["name"] or substitute["other"]),
            },
        )


def _signing_day(lines: Sequence[Line]) -> str | None:
    for number, line in enumerate(lines):
        if _SIGNED.match(line.text):
            near = (one.text for one in lines[number : number + _NEAR])
            return next((day for text in near if (day := find_date(text))), None)
    return None
