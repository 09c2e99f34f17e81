"""Administrators, closed accounts and what people follow."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import make_user
from tests.factories.people import make_person

from fardplan.apps.accounts import actions, queries
from fardplan.apps.accounts.models import AuditEvent, Follow, PersonSession, User
from fardplan.apps.accounts.queries import PeopleFilter, find_people
from fardplan.apps.common.problems import ConflictError, NotAllowedError, ProblemError


pytestmark = pytest.mark.django_db


def test_an_administrator_is_made_and_unmade_with_a_reason(administrator, reader):
    actions.set_administrator(
        user_id=reader.pk, to=True, by=administrator, reason="Vikarie."
    )
    with pytest.raises(ConflictError, match="redan administratör"):
        actions.set_administrator(user_id=reader.pk, to=True, by=administrator)
    reader.refresh_from_db()
    actions.set_administrator(user_id=administrator.pk, to=False, by=reader)
    administrator.refresh_from_db()
    assert not administrator.is_administrator
    with pytest.raises(ConflictError, match="inte administratör"):
        actions.set_administrator(user_id=administrator.pk, to=False, by=reader)
    made, unmade = AuditEvent.objects.order_by("number")[2:]
    assert (made.action, made.made_by, made.reason, made.changes) == (
        "make_administrator",
        administrator,
        "Vikarie.",
        {"is_administrator": [False, True]},
    )
    assert (unmade.action, unmade.object_key) == (
        "unmake_administrator",
        str(administrator.pk),
    )


def test_the_last_administrator_stays(administrator):
    other = make_user("b@exempel.example", "Bo Påhitt", is_administrator=True)
    actions.close_account(user_id=other.pk, by=administrator)
    events = AuditEvent.objects.count()
    with pytest.raises(ProblemError, match="den enda administratören"):
        actions.set_administrator(user_id=administrator.pk, to=False, by=administrator)
    with pytest.raises(ProblemError, match="den enda administratören"):
        actions.close_account(user_id=administrator.pk, by=administrator)
    administrator.refresh_from_db()
    assert administrator.is_administrator
    assert administrator.is_active
    assert AuditEvent.objects.count() == events


def test_a_closed_account_is_out_at_once_and_can_be_opened(administrator, reader):
    browser = Client()
    browser.force_login(reader)
    number = reader.link_number
    actions.close_account(user_id=reader.pk, by=administrator, reason="Slutade.")
    assert not PersonSession.objects.filter(user_id=reader.pk).exists()
    assert browser.get("/konto/").status_code == 302
    reader.refresh_from_db()
    assert (reader.is_active, reader.link_number) == (False, number + 1)
    with pytest.raises(ConflictError, match="redan avstängt"):
        actions.close_account(user_id=reader.pk, by=administrator)
    event = actions.open_account(user_id=reader.pk, by=administrator)
    assert event.changes == {"is_active": [False, True]}
    assert User.objects.get(pk=reader.pk).is_active
    with pytest.raises(ConflictError, match="redan öppet"):
        actions.open_account(user_id=reader.pk, by=administrator)


@pytest.mark.parametrize("who", ["reader", "closed administrator"])
def test_nobody_else_looks_after_accounts(administrator, reader, who):
    by = reader
    if who != "reader":
        by = make_user("b@exempel.example", "Bo Påhitt", is_administrator=True)
        by.is_active = False
    for act in (
        lambda: actions.set_administrator(user_id=reader.pk, to=True, by=by),
        lambda: actions.close_account(user_id=administrator.pk, by=by),
        lambda: actions.open_account(user_id=administrator.pk, by=by),
    ):
        with pytest.raises(NotAllowedError, match="Bara en administratör får sköta"):
            act()


def test_what_is_followed_is_told_from_then_on(administrator, reader):
    actions.follow(thing=administrator, key="7", by=reader)
    actions.follow(thing=administrator, key="7", by=reader)
    row = Follow.objects.get()
    before = AuditEvent.objects.count()
    assert (str(row), row.seen_number) == ("accounts.user 7", before)
    event = actions.record_event(action="try", about=administrator, key="7", by=None)
    # What came after the page was drawn is still new; what never was isn't seen.
    later = actions.record_event(action="try", about=administrator, key="7", by=None)
    actions.mark_seen(up_to=event.number, follow_id=row.pk, by=reader)
    row.refresh_from_db()
    assert row.seen_number == event.number
    actions.mark_seen(up_to=10**9, follow_id=None, by=reader)
    row.refresh_from_db()
    assert row.seen_number == later.number
    assert actions.mark_seen(up_to=1, follow_id=None, by=reader) == 0
    assert (
        actions.mark_seen(up_to=later.number, follow_id=row.pk, by=administrator) == 0
    )
    actions.unfollow(thing=administrator, key="7", by=administrator)
    assert Follow.objects.count() == 1
    actions.unfollow(thing=administrator, key="7", by=reader)
    assert Follow.objects.count() == 0
    assert AuditEvent.objects.count() == before + 2


def names(**wanted: str) -> list[str]:
    people = queries.people_by_number(find_people(PeopleFilter(**wanted)))
    return [person.name.split()[0] for person in people]


def test_people_are_sorted_and_searched_in_swedish(administrator, reader):
    for name in ("Örjan", "Åke", "Ärla"):
        make_person(name)
    assert names() == ["Astrid", "Rut", "Åke", "Ärla", "Örjan"]
    assert names(sort="-name") == ["Örjan", "Ärla", "Åke", "Rut", "Astrid"]
    assert names(sort="email")[:2] == ["Astrid", "Rut"]
    assert names(sort="created")[-1] == "Ärla"
    assert names(text="örjan PÅHITT") == ["Örjan"]
    assert names(text="rut@exempel") == ["Rut"]
    assert names(role="administrator") == ["Astrid"]
    actions.close_account(user_id=reader.pk, by=administrator)
    assert names(state="avstangda") == ["Rut"]
    assert names(state="oppna", role="reader") == ["Åke", "Ärla", "Örjan"]
