"""Gives a national load of plans what it rests on: 200,000 evidence links.

A document of each programme's home, its findings accepted, and ten of them behind each
initiative. `bench/national_plans.py` calls it.
"""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

from django.utils import timezone

from fardplan.apps.sources.models import DocumentPage, Evidence, Finding, SourceDocument
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.apps.plans.models import Initiative, Programme

LINKS_EACH, FINDINGS, FINDINGS_A_PAGE = 10, 1_000, 25
_QUOTE = "Fler ska få vård och omsorg hemma, av team som kommer när de behövs"


def write_evidence(programme: Programme, rows: Sequence[Initiative]) -> None:
    """Let each initiative rest on passages of one document."""
    chance = random.Random(programme.pk)  # noqa: S311 -- only to be the same each time
    findings = Finding.objects.bulk_create(_findings(_document(programme)), 1000)
    Evidence.objects.bulk_create(
        (
            Evidence(about_kind="node", about_key=str(row.key), finding=finding)
            for row in rows
            for finding in chance.sample(findings, LINKS_EACH)
        ),
        1000,
    )


def _document(programme: Programme) -> SourceDocument:
    title = f"Underlag till {programme.name}"
    document = SourceDocument.objects.create(
        authority=programme.home,
        sha256=hashlib.sha256(programme.code.encode()).hexdigest(),
        file=f"sources/{programme.code}",
        name=f"{programme.code}.txt",
        title=title,
        sort_key=swedish_sort_key(title)[:900],
        search_key=search_key(title)[:600],
        pages=FINDINGS // FINDINGS_A_PAGE,
        state="read",
        uploaded_at=timezone.now(),
    )
    text = f"{_QUOTE}.\n" * FINDINGS_A_PAGE
    DocumentPage.objects.bulk_create(
        DocumentPage(document=document, number=n + 1, start=n * len(text), text=text)
        for n in range(document.pages)
    )
    return document


def _findings(document: SourceDocument) -> list[Finding]:
    line = len(_QUOTE) + 2
    return [
        Finding(
            document=document,
            number=n,
            kind="initiative",
            text=_QUOTE,
            page=n // FINDINGS_A_PAGE + 1,
            start=n * line,
            end=n * line + len(_QUOTE),
            quote=_QUOTE,
            fingerprint=hashlib.sha256(f"{document.pk} {n}".encode()).hexdigest(),
            state="accepted",
        )
        for n in range(FINDINGS)
    ]
