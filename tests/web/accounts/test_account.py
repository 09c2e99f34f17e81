"""My account: name, password, sessions, what is stored."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from fardplan.apps.accounts.actions import invite
from fardplan.apps.accounts.models import AuditEvent, PersonSession
from fardplan.apps.accounts.queries import first_break
from fardplan.apps.accounts.roles import Role
from fardplan.apps.common.writes import WriteOutsideActionError
from tests.web.accounts.conftest import PASSWORD
from tests.web.reading import texts


pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def me(person) -> Client:
    client = Client(headers={"User-Agent": FIREFOX})
    client.post("/konto/logga-in/", {"username": person.email, "password": PASSWORD})
    return client


def prove(client: Client, page: str):
    return client.post(f"/konto/bekrafta/losenord/?next={page}", {"password": PASSWORD})


def test_the_page_tells_who_i_am_and_where_i_am_logged_in(me, person):
    page = me.get("/konto/")
    text = page.content.decode()
    assert "ella@exempel.example" in text
    assert (
        "Läsare. Ser det som är delat med inloggade. Ändrar bara sitt eget konto."
        in texts(page, "li")
    )
    assert "Firefox, Windows" in text
    assert "Bjud in" not in text


def test_i_correct_my_name(me, person):
    assert me.post("/konto/", {"name": " Ella P "})["Location"] == "/konto/"
    person.refresh_from_db()
    assert person.name == "Ella P"
    event = AuditEvent.objects.get(action="change_name")
    assert event.changes == {"name": ["Ella Påhitt", "Ella P"]}
    me.post("/konto/", {"name": "Ella P"})
    assert AuditEvent.objects.filter(action="change_name").count() == 1
    assert first_break()[1] is None


def test_an_empty_name_is_refused(me, person):
    assert me.post("/konto/", {"name": " "}).status_code == 422
    person.refresh_from_db()
    assert person.name == "Ella Påhitt"


def test_a_new_password_needs_the_old_and_ends_other_sessions(me, person):
    other = Client()
    other.force_login(person)
    asked = me.get("/konto/losenord/")
    assert asked["Location"] == "/konto/bekrafta/losenord/?next=%2Fkonto%2Flosenord%2F"
    wrong = me.post(asked["Location"], {"password": "fel"})
    assert "Lösenordet stämmer inte." in wrong.content.decode()
    assert me.get("/konto/losenord/").status_code == 302
    assert prove(me, "/konto/losenord/")["Location"] == "/konto/losenord/"
    weak = me.post("/konto/losenord/", {"password": "sommarsemester1"})
    assert weak.status_code == 422
    done = me.post("/konto/losenord/", {"password": "pelikan-tegel-sirap"})
    assert done["Location"] == "/konto/"
    person.refresh_from_db()
    assert person.check_password("pelikan-tegel-sirap")
    assert me.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302
    event = AuditEvent.objects.get(action="change_password")
    assert event.changes == {}


def test_log_out_everywhere_ends_every_session_of_mine_only(me, person, reader):
    phone, stranger = Client(), Client()
    phone.force_login(person)
    stranger.force_login(reader)
    answer = me.post("/konto/logga-ut-overallt/", follow=True)
    assert "utloggad överallt (2 webbläsare)" in answer.content.decode()
    for client in (me, phone):
        assert client.get("/konto/")["Location"] == "/konto/logga-in/?next=/konto/"
    assert stranger.get("/konto/").status_code == 200
    assert not PersonSession.objects.filter(user_id=person.pk).exists()


def test_what_is_stored_can_be_taken_along(me, person):
    answer = me.get("/konto/mina-uppgifter.json")
    assert 'filename="mina-uppgifter.json"' in answer["Content-Disposition"]
    stored = json.loads(answer.content)
    assert stored["konto"]["namn"] == "Ella Påhitt"
    assert stored["inloggade webbläsare"][0]["webbläsare"] == "Firefox, Windows"
    assert person.password not in answer.content.decode()


@pytest.mark.free_writes
def test_second_steps_and_invitations_can_be_taken_along(me, person, administrator):
    invite(
        email="gast@exempel.example",
        name="Ella Gäst",
        role=Role.READER,
        role_text="Följer",
        by=administrator,
    )
    # As for somebody who was invited before the account was there.
    person.email = "gast@exempel.example"
    person.save()
    codes = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(user=person, type=codes, data={"seed": "hemlig"})
    answer = me.get("/konto/mina-uppgifter.json")
    stored = answer.json()
    assert stored["inbjudningar"][0]["uppdrag"] == "Följer"
    (step,) = stored["tvåstegsinloggning"]
    assert step["slag"] == codes.label
    assert step["använd"] is None
    assert "hemlig" not in answer.text


def test_a_person_is_only_written_by_actions(person):
    with pytest.raises(WriteOutsideActionError):
        person.save()
    with pytest.raises(WriteOutsideActionError):
        type(person).objects.filter(pk=person.pk).update(is_administrator=True)
    with pytest.raises(WriteOutsideActionError):
        type(person).objects.create(email="x@exempel.example", name="X")
    with pytest.raises(WriteOutsideActionError):
        person.delete()


def test_an_identity_of_another_person_is_not_found(me, reader):
    from fardplan.apps.accounts.actions import link_identity
    from fardplan.apps.accounts.adapters import to_identity_claims

    claims = to_identity_claims("https://idp.example", {"sub": "1"})
    theirs = link_identity(claims=claims, user=reader, by=reader)
    prove(me, "/konto/")
    assert me.post(f"/konto/koppla-bort/{theirs.pk}/").status_code == 404
    assert reader.identities.count() == 1


def test_an_identity_of_mine_is_taken_away(me, person):
    from fardplan.apps.accounts.actions import link_identity
    from fardplan.apps.accounts.adapters import to_identity_claims

    claims = to_identity_claims("https://idp.example", {"sub": "1"})
    mine = link_identity(claims=claims, user=person, by=person)
    assert link_identity(claims=claims, user=person, by=person) == mine
    assert "https://idp.example" in me.get("/konto/").content.decode()
    prove(me, "/konto/")
    me.post(f"/konto/koppla-bort/{mine.pk}/")
    assert person.identities.count() == 0
    event = AuditEvent.objects.get(action="unlink_identity")
    assert event.changes == {"issuer": ["https://idp.example", None]}
