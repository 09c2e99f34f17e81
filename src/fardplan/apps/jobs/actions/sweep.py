"""Finds jobs that nobody works on any more, and workers that are gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.jobs.adapters import to_silence, to_state
from fardplan.apps.jobs.models import Job, WorkerSign
from fardplan.apps.jobs.queries import (
    running_jobs_without_sign,
    waiting_jobs_nobody_will_take,
)
from fardplan.apps.jobs.registry import find_kind
from fardplan.apps.jobs.states import JobState
from fardplan.apps.jobs.tasks import enqueue
from fardplan.engine.jobs.transitions import Mover, State, after_silence, check_move


if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID


SIGNS_KEPT = timedelta(days=1)


@dataclass
class SweepReport:
    """The jobs taken up again, put back in the queue, and ended."""

    taken_up: list[UUID] = field(default_factory=list)
    queued_anew: list[UUID] = field(default_factory=list)
    ended: list[UUID] = field(default_factory=list)


def sweep(*, now: datetime, gone: Sequence[str] = ()) -> SweepReport:
    """Take up again, or end, what a silent worker left. ``gone`` are known dead.

    Looks first without a transaction: a sweep that finds nothing, as nearly all do,
    then never waits for anybody's write. What it finds is locked and looked at anew.
    """
    report = SweepReport()
    before = now - timedelta(seconds=settings.JOB_SILENCE_SECONDS)
    for job in running_jobs_without_sign(before, list(gone)):
        with transaction.atomic():
            silent = running_jobs_without_sign(before, list(gone)).filter(pk=job.pk)
            for locked in silent.select_for_update():
                _take_from_worker(locked, report)
    for job in waiting_jobs_nobody_will_take(before, list(gone)):
        with transaction.atomic():
            waiting = Job.objects.filter(
                pk=job.pk, state=JobState.WAITING, task_id=job.task_id
            )
            for locked in waiting.select_for_update():
                _queue_anew(locked)
                report.queued_anew.append(locked.pk)
    if gone:
        WorkerSign.objects.filter(worker__in=gone).delete()
    if (old := WorkerSign.objects.filter(seen_at__lt=now - SIGNS_KEPT)).exists():
        old.delete()
    return report


def _take_from_worker(job: Job, report: SweepReport) -> None:
    state, reason = after_silence(to_silence(job, find_kind(job.kind)))
    check_move(to_state(job), state, Mover.SWEEP)
    worker = job.worker
    job.state, job.reason = JobState(state), _(reason) if reason else ""
    if state == State.WAITING:
        _queue_anew(job)
        report.taken_up.append(job.pk)
    else:
        _close_place(job)
        job.finished_at = timezone.now()
        report.ended.append(job.pk)
    job.save()
    record_event(
        action="take_up_job" if state == State.WAITING else "end_job",
        about=job,
        key=str(job.pk),
        by=None,
        changes={
            "state": [JobState.RUNNING, job.state],
            "attempt": [None, job.attempts],
            "worker": [worker, ""],
            "reason": ["", job.reason],
        },
    )


def _queue_anew(job: Job) -> None:
    _close_place(job)
    enqueue(job)
    job.save(update_fields=["task_id"])


def _close_place(job: Job) -> None:
    """The old place in the queue would else look taken for ever."""
    DBTaskResult.objects.filter(pk__in=[job.task_id], status="RUNNING").update(
        status="FAILED", finished_at=timezone.now()
    )


def note_worker(*, worker: str) -> None:
    """Write that a worker process is alive."""
    WorkerSign.objects.update_or_create(
        worker=worker, defaults={"seen_at": timezone.now()}
    )


def forget_worker(*, worker: str) -> None:
    """The worker ends in good order."""
    WorkerSign.objects.filter(worker=worker).delete()
