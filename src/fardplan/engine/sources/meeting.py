"""The head of a notice or of minutes: body, date, time, place, form and seats."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import cells_of
from fardplan.engine.sources.dates import clock_time, find_date, time_span
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.seats import find_chair, find_seats


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Line


_DATES = (
    "Sammanträdesda(?:tum|g)|Mötesda(?:tum|g)|Plats och tid|Tidpunkt|När|"
    "Datum(?: och (?:tid|klockslag|plats))?(?! (?:då|för|när))|"
    "Tid och (?:plats|dag|datum)|Dag(?: och (?:tid|datum))?"
)
_TIMES = (
    "Tid(?: och (?:plats|dag|datum))?|Tidpunkt|Mötestid|Klockslag|Klockan|Plats och tid|"
    "Datum och tid|Dag och tid|När"
)
_PLACES = "Plats och tid|Tid och plats|Datum och plats|Plats|Lokal|Var|Mötesplats|Sal"
_LABELS = {
    name: re.compile(rf"^(?:{words})\b\s*:?\s*(?P<value>.*)$")
    for name, words in (
        ("body", "Sammanträde med|Organ|Nämnd|Sammanträde för"),
        ("date", _DATES),
        ("time", _TIMES),
        ("place", _PLACES),
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
# "Dagordning för Styrgruppen …": the title says whose meeting it is.
_BODY_OF_TITLE = re.compile(
    r"^(?:Kallelse|Dagordning|Föredragningslista|Ärendelista|Inbjudan|Minnesanteckningar|"
    r"Mötesanteckningar|Protokoll)(?: till| från| fört vid)?(?: (?:digitalt )?(?:möte|sammanträde))?"
    r" (?:för|med|från|i|till|av) (?P<body>[A-ZÅÄÖ][^\d,.:]{4,90}?)(?= den\b|,|\.| \d|$)"
)
# Groups that are not elected end in other words; alone on a line they are who meets.
_GROUP_ALONE = re.compile(
    r"^(?:[\wåäöÅÄÖ-]+ ){0,5}?[\wåäöÅÄÖ-]*(?:grupp(?:en)?|råd(?:et)?|forum(?:et)?|kommitté(?:n)?)"
    r"(?: (?:för|i|om|kring) [^.:,;()]{3,70}| [A-ZÅÄÖ][^.:,;()]{3,70})?$",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,? )?(?:den )?"
    r"(?:\d{1,2}(?::e)? [a-zå]+ (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_CLOCK = r"(?:kl(?:ockan|\.)? ?)?\d{1,2}[.:]\d\d(?:\s?(?:[-–]|till)\s?(?:kl\.? ?)?\d{1,2}[.:]\d\d)?"
_WHEN = rf"(?:(?:{_DAY}|{_CLOCK}|kl\.? ?\d{{1,2}}(?:[-–]\d{{1,2}})?)(?:,\s*|\s+|$))"
_WHEN_ALONE = re.compile(rf"^{_DAY},? {_CLOCK}", re.IGNORECASE)
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
_NO_PLACE = re.compile(
    r":|\b(?:Beslutande|Närvarande|Ledamöter|Ersättare|Övriga|Paragraf)|^Kl\b|\("
)
MOST_LINES, _FIRST_LINES = 160, 30


def find_meeting(lines: Sequence[Line]) -> Finding | None:
    """Give the meeting that a notice tells of, with its seats as children."""
    meeting = find_meeting_alone(lines)
    seats = find_seats(lines[:MOST_LINES]) or find_chair(lines[:_FIRST_LINES])
    return replace(meeting, children=tuple(seats)) if meeting else None


def find_meeting_alone(
    lines: Sequence[Line], otherwise: tuple[Line, str] | None = None
) -> Finding | None:
    """Give the meeting without its seats; the body may be one that is told later."""
    head = cells_of(lines[:MOST_LINES])
    dated, body = _dated(head), _body(head) or otherwise or _group_alone(head)
    if dated is None or body is None:
        return None
    day = find_date(dated[1])
    times = [*_values(head, _LABELS["time"]), dated]
    span = next((told for _, text in times if (told := time_span(text))), None)
    start, end = span or (_start(times), None)
    place = next(_places(head), None)
    if place is None and _is_when(dated[1]):
        place = _place(dated[1])
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
            "start": start,
            "end": end,
            "place": place,
            "form": _form(head),
        },
    )


def _start(told: Sequence[tuple[Line, str]]) -> str | None:
    """Give when it begins, where no more is told."""
    return next((time for _, text in told if (time := clock_time(text))), None)


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
    alone = ((line, line.text) for line in lines[:_FIRST_LINES] if _is_when(line.text))
    return next(labelled, None) or next(sentences, None) or next(alone, None)


def _is_when(text: str) -> bool:
    """Whether a line begins with a day and goes on with a time, without a label."""
    found = _WHEN_ALONE.match(text)
    return found is not None and find_date(found[0]) is not None


def _body(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Give the body: labelled, alone on its line, or met with in a sentence or header."""
    first = lines[:_FIRST_LINES]
    alone = (
        (line, line.text)
        for line in first
        if _BODY.match(line.text)
        and not _WITH_BODY.search(line.text)
        and not _BODY_OF_TITLE.match(line.text)
    )
    told = (
        (line, found["body"])
        for cue in (_BODY_OF_TITLE, _WITH_BODY, _BODY_IN_HEADER)
        for line in first
        if (found := cue.search(line.text))
    )
    return (
        next(_values(lines, _LABELS["body"]), None)
        or next(alone, None)
        or next(told, None)
    )


def _group_alone(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Give a group that is no elected body, alone on its line."""
    return next(
        (
            (one, one.text)
            for one in lines[:_FIRST_LINES]
            if _GROUP_ALONE.match(one.text)
        ),
        None,
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
