"""From the queue to the end: what a worker does with a job, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.actors.models import Authority
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.runner import run_attempt


if TYPE_CHECKING:
    from fardplan.apps.jobs.models import Job


def run(job: Job, worker: str = "w1") -> Job:
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker=worker)
    job.refresh_from_db()
    return job


def test_load_register_loads_and_tells(administrator):
    job = run(start_job(kind="load_register", by=administrator))
    assert (job.state, job.done, job.total) == ("succeeded", 317, 317)
    assert job.result == {
        "text": "317 nya, 0 ändrade och 0 oförändrade.",
        "link": "/aktorer/",
        "facts": {"created": 317, "changed": 0, "unchanged": 0},
    }
    assert Authority.objects.count() == 317
