"""The administrator's page of people: find, give and take back, close and open."""

from __future__ import annotations

import pytest
from django.test import Client

from fardplan.apps.accounts.actions import Place, accept_invitation, invite
from fardplan.apps.accounts.models import AuditEvent, Invitation, User
from fardplan.apps.accounts.roles import Role
from fardplan.apps.actors.models import Grant, Person
from fardplan.apps.actors.rules import can_edit_seats
from tests.conftest import make_user
from tests.factories.bodies import appoint, make_body, make_seat
from tests.factories.people import granted, make_person, seated
from tests.web.reading import elements, fields, links, rows, texts, told


pytestmark = pytest.mark.usefixtures("few_authorities")
WHY = {"reason": "Beslut 12/2026."}


@pytest.fixture
def crowd(administrator, reader):
    board = make_body(administrator)
    return {
        "lead": granted(administrator, "18", "Lena", "programme_lead"),
        "secretary": seated(administrator, board, "Sara", "Sekreterare"),
    }


def actions_about(user: User) -> list[str]:
    events = AuditEvent.objects.filter(
        object_type="accounts.user", object_key=str(user.pk)
    )
    return list(events.order_by("number").values_list("action", flat=True))


def test_everybody_is_listed_with_what_they_are(as_administrator, crowd):
    page = as_administrator.get("/konto/personer/")
    assert [(row[0], row[2]) for row in rows(page)] == [
        ("Astrid Påhitt", "Administratör"),
        ("Lena Påhitt", "Programledare, Region Örebro län"),
        ("Rut Påhitt", "Läsare"),
        ("Sara Påhitt", "Sekreterare, Påhittsnämnden"),
    ]
    found = as_administrator.get("/konto/personer/?roll=secretary&q=sara&sortera=-name")
    assert [row[0] for row in rows(found)] == ["Sara Påhitt"]
    part = as_administrator.get(
        "/konto/personer/?roll=analyst", headers={"HX-Request": "true"}
    )
    assert texts(part, "h1") == []
    assert "Ingen person passar in på det du sökte." in texts(part, "p")
    # What can't be used counts as not asked for.
    assert len(rows(as_administrator.get("/konto/personer/?roll=x&sortera=y"))) == 4


def test_the_list_takes_the_same_reads_however_many(
    as_administrator, administrator, crowd, django_assert_max_num_queries
):
    for name in "abcdefgh":
        granted(administrator, "18", f"P{name}", "analyst")
    as_administrator.get("/konto/personer/")  # notes that the session is in use
    with django_assert_max_num_queries(7):
        as_administrator.get("/konto/personer/")


def test_a_role_is_given_taken_back_and_given_back(as_administrator, reader):
    page = f"/konto/personer/{reader.pk}/"
    form = as_administrator.get(f"{page}roller/ny/")
    assert set(fields(form)) == {"role", "authority", "start", "end", "reason"}
    sent = {"role": "analyst", "authority": "18", "start": "2026-01-01", "end": ""}
    wrong = as_administrator.post(
        f"{page}roller/ny/", sent | {"end": "2025-01-01"} | WHY
    )
    assert wrong.status_code == 422
    assert fields(wrong)["end"]["value"] == "2025-01-01"
    assert as_administrator.post(f"{page}roller/ny/", sent).status_code == 422
    done = as_administrator.post(f"{page}roller/ny/", sent | WHY, follow=True)
    assert told(done) == ["Rollen är given."]
    again = as_administrator.post(f"{page}roller/ny/", sent | WHY)
    assert "Personen har redan den rollen där, under den tiden." in again.text
    number = Grant.objects.get().pk
    back = as_administrator.post(
        f"/konto/personer/roller/{number}/ta-tillbaka/", WHY, follow=True
    )
    assert told(back) == ["Rollen är tillbakatagen."]
    (undo,) = [
        a["action"] for _, a in elements(back, "form") if "ge-igen" in a["action"]
    ]
    given = as_administrator.post(undo, follow=True)
    assert told(given) == ["Rollen gäller igen."]
    assert told(as_administrator.post(undo, follow=True)) == ["Rollen gäller redan."]
    assert actions_about(reader)[1:] == [
        "give_role",
        "take_back_role",
        "undo_take_back_role",
    ]
    history = texts(given, "li")
    why = "Fick rollen: Analytiker, Region Örebro län. Därför: Beslut 12/2026."
    assert any(line.endswith(why) for line in history)


def test_a_role_that_is_not_there_is_404(as_administrator):
    assert (
        as_administrator.get("/konto/personer/roller/9/ta-tillbaka/").status_code == 404
    )
    assert as_administrator.get("/konto/personer/999/").status_code == 404


def test_the_last_administrator_is_told_and_stays(as_administrator, administrator):
    page = f"/konto/personer/{administrator.pk}/"
    for path in ("administrator/", "stang/"):
        answer = as_administrator.post(f"{page}{path}", WHY)
        assert answer.status_code == 422
        assert "den enda administratören" in answer.text
        assert fields(answer)["reason"]["value"] == WHY["reason"]


