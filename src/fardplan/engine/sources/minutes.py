"""Minutes read into the meeting: who took part, what was decided, who signed.

In: a document of the kind minutes. Out: the meeting with all the rest as children, or
the rest alone when neither body nor date can be told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fardplan.engine.sources.agenda import ends_early
from fardplan.engine.sources.announcement import find_announcement
from fardplan.engine.sources.approvals import approvals_of
from fardplan.engine.sources.columns import open_rows
from fardplan.engine.sources.item_facts import (
    RAPPORTEURS,
    REGISTRY,
    REGISTRY_ALONE,
    facts_of,
)
from fardplan.engine.sources.meeting import find_meeting_alone
from fardplan.engine.sources.minutes_decisions import after_heading, find_decisions
from fardplan.engine.sources.minutes_items import DECIDES, cut_minutes
from fardplan.engine.sources.minutes_people import find_people, find_signers
from fardplan.engine.sources.model import Finding
from fardplan.engine.sources.proposals import children_of
from fardplan.engine.sources.report_backs import find_labelled_reports
from fardplan.engine.sources.task_tables import find_task_rows


if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from fardplan.engine.sources.agenda import Item
    from fardplan.engine.sources.model import Document, Line, Value


_COMMON = frozenset(
    {
        "Nämnden",
        "Styrelsen",
        "Utskottet",
        "Rådet",
        "Mötet",
        "Forumet",
        "Gruppen",
        "Kommittén",
        "Samrådet",
        "Styrgruppen",
    }
)
_FACT_LINES = 5


def read_minutes(document: Document) -> list[Finding]:
    """Give the meeting of the minutes, with what belongs to it."""
    parts = cut_minutes(open_rows(document.lines))
    signers = find_signers(parts.close)
    known = {one.fields["adjuster"] for one in signers}
    belonging = [
        *find_people(parts.head),
        *signers,
        *(_item(item, known) for item in parts.items),
        *find_labelled_reports(document.lines),
        *find_task_rows(document.blocks),
        *find_announcement(parts.close),
    ]
    meeting = find_meeting_alone(parts.head, _deciding(parts.items))
    if meeting is None:
        return belonging
    return [replace(meeting, children=tuple(belonging))]


def _deciding(items: Sequence[Item]) -> tuple[Line, str] | None:
    """Give the body that the minutes say decides, unless by a common noun."""
    for item in items:
        for _, lines in item.parts:
            for line in lines:
                found = DECIDES.match(line.text)
                name = found["body"] if found else ""
                if name and name not in _COMMON:
                    return line, name
    return None


def _item(item: Item, known: Container[Value]) -> Finding:
    first = item.lines[0]
    lines = [first, *_rest_of_title(first, item.parts[0][1])]
    rest = [item.lines[-1], *item.parts[0][1][:_FACT_LINES]]
    facts = facts_of([one.text for one in lines], [one.text for one in rest])
    decisions = find_decisions(item.parts, item.number, facts.registry_number)
    return Finding(
        kind="agenda_item",
        text=facts.title,
        start=min(first.start, item.lines[-1].start),
        end=lines[-1].end,
        page=first.page,
        fields={"number": item.number, **facts._asdict()},
        children=(*children_of(item.parts), *decisions, *_approvals(item, known)),
    )


def _rest_of_title(first: Line, following: Sequence[Line]) -> list[Line]:
    """Give the lines that a long title goes on with."""
    rest: list[Line] = []
    for line in following:
        last = rest[-1] if rest else first
        is_whole = not line.is_lower and ends_early(last, line, [first, *following])
        is_fact = (
            REGISTRY.search(line.text)
            or REGISTRY_ALONE.match(line.text)
            or RAPPORTEURS.search(line.text)
        )
        if line.gap or is_fact or line.mark or is_whole:
            break
        rest.append(line)
    return rest


def _approvals(item: Item, known: Container[Value]) -> Iterator[Finding]:
    """Give the approvals that a paragraph decides, but for those told on the first page."""
    for name, lines in item.parts:
        for one in approvals_of(after_heading(lines)) if name == "decision" else ():
            if one.fields["immediate"] or one.fields["adjuster"] not in known:
                yield one
