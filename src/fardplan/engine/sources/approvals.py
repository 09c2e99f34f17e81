"""Who is chosen to sign the minutes, until when, or that they are signed at once.

In: the lines of a proposal, of the item that chooses, or of a meeting's head. Out: one
approval for each who signs beside the chair.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import find_date
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.names import NAME, is_no_person
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Line


_PARTY = r"(?: ?\(\w{1,6}\))?"
_ONE = rf"(?P<name>{NAME}){_PARTY}"
_TWO = rf"{_ONE}(?:(?:,? och|,| samt) (?P<other>{NAME}){_PARTY})?"
_RANK = r"(?:(?:ledamoten|ledamot|ledamöterna) )?"
_JUSTER = r"(?:justerare|protokollsjusterare|justeringsperson(?:er)?|justeringsman|justeringsmän)"
_ADJUSTERS = tuple(
    re.compile(cue)
    for cue in (
        rf"\b(?:[Uu]tse|utser|utses|välja|väljer|väljs)\s+(?:till (?:{_JUSTER})\s+)?{_RANK}{_TWO}",
        rf"\b{_TWO} (?:utses|väljs|föreslås|får i uppdrag|justerar|att justera|till {_JUSTER})\b",
        rf"\bjusteras? (?:\w+ )?av (?:{_RANK}ordföranden|{NAME}{_PARTY},? ordförande)?,?(?: och| samt| jämte| tillsammans med)? ?{_RANK}{_TWO}",
        rf"\b[Ff]örslag(?:et)?(?: (?:till|på) (?:beslut|{_JUSTER}))?\s*(?:är|[:–-])?\s+{_RANK}{_TWO}",
        rf"\b(?i:{_JUSTER})(?: föreslås| är| blir)?\s*[:–-]?\s+{_RANK}{_TWO}",
    )
)
_SUBSTITUTE = (
    re.compile(rf"\bmed (?P<name>{NAME}){_PARTY},? som ersättare"),
    re.compile(
        rf"\b(?i:ersättare)(?: för (?:\w+|{NAME}))?(?::| –| är| blir| utses)?(?: utses)? ?(?P<name>{NAME}){_PARTY}"
    ),
    re.compile(rf"\((?i:ers(?:ättare|\.)?):? (?P<name>{NAME}){_PARTY}\)"),
    re.compile(rf"\b(?P<name>{NAME}){_PARTY} (?:som|till|utses till) ersättare"),
)
APPROVES = re.compile(r"\bjuster|\w+juster", re.IGNORECASE)
_IMMEDIATE = re.compile(
    r"\bdirektjuster|\bomedelbar(?:t|d)?\b.{0,200}\bjuster|\bjustera\w*\b.{0,200}\bomedelbart",
    re.IGNORECASE,
)
# A day near the word: "justeras senast den 4 maj", "Tid för justering: 2026-05-04".
_DEADLINE = re.compile(r"juster\w*\b(?=(?P<after>[^§]{0,90}))", re.IGNORECASE)
_BY_THEN = re.compile(r"\bsenast\b(?P<after>.{0,25}\d.{0,20})", re.IGNORECASE)
_HEAD_CUE = re.compile(rf"^(?:Förslag (?:till|på) |Val av )?{_JUSTER}\b", re.IGNORECASE)


def approvals_of(lines: Sequence[Line], day: str | None = None) -> Iterator[Finding]:
    """Give who is chosen to sign the minutes, or that they are signed at once.

    ``day`` is that of the meeting: what is signed later may leave out the year.
    """
    text = join_lines(line.text for line in lines)
    if not APPROVES.search(text):
        return
    is_immediate = _IMMEDIATE.search(text) is not None
    adjusters = _names(text)
    if not (adjusters or is_immediate):
        return
    substitute = _first_name(_SUBSTITUTE, text) if adjusters else None
    deadline = _deadline(text, day)
    adjusters = [one for one in adjusters if one != substitute] or adjusters
    signers: list[str | None] = [*adjusters] or [None]
    for adjuster in signers:
        yield Finding(
            kind="approval",
            text=text,
            start=lines[0].start,
            end=lines[-1].end,
            page=lines[0].page,
            fields={
                "adjuster": adjuster,
                "substitute": substitute,
                "deadline": deadline,
                "immediate": is_immediate,
            },
        )


def with_head(
    items: Sequence[Finding], lines: Sequence[Line], day: str | None
) -> list[Finding]:
    """Give the items with the day for signing that the notice's head tells of, and,

    where no item chooses who signs, those whom the head names.
    """
    end = items[0].start if items else None
    head = [line for line in lines if end is None or line.end <= end]
    told = [
        (line, found["after"])
        for line in head
        for found in _DEADLINE.finditer(line.text)
    ]
    then = next((then for _, text in told if (then := _day_after(text, day))), None)
    chosen = [one for item in items for one in item.children if _chooses(one)]
    if chosen:
        return [
            replace(item, children=tuple(_until(one, then) for one in item.children))
            for item in items
        ]
    return [*items, *(_until(one, then) for one in _in_head(head, day))]


def _chooses(finding: Finding) -> bool:
    return finding.kind == "approval" and finding.fields["adjuster"] is not None


def _until(finding: Finding, day: str | None) -> Finding:
    if not _chooses(finding) or finding.fields["deadline"]:
        return finding
    return replace(finding, fields={**finding.fields, "deadline": day})


def _in_head(lines: Sequence[Line], day: str | None) -> list[Finding]:
    first = next(
        (n for n, line in enumerate(lines) if _HEAD_CUE.match(line.text)), None
    )
    if first is None:
        return []
    near = [
        line
        for line in lines[first + 1 : first + 4]
        if line.text.startswith("Ersättare") or APPROVES.search(line.text)
    ]
    return [*approvals_of([lines[first], *near], day)]


def _names(text: str) -> list[str]:
    """Give whom the first cue that fits names: one, or two."""
    for cue in _ADJUSTERS:
        found = cue.search(text)
        if found and not is_no_person(found["name"]):
            return [name for name in (found["name"], found["other"]) if name]
    return []


def _first_name(cues: Iterable[re.Pattern[str]], text: str) -> str | None:
    return next((found["name"] for cue in cues if (found := cue.search(text))), None)


def _deadline(text: str, day: str | None) -> str | None:
    """Give the first day that is told right after the word for signing."""
    told = (
        found["after"] for cue in (_DEADLINE, _BY_THEN) for found in cue.finditer(text)
    )
    return next((then for after in told if (then := _day_after(after, day))), None)


def _day_after(text: str, meeting: str | None) -> str | None:
    """Give a day of a text; one without a year is the first such after the meeting."""
    told = find_date(text)
    if told or meeting is None:
        return told if told and len(told) > len("2026-02") else None
    year = int(meeting[:4])
    day = find_date(text, year)
    return find_date(text, year + 1) if day and day < meeting else day
