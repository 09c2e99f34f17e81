"""Every write to documents: uploaded, read, read again, removed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan import __version__
from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import User
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.sources.actions.editions import link_edition
from fardplan.apps.sources.adapters import to_findings
from fardplan.apps.sources.models import (
    DocumentPage,
    Evidence,
    Finding,
    SourceDocument,
)
from fardplan.apps.sources.queries import earlier_edition, same_file
from fardplan.apps.sources.rules import check_review, check_upload
from fardplan.apps.sources.states import LARGEST_MB, UPLOADS_FOLDER, DocumentState
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.core.files.base import File

ROWS_AT_A_TIME = 200


@dataclass(frozen=True)
class Added:
    """A document, and whether there is anything to read in it."""

    document: SourceDocument
    is_new: bool


def add_document(
    *, authority: str, name: str, content: File[bytes], by: User | AnonymousUser
) -> Added:
    """Keep an uploaded file to be read; the same file again is the same document.

    The file is kept before its row: whoever reads the row finds the file.
    """
    check_upload(by, authority)
    shown = PurePath(name).name[:200]
    if not content.size:
        raise ProblemError(_("%(name)s är tom.") % {"name": shown})
    if content.size > LARGEST_MB * 1_000_000:
        told = {
            "name": shown,
            "size": round(content.size / 1_000_000),
            "most": LARGEST_MB,
        }
        raise ProblemError(
            _("%(name)s är %(size)s MB. Högst %(most)s MB kan läsas: dela filen.")
            % told
        )
    sha256 = _hash(content)
    path = f"{UPLOADS_FOLDER}/{sha256}"
    if not default_storage.exists(path):
        content.seek(0)
        path = default_storage.save(path, content)
    return _add_row(authority, shown, sha256, path, content.size, by)


def _hash(content: File[bytes]) -> str:
    digest = hashlib.sha256()
    for part in content.chunks():
        digest.update(part)
    return digest.hexdigest()


@writes
def _add_row(
    authority: str,
    name: str,
    sha256: str,
    path: str,
    size: int,
    by: User | AnonymousUser,
) -> Added:
    # The authority is the lock: two who upload the same at once get one document.
    owner = Authority.objects.select_for_update().get(code=authority)
    known = same_file(owner, sha256)
    # One that still waits is read again: its job may have been stopped.
    if known is not None and known.state == DocumentState.READY:
        return Added(known, is_new=False)
    document = known or SourceDocument(authority=owner, sha256=sha256)
    document.file.name, document.size = path, size
    document.name, document.uploaded_at = name, timezone.now()
    document.uploaded_by = by if isinstance(by, User) else None
    document.state, document.problem = DocumentState.READING, ""
    _name(document, PurePath(name).stem)
    document.save()
    record_event(action="upload_document", about=document, key=str(document.pk), by=by)
    return Added(document, is_new=True)


def _name(document: SourceDocument, title: str) -> None:
    document.title = title[:300]
    document.sort_key = swedish_sort_key(document.title)[:900]
    document.search_key = search_key(document.title, document.name)[:600]


@writes
def store_reading(
    *, document_id: int, answer: Mapping[str, Any] | str, by: User | None
) -> None:
    """Keep what was read in a document, or why it can't be read.

    A document that is not waiting to be read, or was removed meanwhile, is left alone, so
    reading twice does no harm. One that looks like a new edition of another is held against it.
    """
    waiting = SourceDocument.objects.select_for_update()
    document = waiting.filter(pk=document_id, state=DocumentState.READING).first()
    if document is None:
        return
    document.reader = __version__
    if isinstance(answer, str):
        document.state, document.problem = DocumentState.FAILED, answer
        document.save()
    else:
        _store(document, answer)
        earlier = earlier_edition(document)
        if earlier is not None:
            link_edition(document, earlier, by)
    record_event(
        action="read_document",
        about=document,
        key=str(document.pk),
        by=by,
        changes={"state": [DocumentState.READING, document.state]},
    )


def _store(document: SourceDocument, answer: Mapping[str, Any]) -> None:
    if "\x00" in answer["text"]:
        # PostgreSQL holds no null characters; a stand-in keeps the offsets.
        answer = json.loads(json.dumps(answer).replace("\\u0000", "\\ufffd"))
    told = answer["document"]
    document.state = DocumentState.READY
    document.kind, document.pages = told["kind"], told["pages"]
    document.language, document.notes = told["language"] or "", answer["notes"]
    if told["title"]:
        _name(document, told["title"])
    document.save()
    text, starts = answer["text"], answer["page_starts"]
    ends = [*starts[1:], len(text)]
    DocumentPage.objects.bulk_create(
        [
            DocumentPage(
                document=document,
                number=number,
                start=start,
                text=text[start:end],
            )
            for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
        ],
        ROWS_AT_A_TIME,
    )
    _store_findings(to_findings(document, answer["findings"]))


def _store_findings(rows: Sequence[Finding]) -> None:
    """Write findings level by level: a row can only refer to one that is there."""
    for depth in range(max((row.depth for row in rows), default=-1) + 1):
        level = [row for row in rows if row.depth == depth]
        for row in level:
            row.parent_id = row.parent.pk if row.parent else None
        Finding.objects.bulk_create(level, ROWS_AT_A_TIME)


@writes
def remove_document(*, document_id: int, by: User | AnonymousUser) -> None:
    """Remove a document with its text and findings, when nothing rests on it."""
    found = SourceDocument.objects.select_for_update()
    document = found.get(pk=document_id)
    check_review(by, document)
    if Evidence.objects.filter(finding__document=document).exists():
        raise ConflictError(
            _(
                "Något i Färdplan bygger på dokumentet. Ångra det som godkänts ur det"
                " först, så kan det tas bort."
            )
        )
    forget_document(document)
    record_event(action="remove_document", about=document, key=str(document_id), by=by)


def forget_document(document: SourceDocument) -> None:
    """Remove a document, and its file when nobody else has it; inside an action."""
    path = str(document.file.name)
    SourceDocument.objects.filter(pk=document.pk).delete()

    def delete_file() -> None:
        if not SourceDocument.objects.filter(file=path).exists():
            default_storage.delete(path)

    # After the row is gone for certain: a row without its file can't be mended.
    transaction.on_commit(delete_file)
