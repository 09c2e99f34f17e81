"""Named reads of documents' text in passages, for the search box."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from fardplan.apps.sources.models import DocumentPage, Finding, SourceDocument
from fardplan.apps.sources.queries.documents import documents_seen_by
from fardplan.engine.search.passages import passages


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Passage:
    """A stretch of one page: ``key`` names document, page, and where on the page."""

    document: int
    page: int
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        return f"{self.document}:{self.page}:{self.start}:{self.end}"


@dataclass(frozen=True)
class FoundPassage:
    """A passage with what is drawn of it."""

    key: str
    title: str
    text: str
    page: int
    url: str
    authority: str
    year: int
    is_latest: bool


def searched_documents(numbers: Iterable[int]) -> QuerySet[Any]:
    """Give documents with whether a later edition has come (``is_latest``)."""
    later = SourceDocument.objects.filter(edition_of=OuterRef("pk"))
    return (
        SourceDocument.objects.filter(pk__in=list(numbers))
        .select_related("authority")
        .annotate(is_latest=~Exists(later))
        .order_by("pk")
    )


def year_of(document: SourceDocument) -> int:
    """Give the latest year that a document's name tells, else that of its upload."""
    told = _YEAR.findall(f"{document.title} {document.name}")
    return max(map(int, told), default=document.uploaded_at.year)


def passages_of_documents(numbers: Sequence[int]) -> Iterator[Passage]:
    """Give the passages of some documents, page by page."""
    rows = DocumentPage.objects.filter(document__in=numbers)
    ordered = rows.order_by("document_id", "number")
    for row in ordered.iterator(chunk_size=500):
        for start, end in passages(row.text):
            yield Passage(row.document_id, row.number, start, end, row.text[start:end])


def passages_by_key(
    keys: Iterable[str], reader: User | AnonymousUser
) -> list[FoundPassage]:
    """Give the passages that a person may see, in three reads.

    What the text no longer has there is left out: the document was read anew.
    """
    places = {key: tuple(int(number) for number in key.split(":")) for key in keys}
    numbers = {place[0] for place in places.values()}
    allowed = documents_seen_by(reader).filter(pk__in=numbers).values("pk")
    documents = {
        row.pk: row for row in searched_documents(numbers).filter(pk__in=allowed)
    }
    pages = _pages({(d, p) for d, p, _s, _e in places.values() if d in documents})
    findings = _findings(pages)
    found = []
    for key, (number, page, start, end) in places.items():
        row = pages.get((number, page))
        if row is None or len(row.text) < end:
            continue
        document = documents[number]
        found.append(
            FoundPassage(
                key=key,
                title=document.title,
                text=row.text[start:end],
                page=page,
                url=_address(findings.get((number, page), ()), row, start, end),
                authority=document.authority.name,
                year=year_of(document),
                is_latest=document.is_latest,
            )
        )
    return found


def _pages(wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], DocumentPage]:
    fits = Q(pk__in=[])
    for document, page in wanted:
        fits |= Q(document=document, number=page)
    rows = DocumentPage.objects.filter(fits)
    return {(row.document_id, row.number): row for row in rows}


def _findings(
    pages: Collection[tuple[int, int]],
) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Give number and start of the findings that begin on some pages."""
    fits = Q(pk__in=[])
    for document, page in pages:
        fits |= Q(document=document, page=page)
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    rows = Finding.objects.filter(fits).order_by("start", "-number")
    columns = ("document_id", "page", "pk", "start")
    for document, page, number, start in rows.values_list(*columns):
        found[document, page].append((number, start))
    return found


def _address(
    findings: Sequence[tuple[int, int]], page: DocumentPage, start: int, end: int
) -> str:
    """Give where a passage stands: at a finding in it, else at the top of its page."""
    first, last = page.start + start, page.start + end
    address = reverse("sources:document", args=[page.document_id])
    for number, begins in findings:
        if first <= begins < last:
            return f"{address}?fynd={number}#t{number}"
    return f"{address}?sida={page.number}#sida-{page.number}"
