"""Reading uploaded documents, one after the other, each in a watched process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fardplan.apps.jobs.registry import Outcome, job_kind
from fardplan.apps.sources import actions
from fardplan.apps.sources.adapters import read_upload
from fardplan.apps.sources.models import SourceDocument
from fardplan.apps.sources.rules import check_upload_somewhere
from fardplan.apps.sources.states import DocumentState


if TYPE_CHECKING:
    from fardplan.apps.jobs.progress import Progress

KIND = "read_documents"


@job_kind(
    name=KIND,
    title=gettext_lazy("Läs dokument"),
    check_start=check_upload_somewhere,
    is_repeatable=True,
)
def read_documents(progress: Progress, *, documents: list[int]) -> Outcome:
    """Read each; what can't be read is told with its name, and the others go on.

    A document that was removed meanwhile, or read by an earlier attempt, is passed by.
    """
    for number, document_id in enumerate(documents):
        row = SourceDocument.objects.filter(pk=document_id).first()
        if row is None or row.state != DocumentState.READING:
            continue
        progress(number, len(documents), _("Läser %(name)s") % {"name": row.name})
        answer = read_upload(str(row.file.name))
        actions.store_reading(document_id=row.pk, answer=answer, by=progress.started_by)
    progress(len(documents), len(documents), _("Allt är läst"))
    return _outcome(documents)


def _outcome(documents: list[int]) -> Outcome:
    rows = SourceDocument.objects.filter(pk__in=documents).order_by("pk")
    failed = [row for row in rows if row.state == DocumentState.FAILED]
    ready = [row for row in rows if row.state == DocumentState.READY]
    told = ngettext(
        "%(n)d dokument är läst.", "%(n)d dokument är lästa.", len(ready)
    ) % {"n": len(ready)}
    reasons = [f"{row.name}: {row.problem}" for row in failed]
    link = reverse("sources:documents")
    if len(ready) == 1:
        link = reverse("sources:document", args=[ready[0].pk])
    return Outcome(
        text=" ".join([told, *reasons]),
        link=link,
        facts={"ready": len(ready), "failed": len(failed)},
    )
