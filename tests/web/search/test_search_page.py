"""/sok/: the box in the head, the page of hits, its filters, and what htmx is given."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from tests.factories.bodies import make_body
from tests.factories.documents import make_document
from tests.factories.plans import make_plan

from fardplan.apps.search.actions import refresh_index


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]


def hits(answer) -> list[str]:
    found = re.findall(r"data-hit>(.*?)</a>", answer.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one) for one in found]


def tabs(answer) -> list[str]:
    inside = answer.content.decode().partition('class="tabs')[2].partition("</nav>")[0]
    found = re.findall(r"<a [^>]*>(.*?)</a>", inside)
    return [re.sub(r"<[^>]+>", "", one) for one in found]


def test_the_box_is_in_the_head_of_every_page_but_its_own(client):
    assert client.get("/").content.decode().count("data-search-all") == 1
    assert client.get("/sok/").content.decode().count("data-search-all") == 0


def test_before_a_question_it_tells_how_to_ask(client):
    assert "Sökningen byggs just nu" in client.get("/sok/?q=vård").content.decode()
    refresh_index()
    page = client.get("/sok/").content.decode()
    assert "Så söker du" in page
    assert "Logga in för att också söka" in page


def test_hits_are_marked_and_lead_to_the_place(as_administrator, administrator):
    make_body(administrator, code="namnden", name="Omsorgsnämnden", mandate="Om vård.")
    refresh_index()
    answer = as_administrator.get("/sok/?q=nämnd")
    assert hits(answer) == ["Omsorgsnämnden"]
    page = answer.content.decode()
    assert '<a class="ds-link" href="/organ/namnden/" data-hit>' in page
    assert "<mark>Omsorgsnämnden</mark>" in page
    assert "1 träff på ”nämnd”" in page
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert "HX-Request" in answer["Vary"]


def test_htmx_gets_the_hits_alone(client):
    refresh_index()
    answer = client.get("/sok/?q=kumla", headers={"HX-Request": "true"})
    assert hits(answer) == ["Kumla kommun"]
    assert "<html" not in answer.content.decode()


def test_stations_have_counts_and_narrow(as_administrator, administrator):
    make_body(administrator, code="namnden", name="Hemnämnden", valid_from="2020-01-01")
    make_plan(administrator)
    refresh_index()
    answer = as_administrator.get("/sok/?q=hem")
    assert tabs(answer) == ["Allt 3", "Aktörer 1", "Plan 2"]
    narrow = as_administrator.get("/sok/?q=hem&station=actors&ar=2020&myndighet=18")
    assert hits(narrow) == ["Hemnämnden"]
    assert tabs(narrow) == ["Allt 1", "Aktörer 1"]
    assert '<option value="2020" selected>2020 (1)</option>' in narrow.content.decode()
    none = as_administrator.get("/sok/?q=hem&station=sources").content.decode()
    assert "Inget här, men det finns träffar" in none


@pytest.mark.parametrize(
    "query", ["ar=tjugo", "station=<b>", "sida=0", "sida=9999", "myndighet='"]
)
def test_what_can_not_be_asked_for_is_left_out(client, query):
    refresh_index()
    assert hits(client.get(f"/sok/?q=kumla&{query}")) == ["Kumla kommun"]


def test_too_long_a_question_is_none(client):
    refresh_index()
    assert "Så söker du" in client.get(f"/sok/?q={'ord ' * 200}").content.decode()


def test_what_was_meant_is_a_link(client):
    refresh_index()
    page = client.get("/sok/?q=kmula&sida=1").content.decode()
    assert "Menade du" in page
    assert '<a class="ds-link" href="?q=kumla">kumla</a>' in page


def test_nothing_found_tells_what_to_do(as_reader):
    refresh_index()
    page = as_reader.get("/sok/?q=xyzzyx").content.decode()
    assert "Inget av det du får se stämmer" in page
    assert "Så söker du" in page
    assert "Logga in för att" not in page


def test_pages_follow(as_administrator, administrator):
    for number in range(21):
        make_body(administrator, code=f"n{number}", name=f"Nämnd {number}")
    refresh_index()
    first = as_administrator.get("/sok/?q=nämnd")
    assert "Sida 1 av 2" in first.content.decode()
    assert 'rel="prev"' not in first.content.decode()
    second = as_administrator.get("/sok/?q=nämnd&sida=2")
    assert (len(hits(first)), len(hits(second))) == (20, 1)
    assert 'rel="next"' not in second.content.decode()


def test_a_passage_leads_to_its_page_of_the_document(as_administrator, administrator):
    filler = "Utfyllnad som inte säger något alls om saken. " * 12
    text = "\f".join([f"{filler}\n\nEtt hallonord på sidan."] * 2)
    document = make_document(administrator, text)
    refresh_index()
    answer = as_administrator.get("/sok/?q=hallonord")
    address = re.search(
        rf'href="(/kallor/{document.pk}/\?[^"]+)" data-hit', answer.text
    )
    assert address
    assert "hallonord" in as_administrator.get(address[1].replace("&amp;", "&")).text


def test_in_english(client):
    refresh_index()
    client.cookies["fardplan_language"] = "en"
    page = client.get("/sok/?q=kumla").content.decode()
    assert "1 hit for “kumla”" in page
    translation.deactivate()


def test_the_number_of_questions_to_the_database_is_bounded(
    as_administrator, administrator, django_assert_max_num_queries
):
    make_document(administrator, "Nära vård i hemmet. " * 100)
    make_plan(administrator)
    for number in range(12):
        make_body(administrator, code=f"n{number}", name=f"Hemnämnd {number}")
    refresh_index()
    with django_assert_max_num_queries(24):
        as_administrator.get("/sok/?q=hem")
