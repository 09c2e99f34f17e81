"""Reports on how assignments went: each assignment, its status, and who was told when.

In: blocks. Out: one finding for each report. They stand after a heading of reports, each
assignment named in the words that gave it, or are labelled "Uppdrag: …" and "Status: …".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from fardplan.engine.sources.assignments import MOST_WORDS, SENTENCE, given_task
from fardplan.engine.sources.dates import all_dates
from fardplan.engine.sources.model import finding_of


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block, Finding, Line


_STATUS = re.compile(
    r"(?:Uppdraget|Arbetet) (?:har |är |bedöms |pågår|slutfördes|avslutades)[^.]*\."
)
_INFORMED = re.compile(
    r"[^.]*\b(?:nulägesrapport|rapport|information|återrapport)\b[^.]*\."
)
_HEADING = re.compile(r"(?:Åter)?[Rr]apportering (?:av|angående|om) uppdrag")
_ENDS = re.compile(r"(?:Avslutning|Sammanfattning|Slutord)\b")
_MOST_HEADING_WORDS = 4
_TASK = re.compile(r"^Uppdrag(?: \d{1,2})?\s*[:.]\s+(?P<task>\S.*)$")
_STATE = re.compile(
    r"^(?:Status|Läge|Lägesrapport|Återrapport(?:ering)?|Redovisning|Resultat)\s*:\s+(?P<state>\S.*)$"
)


def find_report_backs(blocks: Sequence[Block]) -> list[Finding]:
    """Give the reports on assignments: each assignment named, then what was done."""
    found: list[Finding] = []
    start = next((n for n, b in enumerate(blocks) if _is_heading(b)), len(blocks))
    current: Block | None = None
    text: list[str] = []
    for block in blocks[start + 1 :]:
        if _ENDS.match(block.text):
            break
        first, *rest = SENTENCE.split(block.text)
        if given_task(first) and len(first.split()) < MOST_WORDS:
            if current:
                found.append(_report_back(current, text))
            current, text = block, rest
        else:
            text.append(block.text)
    if current:
        found.append(_report_back(current, text))
    return found


def find_labelled_reports(lines: Sequence[Line]) -> list[Finding]:
    """Give the reports whose assignment and status have a label each."""
    found = []
    for number, line in enumerate(lines[:-1]):
        task, state = _TASK.match(line.text), _STATE.match(lines[number + 1].text)
        if task and state:
            last = lines[number + 1]
            fields = {
                "assignment": task["task"],
                "status": state["state"],
                "informed": (),
            }
            whole = line._replace(text=task["task"], end=last.end)
            found.append(finding_of("report_back", whole, fields))
    return found


def find_followed(blocks: Sequence[Block]) -> list[Finding]:
    """Give the reports where the status of each assignment is labelled under it."""
    found = []
    for block, after in pairwise(blocks):
        state = _STATE.match(after.text)
        if state and given_task(block.text):
            fields = {
                "assignment": block.text,
                "status": state["state"],
                "informed": (),
            }
            found.append(finding_of("report_back", block, fields))
    return found


def _is_heading(block: Block) -> bool:
    is_short = len(block.text.split()) <= _MOST_HEADING_WORDS
    return is_short and _HEADING.match(block.text) is not None


def _report_back(block: Block, text: list[str]) -> Finding:
    whole = " ".join(text)
    status = _STATUS.search(whole)
    informed = [
        day for found in _INFORMED.finditer(whole) for day in all_dates(found[0])
    ]
    first = SENTENCE.split(block.text)[0]
    return finding_of(
        "report_back",
        block,
        {
            "assignment": given_task(first) or first,
            "status": status[0] if status else None,
            "informed": tuple(informed),
        },
    )
