"""The list of jobs, and one job while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.accounts.history import history_page, plain_lines
from fardplan.apps.accounts.queries import events_about
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.jobs import presenters, queries
from fardplan.apps.jobs.actions import people
from fardplan.apps.jobs.forms import JobFilterForm, StartForm
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.rules import can_see_all_jobs, check_see_job, check_see_jobs
from fardplan.apps.jobs.states import JobState


if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

ROWS_PER_PAGE = 25


@require_safe
@never_cache
def jobs(request: HttpRequest) -> HttpResponse:
    """My jobs, or everybody's for an administrator; and those I may start."""
    check_see_jobs(request.user)
    state = JobFilterForm(request.GET).wanted_state()
    found = queries.jobs_seen_by(request.user, state)
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    now = timezone.now()
    context = {
        "page": page,
        "cards": [presenters.card(row, now) for row in page.object_list],
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1),
        "states": JobState.choices,
        "chosen": state,
        "sees_all": can_see_all_jobs(request.user),
        "kinds": queries.kinds_to_offer(request.user),
        "is_worker_away": queries.is_worker_away(now),
    }
    return render(request, "jobs/list.html", context)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Start a kind of job that needs nothing filled in."""
    check_see_jobs(request.user)
    form = StartForm(request.POST)
    offered = {kind.name for kind in queries.kinds_to_offer(request.user)}
    if not form.is_valid() or form.cleaned_data["kind"] not in offered:
        raise Http404
    started = people.start_job(kind=form.cleaned_data["kind"], by=request.user)
    return redirect("jobs:job", started.pk)


@require_safe
@never_cache
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job; its moving part alone when htmx asks, once a second."""
    shown = _get_job(request, job_id)
    if is_htmx(request):
        return render(request, "jobs/_job.html", _context(shown))
    history = history_page(
        request,
        events_about(shown, str(shown.pk)),
        lambda events: plain_lines(events, request.user, presenters.history_in_words),
    )
    return render(request, "jobs/job.html", _context(shown) | {"history": history})


@require_POST
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Cancel the job, or ask it to stop."""
    shown = _get_job(request, job_id)
    try:
        people.cancel_job(job_id=shown.pk, by=request.user)
    except ConflictError as conflict:
        messages.error(request, str(conflict))
    return redirect("jobs:job", shown.pk)


@require_POST
def again(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Start a new job like this one."""
    shown = _get_job(request, job_id)
    try:
        started = people.start_again(job_id=shown.pk, by=request.user)
    except ConflictError as conflict:
        messages.error(request, str(conflict))
        return redirect("jobs:job", shown.pk)
    messages.success(request, _("Jobbet är startat igen."))
    return redirect("jobs:job", started.pk)


def _get_job(request: HttpRequest, job_id: UUID) -> Job:
    try:
        shown = queries.job_by_id(job_id)
    except Job.DoesNotExist:
        raise Http404 from None
    check_see_job(request.user, shown)
    return shown


def _context(shown: Job) -> dict[str, Any]:
    now = timezone.now()
    is_waiting = shown.state == JobState.WAITING
    return {
        "card": presenters.card(shown, now),
        "job": shown,
        "is_worker_away": is_waiting and queries.is_worker_away(now),
    }
