"""What people do with jobs: start, cancel, start again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import User
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.jobs.adapters import to_state
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.registry import find_kind
from fardplan.apps.jobs.rules import check_change_job
from fardplan.apps.jobs.states import JobState
from fardplan.apps.jobs.tasks import enqueue
from fardplan.engine.jobs.transitions import (
    Mover,
    RefusedMoveError,
    State,
    check_ask_to_stop,
    check_move,
    check_start_again,
)


if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser


@transaction.atomic
def start_job(
    *,
    kind: str,
    by: User | AnonymousUser | None,
    arguments: dict[str, Any] | None = None,
    title: str = "",
) -> Job:
    """Put a job in the queue, in the same transaction as its row.

    ``by`` is None when whoever has the server's command line asks.
    """
    declared = find_kind(kind)
    if declared is None:
        raise ProblemError(_("Det finns inget jobb av sorten ”%s”.") % kind)
    if by is not None:
        declared.check_start(by)
    with override(
        "sv"
    ):  # the row is read by everyone, so not in the starter's language
        shown = title or str(declared.title)
    job = Job.objects.create(
        kind=kind,
        title=shown,
        arguments=arguments or {},
        started_by=by if isinstance(by, User) else None,
    )
    enqueue(job)
    job.save(update_fields=["task_id"])
    record_event(
        action="start_job",
        about=job,
        key=str(job.pk),
        by=by,
        changes={"kind": [None, kind]},
    )
    return job


@transaction.atomic
def cancel_job(*, job_id: UUID, by: User | AnonymousUser | None) -> Job:
    """Cancel a waiting job at once; ask a running one to stop at its next step."""
    job = Job.objects.select_for_update().get(pk=job_id)
    if by is not None:
        check_change_job(by, job)
    try:
        check_ask_to_stop(to_state(job))
    except RefusedMoveError as refused:
        raise ConflictError(_(str(refused))) from None
    before = job.state
    if job.state == JobState.WAITING:
        check_move(to_state(job), State.CANCELLED, Mover.PERSON)
        DBTaskResult.objects.filter(pk__in=[job.task_id], status="READY").delete()
        job.state, job.finished_at = JobState.CANCELLED, timezone.now()
        job.reason = _("Avbröts innan det hade påbörjats.")
    job.cancel_requested_at = job.cancel_requested_at or timezone.now()
    job.save(update_fields=["state", "finished_at", "reason", "cancel_requested_at"])
    record_event(
        action="cancel_job",
        about=job,
        key=str(job.pk),
        by=by,
        changes={"state": [before, job.state]},
    )
    return job


@transaction.atomic
def start_again(*, job_id: UUID, by: User | AnonymousUser | None) -> Job:
    """Make a new job like one that failed or was cancelled; the old one stays."""
    job = Job.objects.select_for_update().get(pk=job_id)
    if by is not None:
        check_change_job(by, job)
    try:
        check_start_again(to_state(job))
    except RefusedMoveError as refused:
        raise ConflictError(_(str(refused))) from None
    return start_job(kind=job.kind, by=by, arguments=job.arguments, title=job.title)
