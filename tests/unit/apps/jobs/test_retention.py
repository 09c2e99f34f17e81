"""What has been kept long enough is removed, and nothing else; the policy says when."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from tests.factories.bodies import appoint, make_body, make_seat

from fardplan.apps.accounts.actions import invite, withdraw_invitation
from fardplan.apps.accounts.models import AuditEvent, Invitation, PersonSession
from fardplan.apps.accounts.roles import Role
from fardplan.apps.actors.actions import end_appointment
from fardplan.apps.actors.layouts import layout_files
from fardplan.apps.actors.models import Appointment, Person
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.common.retention import removers
from fardplan.apps.common.writes import free_writes
from fardplan.apps.jobs import queries
from fardplan.apps.jobs.actions.retention import apply_retention, start_daily
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.queries import retention_policy
from fardplan.apps.jobs.runner import run_attempt
from fardplan.cli.main import main


pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_files() -> None:
    """Other tests leave files among the uploads."""
    if default_storage.exists("imports"):
        for name in default_storage.listdir("imports")[1]:
            default_storage.delete(f"imports/{name}")


def counts(now: datetime = NOW, **options) -> dict[str, int]:
    done = apply_retention(now=now, by=None, **options)
    return {one.rule.key: one.count for one in done if one.count}


def test_every_entry_has_code_and_all_code_an_entry():
    removed = {rule.key for rule in retention_policy() if rule.days is not None}
    assert removed == set(removers())


def test_a_wrong_policy_stops_with_what_to_put_right(settings, tmp_path):
    settings.DEFINITIONS_DIR = tmp_path
    (tmp_path / "data_retention.yaml").write_text("- x", encoding="utf-8")
    queries.retention_policy.cache_clear()
    with pytest.raises(ProblemError, match=r"data_retention\.yaml: post 1 ska ha"):
        retention_policy()


def test_sessions_and_attempts_go_when_their_days_are_over(administrator):
    for days in (40, 0):
        with time_machine.travel(NOW - timedelta(days=days)):
            Client().force_login(administrator)
    # Last: a log-in clears the attempts that came before it.
    for name, days in (("a", 40), ("b", 0)):
        with time_machine.travel(NOW - timedelta(days=days)):
            AccessAttempt.objects.create(
                username=name, ip_address="127.0.0.1", failures_since_start=1
            )
    assert counts(is_rehearsal=True) == {"sessions": 1, "log_in_attempts": 1}
    assert PersonSession.objects.count() == 2
    assert counts() == {"sessions": 1, "log_in_attempts": 1}
    assert PersonSession.objects.count() == 1
    assert AccessAttempt.objects.get().username == "b"
    event = AuditEvent.objects.first()
    assert (event.action, event.object_key, event.changes) == (
        "apply_retention",
        "log_in_attempts",
        {"count": [None, 1]},
    )
    assert counts() == {}


def test_invitations_go_when_they_are_answered_or_out_of_date(administrator):
    def send(name: str) -> Invitation:
        return invite(
            email=f"{name}@exempel.example",
            name=name,
            role=Role.READER,
            role_text="",
            by=administrator,
        )

    with time_machine.travel(NOW - timedelta(days=100)):
        withdraw_invitation(invitation_id=send("a").pk, by=administrator)
        send("b")  # goes out of date 86 days ago
    with time_machine.travel(NOW):
        send("c")
    assert counts() == {"invitations": 1}
    assert counts(NOW + timedelta(days=5)) == {"invitations": 1}
    assert Invitation.objects.get().name == "c"


def test_files_nobody_said_yes_to_and_old_layouts_go(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "layouts").mkdir()
    for name, days in (("old", 2), ("new", 0)):
        at = (NOW - timedelta(days=days)).timestamp()
        path = default_storage.save(f"imports/{name}", ContentFile(b"x"))
        os.utime(default_storage.path(path), (at, at))
        layout = tmp_path / "layouts" / f"{name}.json"
        layout.write_text("{}")
        at = (NOW - timedelta(days=20 * days)).timestamp()
        os.utime(layout, (at, at))
    assert counts(is_rehearsal=True) == {"import_files": 1, "cached_files": 1}
    assert counts() == {"import_files": 1, "cached_files": 1}
    assert default_storage.exists("imports/new")
    assert not default_storage.exists("imports/old")
    assert [file.name for file in layout_files()] == ["new.json"]
    default_storage.delete("imports/new")


@pytest.mark.usefixtures("few_authorities")
def test_a_name_is_erased_when_the_person_has_sat_nowhere_for_five_years(
    administrator, reader
):
    board = make_body(administrator)
    for name in ("Gammal", "Ny", "Sitter", "Konto"):
        appoint(administrator, make_seat(administrator, board), name, "2015-01-01")
    for name, day in (
        ("Gammal", date(2021, 11, 20)),
        ("Ny", date(2021, 11, 23)),
        ("Konto", date(2016, 1, 1)),
    ):
        row = Appointment.objects.get(person__name=name)
        end_appointment(appointment_id=row.pk, day=day, by=administrator)

    with free_writes():
        Person.objects.filter(name="Konto").update(user=reader)
    assert counts(is_rehearsal=True) == {"person_names": 1}
    assert counts() == {"person_names": 1}
    names = set(Person.objects.values_list("name", flat=True))
    assert names == {"Namnet är gallrat", "Ny", "Sitter", "Konto"}
    assert Appointment.objects.count() == 4
    assert counts() == {}


def test_where_no_file_was_ever_uploaded_there_is_none_to_remove(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    assert counts() == {}


def test_only_an_administrator_or_the_machine_may(reader, administrator):
    with pytest.raises(NotAllowedError):
        apply_retention(now=NOW, by=reader)
    assert [one.count for one in apply_retention(now=NOW, by=administrator)] == [0] * 9


def test_the_daily_job_is_started_once_a_day_and_tells_what_it_did(administrator):
    now = timezone.now()
    job = start_daily(now=now)
    assert start_daily(now=now) is None
    Client().force_login(administrator)
    with time_machine.travel(now + timedelta(days=3)):
        run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w")
    done = Job.objects.get()
    assert done.result["text"] == "1 uppgift gallrades."
    assert done.result["facts"] == {"sessions": 1}
    assert start_daily(now=now + timedelta(days=1, minutes=1)) is not None


def test_the_command_rehearses_and_answers_with_json(administrator, capsys):
    with time_machine.travel(NOW - timedelta(days=900)):
        Client().force_login(administrator)
    assert main(["retention", "--rehearse"]) == 0
    assert "Inloggade webbläsare: 1 skulle gallras\n" in capsys.readouterr().out
    assert main(["retention", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["removed"], told["counts"]["sessions"]) == (True, 1)
    assert main(["retention"]) == 0
    assert "Inloggade webbläsare: 0 gallrade\n" in capsys.readouterr().out