def test_an_administrator_is_made_and_two_who_answer_are_told(
    as_administrator, reader, administrator
):
    page = f"/konto/personer/{reader.pk}/administrator/"
    assert texts(as_administrator.get(page), "h1") == [
        "Gör Rut Påhitt till administratör?"
    ]
    done = as_administrator.post(page, WHY | {"to": "1"}, follow=True)
    assert told(done) == ["Det är gjort."]
    late = as_administrator.post(page, WHY | {"to": "1"})
    assert "Rut Påhitt är redan administratör." in late.text
    assert "Ta ifrån Rut Påhitt" in as_administrator.get(page).text
    as_administrator.post(page, WHY | {"to": "0"})
    assert actions_about(reader)[1:] == ["make_administrator", "unmake_administrator"]


def test_an_account_is_closed_and_the_message_opens_it_again(as_administrator, reader):
    browser = Client()
    browser.force_login(reader)
    page = f"/konto/personer/{reader.pk}/"
    closed = as_administrator.post(f"{page}stang/", WHY, follow=True)
    assert told(closed) == ["Kontot är avstängt."]
    assert browser.get("/konto/")["Location"].startswith("/konto/logga-in/")
    opened = as_administrator.post(f"{page}oppna/", follow=True)
    assert told(opened) == ["Kontot är öppet igen."]
    again = as_administrator.post(f"{page}oppna/", follow=True)
    assert told(again) == ["Kontot är redan öppet."]


def test_an_account_is_tied_to_its_person_and_loosened(as_administrator, administrator):
    board = make_body(administrator)
    seated(administrator, board, "Sara", "Sekreterare")
    account = make_user("ny@exempel.example", "Sara Påhitt", is_administrator=False)
    page = f"/konto/personer/{account.pk}/koppla/"
    assert "Ingen person utan konto heter så." in as_administrator.get(page).text
    old = User.objects.get(email="sara@exempel.example")
    as_administrator.post(f"/konto/personer/{old.pk}/koppla/")
    found = as_administrator.get(page)
    number = str(Person.objects.get().pk)
    assert [a["value"] for _, a in elements(found, "button", name="person")] == [number]
    done = as_administrator.post(page, {"person": number}, follow=True)
    assert told(done) == ["Kontot är kopplat till personen."]
    assert "Påhittsnämnden" in links(done)
    taken = as_administrator.post(
        f"/konto/personer/{old.pk}/koppla/", {"person": number}, follow=True
    )
    assert told(taken) == ["Kontot eller personen är redan kopplad. Koppla loss först."]
    gone = as_administrator.post(page, {"person": "999"}, follow=True)
    assert told(gone) == ["Personen finns inte längre. Sök igen."]
    assert "Kontot är kopplat till Sara Påhitt." in as_administrator.get(page).text


def test_a_lead_invites_readers_to_the_own_authority_only(client, administrator):
    lead = granted(administrator, "18", "Lena", "programme_lead")
    make_person("Annan")
    client.force_login(lead)
    form = client.get("/konto/bjud-in/")
    assert "Administratör" not in texts(form, "option")
    guest = {
        "name": "Gäst",
        "email": "g@exempel.example",
        "role": "reader",
        "authority": "18",
        "role_text": "",
    }
    assert (
        client.post("/konto/bjud-in/", guest | {"role": "administrator"}).status_code
        == 422
    )
    assert (
        client.post("/konto/bjud-in/", guest | {"authority": "1881"}).status_code == 422
    )
    sent = client.post("/konto/bjud-in/", guest, follow=True)
    assert [row[0] for row in rows(sent)] == ["Gäst"]


def test_who_is_invited_to_a_seat_comes_in_as_its_holder(client, administrator):
    board = make_body(administrator)
    seat = make_seat(administrator, board, role="Sekreterare")
    event = appoint(administrator, seat, "Sara Påhitt")
    lead = granted(administrator, "18", "Lena", "programme_lead")
    client.force_login(lead)
    number = event.changes["appointment_id"][1]
    page = f"/organ/pahittsnamnden/forordnanden/{number}/bjud-in/"
    assert page in links(client.get("/organ/pahittsnamnden/")).values()
    taken = client.post(page, {"email": lead.email})
    assert "Det finns redan ett konto med den adressen." in taken.text
    done = client.post(page, {"email": "sara@exempel.example"}, follow=True)
    assert told(done) == ["Inbjudan är skickad till sara@exempel.example."]
    sent = Invitation.objects.get()
    assert (sent.role_text, sent.authority) == ("sekreterare, Påhittsnämnden", "18")
    user = accept_invitation(invitation_id=sent.pk, name="Sara Påhitt", password=None)
    assert can_edit_seats(user, board)
    assert actions_about(user) == ["create_person", "tie_person"]
    # Who has an account is invited no more, and keeps it.
    assert client.get(page).status_code == 404
    assert page not in links(client.get("/organ/pahittsnamnden/")).values()
    late = invite(
        email="annan@exempel.example",
        name="Annan",
        role=Role.READER,
        role_text="",
        place=Place(person_number=sent.person_number),
        by=administrator,
    )
    other = accept_invitation(invitation_id=late.pk, name="Annan", password=None)
    assert actions_about(other) == ["create_person"]


def test_only_a_holder_of_the_body_can_be_invited(as_administrator, administrator):
    board = make_body(administrator)
    make_body(administrator, code="annat", name="Annat")
    event = appoint(administrator, make_seat(administrator, board), "Anna Påhitt")
    number = event.changes["appointment_id"][1]
    for page in (
        "/organ/pahittsnamnden/forordnanden/999/bjud-in/",
        f"/organ/annat/forordnanden/{number}/bjud-in/",
    ):
        assert as_administrator.get(page).status_code == 404
