"""Logging in at identity providers: real processes, and one that lies."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from fardplan.apps.accounts.models import AuditEvent, Identity, User
from fardplan.apps.accounts.queries import stored_about
from fardplan.config.identity_providers import IdentityProvider
from tests.hostile_provider import CLIENT, HostileProvider


pytestmark = pytest.mark.django_db
NUMBER = "19121212-1212"


@pytest.fixture
def two(providers, settings):
    settings.IDENTITY_PROVIDERS = (
        providers[0].register("ett", "exempel.example"),
        providers[1].register("tva"),
    )
    return providers


def log_in(client: Client, provider, key: str, subject: str, next_page: str = ""):
    start = client.get(f"/konto/genom/{key}/", {"next": next_page})
    assert start.status_code == 302
    return client.get(provider.log_in(start["Location"], subject))


def who(client: Client) -> int | None:
    number = client.session.get("_auth_user_id")
    return int(number) if number else None


def test_the_request_asks_for_least_and_is_protected(two, client):
    start = client.get("/konto/genom/ett/")
    asked = parse_qs(urlsplit(start["Location"]).query)
    assert start["Location"].startswith(two[0].issuer)
    assert asked["scope"] == ["openid profile email"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 20
    assert len(asked["state"][0]) >= 20


def test_both_providers_are_offered(two, client):
    page = client.get("/konto/logga-in/?next=/om/").content.decode()
    assert 'href="/konto/genom/ett/?next=%2Fom%2F"' in page
    assert 'href="/konto/genom/tva/?next=%2Fom%2F"' in page


def test_a_new_person_of_a_trusted_domain_becomes_a_reader(two, client):
    two[0].set_person("s1", email="Nya@Exempel.example", name="Nya Påhitt")
    before = client.session.session_key
    answer = log_in(client, two[0], "ett", "s1", "/aktorer/")
    assert answer["Location"] == "/aktorer/"
    user = User.objects.get()
    assert (user.email, user.name) == ("nya@exempel.example", "Nya Påhitt")
    assert not user.is_administrator
    assert not user.has_usable_password()
    assert who(client) == user.pk
    assert client.session.session_key != before
    identity = Identity.objects.get()
    assert (identity.issuer, identity.subject) == (two[0].issuer, "s1")


def test_the_same_subject_at_another_issuer_is_somebody_else(two, client, person):
    two[0].set_person("same", email="ella@exempel.example")
    two[1].set_person("same", email="ella@exempel.example")
    log_in(client, two[0], "ett", "same")
    assert who(client) == person.pk
    other = Client()
    answer = log_in(other, two[1], "tva", "same")
    assert answer.status_code == 401
    assert who(other) is None
    assert Identity.objects.count() == 1


def test_an_address_alone_never_opens_an_account(two, client, person):
    # The second provider is trusted for no domain.
    two[1].set_person("x", email=person.email, email_verified=True)
    answer = log_in(client, two[1], "tva", "x")
    assert answer.status_code == 401
    assert "ingen i Färdplan är kopplad" in answer.content.decode()
    assert Identity.objects.count() == 0


def test_an_unchecked_address_is_not_believed_even_when_trusted(two, client, person):
    two[0].set_person("x", email=person.email, email_verified=False)
    assert log_in(client, two[0], "ett", "x").status_code == 401
    assert Identity.objects.count() == 0


def test_a_person_links_a_provider_and_then_logs_in_by_it(two, client, person):
    client.force_login(person)
    page = client.post("/konto/genom/tva/koppla/")
    assert page["Location"].startswith("/konto/bekrafta/losenord/")
    confirmed = client.post(page["Location"], {"password": "krumelur-banjo-tratt"})
    assert confirmed.status_code == 200
    assert "Fortsätt till Inloggning tva" in confirmed.content.decode()
    two[1].set_person("mine", email="annan@annanstans.example")
    assert log_in(client, two[1], "tva", "mine")["Location"] == "/konto/"
    fresh = Client()
    log_in(fresh, two[1], "tva", "mine")
    assert who(fresh) == person.pk
    assert AuditEvent.objects.filter(action="link_identity").count() == 1


def test_visiting_the_provider_alone_links_nothing(two, client, person):
    client.force_login(person)
    two[1].set_person("evil", email="ond@annanstans.example")
    assert log_in(client, two[1], "tva", "evil").status_code == 401
    assert Identity.objects.count() == 0


def test_an_identity_of_somebody_else_cannot_be_linked(two, client, person, reader):
    two[0].set_person("r", email=reader.email)
    log_in(Client(), two[0], "ett", "r")
    client.force_login(person)
    session = client.session
    session["identity_linking"] = [person.pk, "ett"]
    session.save()
    answer = log_in(client, two[0], "ett", "r")
    assert "redan kopplad till ett annat konto" in answer.content.decode()
    assert [i.user for i in Identity.objects.all()] == [reader]


def test_a_closed_account_stays_closed(two, client, reader):
    two[0].set_person("r", email=reader.email)
    log_in(client, two[0], "ett", "r")
    from fardplan.apps.common.writes import writes

    reader.is_active = False
    writes(reader.save)()
    other = Client()
    assert "avstängt" in log_in(other, two[0], "ett", "r").content.decode()
    assert who(other) is None


def test_a_personal_identity_number_is_neither_stored_nor_logged(two, client, caplog):
    caplog.set_level(logging.DEBUG)
    two[0].set_person(
        "p",
        email="nya@exempel.example",
        name="Nya",
        personalIdentityNumber=NUMBER,
        personnummer=NUMBER,
        credentialPersonalIdentityNumber=NUMBER,
    )
    # That the provider really sends it is part of the test.
    log_in(client, two[0], "ett", "p")
    user = User.objects.get()
    stored = [
        stored_about(user),
        dict(client.session),
        list(AuditEvent.objects.values()),
    ]
    assert NUMBER not in str(stored)
    assert NUMBER not in caplog.text


def test_a_number_as_subject_is_refused(two, client, caplog):
    two[0].set_person(NUMBER, email="nya@exempel.example")
    answer = log_in(client, two[0], "ett", NUMBER)
    assert "personnummer" in answer.content.decode()
    assert NUMBER not in answer.content.decode()
    assert User.objects.count() == 0
    assert NUMBER not in caplog.text


def test_an_answer_to_nobodys_question_is_refused(two, client):
    start = client.get("/konto/genom/ett/")
    two[0].set_person("s", email="s@exempel.example")
    back = two[0].log_in(start["Location"], "s")
    stranger = Client()
    assert stranger.get(back).status_code == 401
    assert who(stranger) is None
    assert client.get(back).status_code == 302
    # A code is used up by its first use, and so is the state.
    assert Client().get(back).status_code == 401
    assert client.get(back).status_code == 401


def test_a_person_who_says_no_comes_back_with_an_explanation(two, client):
    client.get("/konto/genom/ett/")
    answer = client.get("/konto/genom/ett/svar/?error=access_denied")
    assert answer.status_code == 401
    assert "access_denied" in answer.content.decode()


def test_an_unknown_provider_is_not_found(two, client):
    assert client.get("/konto/genom/tre/").status_code == 404
    assert client.get("/konto/genom/tre/svar/").status_code == 404


def test_another_site_is_no_page_to_go_on_to(two, client):
    two[0].set_person("s", email="s@exempel.example")
    answer = log_in(client, two[0], "ett", "s", "https://ond.example/")
    assert answer["Location"] == "/"


@pytest.fixture(scope="module")
def liar_process() -> Iterator[HostileProvider]:
    started = HostileProvider()
    yield started
    started.stop()


@pytest.fixture
def liar(liar_process, settings):
    liar_process.reset()
    settings.IDENTITY_PROVIDERS = (
        IdentityProvider(
            "lognare",
            "Lögnaren",
            liar_process.issuer,
            CLIENT,
            "hemlig",
            ("exempel.example",),
        ),
    )
    from fardplan.apps.accounts.identity import _client

    _client.cache_clear()
    return liar_process


def come_back(client: Client, liar: HostileProvider):
    start = client.get("/konto/genom/lognare/")
    if start.status_code != 302:
        return start
    return client.get(liar.code_for(start["Location"]))


def test_without_a_lie_the_person_comes_in(liar, client):
    assert come_back(client, liar).status_code == 302
    assert who(client) == User.objects.get().pk
    exchange = liar.asked[-1]
    assert len(exchange["code_verifier"][0]) >= 43  # RFC 7636, 4.1


LIES = {
    "another issuer": {"iss": "https://annan.example"},
    "another audience": {"aud": "nagon-annan"},
    "an old token": {"exp": 1_600_000_000},
    "no expiry": {"exp": None},
    "another nonce": {"nonce": "fel"},
    "no nonce": {"nonce": None},
    "no subject": {"sub": None},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_in_the_token_is_refused(liar, client, lie):
    liar.claims = LIES[lie]
    answer = come_back(client, liar)
    assert answer.status_code == 401
    assert "gick inte att slutföra" in answer.content.decode()
    assert who(client) is None
    assert User.objects.count() == 0


def test_a_token_signed_by_somebody_else_is_refused(liar, client):
    liar.signs_with = liar.other_key
    assert come_back(client, liar).status_code == 401
    assert who(client) is None


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_forged_token_is_refused(liar, client, algorithm):
    liar.forged_as = algorithm
    assert come_back(client, liar).status_code == 401
    assert who(client) is None


def test_discovery_of_another_issuer_is_refused(liar, client):
    liar.metadata = {"issuer": "https://annan.example"}
    answer = come_back(client, liar)
    assert answer.status_code == 401
    assert "issuer_differs" in answer.content.decode()


def test_a_provider_without_public_keys_is_refused(liar, client):
    liar.metadata = {"id_token_signing_alg_values_supported": ["HS256", "none"]}
    assert "no_public_key_algorithm" in come_back(client, liar).content.decode()


def test_facts_of_somebody_else_are_not_mixed_in(liar, client):
    liar.claims = {"email": None}
    liar.userinfo = {"sub": "annan", "email": "rut@exempel.example"}
    assert "userinfo_of_somebody_else" in come_back(client, liar).content.decode()
    assert User.objects.count() == 0


def test_facts_of_the_same_person_fill_in(liar, client):
    liar.claims = {"email": None, "name": None, "given_name": "Rut", "family_name": "P"}
    liar.userinfo = {"sub": "subject-1", "email": "rut@exempel.example"}
    assert come_back(client, liar).status_code == 302
    assert User.objects.get().name == "Rut P"


def test_a_provider_without_more_facts_is_taken_as_it_is(liar, client):
    liar.metadata = {"userinfo_endpoint": None}
    liar.claims = {"name": None}
    assert come_back(client, liar).status_code == 302
    assert User.objects.get().name == "rut"


def test_a_provider_that_is_down_is_explained(liar, client, settings):
    settings.IDENTITY_PROVIDERS = (
        IdentityProvider("nere", "Nere", "http://127.0.0.1:9", "a", "b"),
    )
    answer = client.get("/konto/genom/nere/")
    assert answer.status_code == 401
    assert "ConnectionError" in answer.content.decode()
