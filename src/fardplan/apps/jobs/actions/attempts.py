"""What a worker writes while it runs a job. Every write is fenced by the attempt.

Steps and signs of life leave no audit event: they are many, and say nothing that the
row doesn't. Every change of state does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.jobs.adapters import to_state
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.states import FINISHED_STATES, JobState
from fardplan.engine.jobs.transitions import Mover, State, check_move


if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

TEXT_LENGTH = 200


class LostAttemptError(Exception):
    """The job was given to a later attempt, or ended: this one counts no more."""


@dataclass(frozen=True)
class Attempt:
    """One worker's try at one job."""

    job_id: UUID
    number: int
    worker: str
    kind: str
    arguments: dict[str, Any]
    started_by: User | None

    def row(self) -> QuerySet[Job]:
        """Give the job's row, while it still is this attempt's."""
        return Job.objects.filter(
            pk=self.job_id,
            state=JobState.RUNNING,
            attempts=self.number,
            worker=self.worker,
        )


@transaction.atomic
def begin_attempt(*, job_id: UUID, task_id: str, worker: str) -> Attempt | None:
    """Take a waiting job; None when it is cancelled, gone or no longer waits here."""
    job = (
        Job.objects.select_for_update(of=("self",))
        .select_related("started_by")
        .filter(pk=job_id, task_id=task_id, state=JobState.WAITING)
        .first()
    )
    if job is None:
        return None
    job.state = JobState.RUNNING
    job.attempts += 1
    job.worker = worker
    job.done = job.total = 0
    job.text = ""
    job.heartbeat_at = timezone.now()
    job.started_at = job.started_at or job.heartbeat_at
    job.save()
    _record(job, "begin_job", JobState.WAITING)
    return Attempt(
        job.pk, job.attempts, worker, job.kind, job.arguments, job.started_by
    )


def note_progress(*, attempt: Attempt, done: int, total: int, text: str) -> bool:
    """Write how far the work has come; give whether it is asked to stop."""
    found = attempt.row().update(
        done=max(0, done),
        total=max(0, total),
        text=text[:TEXT_LENGTH],
        heartbeat_at=timezone.now(),
    )
    if not found:
        raise LostAttemptError
    return attempt.row().filter(cancel_requested_at__isnull=False).exists()


def note_sign(*, attempt: Attempt) -> None:
    """Write that the worker is alive, however long a step takes."""
    attempt.row().update(heartbeat_at=timezone.now())


@transaction.atomic
def end_attempt(
    *,
    attempt: Attempt,
    state: JobState,
    reason: str = "",
    result: dict[str, Any] | None = None,
) -> bool:
    """Write how it went; False when the attempt no longer counts."""
    job = attempt.row().select_for_update().first()
    if job is None:
        return False
    check_move(to_state(job), State(state), Mover.WORKER)
    job.state, job.reason, job.result = state, reason, result
    if state in FINISHED_STATES:
        job.finished_at = timezone.now()
    job.save(update_fields=["state", "reason", "result", "finished_at"])
    _record(job, "end_job", JobState.RUNNING)
    return True


def _record(job: Job, action: str, before: JobState) -> None:
    record_event(
        action=action,
        about=job,
        key=str(job.pk),
        by=None,
        changes={
            "state": [before, job.state],
            "attempt": [None, job.attempts],
            "reason": ["", job.reason],
        },
    )
