"""The record of events, and the invented people of the demo."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from fardplan.apps.accounts.actions import record_event, set_demo_user
from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.accounts.queries import events_about
from fardplan.apps.common.writes import free_writes


def make_event(about: User, by: object) -> AuditEvent:
    return record_event(
        action="try", about=about, key="7", by=by, changes={"a": [1, 2]}
    )


def test_an_event_tells_who_did_what_to_which(reader, administrator):
    event = AuditEvent.objects.get(pk=make_event(reader, administrator).pk)

    assert (
        event.action,
        event.object_type,
        event.object_key,
        event.made_by,
        event.changes,
    ) == ("try", "accounts.user", "7", administrator, {"a": [1, 2]})


@pytest.mark.parametrize("by", [None, AnonymousUser()])
def test_an_event_by_nobody_known_has_no_person(reader, by):
    assert make_event(reader, by).made_by is None


def test_an_event_without_changes_says_so(reader):
    event = record_event(action="try", about=reader, key="7", by=None)

    assert event.changes == {}


def test_events_about_a_thing_come_latest_first(reader):
    first, second = make_event(reader, None), make_event(reader, reader)
    record_event(action="try", about=reader, key="8", by=None)
    record_event(action="try", about=first, key="7", by=None)

    assert list(events_about(reader, "7")) == [second, first]


def test_a_demo_user_is_made(db):
    user = set_demo_user(
        email="a@exempel.example", name="Anna", password="ett", is_administrator=True
    )

    stored = User.objects.get(email="a@exempel.example")
    assert stored == user
    assert (str(stored), stored.is_administrator, stored.is_active) == (
        "Anna",
        True,
        True,
    )
    assert stored.check_password("ett")
    assert list(AuditEvent.objects.values_list("action", "object_key", "made_by")) == [
        ("set_demo_user", str(user.pk), None)
    ]


def test_a_demo_user_is_put_back_as_it_was(db):
    with free_writes():
        User.objects.create(email="a@exempel.example", name="Fel", is_active=False)

    set_demo_user(
        email="a@exempel.example", name="Anna", password="ett", is_administrator=False
    )

    user = User.objects.get()
    assert (user.name, user.is_active, user.is_administrator) == ("Anna", True, False)
    assert user.check_password("ett")


@pytest.mark.parametrize(
    "typed", ["ASTRID@exempel.example", " astrid@EXEMPEL.example "]
)
def test_a_person_is_found_by_e_mail_however_it_is_typed(administrator, typed):
    assert User.objects.get_by_natural_key(typed) == administrator


@pytest.mark.parametrize("typed", ["", None, "okänd@exempel.example"])
def test_nobody_is_found_by_an_unknown_e_mail(administrator, typed):
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(typed)
