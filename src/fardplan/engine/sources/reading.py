"""Reads a document: its kind, and every finding that its kind has recognisers for.

In: a :class:`Source` and the lexicon of themes. Out: a :class:`Reading`. The same text
always gives the same reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.activity_plan import find_activity_plans
from fardplan.engine.sources.agenda import find_agenda, notice_lines
from fardplan.engine.sources.approvals import with_head
from fardplan.engine.sources.assignments import find_assignments
from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.bodies import find_bodies
from fardplan.engine.sources.change_factors import find_factors, find_shifts
from fardplan.engine.sources.columns import open_rows
from fardplan.engine.sources.conference import (
    find_conferences,
    find_guest_roles,
    find_slots,
    find_themes,
)
from fardplan.engine.sources.document_kind import document_kind
from fardplan.engine.sources.goals import find_goals
from fardplan.engine.sources.inconsistencies import find_notes
from fardplan.engine.sources.language import language_of
from fardplan.engine.sources.meeting import (
    MOST_LINES,
    find_meeting,
)
from fardplan.engine.sources.minutes import read_minutes
from fardplan.engine.sources.model import BlockKind, DocumentKind, Note
from fardplan.engine.sources.plan_process import find_inputs, find_steps
from fardplan.engine.sources.population import find_population_changes
from fardplan.engine.sources.regional_overview import read_regional_overview
from fardplan.engine.sources.report_backs import find_followed, find_report_backs
from fardplan.engine.sources.seats import find_seats
from fardplan.engine.sources.strategy_plan import find_strategies
from fardplan.engine.sources.task_tables import find_task_rows
from fardplan.engine.sources.timetable import find_timetable


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Document, Finding, Source
    from fardplan.engine.sources.themes import Lexicon


_DECIDED_BY = re.compile(
    r"(?:Antagen|Antaget|Fastställd|Fastställt|Beslutad|Beslutat) (?:av|i) "
)
_PAGE_NUMBER = re.compile(r"(?<=\S)(?: +Sida?)? +\d{1,3} ?\(\d{1,3}\)")


@dataclass(frozen=True)
class Reading:
    """What reading one document gave."""

    document: Document
    title: str | None
    language: str | None
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]


def read(source: Source, lexicon: Lexicon) -> Reading:
    """Read a document."""
    document = read_blocks(source)
    document = replace(document, kind=document_kind(document))
    findings = _findings(document, lexicon)
    language = language_of(source.text)
    notes = find_notes(document, findings)
    if language not in {None, "sv"}:
        notes.insert(0, _foreign(language))
    return Reading(
        document=document,
        title=_title(document, findings),
        language=language,
        findings=tuple(findings),
        notes=tuple(notes),
    )


def _foreign(language: str | None) -> Note:
    return Note(
        "language",
        f"Dokumentet verkar inte vara på svenska (språkkod {language}). Färdplan läser"
        " svenska: räkna med att det mesta saknas.",
        0,
        0,
        1,
    )


def _findings(document: Document, lexicon: Lexicon) -> list[Finding]:
    kind = document.kind
    if kind is DocumentKind.REGIONAL_OVERVIEW:
        return read_regional_overview(document, lexicon)
    if kind is DocumentKind.CONFERENCE_INVITATION:
        return [
            *find_conferences(document.lines),
            *find_slots(document.lines),
            *find_themes(document.blocks),
            *find_guest_roles(document.blocks),
        ]
    if kind is DocumentKind.MEETING_NOTICE:
        meeting = _meeting(document)
        return [
            *meeting,
            *_given(find_assignments(document.blocks), meeting),
            *_plan(document),
        ]
    if kind is DocumentKind.MINUTES:
        # Minutes tell of older assignments too: theirs are what the decisions give.
        return [*read_minutes(document), *_plan(document)]
    plan = _plan(document)
    # "Målområde 1: …" may be how a plan's strategies are headed.
    headed = {one.start for one in plan if one.kind == "strategy"}
    return [
        *(one for one in find_goals(document.blocks) if one.start not in headed),
        *find_assignments(document.blocks),
        *find_task_rows(document.blocks),
        *find_followed(document.blocks),
        *plan,
        *_bodies(document),
    ]


def _meeting(document: Document) -> list[Finding]:
    """Give the meeting with all of the notice as children, and reports back."""
    lines = open_rows(notice_lines(document.lines))
    meeting = find_meeting(lines)
    blocks = [
        block for block in document.blocks if lines and block.end <= lines[-1].end
    ]
    day = str(meeting.fields["date"] or "") or None if meeting else None
    seated = {seat.start for seat in meeting.children} if meeting else set()
    unseated = [line for line in lines if line.start not in seated]
    items = with_head(find_agenda(unseated, day), unseated, day)
    belonging = [*find_timetable(blocks), *items]
    if meeting is None:
        found = [*find_seats(lines[:MOST_LINES]), *belonging]
    else:
        found = [replace(meeting, children=(*meeting.children, *belonging))]
    return [*found, *find_report_backs(document.blocks)]


def _given(assignments: list[Finding], notice: Sequence[Finding]) -> list[Finding]:
    """Give the assignments that are given, not only proposed to be."""
    proposed = [
        proposal
        for one in notice
        for item in (one, *one.children)
        for proposal in item.children
        if proposal.kind == "proposal"
    ]
    return [
        one
        for one in assignments
        if not any(p.start <= one.start < p.end for p in proposed)
    ]


def _plan(document: Document) -> list[Finding]:
    """Give what plans hold, which also lie as papers in a notice."""
    blocks, lines = document.blocks, document.lines
    plans = find_activity_plans(blocks)
    # The rows of a plan's meetings are dated too, and are no steps of how it came about.
    planned = {one.start for plan in plans for one in plan.children}
    return [
        *plans,
        *find_strategies(blocks),
        *find_factors(blocks),
        *find_shifts(blocks),
        *(one for one in find_steps(blocks, lines) if one.start not in planned),
        *find_inputs(blocks),
        *find_population_changes(lines),
    ]


def _bodies(document: Document) -> list[Finding]:
    """Give the bodies of a plan: of running text, for headings repeat them in part.

    Slides of a process draw them as boxes; a front page says who decided on the plan.
    """
    has_boxes = document.kind is DocumentKind.OPERATING_PLAN_PROCESS
    return find_bodies(
        block
        for block in document.blocks
        if has_boxes
        or block.kind is not BlockKind.HEADING
        or _DECIDED_BY.match(block.text)
    )


def _title(document: Document, findings: Sequence[Finding]) -> str | None:
    heading = next(
        (
            block
            for block in document.blocks[:12]
            if block.kind is BlockKind.HEADING and len(block.text) > 3
        ),
        None,
    )
    # An overview without a title of its own begins with that of its first region.
    first = next((found for found in findings if found.kind == "region"), None)
    if heading and first and heading.start == first.start:
        return None
    # The page's number stands beside the title of minutes and notices.
    return _PAGE_NUMBER.split(heading.text)[0] if heading else None
