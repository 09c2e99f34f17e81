"""Starting, cancelling and starting again, and who may."""

from __future__ import annotations

import uuid

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.common.problems import ConflictError, NotAllowedError, ProblemError
from fardplan.apps.jobs.actions.people import cancel_job, start_again, start_job
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.registry import find_kind, job_kind
from fardplan.apps.jobs.rules import can_see_job
from fardplan.apps.jobs.states import JobState


pytestmark = pytest.mark.django_db


def test_row_and_place_in_the_queue_come_together(administrator):
    job = start_job(kind="load_register", by=administrator)
    place = DBTaskResult.objects.get()
    assert (place.pk, place.args_kwargs) == (
        job.task_id,
        {"args": [str(job.pk)], "kwargs": {}},
    )
    event = AuditEvent.objects.exclude(object_type="accounts.user").get()
    assert (event.action, event.object_key, event.made_by) == (
        "start_job",
        str(job.pk),
        administrator,
    )
    assert job.title == "Läs in myndighetsregistret"


def test_a_write_undone_leaves_neither(administrator):
    with transaction.atomic():
        start_job(kind="load_register", by=administrator)
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_unknown_kind():
    with pytest.raises(ProblemError, match="Det finns inget jobb av sorten ”x”"):
        start_job(kind="x", by=None)


def test_a_reader_may_not_load_the_register(reader):
    with pytest.raises(NotAllowedError):
        start_job(kind="load_register", by=reader)
    assert find_kind("load_register").can_be_started_by(reader) is False


def test_two_modules_cannot_declare_the_same_kind():
    declare = job_kind(
        name="load_register", title="", check_start=print, is_repeatable=True
    )
    with pytest.raises(RuntimeError, match="Two kinds of job are called load_register"):
        declare(lambda progress: None)


def test_who_may_see_and_change(administrator, reader, declare):
    """own · somebody else's · nobody's, for each sort of person."""
    declare("count")
    jobs = {who: start_job(kind="count", by=who) for who in (reader, administrator)}
    jobs[None] = start_job(kind="count", by=None)
    from django.contrib.auth.models import AnonymousUser

    table = {
        (str(user), str(owner)): can_see_job(user, job)
        for user in (administrator, reader, AnonymousUser())
        for owner, job in jobs.items()
    }
    assert table == {
        ("Astrid Påhitt", "Astrid Påhitt"): True,
        ("Astrid Påhitt", "Rut Påhitt"): True,
        ("Astrid Påhitt", "None"): True,
        ("Rut Påhitt", "Astrid Påhitt"): False,
        ("Rut Påhitt", "Rut Påhitt"): True,
        ("Rut Påhitt", "None"): False,
        ("AnonymousUser", "Astrid Påhitt"): False,
        ("AnonymousUser", "Rut Påhitt"): False,
        ("AnonymousUser", "None"): False,
    }


def test_cancel_a_waiting_job(administrator):
    job = start_job(kind="load_register", by=administrator)
    cancel_job(job_id=job.pk, by=administrator)
    job.refresh_from_db()
    assert (job.state, job.reason) == (
        "cancelled",
        "Avbröts innan det hade påbörjats.",
    )
    assert DBTaskResult.objects.count() == 0
    event = AuditEvent.objects.first()
    assert (event.action, event.changes) == (
        "cancel_job",
        {"state": ["waiting", "cancelled"]},
    )


def test_cancel_a_running_job_asks(administrator):
    job = start_job(kind="load_register", by=administrator)
    Job.objects.update(state=JobState.RUNNING)
    first = cancel_job(job_id=job.pk, by=administrator)
    again = cancel_job(job_id=job.pk, by=administrator)
    assert (again.state, again.finished_at) == ("running", None)
    assert first.cancel_requested_at == again.cancel_requested_at


def test_cancel_somebody_elses(administrator, reader):
    job = start_job(kind="load_register", by=administrator)
    with pytest.raises(NotAllowedError, match="Jobbet är startat av någon annan"):
        cancel_job(job_id=job.pk, by=reader)


@pytest.mark.parametrize("state", ["succeeded", "failed", "cancelled"])
def test_a_finished_job_is_not_cancelled(administrator, state):
    job = start_job(kind="load_register", by=administrator)
    Job.objects.update(state=state)
    with pytest.raises(ConflictError, match="finns inget att avbryta"):
        cancel_job(job_id=job.pk, by=administrator)


def test_start_again_makes_a_new_job(declare, reader):
    declare("count")
    old = start_job(kind="count", by=reader, arguments={"n": 1}, title="Räkna")
    Job.objects.update(state=JobState.FAILED)
    new = start_again(job_id=old.pk, by=reader)
    assert (new.pk != old.pk, new.arguments, new.title, new.state) == (
        True,
        {"n": 1},
        "Räkna",
        "waiting",
    )


@pytest.mark.parametrize("state", ["waiting", "running", "succeeded"])
def test_only_a_job_that_did_not_succeed_is_started_again(state):
    job = start_job(kind="load_register", by=None)
    Job.objects.update(state=state)
    with pytest.raises(ConflictError, match="misslyckades eller avbröts"):
        start_again(job_id=job.pk, by=None)


def test_a_job_that_is_not_there():
    with pytest.raises(Job.DoesNotExist):
        cancel_job(job_id=uuid.uuid4(), by=None)
