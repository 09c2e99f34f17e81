"""The head of a notice or of minutes: body, date, time, place, form and seats."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import cells_of
from fardplan.engine.sources.dates import find_date, time_span
from fardplan.engine.sources.model import Finding, finding_of
from fardplan.engine.sources.names import SEAT


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Line


_LABELS = {
    name: re.compile(rf"^(?:{words})\b\s*:?\s*(?P<value>.*)$")
    for name, words in (
        ("body", "Sammanträde med|Organ|Nämnd|Sammanträde för"),
        (
            "date",
            "Sammanträdesda(?:tum|g)|Mötesdatum|Datum(?! (?:då|för|när))|Plats och tid|Tid och plats|Dag|När",
        ),
        ("time", "Tid|Klockan|Plats och tid|Tid och plats"),
        ("place", "Plats och tid|Tid och plats|Plats|Lokal|Var"),
    )
}
_BODY = re.compile(
    r"^(?:[\wåäöÅÄÖ-]+(?: och)? ){0,6}[\wåäöÅÄÖ-]*"
    r"(?:nämnden|nämnd|beredningen|beredning|styrelsen|utskottet|utskott|fullmäktige|direktionen)"
    r"(?: (?:för|med|i) .+)?$",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(
    r"\b(?:sammanträde|möte|protokoll|beslut i korthet)", re.IGNORECASE
)
_WITH_BODY = re.compile(
    r"\b(?:(?:sammanträde|möte) (?:med|i)|beslut i korthet från) (?P<body>[^\d,.]{4,90}?)"
    r"(?= den\b|,| i Region|\.| \d|$)",
    re.IGNORECASE,
)
_BODY_IN_HEADER = re.compile(
    r"\b(?P<body>(?:[A-ZÅÄÖ][\wåäö]+- och )?[A-ZÅÄÖ][\wåäö]*"
    r"(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen|beredningen))\b"
)
_DAY = (
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,? )?(?:den )?"
    r"(?:\d{1,2}(?::e)? [a-zå]+ (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_CLOCK = r"(?:kl(?:ockan|\.)? ?)?\d{1,2}[.:]\d\d(?:\s?(?:[-–]|till)\s?(?:kl\.? ?)?\d{1,2}[.:]\d\d)?"
_WHEN = rf"(?:(?:{_DAY}|{_CLOCK}|kl\.? ?\d{{1,2}}(?:[-–]\d{{1,2}})?)(?:,\s*|\s+|$))"
_FORMS = (
    (
        "hybrid",
        r"\bhybrid|både digitalt och|(?:möjlighet|möjligt) att delta (?:digitalt|på distans)",
    ),
    (
        "digital",
        r"\bdigital(?!\w* (?:signering|justering|anslag))|\bteams\b|\bskype\b|på distans|videomöte",
    ),
)
_TWO_SEATS = re.compile(
    r"^(?P<left>[^()]{4,60}\([A-Za-zÅÄÖåäö]{1,6}\)(?:, (?:\d:[ae] )?(?:vice )?ordförande)?)"
    r"\s+(?P<right>[A-ZÅÄÖ][^()]{3,60}\([A-Za-zÅÄÖåäö]{1,6}\))$"
)
_MEMBERS = re.compile(r"\b(?:Ledamöter|Beslutande)\b")
_SUBSTITUTES = re.compile(r"\b(?:Ersättare|ersättare)\b")
_NO_PLACE = re.compile(
    r":|\b(?:Beslutande|Närvarande|Ledamöter|Ersättare|Övriga|Paragraf)|^Kl\b|\("
)
MOST_LINES, _FIRST_LINES = 160, 30


def find_meeting(lines: Sequence[Line]) -> Finding | None:
    """Give the meeting that a notice tells of, with its seats as children."""
    meeting = find_meeting_alone(lines)
    seats = tuple(find_seats(lines[:MOST_LINES]))
    return replace(meeting, children=seats) if meeting else None


def find_meeting_alone(
    lines: Sequence[Line], otherwise: tuple[Line, str] | None = None
) -> Finding | None:
    """Give the meeting without its seats; the body may be one that is told later."""
    head = cells_of(lines[:MOST_LINES])
    dated, body = _dated(head), _body(head) or otherwise
    if dated is None or body is None:
        return None
    day = find_date(dated[1])
    timed = next((v for v in _values(head, _LABELS["time"]) if time_span(v[1])), dated)
    span = time_span(timed[1]) or (None, None)
    place = next(_places(head), None)
    first, last = body[0], dated[0]
    return Finding(
        kind="meeting",
        text=f"{body[1]} {day}",
        start=min(first.start, last.start),
        end=max(first.end, last.end),
        page=first.page,
        fields={
            "body": body[1],
            "date": day,
            "start": span[0],
            "end": span[1],
            "place": place,
            "form": _form(head),
        },
    )


def _values(lines: Sequence[Line], cue: re.Pattern[str]) -> Iterator[tuple[Line, str]]:
    """Give what stands after each label, on its line or, of a form, on the next."""
    for number, line in enumerate(lines):
        found = cue.match(line.text)
        if found is None:
            continue
        if found["value"]:
            yield line, " ".join(found["value"].split())
        elif number + 1 < len(lines) and not _is_label(lines[number + 1].text):
            yield lines[number + 1], " ".join(lines[number + 1].text.split())


def _is_label(text: str) -> bool:
    return any(cue.match(text) for cue in _LABELS.values())


def _dated(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Give the first labelled value with a date, or the sentence that begins minutes."""
    labelled = (
        told
        for name in ("date", "time")
        for told in _values(lines, _LABELS[name])
        if find_date(told[1])
    )
    sentences = (
        (line, line.text)
        for line in lines[:_FIRST_LINES]
        if _OF_MEETING.search(line.text) and find_date(line.text)
    )
    return next(labelled, None) or next(sentences, None)


