"""Swedish first, English when asked for; both with right plural forms."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from django.utils.translation import ngettext


pytestmark = pytest.mark.usefixtures("register")


def headings(response) -> list[str]:
    found = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", response.text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", heading).strip() for heading in found]


def test_start_page_is_swedish_without_a_wish(client):
    response = client.get("/")
    assert '<html lang="sv"' in response.text
    assert headings(response) == [
        "Håller tråden?",
        "Vilka är med?",
    ]


def test_start_page_is_english_for_an_english_browser(client):
    response = client.get("/", headers={"accept-language": "en-GB,en;q=0.8"})
    assert '<html lang="en"' in response.text
    assert headings(response) == [
        "Does the thread hold?",
        "Who takes part?",
    ]
    assert (
        "317 authorities: the state, 6 care regions, 21 regions and 290 municipalities."
    ) in response.text


def test_a_language_that_is_not_there_gives_swedish(client):
    response = client.get("/", headers={"accept-language": "fi,de;q=0.5"})
    assert '<html lang="sv"' in response.text


def test_the_language_is_kept_when_chosen(client):
    chosen = client.post("/sprak/", {"language": "en", "next": "/aktorer/"})
    assert (chosen.status_code, chosen["Location"]) == (302, "/aktorer/")
    assert headings(client.get("/aktorer/"))[0] == "Who are the actors?"


@pytest.mark.parametrize(
    ("language", "wanted", "told"),
    [
        ("sv", "region örebro län", "1 myndighet"),
        ("sv", "region örebro", "1 myndighet"),
        ("sv", "kiruna", "1 myndighet"),
        ("sv", "ingen heter så", "0 myndigheter"),
        ("sv", "", "317 myndigheter"),
        ("en", "kiruna", "1 authority"),
        ("en", "ingen heter så", "0 authorities"),
        ("en", "", "317 authorities"),
    ],
)
def test_the_count_has_the_right_plural_form(client, language, wanted, told):
    page = client.get("/aktorer/", {"q": wanted}, headers={"accept-language": language})
    assert re.findall(r'id="count"[^>]*>([^<]+)<', page.text) == [told]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_forms_speak_the_chosen_language(client, language):
    page = client.post("/konto/logga-in/", {}, headers={"accept-language": language})
    said = {"sv": "Detta fält måste fyllas i", "en": "This field is required"}[language]
    assert page.text.count(said) > 0


@pytest.mark.parametrize(
    ("count", "form"), [(0, "kommuner"), (1, "kommun"), (2, "kommuner")]
)
def test_swedish_plurals_come_from_our_own_catalogue(count, form):
    with translation.override("sv"):
        text = ngettext("%(n)s kommun", "%(n)s kommuner", count)
    assert text == f"%(n)s {form}"
