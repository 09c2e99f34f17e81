"""The meetings that a plan sets out: a date, what is to be handled, and a place.

In: the blocks under the plan's heading of meetings. Out: one finding for each meeting.
The columns of the table come out of the extractor as lines after each other; the place
may stand in the middle when a page ends there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import (
    ISO,
    MONTHS,
    WEEKDAY_DATE,
    WEEKDAYS,
    WORDS,
    date_of,
)
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.parts import cut_at
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block, Line


_STREET = re.compile(
    r"\b[\wåäöÅÄÖ]+(?:vägen|gatan|torget|gränd|av\.|v\.|g\.) ?\d+|\blasarettet\b$",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"^(?:Digitalt möte|Digitalt|Teams|Via Teams)$", re.IGNORECASE)
_PLACE_FIRST = re.compile(
    r"^(?:Digitalt möte|Digitalt|Teams|Fysiskt möte)\b", re.IGNORECASE
)
_KINDS = (
    (
        "decision",
        re.compile(r"^Beslut(?: och beredning)?[^:]{0,20}:\s*", re.IGNORECASE),
    ),
    ("in_depth", re.compile(r"^Fördjupning[^:]{0,30}:\s*", re.IGNORECASE)),
    ("theme", re.compile(r"^Tema[^:]{0,30}:\s*", re.IGNORECASE)),
    ("information", re.compile(r"^Information[^:]{0,20}:\s*", re.IGNORECASE)),
)
_DAY = re.compile(rf"(?:{'|'.join(WEEKDAYS)})(?:en)?(?: den)? \d{{1,2}}", re.IGNORECASE)
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_CELL = re.compile(
    r"(?!\| )\S.*?(?=\s*$| \| |\s{2,}|(?<=[\wåäö]) (?:Digitalt(?: möte)?|Teams)$)"
)
_TIME = re.compile(
    r"^[\s,]*(?:(?:kl(?:ockan|\.)? ?)?\d{1,2}(?:[.:]\d\d)? ?[–-] ?\d{1,2}(?:[.:]\d\d)?)?\s*",
    re.IGNORECASE,
)
_TIME_ALONE = re.compile(
    r"(?:kl(?:ockan|\.)? ?)?\d{1,2}(?:[.:]\d\d)? ?[–-] ?\d{1,2}(?:[.:]\d\d)?|"
    r"(?:kl(?:ockan|\.)? ?)?\d{1,2}[.:]\d\d|kl(?:ockan|\.)? ?\d{1,2}",
    re.IGNORECASE,
)
# "Tisdag 3 mars, Medborgarhuset": a row that tells nothing but where.
_PLACE_AFTER = re.compile(r",\s+(?P<place>[A-ZÅÄÖ][^:]{3,60})$")
_PLACE_HEAD = re.compile(r"(?:Plats|Lokal|Var|Mötesplats)", re.IGNORECASE)
_EMPTY = re.compile(r"^-{3,}$")
_OPEN_END = re.compile(
    r"(?:[,–-]|\b(?:och|av|med|för|till|i|på|mellan|samt|inom|inför|om|från|den|det|dess))$"
)
MOST_PLACE_LINES = 3


def find_planned_meetings(blocks: Sequence[Block], year: int | None) -> list[Finding]:
    """Give the meetings in order; a row begins with a day of the week and a date."""
    rows = [_cells(line) for block in blocks for line in block.lines]
    places = _column_of_places(rows)
    lines = _whole_dates([cell for row in rows for cell in row])
    starts = [n for n, line in enumerate(lines) if _date(line.text)]
    return [_meeting(part, year, places) for part in cut_at(lines, starts)]


def _column_of_places(rows: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Give where the places begin that stand in the column of a table headed so."""
    heads = [
        (number, row, column)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if len(row) > 1 and _PLACE_HEAD.fullmatch(cell.text)
    ]
    if not heads:
        return frozenset()
    first, head, column = heads[0]
    below = [row for row in rows[first + 1 :] if len(row) == len(head)]
    return frozenset(row[column].start for row in below)


