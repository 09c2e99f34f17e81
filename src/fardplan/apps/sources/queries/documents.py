"""Named reads of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from fardplan.apps.actors.models import Authority
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.states import JobState
from fardplan.apps.sources.models import Finding, ReviewStep, SourceDocument
from fardplan.apps.sources.sight import authorities_seen_by
from fardplan.apps.sources.states import (
    REVIEW_JOB,
    UNDO_JOB,
    DocumentState,
    FindingState,
)
from fardplan.engine.shared.text import search_key
from fardplan.engine.sources.editions import is_same_title


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

# Column of the table -> columns to order by; the number makes the order total.
DOCUMENT_SORTS = {
    "title": ("sort_key", "pk"),
    "kind": ("kind", "sort_key", "pk"),
    "authority": ("authority__sort_key", "sort_key", "pk"),
    "uploaded": ("uploaded_at", "pk"),
}


@dataclass(frozen=True)
class DocumentFilter:
    """What the visitor asked for; empty means everything."""

    text: str = ""
    kind: str = ""
    state: str = ""
    authority: str = ""
    sort: str = "-uploaded"


@dataclass(frozen=True)
class ReviewCount:
    """How far the review of a document has come."""

    total: int = 0
    reviewed: int = 0
    accepted: int = 0

    @property
    def is_done(self) -> bool:
        return self.total == self.reviewed


def documents_seen_by(user: User | AnonymousUser) -> QuerySet[SourceDocument]:
    """Give the documents that a person may see."""
    seen = authorities_seen_by(user)
    found = SourceDocument.objects.select_related("authority")
    return found if seen is None else found.filter(authority__code__in=seen)


def find_documents(
    user: User | AnonymousUser, wanted: DocumentFilter
) -> QuerySet[SourceDocument]:
    """Give those that fit, in the asked order."""
    found = documents_seen_by(user)
    for word in search_key(wanted.text).split():
        found = found.filter(search_key__contains=word)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.authority:
        found = found.filter(authority__code=wanted.authority)
    sign = "-" if wanted.sort.startswith("-") else ""
    columns = DOCUMENT_SORTS[wanted.sort.removeprefix("-")]
    return found.order_by(*(f"{sign}{column}" for column in columns))


def authorities_with_documents(user: User | AnonymousUser) -> list[tuple[str, str]]:
    """Give code and name of the authorities whose documents a person may see."""
    own = documents_seen_by(user).order_by().values("authority_id")
    return list(Authority.objects.filter(pk__in=own).values_list("code", "name"))


def document_by_id(document_id: int) -> SourceDocument:
    """Give one document."""
    return SourceDocument.objects.select_related(
        "authority", "edition_of", "uploaded_by"
    ).get(pk=document_id)


def review_counts(documents: Iterable[SourceDocument]) -> dict[int, ReviewCount]:
    """Give how far the review of each has come, in one read."""
    numbers = [one.pk for one in documents]
    rows = (
        Finding.objects.filter(document__in=numbers)
        .order_by()
        .values("document_id")
        .annotate(
            total=Count("pk"),
            left=Count("pk", filter=Q(state=FindingState.UNREVIEWED)),
            rejected=Count("pk", filter=Q(state=FindingState.REJECTED)),
        )
    )
    found = dict.fromkeys(numbers, ReviewCount())
    for row in rows:
        reviewed = row["total"] - row["left"]
        found[row["document_id"]] = ReviewCount(
            row["total"], reviewed, reviewed - row["rejected"]
        )
    return found


def same_file(authority: Authority, sha256: str) -> SourceDocument | None:
    """Give the document that an authority has of the same file."""
    return SourceDocument.objects.filter(authority=authority, sha256=sha256).first()


def earlier_edition(document: SourceDocument) -> SourceDocument | None:
    """Give the latest document of the same kind and nearly the same title."""
    others = other_documents(document).filter(kind=document.kind)
    found = (one for one in others if is_same_title(one.title, document.title))
    return next(found, None)


def other_documents(document: SourceDocument) -> QuerySet[SourceDocument]:
    """Give what the authority uploaded before a document, the latest first."""
    return (
        SourceDocument.objects.filter(
            authority=document.authority_id,
            state=DocumentState.READY,
            pk__lt=document.pk,
        )
        .exclude(edition_of=document.pk)
        .order_by("-pk")
    )


def documents_to_review(codes: Sequence[str]) -> list[tuple[SourceDocument, int]]:
    """Give the documents of some authorities with findings that wait, and how many."""
    rows = (
        SourceDocument.objects.filter(
            authority__code__in=codes, findings__state=FindingState.UNREVIEWED
        )
        .annotate(waiting=Count("findings"))
        .order_by("sort_key", "pk")
    )
    return [(row, row.waiting) for row in rows]


def latest_step(
    document: SourceDocument, user: User | AnonymousUser
) -> ReviewStep | None:
    """Give what a person did last in a document and has not undone."""
    return ReviewStep.objects.filter(
        document=document, by=user.pk, undone_at=None
    ).first()


def has_step(document: SourceDocument, user: User | AnonymousUser) -> bool:
    """Answer whether there is such a step, without reading what it holds."""
    own = ReviewStep.objects.filter(document=document, by=user.pk, undone_at=None)
    return own.exists()


def last_target(document: SourceDocument) -> str:
    """Give where what was last reviewed went; empty when nowhere."""
    rows = document.findings.exclude(target="").order_by("-reviewed_at", "-pk")
    return rows.values_list("target", flat=True).first() or ""


def step_by_id(step_id: int) -> ReviewStep:
    """Give one act of a reviewer."""
    return ReviewStep.objects.select_related("document__authority", "by").get(
        pk=step_id
    )


def count_in_step(job: UUID) -> int:
    """Give how many findings a job has reviewed."""
    rows = ReviewStep.objects.filter(job=job).values_list("rows", flat=True)
    return sum(len(found) for found in rows)


def review_under_way(document: SourceDocument) -> Job | None:
    """Give the job that reviews many of its findings, or undoes that, just now."""
    open_jobs = Job.objects.filter(
        kind__in=(REVIEW_JOB, UNDO_JOB), state__in=(JobState.WAITING, JobState.RUNNING)
    )
    return open_jobs.filter(arguments__document=document.pk).first()


def upload_authorities(codes: Sequence[str] | None) -> list[tuple[str, str]]:
    """Give code and name of the authorities to choose among; None is all."""
    found = Authority.objects.all()
    if codes is not None:
        found = found.filter(code__in=codes)
    return list(found.values_list("code", "name"))


def uploaded_by(user: User) -> list[SourceDocument]:
    """Give the documents that a person uploaded."""
    return list(SourceDocument.objects.filter(uploaded_by=user).order_by("pk"))


def count_reviewed_by(user: User) -> int:
    """Count the findings whose latest review a person made."""
    return Finding.objects.filter(reviewed_by=user).count()
