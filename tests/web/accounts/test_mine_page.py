"""Mina saker and Mina uppgifter: the lists, what is followed, my own name."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fardplan.apps.accounts.models import AuditEvent, Follow
from fardplan.apps.actors.actions import undo_body_event
from fardplan.apps.actors.models import Person
from tests.factories.bodies import appoint, make_body, make_seat
from tests.factories.people import granted, seated
from tests.web.reading import elements, fields, links, texts, told


pytestmark = pytest.mark.usefixtures("few_authorities")


@pytest.fixture
def board(administrator):
    return make_body(administrator)


def test_empty_lists_tell_what_will_show_there(as_reader):
    page = as_reader.get("/jag/")
    assert texts(page, "h2") == [
        "Att göra",
        "Du är med",
        "Ändrat i det du följer",
        "Det här följer du",
    ]
    empty = texts(page, "p", class_="empty")
    assert [text.split(".")[0] for text in empty] == [
        "Inget väntar på dig",
        "Inget nytt",
        "Inget har ändrats sedan du såg det senast",
    ]
    start = as_reader.get("/")
    assert links(start)["Inget väntar på dig i Mina saker"] == "/jag/"


def test_a_stranger_is_offered_neither_following_nor_mina_saker(client, board):
    page = client.get("/organ/pahittsnamnden/")
    assert "Följ" not in texts(page, "button")
    assert "/jag/" not in links(client.get("/")).values()


@pytest.mark.parametrize("address", ["/organ/pahittsnamnden/", "/aktorer/18/"])
def test_follow_is_a_button_that_can_be_taken_back(as_reader, board, address):
    page = as_reader.get(address)
    assert "Följ" in texts(page, "button")
    done = as_reader.post(f"{address}folj/", follow=True)
    assert done.redirect_chain == [(address, 302)]
    assert "När något ändras står det i Mina saker." in told(done)[0]
    assert "Sluta följa" in texts(done, "button")
    mine = as_reader.get("/jag/")
    assert address in links(mine).values()
    off = as_reader.post(f"{address}folj/", {"sluta": "1", "jag": "1"}, follow=True)
    assert off.redirect_chain == [("/jag/", 302)]
    assert not Follow.objects.exists()
    (undo,) = [
        a["action"] for _, a in elements(off, "form") if a["action"].endswith("folj/")
    ]
    as_reader.post(undo)
    assert Follow.objects.count() == 1


def test_what_is_not_there_can_not_be_followed(as_reader):
    assert as_reader.post("/organ/finns-inte/folj/").status_code == 404
    assert as_reader.post("/aktorer/9999/folj/").status_code == 404


def test_a_change_is_told_counted_and_marked_as_seen(as_reader, administrator, board):
    as_reader.post("/organ/pahittsnamnden/folj/")
    make_seat(administrator, board)
    assert links(as_reader.get("/"))["1 sak i Mina saker"] == "/jag/"
    page = as_reader.get("/jag/")
    today = timezone.localdate()
    assert f"{today}, Astrid Påhitt: Ny plats: ledamot." in texts(page, "li")
    sent = {
        a["name"]: a["value"]
        for _, a in elements(page, "input", type="hidden")
        if a["name"] in {"follow", "up_to"}
    }
    done = as_reader.post("/jag/sett/", sent, follow=True)
    assert told(done) == ["Markerat som sett."]
    assert links(as_reader.get("/")).get("1 sak i Mina saker") is None
    wrong = as_reader.post("/jag/sett/", {"up_to": "x"}, follow=True)
    assert told(wrong) == ["Det gick inte att se vad du menade. Försök igen."]


def test_nobody_marks_what_another_follows(as_reader, administrator, board):
    other = Client()
    other.force_login(administrator)
    other.post("/organ/pahittsnamnden/folj/")
    row = Follow.objects.get()
    make_seat(administrator, board)
    as_reader.post("/jag/sett/", {"up_to": "999", "follow": str(row.pk)})
    assert Follow.objects.get().seen_number == row.seen_number


def test_i_correct_my_name_in_the_account_and_the_bodies(client, administrator, board):
    user = seated(administrator, board, "Maja", "Ledamot")
    client.force_login(user)
    page = client.get("/jag/uppgifter/")
    assert fields(page)["name"]["value"] == "Maja Påhitt"
    assert "Påhittsnämnden: Ledamot från 2023-01-01" in texts(page, "li")
    wrong = client.post("/jag/uppgifter/", {"name": ""})
    assert wrong.status_code == 422
    done = client.post("/jag/uppgifter/", {"name": "Maja Påhittson"}, follow=True)
    assert told(done) == ["Namnet är sparat."]
    user.refresh_from_db()
    assert (user.name, Person.objects.get().name) == ("Maja Påhittson",) * 2
    board_page = client.get("/organ/pahittsnamnden/")
    assert "Maja Påhittson" in board_page.text
    done = [e.action for e in AuditEvent.objects.order_by("number")][-2:]
    assert done == ["change_name", "correct_own_name"]


def test_without_a_seat_the_page_says_what_to_do(as_reader, reader):
    page = as_reader.get("/jag/uppgifter/")
    assert "be en administratör koppla kontot till dig" in page.text
    as_reader.post("/jag/uppgifter/", {"name": "Rut Rättad"})
    reader.refresh_from_db()
    assert reader.name == "Rut Rättad"


def test_the_file_of_what_is_stored_holds_what_the_stations_know(
    client, administrator, board
):
    user = seated(administrator, board, "Maja", "Ledamot")
    client.force_login(user)
    client.post("/organ/pahittsnamnden/folj/")
    stored = json.loads(client.get("/konto/mina-uppgifter.json").content)
    assert stored["följer"] == ["Påhittsnämnden"]
    assert stored["i organen"] == {
        "namn": "Maja Påhitt",
        "förordnanden": [
            {
                "organ": "Påhittsnämnden",
                "roll": "Ledamot",
                "parti": "",
                "från": "2023-01-01",
                "till": None,
            }
        ],
    }
    lead = granted(administrator, "18", "Lena", "programme_lead")
    client.force_login(lead)
    (role,) = json.loads(client.get("/konto/mina-uppgifter.json").content)[
        "tilldelade roller"
    ]
    assert role == {
        "roll": "Programledare",
        "myndighet": "Region Örebro län",
        "från": "2020-01-01",
        "till": None,
        "återtagen": False,
    }


def test_due_days_are_told_in_words(client, administrator, board):
    user = seated(administrator, board, "Sara", "Sekreterare")
    seat = make_seat(administrator, board)
    client.force_login(user)
    today = timezone.localdate()
    for days, words in ((0, "i dag"), (1, "om 1 dag"), (20, "om 20 dagar")):
        row = appoint(
            administrator, seat, "Anna Påhitt", end=str(today + timedelta(days=days))
        )
        tags = texts(client.get("/jag/"), "span", class_="ds-tag")
        assert [tag.endswith(words) for tag in tags] == [True]
        undo_body_event(event=row, by=administrator)


def test_roles_cost_a_fixed_number_of_reads_and_nothing_for_strangers(
    client, administrator, board, django_assert_num_queries
):
    user = seated(administrator, board, "Sara", "Sekreterare")
    # The last one: the plans that wait for the body.
    with django_assert_num_queries(12):
        client.get("/organ/pahittsnamnden/")
    client.force_login(user)
    client.get("/jag/")  # notes that the session is in use
    # The session, the account, seats, grants, whether it is followed, where their bodies
    # belong, and the passages behind the body and behind its history.
    with django_assert_num_queries(12 + 8):
        client.get("/organ/pahittsnamnden/")