def _date(text: str) -> re.Match[str] | None:
    """Give the day that a row begins with; one without its weekday stands alone."""
    return WEEKDAY_DATE.match(text) or WORDS.fullmatch(text) or ISO.fullmatch(text)


def _whole_dates(lines: Sequence[Line]) -> list[Line]:
    """Put a date together again that a narrow column has broken before its month."""
    found: list[Line] = []
    for line in lines:
        if found and _DAY.fullmatch(found[-1].text) and _MONTH.match(line.text):
            before = found.pop()
            text = f"{before.text} {line.text}"
            found.append(before._replace(text=text, end=line.end))
        else:
            found.append(line)
    return found


def _cells(line: Line) -> list[Line]:
    """Give the cells of a table's row as lines of their own."""
    found = []
    for cell in _CELL.finditer(line.text):
        start, end = line.start + cell.start(), line.start + cell.end()
        found.append(line._replace(text=cell[0], start=start, end=end))
    return found


def _meeting(
    lines: Sequence[Line], year: int | None, places: frozenset[int]
) -> Finding:
    found = _date(lines[0].text)
    day = date_of(found, year) if found else None
    after = (
        _PLACE_AFTER.match(lines[0].text[found.end() :])
        if found and len(lines) == 1
        else None
    )
    if after and found:
        at = lines[0].start + found.end() + after.start("place")
        day_line = lines[0]._replace(text=found[0], end=lines[0].start + found.end())
        lines = [day_line, lines[0]._replace(text=after["place"], start=at)]
        places = frozenset({at})
    place = [line for line in lines if line.start in places] or _place_lines(lines)
    rest = [line for line in lines if line not in place]
    text = join_lines(line.text for line in lines)
    return Finding(
        kind="planned_meeting",
        text=text,
        start=lines[0].start,
        end=lines[-1].end,
        page=lines[0].page,
        fields={
            "date": day.isoformat() if day else None,
            "place": join_lines(line.text for line in place) if place else None,
            "items": _items(rest),
        },
    )


def _place_lines(lines: Sequence[Line]) -> list[Line]:
    street = next(
        (n for n, line in enumerate(lines) if n and _STREET.search(line.text)), None
    )
    if street is None:
        return [line for line in lines if _ONLINE.match(line.text)][:1]
    first = street
    while (
        first > 1
        and street - first < MOST_PLACE_LINES
        and not _PLACE_FIRST.match(lines[first].text)
    ):
        before = lines[first - 1].text
        if _EMPTY.match(before) or not (
            _OPEN_END.search(before)
            or before.endswith("med")
            or _PLACE_FIRST.match(before)
        ):
            break
        first -= 1
    last = street
    if lines[street].text.endswith(",") and street + 1 < len(lines):
        last += 1
    return list(lines[first : last + 1])


def _items(lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[list[str]]] = {}
    current = kinds.setdefault("other", [])
    for number, line in enumerate(lines):
        text = f"{line.mark} {line.text}".strip()
        if not number:
            day = _date(line.text)
            text = _TIME.sub("", line.text[day.end() :] if day else text)
        if _TIME_ALONE.fullmatch(text):
            continue
        kind = next(((n, cue) for n, cue in _KINDS if cue.match(text)), None)
        if kind:
            current = kinds.setdefault(kind[0], [])
            text = kind[1].sub("", text)
            if text:
                current.append([text])
        elif text and not _EMPTY.match(line.text):
            _add(current, text)
    return {
        name: tuple(join_lines(part) for part in items)
        for name, items in kinds.items()
        if items or name != "other"
    }


def _add(items: list[list[str]], text: str) -> None:
    is_new = not text[:1].islower() and not text[:1] in "–-" and not text[:1].isdigit()
    if not items or (is_new and not _OPEN_END.search(items[-1][-1])):
        items.append([text])
    else:
        items[-1].append(text)
