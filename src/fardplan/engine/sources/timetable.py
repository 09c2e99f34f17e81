"""The timetable of a meeting: rows with start, end, title and who presents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import WIDE_GAP
from fardplan.engine.sources.dates import TIME_SPAN, time_span
from fardplan.engine.sources.model import finding_of
from fardplan.engine.sources.names import split_presenters


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fardplan.engine.sources.model import Block, Finding


_ROW = re.compile(rf"^(?:{TIME_SPAN.pattern})[\s|:]+(?P<title>\S.*)$")
_DECISION = re.compile(
    r"^(?:Beslut|Beslutsärende|Beslutspunkt)\s*[:–-]\s*", re.IGNORECASE
)


# "09.15 Information": a time alone begins a row where at least so many follow each other.
_TIME_ALONE = re.compile(
    r"^(?:kl\.? ?)?(?P<h>[0-2]?\d)[.:](?P<m>[0-5][05])(?!\d)[\s|:–-]+(?P<title>[^\W\d].*)$",
    re.IGNORECASE,
)
FEWEST_ROWS = 3
_DECISIONS = re.compile(r"^Beslutsärenden?$|^Beslutspunkter$", re.IGNORECASE)


def find_timetable(blocks: Iterable[Block]) -> list[Finding]:
    """Give a finding for each row that begins with a span of two times, or with one."""
    runs: list[list[tuple[Block, re.Match[str]]]] = [[]]
    for block in blocks:
        found = _ROW.match(block.text) or _TIME_ALONE.match(block.text)
        if found is None:
            runs.append([])
        else:
            runs[-1].append((block, found))
    return [
        _row(block, found)
        for run in runs
        for block, found in run
        if found.re is _ROW or _are_alone(run)
    ]


def _are_alone(run: Sequence[tuple[Block, re.Match[str]]]) -> bool:
    """Whether a run's times stand alone: one among spans is where the last of them ends."""
    return sum(found.re is _TIME_ALONE for _, found in run) >= FEWEST_ROWS


def _row(block: Block, found: re.Match[str]) -> Finding:
    start, end = time_span(block.text) or (None, None)
    if found.re is _TIME_ALONE:
        start, end = f"{int(found['h']):02d}:{found['m']}", None
    rest = found["title"]
    columns = found.re.match(block.lines[0].text) if len(block.lines) == 1 else None
    if columns:
        # Of columns wide gaps are left, which the repaired text has not.
        rest = WIDE_GAP.sub(" – ", columns["title"])
    title, presenters = split_presenters(rest.replace(" | ", " – "))
    is_decision = bool(_DECISION.match(title) or _DECISIONS.match(title))
    return finding_of(
        "timetable_row",
        block,
        {
            "start": start,
            "end": end,
            "title": _DECISION.sub("", title),
            "presenters": presenters,
            "is_decision": is_decision,
        },
    )
