"""The record of events as it lies in the database."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import AuditEvent, AuditHead
from fardplan.apps.accounts.queries import first_break
from fardplan.apps.actors.models import Authority
from fardplan.apps.common.writes import WriteOutsideActionError
from fardplan.cli.main import main


pytestmark = pytest.mark.django_db


def leave_events(count: int) -> None:
    for number in range(count):
        record_event(
            action="edit_authority",
            about=Authority(code="18"),
            key="18",
            by=None,
            changes={"website": ("", f"https://exempel.example/{number}")},
            reason="prov",
        )


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_events_are_numbered_and_chained():
    leave_events(3)
    events = list(AuditEvent.objects.order_by("number"))
    assert [e.number for e in events] == [1, 2, 3]
    assert [e.previous_hash for e in events[1:]] == [e.hash for e in events[:2]]
    assert events[0].changes == {"website": ["", "https://exempel.example/0"]}
    head = AuditHead.objects.get()
    assert (head.number, head.hash) == (3, events[2].hash)
    assert first_break() == (3, None)


def test_nothing_written_yet_is_whole():
    assert first_break() == (0, None)


@pytest.mark.parametrize(
    ("sql", "number", "reason"),
    [
        (
            "UPDATE accounts_auditevent SET object_key = '17' WHERE number = 2",
            2,
            "händelsens innehåll är ändrat",
        ),
        (
            "UPDATE accounts_auditevent SET at = '2020-01-01 00:00:00' WHERE number = 3",
            3,
            "händelsens innehåll är ändrat",
        ),
        (
            "DELETE FROM accounts_auditevent WHERE number = 3",
            3,
            "händelsen är borttagen",
        ),
        (
            "DELETE FROM accounts_auditevent WHERE number > 3",
            4,
            "händelserna 4–5 är borttagna",
        ),
        (
            "UPDATE accounts_auditevent SET number = 6 WHERE number = 2",
            2,
            "händelsen är borttagen",
        ),
        (
            "INSERT INTO accounts_auditevent (number, at, action, object_type, object_key, reason, changes, previous_hash, hash, made_by_id) SELECT 6, at, action, object_type, object_key, reason, changes, previous_hash, hash, made_by_id FROM accounts_auditevent WHERE number = 5",
            6,
            "händelsen hänger inte ihop med den före",
        ),
    ],
)
def test_tampering_with_the_table_is_found(sql, number, reason):
    leave_events(5)
    tamper(sql)
    found = first_break()[1]
    assert found is not None
    assert (found.number, found.reason) == (number, reason)


def test_the_record_itself_is_only_written_by_its_action():
    leave_events(1)
    event = AuditEvent.objects.get()
    with pytest.raises(WriteOutsideActionError):
        event.save()
    with pytest.raises(WriteOutsideActionError):
        AuditEvent.objects.all().delete()


def test_the_command_tells_whole_and_broken(capsys):
    leave_events(2)
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out == (
        "Händelseloggen är hel: 2 händelser.\n"
        "Antagna versioner av planer är som de antogs: 0.\n"
    )
    tamper("DELETE FROM accounts_auditevent WHERE number = 1")
    assert main(["audit", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "events": 2,
        "whole": False,
        "first_bad": 1,
        "reason": "händelsen är borttagen",
        "adopted_versions": 0,
        "broken_versions": [],
    }
    assert main(["audit", "verify"]) == 1
    assert capsys.readouterr().out == (
        "Händelseloggen är bruten vid händelse 1: händelsen är borttagen.\n"
        "Antagna versioner av planer är som de antogs: 0.\n"
    )
