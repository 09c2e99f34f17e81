"""The timetable of a meeting: rows with start, end, title and who presents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import WIDE_GAP
from fardplan.engine.sources.dates import TIME_SPAN, time_span
from fardplan.engine.sources.model import finding_of
from fardplan.engine.sources.names import split_presenters


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.engine.sources.model import Block, Finding


_ROW = re.compile(rf"^(?:{TIME_SPAN.pattern})[\s|:]+(?P<title>\S.*)$")
_DECISION = re.compile(
    r"^(?:Beslut|Beslutsärende|Beslutspunkt)\s*[:–-]\s*", re.IGNORECASE
)


_DECISIONS = re.compile(r"^Beslutsärenden?$|^Beslutspunkter$", re.IGNORECASE)


def find_timetable(blocks: Iterable[Block]) -> list[Finding]:
    """Give a finding for each row that begins with a span of two times."""
    return [
        _row(block, found["title"])
        for block in blocks
        if (found := _ROW.match(block.text))
    ]


def _row(block: Block, rest: str) -> Finding:
    start, end = time_span(block.text) or ("", "")
    columns = _ROW.match(block.lines[0].text) if len(block.lines) == 1 else None
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
