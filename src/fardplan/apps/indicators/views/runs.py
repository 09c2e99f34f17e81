"""What was read in: the runs, one run with its report and raw rows, and undoing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.indicators import actions, queries
from fardplan.apps.indicators.models import ImportRun
from fardplan.apps.indicators.presenters import runs as present
from fardplan.apps.indicators.rules import (
    check_create_indicators,
    check_undo_import,
)
from fardplan.apps.indicators.states import RunState


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def get_run(request: HttpRequest, key: str) -> ImportRun:
    """Give a run that the person may see; raw rows may tell of few people."""
    try:
        found = queries.import_runs().get(key=key)
    except ImportRun.DoesNotExist:
        raise Http404 from None
    check_undo_import(request.user, found)
    return found


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """All runs of the authorities that the person counts for, the latest first."""
    check_create_indicators(request.user)
    context = {"runs": queries.import_runs_of(request.user)}
    return render(request, "indicators/runs.html", context)


@require_safe
def run(request: HttpRequest, key: str) -> HttpResponse:
    """One run: its report, and its rows as they came; ``rad`` asks for one of them."""
    shown = get_run(request, key)
    asked = request.GET.get("rad", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    context = {
        "run": shown,
        "facts": present.facts(shown),
        "report": present.report(shown),
        "row": wanted,
        "rows": present.row_lines(queries.rows_of_run(shown, wanted)),
        "most": queries.ROWS_SHOWN,
        "can_undo": shown.state == RunState.STORED,
    }
    return render(request, "indicators/run.html", context)


@require_POST
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take the run's figures out of force."""
    shown = get_run(request, key)
    try:
        actions.undo_run(key=shown.key, by=request.user)
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, _("Inläsningen är ångrad. Det som den ersatte gäller igen.")
        )
    return redirect("indicators:run", shown.key)
