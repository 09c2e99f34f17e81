"""The agenda of a notice: items with number and registry number, and what they propose.

In: the lines of the notice itself, not of its attachments. Out: one finding for each
item, with proposals, attachments and approval as children. A numbered list inside an
item is told from the agenda by where its numbers begin again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import find_date
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.names import NAME, split_people
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Line, Value


ITEM = re.compile(
    r"^(?:§ ?|Ärende )?(?P<number>\d{1,3})(?:[.)]| (?=[A-ZÅÄÖ]))\s*(?P<title>\S.*)$"
)
_NUMBER_ALONE = re.compile(r"^§ ?\d{1,3}$")
_PARAGRAPH = re.compile(r"^(?:§ ?|Ärende )\d")
REGISTRY = re.compile(
    r"\b(?:Diarienummer|Diarienr|Dnr|Beteckning)\s*:?\s*(?P<number>[A-ZÅÄÖ\d][\w/åäöÅÄÖ-]*"
    r"(?:[ :]\d{4}[/:-]\d+|:\d+)?)"
)
IN_BRACKETS = re.compile(
    r"\((?:Dnr )?([A-ZÅÄÖ]{0,5}[ /]?\d{2,4}[/A-ZÅÄÖ]*[/-]?\d{1,6}(?:/\d+)?)\)$"
)
RAPPORTEURS = re.compile(r"\bFöredragande\s*:?\s*(?P<people>.*)$")
_PROPOSAL = re.compile(
    r"^(?:Förslag till beslut|Ordförandens förslag|Förvaltningens förslag|Beslutsförslag|"
    r"Arbetsutskottets förslag|Presidiets förslag)\b|\bföreslås besluta\b|\bföreslår\b.*\b(?:att|besluta)\s*:?$"
)
_SOURCES = re.compile(
    r"^(?:Beslutsunderlag|Bilagor|Bilaga|Handlingar(?: i ärendet)?|Underlag(?: för beslut)?|"
    r"Bifogade handlingar)\s*:?$"
)
_OTHER = re.compile(
    r"^(?:Sammanfattning|Bakgrund|Ärendebeskrivning|Konsekvenser\b.*|Ekonomiska konsekvenser|"
    r"Beskrivning|Yrkanden?|Propositionsordning|Skickas till\s*:?|Protokollsutdrag till.*|"
    r"Beslut|Reservationer?|Bedömning|Expedieras till.*)$"
)
_CLAUSE = re.compile(r"^(?:att\b|\d[.)]\s)")
# Headers of the papers that follow the notice.
_PAPERS = re.compile(
    r"^(?:Postadress|Tjänsteställe\b.*|Organ|FöredragningsPM|Tjänsteskrivelse)$"
    r"|^.* (?:19|20)\d\d-\d\d-\d\d .*\bDnr\b"
)
_ADJUSTERS = re.compile(
    rf"\b(?:utse|utser|utses)\s+(?P<adjuster>{NAME})(?: \(\w+\))?"
    rf"(?:.{{0,90}}?\bmed (?P<substitute>{NAME})(?: \(\w+\))?,? som ersättare)?"
)
_APPROVES = re.compile(r"\bjuster", re.IGNORECASE)
_IMMEDIATE = re.compile(
    r"\bomedelbar(?:t|d)?\b.*\bjuster|\bjustera\w*\b.*\bomedelbart", re.IGNORECASE
)
_DEADLINE = re.compile(r"\b(?:senast|justeras?(?: den)?)\b.{0,20}\d")


@dataclass
class Item:
    """One item as its lines stand, cut into named parts."""

    number: int
    lines: list[Line]
    parts: list[tuple[str, list[Line]]] = field(default_factory=list)


def notice_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines of the notice itself: to where the first of its papers begins."""
    has_begun = False
    for number, line in enumerate(lines):
        if has_begun and _PAPERS.match(line.text):
            return lines[:number]
        has_begun = has_begun or ITEM.match(line.text) is not None
    return lines


def find_agenda(lines: Sequence[Line]) -> list[Finding]:
    """Give the items of the agenda, in order."""
    return [_finding(item) for item in items_of(_with_titles(lines))]


def _with_titles(lines: Sequence[Line]) -> list[Line]:
    """Put a paragraph number that stands alone together with the title after it."""
    joined: list[Line] = []
    for line in lines:
        if joined and _NUMBER_ALONE.match(joined[-1].text):
            before = joined[-1]
            text = f"{before.text} {line.text}"
            joined[-1] = before._replace(text=text, end=line.end)
        else:
            joined.append(line)
    return joined


def items_of(lines: Sequence[Line]) -> list[Item]:
    """Give the items that the numbers of an agenda begin."""
    items: list[Item] = []
    inner = 0
    for line in lines:
        found = ITEM.match(line.text)
        number = int(found["number"]) if found else 0
        if found and inner and number == inner + 1 and not _PARAGRAPH.match(line.text):
            inner = number
            items[-1].parts[-1][1].append(line)
        elif found and _is_next(items, number, line):
            items.append(Item(number, [line], [("title", [])]))
            inner = 0
        elif items:
            part = part_of(line.text)
            if part:
                inner = 0
                items[-1].parts.append((part, [line]))
            else:
                inner = 1 if found and number == 1 else inner
                items[-1].parts[-1][1].append(line)
    return items


