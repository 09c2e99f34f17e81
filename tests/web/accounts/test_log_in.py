"""/konto/: log in and out."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.reading import elements, fields, texts

from fardplan.apps.accounts.actions import set_demo_user


URL = "/konto/logga-in/"
WRONG = (
    "E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."
)

EMPTY = "Detta fält måste fyllas i."


@pytest.fixture
def person(db, settings):
    # The production hash takes half a second, on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return set_demo_user(
        email="anna@exempel.example",
        name="Anna Påhitt",
        password="rätt lösen",
        is_administrator=False,
    )


def log_in(client, **typed):
    known = {"username": "anna@exempel.example", "password": "rätt lösen"}
    return client.post(URL, known | typed)


def is_logged_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_form_helps_the_browser_to_fill_it_in(client, db):
    response = client.get(URL)

    assert texts(response, "h1") == ["Logga in"]
    assert {
        name: (field["type"], field["autocomplete"])
        for name, field in fields(response).items()
    } == {
        "username": ("email", "username"),
        "password": ("password", "current-password"),
    }


def test_the_right_password_opens_the_start_page(client, person):
    response = log_in(client)

    assert (response.status_code, response.headers["Location"]) == (302, "/")
    page = client.get("/")
    assert "Anna Påhitt" in texts(page, "span")
    assert "Logga ut" in texts(page, "button")


def test_the_session_is_kept_from_scripts_and_other_sites(client, person):
    cookie = log_in(client).cookies["fardplan_session"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        True,
        "Lax",
        12 * 60 * 60,
    )


def test_the_e_mail_may_be_typed_in_capitals(client, person):
    log_in(client, username="Anna@Exempel.example")

    assert is_logged_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("anna@exempel.example", "fel"),
        ("anna@exempel.example", "RÄTT LÖSEN"),
        ("okand@exempel.example", "rätt lösen"),
    ],
)
def test_every_way_of_being_wrong_has_the_same_answer(client, person, email, password):
    response = log_in(client, username=email, password=password)

    assert WRONG in texts(response, "li")
    assert fields(response)["username"]["value"] == email
    assert "value" not in fields(response)["password"]
    assert not is_logged_in(client)


def test_a_closed_account_does_not_open(client, person):
    person.is_active = False
    person.save()

    assert WRONG in texts(log_in(client), "li")
    assert not is_logged_in(client)


def test_an_account_that_is_closed_while_open_is_shut_out(client, person):
    log_in(client)
    person.is_active = False
    person.save()

    assert "Logga in" in texts(client.get("/"), "a")


def test_an_empty_form_says_what_is_missing(client, db):
    response = log_in(client, username="", password="")

    assert texts(response, "a", href="#id_username") == [f"E-postadress: {EMPTY}"]
    assert texts(response, "a", href="#id_password") == [f"Lösenord: {EMPTY}"]


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/aktorer/18/", "/aktorer/18/"),
        ("/aktorer/?q=%C3%B6rebro", "/aktorer/?q=%C3%B6rebro"),
        ("", "/"),
        ("https://ond.example/", "/"),
        ("//ond.example/", "/"),
        ("/\\ond.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_the_way_back_stays_on_the_own_site(client, person, wanted, goes):
    assert log_in(client, next=wanted).headers["Location"] == goes


def test_the_way_back_is_carried_by_the_form(client, db):
    response = client.get(URL, {"next": "/aktorer/18/"})

    hidden = [a["value"] for _, a in elements(response, "input") if a["name"] == "next"]
    assert "/aktorer/18/" in hidden


def test_who_is_logged_in_is_sent_on(as_reader):
    assert as_reader.get(URL).headers["Location"] == "/"


def test_log_out_ends_the_session(as_reader):
    response = as_reader.post("/konto/logga-ut/")

    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert not is_logged_in(as_reader)


def test_a_link_can_not_log_a_person_out(as_reader):
    assert as_reader.get("/konto/logga-ut/").status_code == 405
    assert is_logged_in(as_reader)


def test_a_forged_log_in_is_refused(person):
    browser = Client(enforce_csrf_checks=True)

    assert log_in(browser).status_code == 403
    assert not is_logged_in(browser)
