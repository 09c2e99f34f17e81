"""From the queue to the end: what a worker does with a job, whatever happens."""

from __future__ import annotations

import pytest
from django.db import transaction

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs import progress as progress_module
from fardplan.apps.jobs import runner
from fardplan.apps.jobs.actions.people import cancel_job, start_job
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.registry import Outcome
from fardplan.apps.jobs.runner import run_attempt


pytestmark = pytest.mark.django_db


def run(job: Job, worker: str = "w1") -> Job:
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker=worker)
    job.refresh_from_db()
    return job


def actions_about(job: Job) -> list[str]:
    events = AuditEvent.objects.filter(object_key=str(job.pk)).order_by("pk")
    return [event.action for event in events]


def test_load_register_loads_and_tells(administrator):
    job = run(start_job(kind="load_register", by=administrator))
    assert (job.state, job.done, job.total) == ("succeeded", 317, 317)
    assert job.result == {
        "text": "317 nya, 0 ändrade och 0 oförändrade.",
        "link": "/aktorer/",
        "facts": {"created": 317, "changed": 0, "unchanged": 0},
    }
    assert Authority.objects.count() == 317
    assert actions_about(job) == ["start_job", "begin_job", "end_job"]
    assert runner.under_way == {}


def test_arguments_and_starter_reach_the_work(declare, administrator):
    def work(progress, *, number):
        return Outcome(f"{progress.started_by} {number}")

    declare("count", work)
    job = run(start_job(kind="count", by=administrator, arguments={"number": 3}))
    assert job.result["text"] == "Astrid Påhitt 3"


def test_a_problem_becomes_the_reason(declare):
    def work(progress):
        raise ProblemError("Filen saknas.")

    declare("broken", work)
    job = run(start_job(kind="broken", by=None))
    assert (job.state, job.reason, job.result) == ("failed", "Filen saknas.", None)
    assert job.finished_at is not None


def test_an_unexpected_error_is_named_and_logged(declare, caplog):
    def work(progress):
        return 1 / 0

    declare("broken", work)
    job = run(start_job(kind="broken", by=None))
    assert (job.state, job.reason) == (
        "failed",
        (
            "Ett oväntat fel: ZeroDivisionError. Mer står i serverns logg vid jobbets"
            " nummer."
        ),
    )
    assert str(job.pk) in caplog.text


def test_a_kind_this_version_lacks_fails(declare):
    declare("old")
    job = start_job(kind="old", by=None)
    Job.objects.update(kind="gone")
    assert run(job).reason == (
        "Den här versionen av programmet har inget jobb av sorten ”gone”."
    )


def test_cancel_stops_at_the_next_step(declare):
    steps = []

    def work(progress):
        progress(1, 3, "ett")
        steps.append(1)
        cancel_job(job_id=Job.objects.get().pk, by=None)
        progress(3, 3, "tre")
        steps.append(3)
        return Outcome("klart")

    declare("steps", work)
    job = run(start_job(kind="steps", by=None))
    assert steps == [1]
    assert (job.state, job.reason) == ("cancelled", "Avbröts på begäran.")


def test_a_server_that_stops_lays_the_job_down(declare, monkeypatch):
    def work(progress):
        progress_module.must_lay_down.set()
        progress(1)
        raise AssertionError("goes on")

    declare("long", work)
    try:
        job = run(start_job(kind="long", by=None))
    finally:
        progress_module.must_lay_down.clear()
    assert (job.state, job.attempts, job.finished_at) == ("waiting", 1, None)


def test_a_job_that_must_not_be_repeated_is_not_laid_down(declare):
    def work(progress):
        progress(1)
        return Outcome("klart")

    declare("once", work, is_repeatable=False)
    progress_module.must_lay_down.set()
    try:
        job = run(start_job(kind="once", by=None))
    finally:
        progress_module.must_lay_down.clear()
    assert job.state == "succeeded"


def test_an_attempt_given_up_cannot_overwrite_a_later_one(declare):
    def work(progress):
        Job.objects.update(attempts=2, worker="w2", text="det nya försöket")
        progress(1, 2, "det gamla försöket")
        raise AssertionError("goes on")

    declare("slow", work)
    job = run(start_job(kind="slow", by=None))
    assert (job.state, job.attempts, job.text) == ("running", 2, "det nya försöket")


def test_an_attempt_given_up_cannot_end_the_job(declare):
    def work(progress):
        Job.objects.update(attempts=2, worker="w2")
        return Outcome("det gamla försöket")

    declare("slow", work)
    job = run(start_job(kind="slow", by=None))
    assert (job.state, job.result) == ("running", None)


def test_a_cancelled_job_is_never_begun(declare):
    declare("count")
    job = start_job(kind="count", by=None)
    cancel_job(job_id=job.pk, by=None)
    assert run(job).attempts == 0


def test_an_old_place_in_the_queue_is_ignored(declare):
    declare("count")
    job = start_job(kind="count", by=None)
    run_attempt(job_id=job.pk, task_id=str(job.pk), worker="w1")
    job.refresh_from_db()
    assert job.state == "waiting"


def test_steps_close_together_are_written_once(declare):
    seen = []

    def work(progress):
        for done in range(1, 5):
            progress(done, 9, f"steg {done}")
            seen.append(Job.objects.get().done)
        return Outcome("klart")

    declare("steps", work)
    run(start_job(kind="steps", by=None))
    assert seen == [1, 1, 1, 1]


def test_progress_inside_a_transaction_is_refused(declare):
    def work(progress):
        with transaction.atomic():
            progress(1)

    declare("wrong", work)
    job = run(start_job(kind="wrong", by=None))
    assert (job.state, job.reason.split(".")[0]) == (
        "failed",
        "Ett oväntat fel: RuntimeError",
    )
