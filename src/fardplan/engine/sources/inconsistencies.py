"""What in a document does not fit together, told to the reviewer and never corrected."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import (
    MALFORMED,
    WEEKDAY_DATE,
    find_year,
    weekday_problem,
)
from fardplan.engine.sources.model import Note


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Document, Finding, Line


MOST_PAGES_TOLD = 20
_FIGURE = re.compile(r"^(?P<kind>Figur|Tabell|Diagram) (?P<number>\d{1,3})\b")
_ENUMERATION = re.compile(r"(?<![\d.])(\d)\. (?=[A-ZÅÄÖ])")
_PLANNED_YEAR = re.compile(
    r"\b(?:Planerade|Mötesplan|Sammanträden)\b.*\b(?:19|20)\d\d$"
)


def find_notes(document: Document, findings: Sequence[Finding]) -> list[Note]:
    """Give the notes in the order of the text."""
    notes = [
        *_weekdays(document.lines),
        *_malformed(document.lines),
        *_figures(document.lines),
        *_numbering(document),
        *_rooms(findings),
        *_pages_without_text(document),
    ]
    return sorted(notes, key=lambda note: (note.start, note.code))


def _note(code: str, text: str, line: Line) -> Note:
    return Note(code, text, line.start, line.end, line.page)


def _weekdays(lines: Iterable[Line]) -> Iterator[Note]:
    year: int | None = None
    for line in lines:
        if line.text[-4:].isdigit() and _PLANNED_YEAR.search(line.text):
            year = find_year(line.text)
        if "dag" not in line.text:
            continue
        for found in WEEKDAY_DATE.finditer(line.text):
            if problem := weekday_problem(found, year):
                yield _note("weekday", problem, line)


def _malformed(lines: Iterable[Line]) -> Iterator[Note]:
    for line in lines:
        if "-" not in line.text or not ("19" in line.text or "20" in line.text):
            continue
        for found in MALFORMED.finditer(line.text):
            yield _note(
                "malformed_date",
                f"”{found[0]}” ser ut som ett datum men är inget.",
                line,
            )


def _figures(lines: Iterable[Line]) -> Iterator[Note]:
    seen: set[str] = set()
    for line in lines:
        found = _FIGURE.match(line.text) if line.text[0] in "FTD" else None
        if found and found[0] in seen:
            yield _note("numbering", f"”{found[0]}” finns mer än en gång.", line)
        elif found:
            seen.add(found[0])


def _numbering(document: Document) -> Iterator[Note]:
    """Tell of "1. … 2. … 3. … 3. …" inside one sentence or paragraph."""
    for block in document.blocks:
        if "1. " not in block.text:
            continue
        numbers = [int(found) for found in _ENUMERATION.findall(block.text)]
        if len(numbers) < 3 or numbers[0] != 1:
            continue
        if numbers != list(range(1, len(numbers) + 1)):
            shown = ", ".join(map(str, numbers))
            yield Note(
                "numbering",
                f"Numreringen är {shown}.",
                block.start,
                block.end,
                block.page,
            )


def _rooms(findings: Sequence[Finding]) -> Iterator[Note]:
    """Tell when one day's meeting has two places."""
    places: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for finding in _walk(findings):
        day, place = finding.fields.get("date"), finding.fields.get("place")
        if finding.kind in {"meeting", "planned_meeting"} and day and place:
            places[str(day)].append((str(place), finding))
    for day, told in places.items():
        names = list(dict.fromkeys(place for place, _ in told))
        if len(names) > 1:
            last = told[-1][1]
            yield Note(
                "two_places",
                f"Mötet {day} har två platser: {' och '.join(f'”{n}”' for n in names)}.",
                last.start,
                last.end,
                last.page,
            )


def _pages_without_text(document: Document) -> Iterator[Note]:
    """Tell of pages that may be scanned or a picture, when others have text."""
    with_text = {line.page for line in document.lines}
    empty = [n for n in range(1, document.pages + 1) if n not in with_text]
    if empty and document.source.breaks:
        shown = ", ".join(map(str, empty[:MOST_PAGES_TOLD]))
        more = " med flera" if len(empty) > MOST_PAGES_TOLD else ""
        yield Note(
            "page_without_text",
            f"Sidor utan text: {shown}{more}. De kan vara inskannade eller bilder; kör"
            " teckenigenkänning (OCR) om de ska läsas.",
            0,
            0,
            empty[0],
        )


def _walk(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from _walk(finding.children)
