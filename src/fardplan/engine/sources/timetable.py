"""The timetable of a meeting: rows with start, end, title and who presents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fardplan.engine.sources.columns import WIDE_GAP
from fardplan.engine.sources.dates import (
    SPAN_OR_TIME,
    TIME_SPAN,
    meeting_times,
    time_span,
)
from fardplan.engine.sources.item_facts import RAPPORTEURS, is_registry
from fardplan.engine.sources.meeting_labels import is_label
from fardplan.engine.sources.model import BlockKind, finding_of
from fardplan.engine.sources.names import split_people, split_presenters


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fardplan.engine.sources.model import Block, Finding


_ROW = re.compile(rf"^(?:{TIME_SPAN.pattern})[\s|:–-]+(?P<title>[^\s|:–-].*)$")
_DECISION = re.compile(
    r"^(?:Beslut|Beslutsärende|Beslutspunkt)\s*[:–-]\s*", re.IGNORECASE
)
_IS_DECISION = re.compile(
    r"\s*(?:\((?:besluts?(?:ärende|punkt)?)\)|[–-] beslut)$", re.IGNORECASE
)
# "09.15 Information": a time alone begins a row where at least so many follow each other.
_TIME_ALONE = re.compile(
    r"^(?:kl\.? ?)?(?P<h>[0-2]?\d)[.:](?P<m>[0-5][05])(?!\d)[\s|:–-]+(?:§? ?\d{1,3}[.)]? +(?=[A-ZÅÄÖ]))?(?P<title>[^\W\d].*)$",
    re.IGNORECASE,
)
# "9–10 Information": whole hours, too, begin rows only where several do.
_HOURS = re.compile(
    r"^(?:kl\.? ?)?(?P<h>[0-2]?\d)(?:[.:](?P<m>[0-5]\d))?\s?[-–—]\s?(?P<bh>[0-2]?\d)(?:[.:](?P<bm>[0-5]\d))?"
    r"(?:[\s|:]+)(?P<title>[^\W\d].*)$",
    re.IGNORECASE,
)
FEWEST_ROWS = 3
# Between two rows there may stand who presents, and what is said of it.
MOST_BETWEEN = 6
_DECISIONS = re.compile(
    r"^Beslutsärenden?$|^Beslutspunkter$|^Ärenden för beslut$", re.IGNORECASE
)
_NUMBER = re.compile(r"^(?:§ ?)?\d{1,3}[.)]?$")


class _Told(NamedTuple):
    """A row as it stands: its block, its times and the rest, and whether it is certain."""

    block: Block
    start: str
    end: str | None
    title: str
    is_span: bool


def find_timetable(blocks: Iterable[Block]) -> list[Finding]:
    """Give a finding for each row that begins with a span of two times, or with one."""
    runs: list[list[_Told]] = [[]]
    between: list[Block] = []
    people: dict[int, tuple[str, ...]] = {}
    for block in blocks:
        told = _told(block)
        if told is None:
            between.append(block)
            if runs[-1] and len(between) == 1 and (named := _people_alone(block)):
                people[runs[-1][-1].block.start] = named
            continue
        if len(between) > MOST_BETWEEN or (
            runs[-1] and told.start < runs[-1][-1].start
        ):
            runs.append([])
        runs[-1].append(told)
        between = []
    return [_row(one, people) for run in runs for one in _certain(run)]


def _told(block: Block) -> _Told | None:
    line = block.lines[0].text if len(block.lines) == 1 else block.text
    found = _ROW.match(line)
    span = time_span(line) if found else None
    if found and span:
        return _Told(block, *span, found["title"], True)
    hours = _HOURS.match(line)
    if hours:
        start = f"{int(hours['h']):02d}:{hours['m'] or '00'}"
        end = f"{int(hours['bh']):02d}:{hours['bm'] or '00'}"
        return _Told(block, start, end, hours["title"], False) if start < end else None
    alone = _TIME_ALONE.match(line)
    if alone:
        start = f"{int(alone['h']):02d}:{alone['m']}"
        return _Told(block, start, None, alone["title"], False)
    return _told_in_column(block, line)


def _told_in_column(block: Block, line: str) -> _Told | None:
    """Give the row of a table that has its time in a later column."""
    cells = WIDE_GAP.split(line.replace(" | ", "   "))
    places = [
        n for n, cell in enumerate(cells) if re.fullmatch(SPAN_OR_TIME, cell.strip())
    ]
    if len(places) != 1 or len(cells) < 2:
        return None
    start, end = meeting_times(cells.pop(places[0]))
    # An agenda's row has its number first, and the matter's beside its title.
    told = [cell for cell in cells if not (_NUMBER.match(cell) or is_registry(cell))]
    if start is None or not told or is_label(told[0]):
        return None
    return _Told(block, start, end, "   ".join(told), False)


def _certain(run: Sequence[_Told]) -> Iterator[_Told]:
    """Give the rows of a run: one time among spans is where the last of them ends."""
    others = sum(not one.is_span for one in run)
    yield from (
        one
        for one in run
        if one.is_span or others >= FEWEST_ROWS or one.block.kind is BlockKind.ROW
    )


def _people_alone(block: Block) -> tuple[str, ...]:
    """Give who presents, told on the line after a row."""
    found = RAPPORTEURS.match(block.text)
    return split_people(found["people"] if found else block.text)


def _row(told: _Told, people: dict[int, tuple[str, ...]]) -> Finding:
    # Of columns wide gaps are left, which the repaired text has not.
    rest = WIDE_GAP.sub(" – ", told.title).replace(" | ", " – ")
    rest = re.sub(r"^Beslut – (?=\S)", "Beslut: ", rest)
    title, presenters = split_presenters(rest)
    is_decision = any(
        cue.search(title) for cue in (_DECISION, _DECISIONS, _IS_DECISION)
    )
    return finding_of(
        "timetable_row",
        told.block,
        {
            "start": told.start,
            "end": told.end,
            "title": _IS_DECISION.sub("", _DECISION.sub("", title)),
            "presenters": presenters or people.get(told.block.start, ()),
            "is_decision": is_decision,
        },
    )
