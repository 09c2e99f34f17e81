"""/jobb/: mine, or everybody's for an administrator."""

from __future__ import annotations

import re

import pytest

from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.actions.sweep import note_worker
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.registry import find_kind


pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return re.findall(r'class="title"><a[^>]*>([^<]+)<', response.text)


def make_job(user, title: str, state: str = "waiting") -> Job:
    return Job.objects.create(
        kind="load_register", title=title, started_by=user, state=state
    )


def test_a_stranger_is_sent_to_the_log_in(client):
    response = client.get("/jobb/")
    assert (response.status_code, response["Location"]) == (
        302,
        "/konto/logga-in/?next=/jobb/",
    )


def test_a_reader_sees_only_own_jobs_and_none_to_start(
    as_reader, reader, administrator
):
    make_job(administrator, "Andras")
    make_job(reader, "Mitt")
    response = as_reader.get("/jobb/")
    assert titles(response) == ["Mitt"]
    assert "Starta ett jobb" not in response.text
    assert "Startat av" not in response.text


def test_an_administrator_sees_all(as_administrator, reader, administrator):
    make_job(reader, "Andras")
    make_job(None, "Serverns")
    response = as_administrator.get("/jobb/")
    assert titles(response) == ["Serverns", "Andras"]
    assert re.findall(r'name="kind" value="([^"]+)">([^<]+)<', response.text) == [
        ("create_backup", "Gör en säkerhetskopia"),
        ("fetch_figures", "Hämta siffror från Kolada"),
        ("load_definitions", "Läs in indikatorernas definitioner"),
        ("load_register", "Läs in myndighetsregistret"),
        ("remind_owners", "Påminn om läget i insatser"),
        ("retention", "Gallra det som har sparats klart"),
    ]


def test_filter_by_state(as_administrator):
    for state in ("waiting", "failed", "succeeded"):
        make_job(None, state, state)
    assert titles(as_administrator.get("/jobb/", {"lage": "failed"})) == ["failed"]
    assert len(titles(as_administrator.get("/jobb/", {"lage": "x"}))) == 3


def test_empty_states(as_reader):
    assert "Här finns inga jobb än." in as_reader.get("/jobb/").text
    assert "Inget jobb är i det läget." in as_reader.get("/jobb/?lage=failed").text


def test_says_when_no_worker_is_there(as_reader):
    assert "Ingen arbetsprocess är igång" in as_reader.get("/jobb/").text
    note_worker(worker="w1")
    assert "Ingen arbetsprocess är igång" not in as_reader.get("/jobb/").text


def test_the_link_is_for_administrators(as_administrator, client, reader):
    link = 'href="/jobb/">Jobb</a>'
    assert link in as_administrator.get("/om/").text
    client.force_login(reader)
    assert link not in client.get("/om/").text


def test_start(as_administrator, administrator):
    response = as_administrator.post("/jobb/starta/", {"kind": "load_register"})
    job = Job.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/jobb/{job.pk}/")
    assert (job.kind, job.started_by) == ("load_register", administrator)


@pytest.mark.parametrize("kind", ["load_register", "x", "", "å"])
def test_start_what_one_may_not(as_reader, kind):
    assert as_reader.post("/jobb/starta/", {"kind": kind}).status_code == 404
    assert Job.objects.count() == 0
    assert find_kind("load_register") is not None


def test_start_needs_a_post(as_administrator):
    assert as_administrator.get("/jobb/starta/").status_code == 405


def test_many_jobs_are_paged(as_administrator, administrator):
    for number in range(26):
        make_job(administrator, f"Nummer {number}")
    assert len(titles(as_administrator.get("/jobb/"))) == 25
    assert titles(as_administrator.get("/jobb/?sida=2")) == ["Nummer 0"]


def test_start_job_asks_the_rule(reader):
    with pytest.raises(Exception, match="Bara en administratör"):
        start_job(kind="load_register", by=reader)
