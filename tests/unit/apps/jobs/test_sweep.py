"""What a worker that is gone leaves behind, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.jobs import runner
from fardplan.apps.jobs.actions.attempts import begin_attempt
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.actions.sweep import forget_worker, note_worker, sweep
from fardplan.apps.jobs.models import Job, WorkerSign
from fardplan.apps.jobs.queries import is_worker_away, seconds_since_worker
from fardplan.apps.jobs.worker import JobWorker


pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def silence(settings):
    settings.JOB_SILENCE_SECONDS, settings.JOB_ATTEMPTS = 60, 3
    return timedelta(seconds=61)


def begun(kind: str = "load_register", worker: str = "w1") -> Job:
    """A job that a worker has taken from the queue and begun."""
    job = start_job(kind=kind, by=None)
    DBTaskResult.objects.get(pk=job.task_id).claim(worker)
    begin_attempt(job_id=job.pk, task_id=str(job.task_id), worker=worker)
    job.refresh_from_db()
    return job


def after(job: Job) -> tuple[str, int, str]:
    job.refresh_from_db()
    return job.state, job.attempts, job.reason


def test_a_job_with_signs_of_life_is_left_alone(silence):
    job = begun()
    report = sweep(now=timezone.now())
    assert (report.taken_up, report.queued_anew, report.ended) == ([], [], [])
    assert after(job) == ("running", 1, "")


def test_a_silent_repeatable_job_is_taken_up_again(silence):
    job = begun()
    old_place = job.task_id
    report = sweep(now=timezone.now() + silence)
    assert report.taken_up == [job.pk]
    assert after(job) == ("waiting", 1, "")
    assert DBTaskResult.objects.get(pk=old_place).status == "FAILED"
    assert DBTaskResult.objects.get(pk=job.task_id).status == "READY"
    assert AuditEvent.objects.first().action == "take_up_job"


def test_a_worker_known_gone_needs_no_silence(silence):
    note_worker(worker="w1")
    job = begun()
    assert sweep(now=timezone.now(), gone=["w0"]).taken_up == []
    assert sweep(now=timezone.now(), gone=["w1"]).taken_up == [job.pk]
    assert WorkerSign.objects.count() == 0


def test_too_many_attempts_end_it(silence):
    job = begun()
    Job.objects.update(attempts=3)
    assert sweep(now=timezone.now() + silence).ended == [job.pk]
    assert after(job) == (
        "failed",
        3,
        (
            "Arbetsprocessen försvann medan jobbet kördes, varje gång det försöktes. Se"
            " serverns logg, och starta jobbet igen när felet är rättat."
        ),
    )
    assert job.finished_at is not None
    assert DBTaskResult.objects.get().status == "FAILED"


def test_a_job_that_must_not_be_repeated_fails(silence, declare):
    declare("once", is_repeatable=False)
    job = begun("once")
    sweep(now=timezone.now() + silence)
    assert after(job)[0] == "failed"


def test_a_kind_no_longer_known_is_not_repeated(silence):
    job = begun()
    Job.objects.update(kind="gone")
    sweep(now=timezone.now() + silence)
    assert after(job)[0] == "failed"


def test_a_job_asked_to_stop_is_cancelled(silence):
    job = begun()
    Job.objects.update(cancel_requested_at=timezone.now())
    sweep(now=timezone.now() + silence)
    assert after(job) == ("cancelled", 1, "Avbröts på begäran.")


@pytest.mark.parametrize("status", ["SUCCESSFUL", "FAILED", None])
def test_a_waiting_job_whose_place_is_lost_gets_a_new_one(silence, status):
    job = start_job(kind="load_register", by=None)
    if status is None:
        DBTaskResult.objects.all().delete()
    else:
        DBTaskResult.objects.update(status=status)
    assert sweep(now=timezone.now()).queued_anew == [job.pk]
    assert sweep(now=timezone.now()).queued_anew == []


def test_a_waiting_job_without_a_place(silence):
    job = start_job(kind="load_register", by=None)
    Job.objects.update(task_id=None)
    assert sweep(now=timezone.now()).queued_anew == [job.pk]


def test_a_place_taken_but_never_begun(silence):
    job = start_job(kind="load_register", by=None)
    DBTaskResult.objects.get().claim("w1")
    assert sweep(now=timezone.now()).queued_anew == []
    assert sweep(now=timezone.now(), gone=["w1"]).queued_anew == [job.pk]
    DBTaskResult.objects.get(status="READY").claim("w2")
    assert sweep(now=timezone.now() + silence).queued_anew == [job.pk]


def test_signs_of_workers():
    assert (seconds_since_worker(NOW), is_worker_away(NOW)) == (None, True)
    note_worker(worker="w1")
    note_worker(worker="w1")
    seen = WorkerSign.objects.get().seen_at
    assert seconds_since_worker(seen + timedelta(seconds=7)) == 7
    assert is_worker_away(seen + timedelta(seconds=7)) is False
    assert is_worker_away(seen + timedelta(seconds=11)) is True
    forget_worker(worker="w1")
    assert WorkerSign.objects.count() == 0


def test_signs_a_day_old_are_removed(silence):
    note_worker(worker="w1")
    sweep(now=timezone.now() + timedelta(days=2))
    assert WorkerSign.objects.count() == 0


def test_a_worker_gives_signs_for_its_job_and_sweeps(silence, caplog):
    own, lost = begun(worker="w1"), begun(worker="w2")
    ended = begun(worker="w2")
    Job.objects.filter(pk=ended.pk).update(attempts=3)
    old = timezone.now() - silence
    Job.objects.update(heartbeat_at=old)
    attempt = begin_attempt_of(own)
    runner.under_way[own.pk] = attempt
    try:
        JobWorker(worker_id="w1").give_sign()
    finally:
        del runner.under_way[own.pk]
    assert [after(job)[0] for job in (own, lost, ended)] == [
        "running",
        "waiting",
        "failed",
    ]
    assert f"Jobbet {lost.pk} tas upp igen" in caplog.text


def begin_attempt_of(job: Job):
    from fardplan.apps.jobs.actions.attempts import Attempt

    return Attempt(job.pk, job.attempts, job.worker, job.kind, {}, None)
