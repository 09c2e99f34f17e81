"""`fardplan jobs` and `fardplan authorities`."""

from __future__ import annotations

import json
import threading
import uuid

import pytest

from fardplan.apps.actors.models import Authority
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.runner import run_attempt
from fardplan.cli.main import main


@pytest.fixture
def job(db, administrator):
    return start_job(kind="load_register", by=administrator)


def run_to_end(job: Job) -> None:
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")


def test_list(job, capsys):
    assert main(["jobs", "list"]) == 0
    line = capsys.readouterr().out
    assert line.startswith(f"{job.pk}  ")
    assert line.endswith("  Väntar  Läs in myndighetsregistret\n")
    assert main(["jobs", "list", "--state", "failed"]) == 0
    assert capsys.readouterr().out == "Inga jobb.\n"


def test_list_as_json(job, capsys):
    run_to_end(job)
    assert main(["jobs", "list", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    moments = {told.pop(f"{what}_at") for what in ("created", "started", "finished")}
    assert None not in moments
    assert told == {
        "id": str(job.pk),
        "kind": "load_register",
        "title": "Läs in myndighetsregistret",
        "state": "succeeded",
        "done": 317,
        "total": 317,
        "text": "Alla myndigheter är inlästa",
        "attempts": 1,
        "started_by": "astrid@exempel.example",
        "reason": "",
        "result": {
            "text": "317 nya, 0 ändrade och 0 oförändrade.",
            "link": "/aktorer/",
            "facts": {"created": 317, "changed": 0, "unchanged": 0},
        },
    }


def test_show_how_far(job, capsys):
    Job.objects.update(state="running", done=1, total=4)
    assert main(["jobs", "show", str(job.pk)]) == 0
    assert "Pågår 25 %" in capsys.readouterr().out


def test_show_failed(job, capsys):
    Job.objects.update(state="failed", reason="Filen saknas.")
    assert main(["jobs", "show", str(job.pk)]) == 1
    assert capsys.readouterr().err == "Filen saknas.\n"


@pytest.mark.parametrize("verb", ["show", "cancel", "wait"])
def test_a_job_that_is_not_there(db, verb, capsys):
    missing = str(uuid.uuid4())
    assert main(["jobs", verb, missing]) == 1
    assert capsys.readouterr().err == (
        f"Fel: Det finns inget jobb med nummer {missing}.\n”fardplan jobs list” visar"
        " alla.\n"
    )


def test_cancel_twice(job, capsys):
    assert main(["jobs", "cancel", str(job.pk), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "cancelled"
    assert main(["jobs", "cancel", str(job.pk)]) == 1
    assert "finns inget att avbryta" in capsys.readouterr().err


def test_wait_for_what_has_ended(job, capsys):
    run_to_end(job)
    assert main(["jobs", "wait", str(job.pk)]) == 0
    assert capsys.readouterr().out.endswith("317 nya, 0 ändrade och 0 oförändrade.\n")


@pytest.mark.django_db(transaction=True)
def test_wait_until_it_ends(administrator, capsys):
    job = start_job(kind="load_register", by=administrator)
    timer = threading.Timer(0.7, lambda: end_in_thread(job))
    timer.start()
    assert main(["jobs", "wait", str(job.pk)]) == 1
    timer.join()
    assert capsys.readouterr().err == "Slut.\n"


def end_in_thread(job: Job) -> None:
    from django.db import connection

    Job.objects.filter(pk=job.pk).update(state="failed", reason="Slut.")
    connection.close()


@pytest.mark.free_writes
def test_authorities(db, capsys):
    assert main(["authorities", "load"]) == 0
    assert capsys.readouterr().out == "317 nya, 0 ändrade och 0 oförändrade.\n"
    Authority.objects.create(code="x", name="X", short_name="X", kind="state")
    assert main(["authorities", "load", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "created": 0,
        "changed": 0,
        "unchanged": 317,
        "not_in_register": ["x"],
    }
    main(["authorities", "load"])
    assert capsys.readouterr().out.endswith("Finns kvar utanför registret: x\n")


def test_list_authorities(register, capsys):
    assert main(["authorities", "list", "--search", "gotland", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "code": "09",
        "name": "Region Gotland",
        "kind": "region",
        "county": "Gotlands län",
        "municipality_code": "0980",
        "region": None,
        "care_regions": ["stockholm-gotland"],
        "website": "",
    }
    main(["authorities", "list", "--search", "kumla"])
    assert capsys.readouterr().out == "1881               Kumla kommun (Kommun)\n"
    main(["authorities", "list", "--search", "finnsinte"])
    assert capsys.readouterr().out == "Ingen myndighet passar.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Fel: det här saknas: KOMMANDO"),
        (["jobs"], "Fel: det här saknas: VAD"),
        (["jobs", "show"], "Fel: det här saknas: NUMMER"),
        (["jobs", "show", "x"], "Fel: NUMMER: 'x' går inte att använda här"),
        (["jobs", "list", "--state"], "Fel: --state: ett värde saknas"),
        (["jobs", "list", "--bananer"], "Fel: okända argument: --bananer"),
        (
            ["jobs", "list", "--json=1"],
            "Fel: --json: valet tar inget värde, men fick '1'",
        ),
    ],
)
def test_wrong_use_in_swedish(words, said, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    lines = capsys.readouterr().err.splitlines()
    assert ended.value.code == 2
    assert lines[0].startswith("användning: fardplan")
    assert lines[-2] == said
