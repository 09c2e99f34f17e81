"""Invented documents, uploaded and read through the production actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from fardplan.apps.sources import actions
from fardplan.apps.sources.adapters import themes
from fardplan.apps.sources.models import Finding, SourceDocument
from fardplan.apps.sources.states import ReviewAct
from fardplan.engine.sources.read_error import ReadError
from fardplan.engine.sources.read_file import read_content_whole


if TYPE_CHECKING:
    from typing import Any

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.models import ReviewStep


def upload(
    by: User, content: str, *, authority: str = "18", name: str = "papper.txt"
) -> SourceDocument:
    """Give a document that waits to be read."""
    added = actions.add_document(
        authority=authority, name=name, content=ContentFile(content.encode()), by=by
    )
    return added.document


def make_document(
    by: User, content: str, *, authority: str = "18", name: str = "papper.txt"
) -> SourceDocument:
    """Give a document that has been read, in this process: quicker than the job."""
    document = upload(by, content, authority=authority, name=name)
    answer: dict[str, Any] | str
    try:
        answer = read_content_whole(content.encode(), themes())
    except ReadError as problem:
        answer = str(problem)
    actions.store_reading(document_id=document.pk, answer=answer, by=by)
    return SourceDocument.objects.select_related("authority").get(pk=document.pk)


def one(document: SourceDocument, kind: str, place: int = 0) -> Finding:
    """Give one finding of a kind, by its place among those."""
    return document.findings.filter(kind=kind)[place]


def say(
    by: User, finding: Finding, act: str, *, seen: int | None = None, **more: Any
) -> ReviewStep | None:
    """Say what a finding is, having seen it as it is now."""
    if seen is None:
        seen = Finding.objects.get(pk=finding.pk).revision
    target = more.pop("target", "")
    return actions.review_finding(
        finding_id=finding.pk,
        decision=actions.Decision(act=ReviewAct(act), **more),
        seen=seen,
        by=by,
        target=target,
    )
