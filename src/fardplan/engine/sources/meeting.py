"""The head of a notice or of minutes: body, date, time, place, form and seats."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from fardplan.engine.sources.body_name import OF_AUTHORITY, bare_body
from fardplan.engine.sources.columns import cells_of
from fardplan.engine.sources.dates import (
    DAY,
    SPAN_OR_TIME,
    WEEKDAY_DATE,
    clock_time,
    date_of,
    find_date,
    find_year,
    meeting_times,
    time_span,
    weekday_problem,
)
from fardplan.engine.sources.meeting_form import form_of, place_in
from fardplan.engine.sources.meeting_labels import values
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.seats import find_chair, find_seats


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Line


_BODY = re.compile(
    r"^(?:[\wåäöÅÄÖ-]+(?: och)? ){0,6}[\wåäöÅÄÖ-]*"
    r"(?:nämnden|nämnd|beredningen|beredning|styrelsen|utskottet|utskott|fullmäktige|direktionen)"
    rf"(?: (?:för|med|i) .+|{OF_AUTHORITY})?$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(rf"(?:[,:]| [–-])? {DAY}$", re.IGNORECASE)
_OF_MEETING = re.compile(
    r"\b(?:sammanträde|möte|protokoll|beslut i korthet)", re.IGNORECASE
)
# A day told of something else than the meeting.
_OF_OTHERS = re.compile(
    r"\b(?:juster|föregående|förra|nästa|senaste|anmäl|förhinder|senast|protokoll från)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:kl(?:ockan|\.)? ?\d|\d{1,2}[.:]\d\d ?[–-])", re.IGNORECASE)
_CALLS = re.compile(
    r"\b(?:kallas|kallar|inbjuds?|bjuder in|välkommen|välkomna|hälsas)\b", re.IGNORECASE
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
# "Direktionens sammanträde 3 maj": whose meeting it is, as an owner.
_BODY_AS_OWNER = re.compile(
    r"^(?:Kallelse till )?(?P<body>(?:[\wåäöÅÄÖ]+- och )?[\wåäöÅÄÖ]+(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen|"
    r"beredningen|rådet|gruppen))s (?:sammanträde|möte)\b"
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
_WHEN_ALONE = re.compile(rf"^{DAY},? {SPAN_OR_TIME}", re.IGNORECASE)
# Before the agenda: what it lists is no part of the head.
_AGENDA_BEGINS = re.compile(
    r"^(?:§ ?\d|Ärende\b|1[.)]? +[A-ZÅÄÖ]|(?:kl\.? ?)?\d{1,2}[.:]\d\d)"
)
_NO_PLACE = re.compile(
    r":|\b(?:Beslutande|Närvarande|Ledamöter|Ersättare|Övriga|Paragraf)|^Kl\b|\("
)
_PLACE_IN_SENTENCE = re.compile(
    rf"(?:{SPAN_OR_TIME}),? (?:[ipv]|på|via) (?P<place>[^.]{{3,80}}?)(?=\.|$)",
    re.IGNORECASE,
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
    day = find_date(dated[1]) or _with_year(dated[1], head)
    start, end = _times(head, dated[1])
    place = next(_places(head), None)
    if place is None:
        place = _place_of_line(dated[1])
    first, last = body[0], dated[0]
    name = bare_body(body[1])
    return Finding(
        kind="meeting",
        text=f"{name} {day}",
        start=min(first.start, last.start),
        end=max(first.end, last.end),
        page=first.page,
        fields={
            "body": name,
            "date": day,
            "start": start,
            "end": end,
            "place": place,
            "form": _form(head, place),
        },
    )


def _times(head: Sequence[Line], dated: str) -> tuple[str | None, str | None]:
    """Give when it begins and ends, as the labels or the line of the date tell."""
    told = [
        meeting_times(_with_next(line, text, head))
        for line, text in values(head, "time")
    ]
    told.append(time_span(dated) or (clock_time(dated), None))
    whole = next((one for one in told if one[1]), None)
    return whole or next((one for one in told if one[0]), (None, None))


def _with_next(line: Line, text: str, head: Sequence[Line]) -> str:
    """Give a value with the line after it, where that goes on with the time."""
    after = head[head.index(line) + 1 :][:1]
    return (
        f"{text} {after[0].text}" if after and _GOES_ON.match(after[0].text) else text
    )


def _with_year(text: str, head: Sequence[Line]) -> str | None:
    """Give a date that leaves out its year: that of the head in which its weekday fits."""
    told = WEEKDAY_DATE.search(text)
    years = [year for line in head[:_FIRST_LINES] if (year := find_year(line.text))]
    candidates = {year + later for year in years for later in (0, 1)}
    fits = [
        year
        for year in sorted(candidates)
        if told and date_of(told, year) and weekday_problem(told, year) is None
    ]
    return find_date(text, fits[0]) if fits else None


def _dated(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Give the first labelled value with a date, or the sentence that begins minutes."""
    labelled = [told for name in ("date", "time") for told in values(lines, name)]
    dated = (told for told in labelled if _is_day(find_date(told[1])))
    sentences = (
        (line, line.text)
        for line in lines[:_FIRST_LINES]
        if _OF_MEETING.search(line.text)
        and _is_day(find_date(line.text))
        and not _OF_OTHERS.search(line.text)
    )
    alone = ((line, line.text) for line in lines[:_FIRST_LINES] if _is_when(line.text))
    called = [
        (one, one.text) for one in lines[:_FIRST_LINES] if _CALLS.search(one.text)
    ]
    yearless = (told for told in [*labelled, *called] if _with_year(told[1], lines))
    found = (next(one, None) for one in (dated, sentences, alone, yearless))
    return next((one for one in found if one), None)


def _is_day(told: str | None) -> bool:
    """Whether it is a day, and not a month alone."""
    return told is not None and len(told) > len("2026-02")


def _is_when(text: str) -> bool:
    """Whether a line begins with a day and goes on with a time, without a label."""
    found = _WHEN_ALONE.match(text)
    return found is not None and find_date(found[0]) is not None


def _body(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """Give the body: labelled, alone on its line, or met with in a sentence or header."""
    first = lines[:_FIRST_LINES]
    alone = (
        (line, name)
        for line in first
        if _BODY.match(name := _DAY_AFTER.sub("", line.text))
        and not _WITH_BODY.search(name)
        and not _BODY_OF_TITLE.match(name)
    )
    told = (
        (line, found["body"])
        for cue in (_BODY_OF_TITLE, _BODY_AS_OWNER, _WITH_BODY, _BODY_IN_HEADER)
        for line in first
        if (found := cue.search(line.text))
    )
    return next(values(lines, "body"), None) or next(alone, None) or next(told, None)


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
    for line, value in values(lines, "place"):
        after = lines[lines.index(line) + 1 :][:1]
        place = place_in(value)
        if place is None and after and not _NO_PLACE.search(after[0].text):
            place = " ".join(after[0].text.split())
        if place:
            yield place


def _place_of_line(text: str) -> str | None:
    """Give the place of a line that begins with the day, or of a sentence that calls."""
    if _is_when(text):
        return place_in(text)
    found = _PLACE_IN_SENTENCE.search(text)
    return place_in(found["place"]) if found else None


def _form(lines: Sequence[Line], place: str | None) -> str | None:
    """Give the form, as told before the agenda begins."""
    head = takewhile(
        lambda line: not _AGENDA_BEGINS.match(line.text), lines[:_FIRST_LINES]
    )
    told = [text for name in ("place", "form") for _, text in values(lines, name)]
    return form_of(told or ([place] if place else []), [line.text for line in head])