def _body(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Give the body: labelled, alone on its line, or met with in a sentence or header."""
    first = lines[:_FIRST_LINES]
    alone = (
        (line, line.text)
        for line in first
        if _BODY.match(line.text) and not _WITH_BODY.search(line.text)
    )
    told = (
        (line, found["body"])
        for cue in (_WITH_BODY, _BODY_IN_HEADER)
        for line in first
        if (found := cue.search(line.text))
    )
    return (
        next(_values(lines, _LABELS["body"]), None)
        or next(alone, None)
        or next(told, None)
    )


def _places(lines: Sequence[Line]) -> Iterator[str]:
    """Give the places told after labels; of a form also on the line under the time."""
    for line, value in _values(lines, _LABELS["place"]):
        after = lines[lines.index(line) + 1 :][:1]
        place = _place(value)
        if place is None and after and not _NO_PLACE.search(after[0].text):
            place = " ".join(after[0].text.split())
        if place:
            yield place


def _place(text: str) -> str | None:
    """Give the place without the date and time that minutes write before or after it."""
    rest = re.sub(rf"^(?:{_WHEN})+", "", text, flags=re.IGNORECASE)
    return re.sub(rf",?\s*{_WHEN}.*$", "", rest, flags=re.IGNORECASE).strip() or None


def _form(lines: Sequence[Line]) -> str | None:
    text = "\n".join(line.text for line in lines[:30])
    return next(
        (form for form, cue in _FORMS if re.search(cue, text, re.IGNORECASE)), None
    )


def find_seats(lines: Sequence[Line]) -> list[Finding]:
    """Give the seats. Two columns set side by side come out as two groups of names."""
    groups: list[list[Line]] = []
    headings: list[str] = []
    current = ""
    for line in _columns_apart(lines):
        if not SEAT.match(line.text):
            current = _heading(line.text) or current
        elif current:
            is_new = not groups or headings[-1] != current or line.gap > 0
            if is_new:
                groups.append([])
                headings.append(current)
            groups[-1].append(line)
    return [
        _seat(line, role)
        for group, role in zip(groups, _roles(groups, headings), strict=True)
        for line in group
    ]


def _columns_apart(lines: Sequence[Line]) -> list[Line]:
    """Give two names on one line as two lines: the left column first, then the right."""
    found: list[Line] = []
    right: list[Line] = []
    for line in lines:
        two = _TWO_SEATS.match(line.text)
        if two:
            found.append(
                line._replace(text=two["left"], end=line.start + two.end("left"))
            )
            start = line.start + two.start("right")
            # The empty line before it begins a group of its own.
            gap = 0 if right else 1
            right.append(line._replace(text=two["right"], start=start, gap=gap))
        else:
            if not SEAT.match(line.text):
                found, right = [*found, *right], []
            found.append(line)
    return found + right


def _heading(text: str) -> str | None:
    has_members = _MEMBERS.search(text) is not None
    has_substitutes = _SUBSTITUTES.search(text) is not None
    if len(text.split()) > 6:
        return None
    if has_members and has_substitutes:
        return "both"
    if has_members:
        return "member"
    return "substitute" if has_substitutes else None


def _roles(groups: Sequence[Sequence[Line]], headings: Sequence[str]) -> Iterator[str]:
    """Give the role of each group: of two columns the one with the chair is members."""
    for group, heading in zip(groups, headings, strict=True):
        if heading != "both":
            yield heading
        elif any("ordförande" in line.text for line in group):
            yield "member"
        else:
            yield "substitute"


def _seat(line: Line, role: str) -> Finding:
    found = SEAT.match(line.text)
    assert found is not None  # noqa: S101 -- the lines were chosen by this pattern
    name, office = found["name"].strip(), (found["role"] or "").casefold()
    is_vacant = name.casefold() in {"vakant", "vakans"}
    if "vice ordförande" in office:
        role = "vice_chair"
    elif "ordförande" in office:
        role = "chair"
    return finding_of(
        "seat",
        line,
        {
            "name": None if is_vacant else name,
            "party": found["party"],
            "role": role,
            "vacant": is_vacant,
        },
    )
