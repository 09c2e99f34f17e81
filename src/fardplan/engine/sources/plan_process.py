"""How a plan comes about: dated steps, and what was said about each area.

In: the blocks of a presentation or paper. Out: process steps and inputs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import ISO, MONTH_YEAR, WORDS, all_dates, find_date
from fardplan.engine.sources.model import BlockKind, Finding, finding_of


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block, Line


_DATED = re.compile(
    rf"^(?:{ISO.pattern.replace('month', 'm3').replace('year', 'y3').replace('day', 'd3')}|{WORDS.pattern}|{MONTH_YEAR.pattern.replace('month', 'm2').replace('year', 'y2')})",
    re.IGNORECASE,
)
_TICKED = re.compile(r"^[ü✓✔]?\s*(?P<day>\d{1,2})/(?P<month>\d{1,2}) (?P<label>\S.*)$")
_FROM_TALKS = re.compile(
    r"^(?:Från diskussioner|Inspel från|Synpunkter från|Från dialogen|Inspel)\b",
    re.IGNORECASE,
)
_SHORT_LABEL = 6
FEWEST_STEPS = 3


def find_steps(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Finding]:
    """Give the dated steps; at least three in a row make a process."""
    steps = [step for block in blocks if (step := _step(block))]
    ticked = [(line, found) for line in lines if (found := _TICKED.match(line.text))]
    year = _year_of(ticked, lines) if ticked else None
    without_year = [_ticked(line, found, year) for line, found in ticked]
    told = [part for part in (steps, without_year) if len(part) >= FEWEST_STEPS]
    return [step for part in told for step in part]


def _step(block: Block) -> Finding | None:
    match = _DATED.match(block.text)
    if match is None or block.mark.strip():
        return None
    label = block.text[match.end() :].strip(" –-:|")
    day = find_date(match[0])
    if not label and ISO.match(match[0]):
        # The date of a meeting, in the head of its papers.
        return None
    if day is None or len(label.split()) > _SHORT_LABEL or label.endswith("."):
        return None
    return finding_of("process_step", block, {"date": day, "label": label or None})


def _year_of(
    ticked: Sequence[tuple[Line, re.Match[str]]], lines: Sequence[Line]
) -> int | None:
    """Give the one year in which the document tells of any of the same days."""
    days = {f"{int(found['month']):02d}-{int(found['day']):02d}" for _, found in ticked}
    years = {
        day[:4] for line in lines for day in all_dates(line.text) if day[5:] in days
    }
    return int(years.pop()) if len(years) == 1 else None


def _ticked(line: Line, found: re.Match[str], year: int | None) -> Finding:
    """Give a step like "26/4 Socialchefer"; without a year as ISO 8601 writes it."""
    shown = f"{int(found['month']):02d}-{int(found['day']):02d}"
    return finding_of(
        "process_step",
        line,
        {"date": f"{year}-{shown}" if year else f"--{shown}", "label": found["label"]},
        confidence=0.8 if year else 1.0,
    )


def find_inputs(blocks: Sequence[Block]) -> list[Finding]:
    """Give what was said, by area; points under a dash belong to the one above."""
    found: list[Finding] = []
    area: str | None = None
    awaits_area = False
    top: str | None = None
    for block in blocks:
        if _FROM_TALKS.match(block.text):
            area, top = _area_in(block), None
            awaits_area = area is None
        elif block.kind is BlockKind.ITEM and area:
            # What the first point has, the others of its level have.
            top = block.mark if top is None else top
            hint = block.lines[0].hint
            if block.level == 1 if hint else block.mark == top:
                found.append(
                    finding_of("input", block, {"area": area, "text": block.text})
                )
        elif block.mark == "":
            area = block.text if awaits_area else None
            awaits_area = False
    return found


def _area_in(block: Block) -> str | None:
    """Give the area when it is the last line of the same block as its heading."""
    return block.lines[-1].text if len(block.lines) > 1 else None
