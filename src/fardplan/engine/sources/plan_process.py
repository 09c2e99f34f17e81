"""How a plan comes about: dated steps, and what was said about each area.

In: the blocks of a presentation or paper. Out: process steps and inputs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import MONTH_YEAR, SLASHED, WORDS, date_of, find_date
from fardplan.engine.sources.model import BlockKind, Finding, finding_of


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block, Line


_DATED = re.compile(
    rf"^(?:{WORDS.pattern}|{MONTH_YEAR.pattern.replace('month', 'm2').replace('year', 'y2')})",
    re.IGNORECASE,
)
_TICKED = re.compile(r"^[ü✓✔]?\s*(?P<day>\d{1,2})/(?P<month>\d{1,2}) (?P<label>\S.*)$")
_FROM_TALKS = re.compile(
    r"^(?:Från diskussioner|Inspel från|Synpunkter från|Från dialogen|Inspel)\b",
    re.IGNORECASE,
)
_SHORT_LABEL = 6
FEWEST_STEPS = 3
NEAR_YEARS = 60


def find_steps(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Finding]:
    """Give the dated steps; at least three in a row make a process."""
    steps = [step for block in blocks if (step := _step(block))]
    ticked = [step for line in lines if (step := _ticked(line, lines))]
    found = [part for part in (steps, ticked) if len(part) >= FEWEST_STEPS]
    return [step for part in found for step in part]


def _step(block: Block) -> Finding | None:
    match = _DATED.match(block.text)
    if match is None or block.mark.strip():
        return None
    label = block.text[match.end() :].strip(" –-:|")
    day = find_date(match[0])
    if day is None or len(label.split()) > _SHORT_LABEL or label.endswith("."):
        return None
    return finding_of("process_step", block, {"date": day, "label": label or None})


def _ticked(line: Line, lines: Sequence[Line]) -> Finding | None:
    """Give a step like "26/4 Socialchefer"; its year is told nearby or not at all."""
    match = _TICKED.match(line.text)
    if match is None:
        return None
    # The year must be the only one that the same page tells.
    years = {
        year
        for other in lines
        if other.page == line.page
        for year in re.findall(r"\b(?:19|20)\d\d\b", other.text)
    }
    year = int(years.pop()) if len(years) == 1 else None
    short = SLASHED.match(f"{match['day']}/{match['month']}")
    day = date_of(short, year) if short else None
    shown = (
        day.isoformat()
        if day
        else f"--{int(match['month']):02d}-{int(match['day']):02d}"
    )
    return finding_of("process_step", line, {"date": shown, "label": match["label"]})


def find_inputs(blocks: Sequence[Block]) -> list[Finding]:
    """Give what was said, by area; points under a dash belong to the one above."""
    found: list[Finding] = []
    area: str | None = None
    awaits_area = False
    for block in blocks:
        if _FROM_TALKS.match(block.text):
            area = _area_in(block)
            awaits_area = area is None
        elif block.kind is BlockKind.ITEM and area:
            if block.mark in "•●" or (block.level == 1 and block.lines[0].hint):
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
