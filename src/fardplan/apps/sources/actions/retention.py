"""Removing documents and acts of review that have been kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.common.writes import writes
from fardplan.apps.sources.actions.documents import forget_document
from fardplan.apps.sources.models import Evidence, ReviewStep, SourceDocument
from fardplan.apps.sources.states import DocumentState


if TYPE_CHECKING:
    from datetime import datetime


@writes
def remove_unused_documents(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove the documents that nothing rests on."""
    used = Evidence.objects.order_by().values("finding__document_id")
    old = SourceDocument.objects.filter(uploaded_at__lt=before)
    return _forget(list(old.exclude(pk__in=used)), is_rehearsal=is_rehearsal)


@writes
def remove_failed_documents(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove the files that could not be read."""
    old = SourceDocument.objects.filter(
        uploaded_at__lt=before, state=DocumentState.FAILED
    )
    return _forget(list(old), is_rehearsal=is_rehearsal)


def _forget(documents: list[SourceDocument], *, is_rehearsal: bool) -> int:
    if not is_rehearsal:
        for document in documents:
            forget_document(document)
    return len(documents)


@writes
def remove_steps(*, before: datetime, is_rehearsal: bool) -> int:
    """Remove what acts of review are undone by; the reviews themselves stay."""
    old = ReviewStep.objects.filter(at__lt=before)
    count = old.count()
    if count and not is_rehearsal:
        old.delete()
    return count
