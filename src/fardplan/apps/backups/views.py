"""The list of archives; make, check, take home and delete one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from fardplan.apps.accounts.history import history_page, plain_lines
from fardplan.apps.accounts.queries import events_of_kind
from fardplan.apps.backups import actions, presenters, queries
from fardplan.apps.backups.models import Backup
from fardplan.apps.backups.rules import check_handle_backups
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs.actions import people


if TYPE_CHECKING:
    from fardplan.apps.backups.queries import ArchiveFile


def _get_file(request: HttpRequest, name: str) -> ArchiveFile:
    check_handle_backups(request.user)
    file = queries.backup_file(name)
    if file is None:
        raise Http404
    return file


@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Every archive in the backup folder, latest first."""
    check_handle_backups(request.user)
    lines = presenters.backup_lines(queries.backup_files())
    history = history_page(
        request,
        events_of_kind(Backup),
        lambda events: plain_lines(events, request.user, presenters.history_in_words),
    )
    context = {"lines": lines, "folder": settings.BACKUPS_DIR, "history": history}
    return render(request, "backups/overview.html", context)


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Start making an archive, and show how far it has come."""
    check_handle_backups(request.user)
    job = people.start_job(kind="create_backup", by=request.user)
    return redirect("jobs:job", job.pk)


@require_POST
def check(request: HttpRequest, name: str) -> HttpResponse:
    """Read an archive through again."""
    backup = actions.check_backup(file=_get_file(request, name), by=request.user)
    if backup.problem:
        messages.error(request, backup.problem)
    else:
        messages.success(request, _("%(name)s är hel.") % {"name": backup.name})
    return redirect("backups:overview")


@require_safe
@never_cache
def download(request: HttpRequest, name: str) -> FileResponse:
    """Send the archive, piece by piece."""
    file = _get_file(request, name)
    if request.method == "GET":
        actions.record_download(file=file, by=request.user)
    return FileResponse(
        file.path.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/zip",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: HttpRequest, name: str) -> HttpResponse:
    """Ask first; a deleted archive can't be had back."""
    file = _get_file(request, name)
    if request.method != "POST":
        (line,) = presenters.backup_lines([file])
        return render(request, "backups/delete.html", {"line": line})
    try:
        actions.delete_backup(file=file, by=request.user)
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("%(name)s är raderad.") % {"name": file.name})
    return redirect("backups:overview")
