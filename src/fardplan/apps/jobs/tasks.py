"""The one task that the queue knows: run a job."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django_tasks import TaskContext, task

from fardplan.apps.jobs.runner import run_attempt


if TYPE_CHECKING:
    from fardplan.apps.jobs.models import Job


@task(takes_context=True)
def run_job(context: TaskContext, job_id: str) -> None:
    """Run a job if it still waits for this place in the queue."""
    place = context.task_result
    run_attempt(job_id=UUID(job_id), task_id=place.id, worker=place.worker_ids[-1])


def enqueue(job: Job) -> None:
    """Give the job a place in the queue; the caller saves the row."""
    job.task_id = UUID(run_job.enqueue(str(job.pk)).id)
