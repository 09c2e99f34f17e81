"""The head of a notice or of minutes: body, date, time, place, form and seats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import find_date, time_span
from fardplan.engine.sources.model import Finding, finding_of
from fardplan.engine.sources.names import NAME, SEAT


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Line


_LABELS = {
    name: re.compile(rf"^(?:{words})\b\s*:?\s*(?P<value>.*)$")
    for name, words in (
        ("body", "Sammanträde med|Organ|Nämnd|Sammanträde för"),
        (
            "date",
            "Sammanträdesda(?:tum|g)|Mötesdatum|Datum|Plats och tid|Tid och plats|Dag|När",
        ),
        ("time", "Tid|Klockan|Plats och tid|Tid och plats"),
        ("place", "Plats och tid|Plats|Lokal|Var"),
    )
}
_BODY = re.compile(
    r"^(?:[\wåäöÅÄÖ-]+(?: och)? ){0,6}[\wåäöÅÄÖ-]*"
    r"(?:nämnden|nämnd|beredningen|beredning|styrelsen|utskottet|utskott|fullmäktige|direktionen)"
    r"(?: (?:för|med) .+)?$",
    re.IGNORECASE,
)
_FORMS = (
    ("hybrid", r"\bhybrid|både digitalt och"),
    ("digital", r"\bdigital|\bteams\b|\bskype\b|på distans|videomöte"),
)
_ADJUSTER = re.compile(
    rf"^(?:Utses att justera|Justerare|Utsedd att justera)\s*:?\s+(?P<name>{NAME})"
)
_TWO_SEATS = re.compile(
    r"^(?P<left>[^()]{4,60}\([A-Za-zÅÄÖåäö]{1,6}\)(?:, (?:\d:[ae] )?(?:vice )?ordförande)?)"
    r"\s+(?P<right>[A-ZÅÄÖ][^()]{3,60}\([A-Za-zÅÄÖåäö]{1,6}\))$"
)
_MEMBERS = re.compile(r"\b(?:Ledamöter|Beslutande)\b")
_SUBSTITUTES = re.compile(r"\b(?:Ersättare|ersättare)\b")
_MOST_LINES = 160


def find_meeting(lines: Sequence[Line]) -> Finding | None:
    """Give the meeting that the first lines tell of, with its seats as children."""
    head = lines[:_MOST_LINES]
    values = {name: _value(head, cue) for name, cue in _LABELS.items()}
    dated = values["date"] or values["time"]
    body = values["body"] or _first_body(head)
    if dated is None or body is None:
        return None
    day = find_date(dated[1])
    if day is None:
        return None
    span = time_span((values["time"] or dated)[1]) or (None, None)
    place = values["place"]
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
            "place": _place(place[1]) if place else None,
            "form": _form(head),
        },
        children=tuple(find_seats(head)),
    )


def _value(lines: Sequence[Line], cue: re.Pattern[str]) -> tuple[Line, str] | None:
    for number, line in enumerate(lines):
        found = cue.match(line.text)
        if found is None:
            continue
        if found["value"]:
            return line, " ".join(found["value"].split())
        if line.text.endswith(":") and number + 1 < len(lines):
            return lines[number + 1], " ".join(lines[number + 1].text.split())
    return None


def _first_body(lines: Sequence[Line]) -> tuple[Line, str] | None:
    return next(
        ((line, line.text) for line in lines[:30] if _BODY.match(line.text)), None
    )


def _place(text: str) -> str:
    """Give the place without the date and time that minutes write after it."""
    return re.sub(r",?\s*(?:den \d|kl\.? ?\d).*$", "", text).strip() or text


def _form(lines: Sequence[Line]) -> str | None:
    text = "\n".join(line.text for line in lines[:30])
    return next(
        (form for form, cue in _FORMS if re.search(cue, text, re.IGNORECASE)), None
    )


def find_adjusters(lines: Sequence[Line]) -> list[Finding]:
    """Give who was chosen to sign the minutes, as their first page tells."""
    found = []
    for line in lines[:_MOST_LINES]:
        match = _ADJUSTER.match(line.text)
        if match:
            fields = {
                "adjuster": match["name"].strip(),
                "substitute": None,
                "deadline": None,
                "immediate": False,
            }
            found.append(finding_of("approval", line, fields))
    return found


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
