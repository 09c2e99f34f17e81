"""Named reads of what was read in a document, in parts that are quick to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from fardplan.apps.sources.models import DocumentPage, Finding
from fardplan.apps.sources.states import SURE, FindingState
from fardplan.apps.sources.takers import taken_kinds
from fardplan.engine.shared.text import search_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from fardplan.apps.sources.models import SourceDocument

# A part of a document is as many whole pages as fit in both: what is drawn at once.
FINDINGS_IN_PART, PAGES_IN_PART = 40, 8
SURE_WORD, UNSURE_WORD = "sakra", "osakra"


@dataclass(frozen=True)
class FindingFilter:
    """What the reviewer asked for; empty means everything."""

    kind: str = ""
    state: str = ""
    confidence: str = ""
    edition: str = ""
    text: str = ""

    @property
    def is_narrow(self) -> bool:
        return self != FindingFilter()


@dataclass(frozen=True)
class Part:
    """Some pages of a document that are shown together, by number from 1."""

    number: int
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Tally:
    """The findings of a document counted, by kind and by state."""

    by_kind: Mapping[str, int]
    by_state: Mapping[str, int]
    by_edition: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def reviewed(self) -> int:
        return self.total - self.by_state.get(FindingState.UNREVIEWED, 0)


def find_findings(document: SourceDocument, wanted: FindingFilter) -> QuerySet[Finding]:
    """Give the findings that fit, in the order of the document."""
    found = Finding.objects.filter(document=document)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.edition:
        found = found.filter(edition_mark=wanted.edition)
    if wanted.confidence:
        sure = Q(confidence__gte=SURE)
        found = found.filter(sure if wanted.confidence == SURE_WORD else ~sure)
    if wanted.text:
        # Compared here, since SQLite folds no å, ä and ö.
        found = found.filter(pk__in=_saying(found, wanted.text))
    return found


def _saying(findings: QuerySet[Finding], text: str) -> list[int]:
    words = search_key(text).split()
    rows = findings.order_by().values_list("pk", "text", "edited_text")
    return [
        pk
        for pk, *said in rows
        if all(word in key for key in [search_key(*said)] for word in words)
    ]


def tally(document: SourceDocument) -> Tally:
    """Count the findings of a document, in one read."""
    rows = (
        Finding.objects.filter(document=document)
        .order_by()
        .values_list("kind", "state", "edition_mark")
        .annotate(count=Count("pk"))
    )
    counters: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for *names, count in rows:
        for counter, name in zip(counters, names, strict=True):
            counter[name] += count
    return Tally(*counters)


def parts_of(
    document: SourceDocument,
    wanted: FindingFilter,
    found: QuerySet[Finding],
    said_on: Sequence[int],
) -> list[Part]:
    """Give the parts that a document is shown in.

    All its pages when everything is asked for; else those with something that fits, and
    those whose text holds the words looked for (``said_on``).
    """
    counts = dict(found.order_by().values_list("page").annotate(count=Count("pk")))
    pages: Iterable[int] = range(1, document.pages + 1)
    if wanted.is_narrow:
        pages = sorted({*counts, *said_on})
    return _parts(pages, counts)


def _parts(pages: Iterable[int], counts: Mapping[int, int]) -> list[Part]:
    parts: list[list[int]] = []
    room = 0
    for page in pages:
        needed = counts.get(page, 0)
        if not parts or needed > room or len(parts[-1]) == PAGES_IN_PART:
            parts.append([])
            room = FINDINGS_IN_PART
        parts[-1].append(page)
        room -= needed
    return [Part(number, tuple(own)) for number, own in enumerate(parts, 1)]


def pages_saying(document: SourceDocument, text: str) -> list[int]:
    """Give the pages whose text holds all the words looked for.

    All text is compared here: 3,000 pages are 9 MB, and take 0.1 s.
    """
    words = search_key(text).split()
    if not words:
        return []
    rows = DocumentPage.objects.filter(document=document).values_list("number", "text")
    return [
        number
        for number, said in rows
        if all(word in key for key in [search_key(said)] for word in words)
    ]


def page_texts(document: SourceDocument, pages: Sequence[int]) -> list[DocumentPage]:
    """Give the text of some pages, in order."""
    return list(DocumentPage.objects.filter(document=document, number__in=pages))


def findings_on(found: QuerySet[Finding], pages: Sequence[int]) -> list[Finding]:
    """Give the findings that begin on some pages, with who reviewed them."""
    return list(found.filter(page__in=pages).select_related("reviewed_by"))


def finding_by_id(finding_id: int) -> Finding:
    """Give one finding with its document."""
    return Finding.objects.select_related(
        "document__authority", "parent", "previous", "reviewed_by"
    ).get(pk=finding_id)


def gone_findings(document: SourceDocument) -> list[Finding]:
    """Give what the edition before says and this one does not."""
    if document.edition_of_id is None:
        return []
    met = Finding.objects.filter(document=document, previous__isnull=False)
    return list(
        Finding.objects.filter(document=document.edition_of_id).exclude(
            pk__in=met.values("previous_id")
        )
    )


def marked_findings(document: SourceDocument, mark: str) -> list[Finding]:
    """Give what is new, or changed, since the edition before."""
    return list(
        Finding.objects.filter(document=document, edition_mark=mark).select_related(
            "previous"
        )
    )


def waiting_of(document: SourceDocument, kind: str = "") -> QuerySet[Finding]:
    """Give the accepted findings, of one kind or all, that no station has taken yet."""
    found = Finding.objects.filter(
        document=document, state=FindingState.ACCEPTED, taken_kind=""
    )
    return found.filter(kind=kind) if kind else found


def waiting_kinds(document: SourceDocument) -> dict[str, int]:
    """Give how many accepted findings of each kind no station has taken yet."""
    rows = (
        waiting_of(document).order_by().values_list("kind").annotate(count=Count("pk"))
    )
    return dict(sorted(rows))


def kinds_to_take(document: SourceDocument) -> dict[str, int]:
    """Give those of the waiting that a station takes by now."""
    return {
        kind: count
        for kind, count in waiting_kinds(document).items()
        if kind in taken_kinds()
    }
