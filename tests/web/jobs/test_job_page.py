"""/jobb/<nummer>/: how far it has come, how it went, cancel, start again."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.actions.sweep import note_worker
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.runner import run_attempt


pytestmark = pytest.mark.django_db


@pytest.fixture
def job(administrator):
    return start_job(kind="load_register", by=administrator)


def change(job: Job, **fields) -> str:
    Job.objects.filter(pk=job.pk).update(**fields)
    return f"/jobb/{job.pk}/"


def polls(text: str) -> bool:
    return 'hx-trigger="every 1s"' in text


def test_waiting(as_administrator, job):
    text = as_administrator.get(f"/jobb/{job.pk}/").text
    assert "Väntar</span>" in text
    assert polls(text)
    assert "men ingen arbetsprocess är igång" in text
    note_worker(worker="w1")
    text = as_administrator.get(f"/jobb/{job.pk}/").text
    assert "men ingen arbetsprocess är igång" not in text


@pytest.mark.time_machine("2026-11-22 08:00", tick=False)
def test_running(as_administrator, job):
    path = change(
        job,
        state="running",
        done=80,
        total=317,
        text="Läser in myndigheter",
        started_at=timezone.now() - timedelta(seconds=75),
    )
    text = as_administrator.get(path).text
    assert re.findall(r"<progress[^>]*>", text) == [
        '<progress class="job-progress" id="progress" max="100" value="25">'
    ]
    assert "80 av 317" in text
    assert "1 min 15 s" in text
    assert polls(text)
    assert "Avbryt jobbet" in text


def test_running_without_a_known_end(as_administrator, job):
    text = as_administrator.get(change(job, state="running")).text
    assert '<progress class="job-progress" id="progress" max="100">' in text


def test_htmx_gets_the_moving_part_alone(as_administrator, job):
    text = as_administrator.get(f"/jobb/{job.pk}/", headers={"HX-Request": "true"}).text
    assert text.startswith('<div id="job" class="job" hx-get="/jobb/')
    assert "<html" not in text


def test_a_finished_job_stops_asking_and_links_to_its_result(as_administrator, job):
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")
    text = as_administrator.get(f"/jobb/{job.pk}/").text
    assert not polls(text)
    assert "317 nya, 0 ändrade och 0 oförändrade." in text
    assert '<a class="ds-link" href="/aktorer/">Se resultatet</a>' in text
    assert "Avbryt jobbet" not in text


def test_a_failed_job_says_why_and_can_be_started_again(as_administrator, job):
    path = change(job, state="failed", reason="Filen <saknas>.", attempts=3)
    text = as_administrator.get(path).text
    assert "Filen &lt;saknas&gt;." in text
    assert "<dt>Försök</dt><dd>3</dd>" in text
    response = as_administrator.post(f"{path}igen/")
    new = Job.objects.get(state="waiting")
    assert response["Location"] == f"/jobb/{new.pk}/"
    assert "Jobbet är startat igen." in as_administrator.get(f"/jobb/{new.pk}/").text


def test_start_again_what_is_under_way(as_administrator, job):
    path = f"/jobb/{job.pk}/"
    assert as_administrator.post(f"{path}igen/")["Location"] == path
    assert "Bara ett jobb som misslyckades" in as_administrator.get(path).text
    assert Job.objects.count() == 1


def test_cancel(as_administrator, job):
    path = f"/jobb/{job.pk}/"
    assert as_administrator.post(f"{path}avbryt/")["Location"] == path
    text = as_administrator.get(path).text
    assert "Avbrutet</span>" in text
    assert as_administrator.post(f"{path}avbryt/")["Location"] == path
    text = as_administrator.get(path).text
    assert "Jobbet är redan avslutat, så det finns inget att avbryta." in text


def test_cancel_a_running_job(as_administrator, job):
    path = change(job, state="running")
    as_administrator.post(f"{path}avbryt/")
    text = as_administrator.get(path).text
    assert "Jobbet är ombett att sluta" in text
    assert "Avbryt jobbet" not in text


@pytest.mark.parametrize("page", ["", "avbryt/", "igen/"])
def test_not_yours_is_not_there(as_reader, job, page):
    ask = as_reader.post if page else as_reader.get
    assert ask(f"/jobb/{job.pk}/{page}").status_code == 404
    assert ask(f"/jobb/{uuid.uuid4()}/{page}").status_code == 404
    job.refresh_from_db()
    assert (job.state, job.cancel_requested_at) == ("waiting", None)


def test_a_stranger_is_sent_to_the_log_in(client, job):
    assert client.get(f"/jobb/{job.pk}/")["Location"] == (
        f"/konto/logga-in/?next=/jobb/{job.pk}/"
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 sekunder"), (1, "1 sekund"), (59, "59 sekunder"), (3661, "1 h 1 min")],
)
def test_elapsed_in_words(as_administrator, job, seconds, said):
    end = timezone.now()
    path = change(
        job,
        state="failed",
        started_at=end - timedelta(seconds=seconds),
        finished_at=end,
    )
    assert f"<dt>Tid</dt><dd>{said}</dd>" in as_administrator.get(path).text