def _is_next(items: list[Item], number: int, line: Line) -> bool:
    if items:
        return number == items[-1].number + 1 and not line.is_lower
    return number == 1 or _PARAGRAPH.match(line.text) is not None


def part_of(text: str) -> str | None:
    """Give the part that a heading inside an item begins."""
    for name, cue in (
        ("proposal", _PROPOSAL),
        ("sources", _SOURCES),
        ("other", _OTHER),
    ):
        if cue.search(text):
            return name
    return None


def _finding(item: Item) -> Finding:
    first = item.lines[0]
    title_lines, rest = _title_lines(first, item.parts[0][1])
    title = ITEM.sub(r"\g<title>", join_lines(line.text for line in title_lines))
    facts = " ".join(line.text for line in rest)
    registry = REGISTRY.search(facts) or REGISTRY.search(title)
    bracketed = IN_BRACKETS.search(title)
    title = IN_BRACKETS.sub("", title).strip()
    people = next((m for line in rest if (m := RAPPORTEURS.search(line.text))), None)
    return Finding(
        kind="agenda_item",
        text=title,
        start=first.start,
        end=title_lines[-1].end,
        page=first.page,
        fields={
            "number": item.number,
            "title": title,
            "registry_number": registry["number"]
            if registry
            else bracketed and bracketed[1],
            "presenters": split_people(people["people"]) if people else (),
        },
        children=tuple(children_of(item.parts)),
    )


def _title_lines(first: Line, following: list[Line]) -> tuple[list[Line], list[Line]]:
    title = [first]
    for number, line in enumerate(following):
        is_fact = REGISTRY.search(line.text) or RAPPORTEURS.search(line.text)
        if line.gap or is_fact or ITEM.match(line.text) or line.mark:
            return title, following[number : number + 4]
        title.append(line)
    return title, []


def children_of(parts: Iterable[tuple[str, list[Line]]]) -> Iterator[Finding]:
    """Give the proposals, approvals and attachments of an item's parts."""
    number = 0
    for name, lines in parts:
        if name == "proposal":
            for clause in _clauses(lines):
                number += 1
                yield _proposal(number, clause)
            yield from approvals_of(lines)
        elif name == "sources":
            yield from (
                _joined("attachment", "title", group) for group in _attached(lines)
            )


def _clauses(lines: list[Line]) -> list[list[Line]]:
    """Give the lines of each clause; a sentence of its own when none begins with att."""
    clauses: list[list[Line]] = []
    for line in lines:
        if _CLAUSE.match(line.text):
            clauses.append([line])
        elif clauses and not line.gap and not _is_sentence_end(clauses[-1][-1], line):
            clauses[-1].append(line)
    if not clauses and len(lines) > 1:
        body = [line for line in lines[1:] if not line.gap or line is lines[1]]
        clauses = [body]
    return clauses


def _is_sentence_end(last: Line, line: Line) -> bool:
    return last.text.endswith(".") and line.text[:1].isupper()


def _proposal(number: int, clause: list[Line]) -> Finding:
    text = re.sub(r",? (?:samt|och)$", "", join_lines(line.text for line in clause))
    text = re.sub(r"^\d[.)] ", "", text)
    return _passage("proposal", text, clause, {"number": number, "text": text})


def approvals_of(lines: list[Line]) -> Iterator[Finding]:
    """Give who is chosen to sign the minutes, or that they are signed at once."""
    text = join_lines(line.text for line in lines)
    if not _APPROVES.search(text):
        return
    is_immediate = _IMMEDIATE.search(text) is not None
    people = _ADJUSTERS.search(text)
    if not (people or is_immediate):
        return
    deadline = _DEADLINE.search(text)
    yield _passage(
        "approval",
        text,
        lines,
        {
            "adjuster": people["adjuster"] if people else None,
            "substitute": people["substitute"] if people else None,
            "deadline": find_date(text[deadline.start() :]) if deadline else None,
            "immediate": is_immediate,
        },
    )


def _attached(lines: list[Line]) -> list[list[Line]]:
    """Give the lines of each attachment: a new one has a mark, or nothing before it."""
    has_marks = any(line.mark for line in lines[1:])
    groups: list[list[Line]] = []
    for line in lines[1:]:
        is_new = (
            bool(line.mark) and not line.is_lower if has_marks else not line.is_lower
        )
        if is_new or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _joined(kind: str, name: str, group: list[Line]) -> Finding:
    # A dash that is no bullet belongs to the title.
    text = join_lines(
        f"{line.mark} {line.text}" if number and line.mark.strip() else line.text
        for number, line in enumerate(group)
    )
    return _passage(kind, text, group, {name: text})


def _passage(
    kind: str, text: str, lines: list[Line], fields: dict[str, Value]
) -> Finding:
    return Finding(
        kind=kind,
        text=text,
        start=lines[0].start,
        end=lines[-1].end,
        page=lines[0].page,
        fields=fields,
    )
