"""The log-in page: lock-out, rotation, idle time, and answers that tell nothing."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from fardplan.apps.accounts.models import PersonSession
from tests.web.accounts.conftest import PASSWORD


pytestmark = pytest.mark.django_db


def try_password(client: Client, email: str, password: str, **extra: str):
    return client.post(
        "/konto/logga-in/", {"username": email, "password": password}, **extra
    )


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_lets_in_and_changes_the_session(client, person):
    client.get("/konto/genom/saknas/")
    session = client.session
    session["planted"] = "before"
    session.save()
    planted = client.session.session_key
    answer = client.post(
        "/konto/logga-in/?next=/aktorer/",
        {"username": " ELLA@exempel.example", "password": PASSWORD},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/aktorer/")
    assert client.session.session_key != planted
    assert not PersonSession.objects.filter(session_key=planted).exists()


def test_wrong_password_and_unknown_person_get_the_same_answer(client, person):
    pages = []
    for email in (person.email, "ingen@exempel.example"):
        page = try_password(client, email, "fel-losenord-har")
        assert page.status_code == 422
        text = page.content.decode().replace(email, "")
        start = text.index('id="error-summary"')
        pages.append(text[start : start + 500])
    assert pages[0] == pages[1]


def test_next_never_leads_to_another_site(client, person):
    answer = client.post(
        "/konto/logga-in/",
        {"username": person.email, "password": PASSWORD, "next": "//ond.example"},
    )
    assert answer["Location"] == "/"


def test_five_wrong_passwords_close_the_account_for_the_address(client, person):
    for _ in range(4):
        assert try_password(client, person.email, "fel").status_code == 422
    closed = try_password(client, person.email.upper(), "fel")
    assert closed.status_code == 429
    assert "15 minuter" in closed.content.decode()
    # The right password does not help either; but it does from another address.
    assert try_password(client, person.email, PASSWORD).status_code == 429
    assert not is_in(client)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert try_password(elsewhere, person.email, PASSWORD).status_code == 302


def test_another_account_at_the_same_address_is_not_closed(client, person, reader):
    for _ in range(5):
        try_password(client, "gissad@exempel.example", "fel")
    assert try_password(client, person.email, PASSWORD).status_code == 302


def test_the_account_opens_again_after_the_time_said(client, person):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as clock:
        for _ in range(6):
            try_password(client, person.email, "fel")
        clock.shift(timedelta(minutes=14))
        assert try_password(client, person.email, PASSWORD).status_code == 429
        clock.shift(timedelta(minutes=2))
        assert try_password(client, person.email, PASSWORD).status_code == 302


def test_a_right_password_starts_the_count_again(client, person):
    for _ in range(2):
        for _ in range(4):
            assert try_password(client, person.email, "fel").status_code == 422
        assert try_password(client, person.email, PASSWORD).status_code == 302
        client.post("/konto/logga-ut/")


def test_a_forged_forwarded_address_does_not_open_the_account(client, person, settings):
    settings.PROXY_COUNT = 1
    for number in range(5):
        answer = try_password(
            client,
            person.email,
            "fel",
            headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.7"},
        )
    assert answer.status_code == 429


def test_neither_password_nor_address_is_logged(client, person, caplog):
    caplog.set_level(logging.DEBUG)
    for _ in range(6):
        try_password(client, person.email, "mitt-hemliga-ord")
    assert "mitt-hemliga-ord" not in caplog.text
    assert person.email not in caplog.text


def test_away_too_long_logs_out(client, person, settings):
    settings.IDLE_SECONDS = 600
    client.force_login(person)
    with time_machine.travel(time.time(), tick=False) as clock:
        client.get("/konto/")
        for _ in range(3):
            clock.shift(500)
            assert client.get("/konto/").status_code == 200
        clock.shift(700)
        answer = client.get("/konto/", follow=True)
    assert answer.redirect_chain == [("/konto/logga-in/?next=/konto/", 302)]
    assert "borta länge" in answer.content.decode()
    assert not is_in(client)


def test_the_session_is_written_once_a_minute_at_most(
    client, person, django_assert_num_queries
):
    client.force_login(person)
    client.get("/om/")
    with django_assert_num_queries(2):  # the session and the person
        client.get("/om/")


def test_when_a_person_last_logged_in_is_not_stored(person):
    assert "last_login" not in {field.name for field in person._meta.get_fields()}


def test_a_closed_account_is_not_told_from_a_wrong_password(client, person):
    from fardplan.apps.common.writes import writes

    person.is_active = False
    writes(person.save)()
    assert try_password(client, person.email, PASSWORD).status_code == 422
    assert not is_in(client)
