"""Reading in a file of bodies or seats: first what it would change, then doing it.

Between the two the file waits (common/waiting_files.py).
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fardplan.apps.actors import actions, presenters, queries
from fardplan.apps.actors.forms import ImportForm
from fardplan.apps.actors.rules import check_import
from fardplan.apps.actors.states import Status
from fardplan.apps.actors.views.asking import tell_saved
from fardplan.apps.common import waiting_files
from fardplan.apps.common.problems import NotAllowedError, ProblemError


def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file; posting it shows what it would change."""
    check_import(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kind, file = form.cleaned_data["kind"], form.cleaned_data["file"]
        try:
            content = waiting_files.read_upload(file)
            return _preview(request, kind, content, file.name)
        except ProblemError as problem:
            form.add_error("file", str(problem))
    status = 422 if form.errors else 200
    return render(request, "actors/body_import.html", {"form": form}, status=status)


def _preview(
    request: HttpRequest, kind: str, content: bytes, file_name: str
) -> HttpResponse:
    plan = queries.plan_or_problem(kind, content)
    counts = queries.count_lines(plan.lines)
    if not counts[Status.WRONG]:
        waiting_files.keep(content)
    context = {
        "kind": kind,
        "file_name": file_name,
        "file_digest": waiting_files.digest_of(content),
        "plan_digest": plan.digest,
        **presenters.preview(presenters.labels_of(kind), plan.lines, counts),
    }
    return render(request, "actors/body_import_preview.html", context)


@require_POST
def run(request: HttpRequest, digest: str) -> HttpResponse:
    """Do what the preview showed, if it still would do the same."""
    check_import(request.user)
    kind = request.POST.get("kind", "")
    name = request.POST.get("file_name", "")
    if kind not in queries.IMPORTS:
        raise Http404
    content = waiting_files.kept_or_404(digest)
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
    waiting_files.forget(digest)
    done = _("Filen är inläst: %(rows)s rader ändrade något.")
    tell_saved(request, report.event, done % {"rows": report.changed})
    return redirect("actors:bodies")
