"""A second factor by app and recovery codes, with codes computed as the app would."""

from __future__ import annotations

import hmac
import re
import struct
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from fardplan.apps.accounts.models import AuditEvent
from tests.conftest import make_user
from tests.web.accounts.conftest import PASSWORD
from tests.web.accounts.test_account import prove


pytestmark = pytest.mark.django_db


def code_now(secret: str) -> str:
    """RFC 6238 with its defaults: HMAC-SHA-1, thirty seconds, six digits."""
    import base64

    key = base64.b32decode(secret)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(key, counter, "sha1")
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"


def test_the_codes_are_those_of_the_standard():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    with time_machine.travel(59, tick=False):
        assert code_now(secret) == "287082"  # RFC 6238, appendix B


@pytest.fixture
def me(person) -> Client:
    client = Client()
    client.post("/konto/logga-in/", {"username": person.email, "password": PASSWORD})
    return client


def add_app(client: Client) -> str:
    assert client.get("/konto/tvasteg/app/").status_code == 302
    prove(client, "/konto/tvasteg/app/")
    page = client.get("/konto/tvasteg/app/").content.decode()
    secret = re.search(r'<code class="secret">(\w+)</code>', page)
    assert secret
    wrong = client.post("/konto/tvasteg/app/", {"code": "000000"})
    assert "Koden stämmer inte." in wrong.content.decode()
    done = client.post("/konto/tvasteg/app/", {"code": code_now(secret[1])})
    assert done["Location"] == "/konto/tvasteg/reservkoder/"
    return secret[1]


def half_way(person) -> Client:
    client = Client()
    answer = client.post(
        "/konto/logga-in/?next=/om/",
        {"username": person.email, "password": PASSWORD},
    )
    assert answer["Location"] == "/konto/logga-in/kod/"
    assert "_auth_user_id" not in client.session
    return client


def test_the_password_alone_no_longer_lets_in(me, person):
    secret = add_app(me)
    client = half_way(person)
    assert client.get("/konto/")["Location"] == "/konto/logga-in/?next=/konto/"
    assert "Ett steg till" in client.get("/konto/logga-in/kod/").content.decode()
    wrong = client.post("/konto/logga-in/kod/", {"code": "123"})
    assert "Koden stämmer inte." in wrong.content.decode()
    before = client.session.session_key
    # The code that added the app is used up (RFC 6238, 5.2): wait for the next.
    with time_machine.travel(time.time() + 31):
        done = client.post("/konto/logga-in/kod/", {"code": code_now(secret)})
    assert done["Location"] == "/om/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before


def test_a_code_works_once(me, person):
    secret = add_app(me)
    with time_machine.travel(time.time() + 31, tick=False):
        code = code_now(secret)
        first, second = half_way(person), half_way(person)
        assert first.post("/konto/logga-in/kod/", {"code": code}).status_code == 302
        assert second.post("/konto/logga-in/kod/", {"code": code}).status_code == 200
    assert "_auth_user_id" not in second.session


def test_guessing_codes_is_stopped(me, person):
    secret = add_app(me)
    client = half_way(person)
    with time_machine.travel(time.time() + 31, tick=False):
        for _ in range(5):
            client.post("/konto/logga-in/kod/", {"code": "000000"})
        answer = client.post("/konto/logga-in/kod/", {"code": code_now(secret)})
    assert "För många fel i rad." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_link_by_letter_asks_for_the_code_too(me, person):
    from fardplan.apps.accounts.links import log_in_token

    add_app(me)
    person.refresh_from_db()
    client = Client()
    answer = client.post(f"/konto/lank/{log_in_token(person)}/")
    assert answer["Location"] == "/konto/logga-in/kod/"
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(me, person):
    add_app(me)
    page = me.get("/konto/tvasteg/reservkoder/").content.decode()
    codes = re.findall(r"<li><code>(\w+)</code></li>", page)
    assert len(codes) == 10
    client, again = half_way(person), half_way(person)
    done = client.post("/konto/logga-in/kod/", {"code": codes[0]})
    assert done.status_code == 302
    assert again.post("/konto/logga-in/kod/", {"code": codes[0]}).status_code == 200
    renewed = me.post("/konto/tvasteg/reservkoder/nya/", follow=True)
    assert codes[1] not in renewed.content.decode()


def test_the_app_is_taken_away(me, person):
    add_app(me)
    prove(me, "/konto/")
    assert me.get("/konto/tvasteg/app/ta-bort/").status_code == 200
    me.post("/konto/tvasteg/app/ta-bort/")
    assert Authenticator.objects.count() == 0
    events = AuditEvent.objects.filter(action__endswith="second_factor")
    assert [(e.action, e.changes["kind"][1]) for e in events.order_by("number")] == [
        ("add_second_factor", "totp"),
        ("add_second_factor", "recovery_codes"),
        ("remove_second_factor", "totp"),
        ("remove_second_factor", "recovery_codes"),
    ]
    client = Client()
    answer = client.post(
        "/konto/logga-in/", {"username": person.email, "password": PASSWORD}
    )
    assert answer["Location"] == "/"


def test_secrets_are_stored_encrypted(me, person):
    secret = add_app(me)
    assert secret not in str(list(Authenticator.objects.values()))


@pytest.mark.parametrize(
    ("whom", "is_administrator", "is_asked"),
    [
        ("none", True, False),
        ("administrators", True, True),
        ("administrators", False, False),
        ("all", True, True),
        ("all", False, True),
    ],
)
def test_who_is_sent_to_set_one_up(settings, client, whom, is_administrator, is_asked):
    settings.REQUIRE_SECOND_FACTOR = whom
    client.force_login(
        make_user("m@exempel.example", "M", is_administrator=is_administrator)
    )
    for address in ("/om/", "/konto/", "/jag/", "/finns-inte/"):
        answer = client.get(address)
        if address == "/finns-inte/":
            assert answer.status_code == 404
        else:
            assert (answer.status_code, answer.get("Location")) == (
                (302, "/konto/tvasteg/") if is_asked else (200, None)
            )
    assert client.post("/konto/logga-ut-overallt/")["Location"] == (
        "/konto/tvasteg/" if is_asked else "/konto/logga-in/"
    )


def test_strangers_are_not_asked(settings, client, db):
    settings.REQUIRE_SECOND_FACTOR = "all"
    assert client.get("/om/").status_code == 200


def test_setting_one_up_lets_the_person_on(settings, me):
    settings.REQUIRE_SECOND_FACTOR = "all"
    page = me.get("/jag/", follow=True)
    assert "Här krävs tvåstegsinloggning." in page.content.decode()
    add_app(me)
    assert me.get("/jag/").status_code == 200
    # Taking it away again leads back to where one is set up.
    prove(me, "/konto/")
    assert me.post("/konto/tvasteg/app/ta-bort/").status_code == 302
    assert me.get("/jag/")["Location"] == "/konto/tvasteg/"
    assert me.get("/konto/tvasteg/").status_code == 200
    assert me.post("/konto/logga-ut/")["Location"] == "/"
