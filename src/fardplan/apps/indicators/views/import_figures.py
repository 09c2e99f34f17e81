"""A file of figures read in: chosen, told column by column, checked, and then stored.

Between the steps the file waits for the one who sent it (common/waiting_files.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fardplan.apps.common import waiting_files
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.indicators import actions, queries
from fardplan.apps.indicators.forms.import_figures import FigureFileForm, MappingForm
from fardplan.apps.indicators.presenters import runs as present
from fardplan.apps.indicators.rules import check_create_indicators


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.indicators.models import ImportRun

PROBLEMS_SHOWN = 20


@dataclass(frozen=True)
class _Sent:
    """A file on its way, and whom it is read in for."""

    content: bytes
    name: str
    authority: str


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a file; posting it shows how it is understood and what it would give."""
    check_create_indicators(request.user)
    form = FigureFileForm(posted(request), request.FILES or None)
    form.offer(queries.import_choices(request.user))
    if form.is_valid():
        file, authority = form.cleaned_data["file"], form.cleaned_data["authority"]
        try:
            content = waiting_files.read_upload(file)
            look = queries.look_at_sent(content, authority)
        except ProblemError as problem:
            form.add_error("file", str(problem))
        else:
            waiting_files.keep(content, request.user.pk)
            sent = _Sent(content, file.name, authority)
            return _page(request, sent, look, MappingForm(None, look))
    status = 422 if form.errors else 200
    return render(request, "indicators/import.html", {"form": form}, status=status)


@require_POST
def review(request: HttpRequest, digest: str) -> HttpResponse:
    """Check the file by another mapping; what was checked is stored when approved."""
    check_create_indicators(request.user)
    sent = _waiting(request, digest)
    look = queries.look_at_sent(sent.content, sent.authority)
    form = MappingForm(request.POST, look)
    if "approved" in request.POST and form.is_valid():
        run = _try_import(request, sent, form)
        if run is not None:
            waiting_files.forget(digest, request.user.pk)
            return redirect("indicators:run", run.key)
    return _page(request, sent, look, form)


def _waiting(request: HttpRequest, digest: str) -> _Sent:
    """Give a file that the person sent, or answer 404."""
    content = waiting_files.kept_or_404(digest, request.user.pk)
    authority = request.POST.get("authority", "")
    if authority not in dict(queries.import_choices(request.user)):
        raise Http404
    return _Sent(content, request.POST.get("file_name") or digest[:8], authority)


def _try_import(
    request: HttpRequest, sent: _Sent, form: MappingForm
) -> ImportRun | None:
    try:
        run = actions.import_sent(
            content=sent.content,
            mapping=form.told,
            approved=request.POST["approved"],
            file_name=sent.name,
            authority=sent.authority,
            by=request.user,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
        return None
    done = ngettext("%(n)s siffra är inläst.", "%(n)s siffror är inlästa.", run.kept)
    messages.success(request, done % {"n": run.kept})
    return run


def _page(
    request: HttpRequest, sent: _Sent, look: queries.SentLook, form: MappingForm
) -> HttpResponse:
    checked = None
    if form.is_valid():
        try:
            checked = queries.check_sent(sent.content, form.told)
        except ProblemError as problem:
            form.add_error(None, str(problem))
    context = {
        "sent": sent,
        "file_digest": waiting_files.digest_of(sent.content),
        "look": look,
        "form": form,
        "checked": checked,
        "facts": present.check_facts(checked.report) if checked else (),
        "most": PROBLEMS_SHOWN,
        "authority": dict(queries.import_choices(request.user))[sent.authority],
    }
    status = 422 if form.errors else 200
    return render(request, "indicators/import_review.html", context, status=status)
