"""A StratML file as a new draft: chosen, looked at, and then read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fardplan.apps.common import waiting_files
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.stratml import StratmlFileForm
from fardplan.apps.plans.presenters.exchange import kind_lines, note_lines, part_lines
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.apps.plans.views.fetching import get_programme, undo_address


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.plans.models import Programme


def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a file; posting it shows what would become of it."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    form = StratmlFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _preview(
                request, programme, waiting_files.read_upload(file), file.name
            )
        except ProblemError as problem:
            form.add_error("file", str(problem))
    context = {"programme": programme, "form": form}
    status = 422 if form.errors else 200
    return render(request, "plans/stratml_import.html", context, status=status)


def _preview(
    request: HttpRequest, programme: Programme, content: bytes, file_name: str
) -> HttpResponse:
    found = queries.read_for_draft(programme, content, file_name)
    if not found.faults:
        waiting_files.keep(content)
    parts = part_lines(found)
    context = {
        "programme": programme,
        "found": found,
        "links": len(found.version.links),
        "kinds": kind_lines(found),
        "notes": note_lines(found),
        "parts": parts,
        "more_parts": len(found.version.nodes) - len(parts),
        "file_name": file_name,
        "file_digest": waiting_files.digest_of(content),
    }
    return render(request, "plans/stratml_import_preview.html", context)


@require_POST
def run(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """Make the draft that the preview showed, if it still would be the same."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    content = waiting_files.kept_or_404(digest)
    name = request.POST.get("file_name", "")
    try:
        version, event = actions.import_stratml(
            programme=programme,
            content=content,
            approved=request.POST.get("digest", ""),
            file_name=name,
            by=request.user,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
        return _preview(request, programme, content, name)
    waiting_files.forget(digest)
    messages.success(
        request,
        _("Filen är inläst som version %(n)s.") % {"n": version.number},
        extra_tags=undo_address(version, event),
    )
    return redirect("plans:version", code, version.number)
