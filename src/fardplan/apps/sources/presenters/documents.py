"""Documents -> the rows of a list, their history, and files to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fardplan.apps.sources.adapters import in_contract_order
from fardplan.apps.sources.presenters.findings import field_in_words, kind_label
from fardplan.apps.sources.states import (
    FIELDS,
    KINDS,
    DocumentState,
    FindingState,
    ReviewAct,
)
from fardplan.apps.sources.takers import taken_kinds


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.accounts.models import AuditEvent
    from fardplan.apps.sources.models import Finding, SourceDocument
    from fardplan.apps.sources.queries import ReviewCount

STATE_COLOURS = {
    DocumentState.READING: "info",
    DocumentState.READY: "success",
    DocumentState.FAILED: "danger",
}
HEADINGS = (
    *("Nummer", "Slag", "Text", "Fält", "Sida", "Citat", "Hör till", "Säkerhet"),
    *("Läge", "Blev"),
)


@dataclass(frozen=True)
class DocumentRow:
    """One document as the list shows it."""

    document: SourceDocument
    url: str
    kind: str
    state: str
    colour: str
    count: ReviewCount


def document_rows(
    documents: Iterable[SourceDocument], counts: Mapping[int, ReviewCount]
) -> list[DocumentRow]:
    """Tell documents in words, with how far their review has come."""
    return [
        DocumentRow(
            document=one,
            url=reverse("sources:document", args=[one.pk]),
            kind=one.get_kind_display(),
            state=one.get_state_display(),
            colour=STATE_COLOURS[DocumentState(one.state)],
            count=counts[one.pk],
        )
        for one in documents
    ]


@dataclass(frozen=True)
class WaitingKind:
    """Accepted findings of a kind that wait for a station."""

    kind: str
    label: str
    station: str
    count: int
    can_take: bool


def waiting_lines(counts: Mapping[str, int]) -> list[WaitingKind]:
    """Tell what waits; kinds that no station will take are no waiting ones."""
    return [
        WaitingKind(kind, kind_label(kind), str(station), count, kind in taken_kinds())
        for kind, count in counts.items()
        if (station := KINDS[kind][1])
    ]


def history_in_words(event: AuditEvent) -> str:
    """Tell one event of a document."""
    if event.action in ("review_findings", "undo_review"):
        return _review_in_words(event)
    return {
        "upload_document": _("Dokumentet laddades upp."),
        "read_document": _("Dokumentet lästes."),
        "set_edition": _("Vilken utgåva det är ändrades."),
    }.get(event.action, _("Ändring."))


def _review_in_words(event: AuditEvent) -> str:
    act, count = event.changes["act"][1], event.changes["count"][1]
    done = {
        ReviewAct.ACCEPT: _("Godkände"),
        ReviewAct.REJECT: _("Avvisade"),
        ReviewAct.EDIT: _("Ändrade och godkände"),
        ReviewAct.MERGE: _("Slog ihop"),
        ReviewAct.REOPEN: _("Öppnade igen"),
        ReviewAct.TAKE: _("Förde över"),
        ReviewAct.CARRY: _("Förde med från förra utgåvan"),
    }[ReviewAct(act)]
    told = ngettext("%(done)s %(n)s fynd.", "%(done)s %(n)s fynd.", count)
    said = told % {"done": done, "n": count}
    return _("Ångrat: %(what)s") % {"what": said} if event.action[0] == "u" else said


def export_rows(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Give findings as the rows of a table; in Swedish, whatever language the page has."""
    rows = list(findings)
    numbers = {row.pk: str(row.number) for row in rows}
    return [
        dict(
            zip(
                HEADINGS,
                (
                    numbers[row.pk],
                    kind_label(row.kind),
                    row.words,
                    _fields_in_words(row),
                    str(row.page),
                    row.quote,
                    numbers.get(row.parent_id or 0, ""),
                    f"{row.confidence:.2f}".replace(".", ","),
                    str(FindingState(row.state).label),
                    row.taken_label,
                ),
                strict=True,
            )
        )
        for row in rows
    ]


def _fields_in_words(finding: Finding) -> str:
    told = (
        f"{FIELDS[name]}: {shown}"
        for name, value in in_contract_order(finding, finding.values).items()
        if name in FIELDS and (shown := field_in_words(value))
    )
    return "; ".join(told)
