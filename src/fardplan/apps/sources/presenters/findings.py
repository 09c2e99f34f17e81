"""Findings -> the lines of a list, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fardplan.apps.sources.adapters import in_contract_order
from fardplan.apps.sources.states import (
    FIELDS,
    KINDS,
    SURE,
    WORDS,
    EditionMark,
    FindingState,
)
from fardplan.apps.sources.takers import find_taker, taken_kinds


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.sources.models import Finding
    from fardplan.apps.sources.takers import Context, Match

# The design system's colour of each state; the state is always told in words too.
COLOURS = {
    FindingState.UNREVIEWED: "neutral",
    FindingState.ACCEPTED: "success",
    FindingState.MERGED: "info",
    FindingState.REJECTED: "warning",
}
DEEPEST = 3


@dataclass(frozen=True)
class FindingLine:
    """One finding as the list shows it."""

    finding: Finding
    kind: str
    state: str
    colour: str
    details: str
    depth: int
    doubt: str
    edition: str
    waits: str
    who: str
    matches: list[Match]

    @property
    def is_reviewed(self) -> bool:
        return self.finding.state != FindingState.UNREVIEWED

    @property
    def original(self) -> str:
        """What the reader read, when a reviewer wrote something else."""
        return self.finding.text if self.finding.edited_text else ""


def finding_lines(
    findings: Iterable[Finding], context: Context, *, may_review: bool
) -> list[FindingLine]:
    """Tell findings in words, with what they may be about for those who review."""
    return [finding_line(one, context, may_review=may_review) for one in findings]


def finding_line(
    finding: Finding, context: Context, *, may_review: bool
) -> FindingLine:
    """Tell one finding in words."""
    state = FindingState(finding.state)
    is_open = may_review and state == FindingState.UNREVIEWED
    return FindingLine(
        finding=finding,
        kind=kind_label(finding.kind),
        state=str(state.label),
        colour=COLOURS[state],
        details=_details(finding),
        depth=min(finding.depth, DEEPEST),
        doubt="" if finding.confidence >= SURE else _("Osäkert"),
        edition=_edition(finding),
        waits=_waits(finding),
        who=_who(finding),
        matches=_matches(finding, context) if is_open else [],
    )


def kind_label(kind: str) -> str:
    """Give what a kind of finding is called."""
    return str(KINDS[kind][0])


def kind_options(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Give the kinds that a document has, as value, label and how many."""
    return [(kind, kind_label(kind), counts[kind]) for kind in KINDS if kind in counts]


def _matches(finding: Finding, context: Context) -> list[Match]:
    taker = find_taker(finding.kind)
    return taker.suggest(finding, context)[:3] if taker else []


def _details(finding: Finding) -> str:
    """Give the fields that say something more than the words do."""
    said = finding.words.casefold()
    told = [
        f"{FIELDS[name]}: {shown}"
        for name, value in in_contract_order(finding, finding.values).items()
        if name in FIELDS
        # How deep a point lies is seen by its place.
        and (finding.kind, name) != ("bullet", "level")
        and (shown := field_in_words(value))
        and shown.casefold() not in said
    ]
    return " · ".join(told)


def field_in_words(value: Any) -> str:
    """Give a field's value as people read it; nothing for what says nothing."""
    if value is True:
        return _("ja")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, str):
        return str(WORDS.get(value, value))
    return str(value) if isinstance(value, int | float) and value else ""


def _edition(finding: Finding) -> str:
    if finding.edition_mark in (EditionMark.NEW, EditionMark.CHANGED):
        return str(EditionMark(finding.edition_mark).label)
    return ""


def _waits(finding: Finding) -> str:
    """Tell what an accepted finding waits for before it becomes something."""
    station = KINDS[finding.kind][1]
    if finding.state != FindingState.ACCEPTED or finding.taken_kind or not station:
        return ""
    if finding.kind in taken_kinds():
        return _("Väntar på något som inte finns i Färdplan ännu.")
    return _("Väntar på stationen %(station)s.") % {"station": station}


def _who(finding: Finding) -> str:
    if finding.reviewed_at is None or finding.state == FindingState.UNREVIEWED:
        return ""
    at = date_format(localtime(finding.reviewed_at), "SHORT_DATETIME_FORMAT")
    return f"{finding.reviewed_by or _('Färdplan')}, {at}"
