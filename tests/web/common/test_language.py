"""/sprak/: Swedish first, English on request."""

from __future__ import annotations

import pytest
from tests.web.reading import elements, texts


pytestmark = pytest.mark.django_db


def language(response) -> str:
    return elements(response, "html")[0][1]["lang"]


def test_swedish_is_what_a_browser_without_wishes_gets(client):
    assert language(client.get("/om/")) == "sv"


@pytest.mark.parametrize(
    ("wish", "given"), [("en-GB,en;q=0.9", "en"), ("fi", "sv"), ("sv-FI", "sv")]
)
def test_the_browser_s_wish_is_followed(client, wish, given):
    response = client.get("/om/", headers={"Accept-Language": wish})

    assert language(response) == given
    assert "Accept-Language" in response.headers["Vary"]


def test_the_choice_is_remembered_and_leads_back(client):
    response = client.post("/sprak/", {"language": "en", "next": "/om/?a=1"})

    assert (response.status_code, response.headers["Location"]) == (302, "/om/?a=1")
    cookie = response.cookies["fardplan_language"]
    assert (cookie.value, cookie["samesite"]) == ("en", "Lax")
    assert language(client.get("/om/", headers={"Accept-Language": "sv"})) == "en"
    assert "På svenska" in texts(client.get("/om/"), "button")


def test_an_unknown_language_changes_nothing(client):
    client.post("/sprak/", {"language": "tlh", "next": "/om/"})

    assert language(client.get("/om/")) == "sv"


def test_the_way_back_stays_on_the_own_site(client):
    sent = {"language": "en", "next": "https://ond.example/"}

    assert client.post("/sprak/", sent).headers["Location"] == "/"


def test_every_page_offers_the_other_language(client):
    (button,) = elements(client.get("/om/"), "button", name="language")

    assert button == ("In English", {**button[1], "value": "en", "lang": "en"})
