"""Reading in a file of bodies or seats: first what it would change, then doing it.

Between the two the file waits among the uploads under the hash of its content, so that
what is read in is what was looked at; it is removed when it has been read in, or after
a day (retention.py).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fardplan.apps.actors import actions, presenters, queries
from fardplan.apps.actors.forms import ImportForm
from fardplan.apps.actors.rules import check_import
from fardplan.apps.actors.states import IMPORTS_FOLDER, Status
from fardplan.apps.actors.views.asking import tell_saved
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# A little more than engine/shared/read_table.py takes, so that it can tell the size.
READ_AT_MOST = 6_000_000


def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file; posting it shows what it would change."""
    check_import(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kind, file = form.cleaned_data["kind"], form.cleaned_data["file"]
        try:
            content = _read(file)
            return _preview(request, kind, content, file.name)
        except ProblemError as problem:
            form.add_error("file", str(problem))
    status = 422 if form.errors else 200
    return render(request, "actors/body_import.html", {"form": form}, status=status)


def _read(file: UploadedFile[bytes]) -> bytes:
    if (file.size or 0) > READ_AT_MOST:
        size = round((file.size or 0) / 1_000_000)
        raise ProblemError(
            _("Filen är %(size)s MB. Högst 5 MB kan läsas in på en gång: dela den.")
            % {"size": size}
        )
    return b"".join(file.chunks())


def _preview(
    request: HttpRequest, kind: str, content: bytes, file_name: str
) -> HttpResponse:
    plan = queries.plan_or_problem(kind, content)
    counts = queries.count_lines(plan.lines)
    digest = hashlib.sha256(content).hexdigest()
    if not counts[Status.WRONG]:
        _keep(digest, content)
    lines = presenters.preview_lines(kind, plan.lines)
    context = {
        "kind": kind,
        "file_name": file_name,
        "file_digest": digest,
        "plan_digest": plan.digest,
        "lines": lines,
        "more": len(plan.lines) - counts[Status.UNCHANGED] - len(lines),
        "new": counts[Status.NEW],
        "changed": counts[Status.CHANGED],
        "unchanged": counts[Status.UNCHANGED],
        "wrong": counts[Status.WRONG],
    }
    return render(request, "actors/body_import_preview.html", context)


@require_POST
def run(request: HttpRequest, digest: str) -> HttpResponse:
    """Do what the preview showed, if it still would do the same."""
    check_import(request.user)
    kind = request.POST.get("kind", "")
    name = request.POST.get("file_name", "")
    if kind not in queries.IMPORTS or not default_storage.exists(_path(digest)):
        raise Http404
    with default_storage.open(_path(digest)) as file:
        content = file.read()
    try:
        report = actions.run_import(
            kind=kind,
            content=content,
            approved=request.POST.get("plan_digest", ""),
            file_name=name,
            by=request.user,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
        return _preview(request, kind, content, name)
    default_storage.delete(_path(digest))
    done = _("Filen är inläst: %(rows)s rader ändrade något.")
    tell_saved(request, report.event, done % {"rows": report.changed})
    return redirect("actors:bodies")


def _path(digest: str) -> str:
    return f"{IMPORTS_FOLDER}/{digest}"


def _keep(digest: str, content: bytes) -> None:
    if not default_storage.exists(_path(digest)):
        default_storage.save(_path(digest), ContentFile(content))
