"""Puts documents into Källor, and reads them at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import File

from fardplan.apps.accounts.queries import person_with_email
from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.queries import authority_by_code
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.sources.actions import add_document, store_reading
from fardplan.apps.sources.adapters import read_upload
from fardplan.apps.sources.queries import document_by_id, review_counts
from fardplan.apps.sources.states import DocumentState
from fardplan.cli.progress import progress_on_stderr


if TYPE_CHECKING:
    import argparse

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.models import SourceDocument


HELP = "Lägger dokument i Källor och läser dem, så att fynden kan granskas."
EXAMPLE = "fardplan upload plan.pdf --authority 18 --by programledare@fardplan.example"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FIL", help="PDF, Word, HTML, text")
    parser.add_argument(
        "--authority", required=True, metavar="KOD", help="myndighetens kod, som 18"
    )
    parser.add_argument(
        "--by",
        required=True,
        metavar="E-POST",
        help="vem som lägger in dem: en programledare hos myndigheten",
    )
    parser.add_argument(
        "--json", action="store_true", help="svara med JSON, en rad för varje dokument"
    )


def run(options: argparse.Namespace) -> int:
    by = person_with_email(options.by)
    if by is None:
        raise ProblemError(f"Ingen har ett konto med e-postadressen {options.by}.")
    try:
        authority_by_code(options.authority)
    except Authority.DoesNotExist:
        raise ProblemError(
            f"Ingen myndighet har koden {options.authority}. Koderna listas av"
            " ”fardplan authorities list”."
        ) from None
    bad = 0
    with progress_on_stderr() as tell:
        for number, name in enumerate(options.files, 1):
            tell(number, len(options.files), Path(name).name)
            try:
                document = _upload(Path(name), options.authority, by)
            except ProblemError as problem:
                bad += 1
                _tell_problem(name, str(problem), as_json=options.json)
                continue
            bad += document.state == DocumentState.FAILED
            _tell(name, document, as_json=options.json)
    return int(bad > 0)


def _upload(path: Path, authority: str, by: User) -> SourceDocument:
    try:
        with path.open("rb") as file:
            added = add_document(
                authority=authority, name=path.name, content=File(file), by=by
            )
    except OSError as problem:
        raise ProblemError(f"Filen går inte att läsa: {problem.strerror}.") from None
    document = added.document
    if added.is_new:
        answer = read_upload(str(document.file.name))
        store_reading(document_id=document.pk, answer=answer, by=by)
    return document_by_id(document.pk)


def _tell(name: str, document: SourceDocument, *, as_json: bool) -> None:
    if document.state == DocumentState.FAILED:
        _tell_problem(name, document.problem, as_json=as_json)
        return
    told: dict[str, Any] = {
        "file": name,
        "document": document.pk,
        "title": document.title,
        "kind": document.kind,
        "pages": document.pages,
        "findings": review_counts([document])[document.pk].total,
    }
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    pages = "1 sida" if document.pages == 1 else f"{document.pages} sidor"
    said = f"{name}: {document.title}, {pages}, {told['findings']} fynd"
    print(f"{said} (/kallor/{document.pk}/)")


def _tell_problem(name: str, problem: str, *, as_json: bool) -> None:
    print(f"Fel: {name}: {problem}", file=sys.stderr)
    if as_json:
        print(json.dumps({"file": name, "error": problem}, ensure_ascii=False))
