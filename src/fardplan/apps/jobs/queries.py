"""Named reads of jobs and of the workers that run them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs.models import Job, WorkerSign
from fardplan.apps.jobs.registry import JobKind, kinds
from fardplan.apps.jobs.rules import can_see_all_jobs
from fardplan.apps.jobs.states import JobState
from fardplan.engine.shared.retention import (
    RetentionError,
    RetentionRule,
    read_retention,
)


if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User

# Three signs of life missed (worker.py gives one every other second or more often).
WORKER_IS_AWAY_AFTER = timedelta(seconds=10)


def jobs_seen_by(user: User | AnonymousUser, state: str = "") -> QuerySet[Job]:
    """Give the person's own jobs, or everybody's for an administrator; latest first."""
    found = Job.objects.select_related("started_by")
    if not can_see_all_jobs(user):
        found = found.filter(started_by_id=user.pk)
    return found.filter(state=state) if state else found


def failed_jobs_of(user: User, after: datetime) -> list[Job]:
    """Give the jobs a person started that failed since ``after``, each work once.

    Work that has been started again is left out, unless that failed too.
    """
    latest: dict[str, Job] = {}
    for job in Job.objects.filter(started_by=user, created_at__gt=after):
        latest.setdefault(f"{job.kind} {job.arguments}", job)
    return [job for job in latest.values() if job.state == JobState.FAILED]


def all_jobs(state: str = "") -> QuerySet[Job]:
    """Give every job, for whoever has the server's command line."""
    found = Job.objects.select_related("started_by")
    return found.filter(state=state) if state else found


def job_by_id(job_id: UUID) -> Job:
    """Give one job."""
    return Job.objects.select_related("started_by").get(pk=job_id)


def kinds_to_offer(user: User | AnonymousUser) -> list[JobKind]:
    """Give the kinds this person may start with nothing more to fill in."""
    return [
        kind
        for kind in kinds()
        if not kind.needs_arguments and kind.can_be_started_by(user)
    ]


def running_jobs_without_sign(before: datetime, gone: list[str]) -> QuerySet[Job]:
    """Give running jobs silent since ``before``, or run by a worker known gone."""
    return Job.objects.filter(state=JobState.RUNNING).filter(
        Q(heartbeat_at__lt=before) | Q(worker__in=gone)
    )


def waiting_jobs_nobody_will_take(before: datetime, gone: list[str]) -> list[Job]:
    """Give waiting jobs whose place in the queue is lost.

    Lost is a place that isn't there, that has been used up, or that was taken by a
    worker which never came to begin (too long ago, or known gone).
    """
    waiting = list(Job.objects.filter(state=JobState.WAITING))
    places = DBTaskResult.objects.in_bulk([j.task_id for j in waiting if j.task_id])
    return [
        job
        for job in waiting
        if _is_lost(places.get(job.task_id) if job.task_id else None, before, gone)
    ]


def _is_lost(
    place: DBTaskResult[..., None] | None, before: datetime, gone: list[str]
) -> bool:
    if place is None or place.status in {"SUCCESSFUL", "FAILED"}:
        return True
    if place.status == "READY":
        return False
    return place.started_at < before or place.worker_ids[-1] in gone


def seconds_since_worker(now: datetime) -> int | None:
    """Give how long ago any worker gave a sign of life; None when there is none."""
    latest = WorkerSign.objects.aggregate(latest=Max("seen_at"))["latest"]
    return None if latest is None else max(0, round((now - latest).total_seconds()))


def is_worker_away(now: datetime) -> bool:
    """True when no worker is there to take waiting jobs."""
    seconds = seconds_since_worker(now)
    return seconds is None or seconds > WORKER_IS_AWAY_AFTER.total_seconds()


def was_started_since(kind: str, moment: datetime) -> bool:
    """True when a job of a kind has been put in the queue after a moment."""
    return Job.objects.filter(kind=kind, created_at__gt=moment).exists()


@lru_cache(maxsize=1)
def retention_policy() -> list[RetentionRule]:
    """Give the policy on what is kept, in the order that people read it."""
    file = settings.DEFINITIONS_DIR / "data_retention.yaml"
    try:
        return read_retention(file.read_text(encoding="utf-8"))
    except RetentionError as problem:
        raise ProblemError(f"{file.name}: {problem}.") from None
