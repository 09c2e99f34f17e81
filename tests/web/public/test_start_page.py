"""/: the thread, the counts and the map of Sweden."""

from __future__ import annotations

import pytest
from tests.web.reading import elements, links, texts


def test_the_thread_has_its_eight_stations_in_order(client, register):
    found = texts(client.get("/"), "strong")

    assert found == [
        "Källor",
        "Aktörer",
        "Plan",
        "Beslut",
        "Indikatorer",
        "Prognos",
        "Dialog",
        "Rapporter",
    ]


def test_a_station_in_use_is_a_link_and_the_others_say_so(client, register):
    response = client.get("/")
    in_use = {
        name: links(response)[name]
        for name in texts(response, "strong")
        if name in links(response)
    }

    assert in_use["Aktörer"] == "/aktorer/"
    assert texts(response, "em") == ["Används inte än."] * (8 - len(in_use))


def test_the_page_counts_the_authorities(client, register):
    assert any(
        text.startswith(
            "317 myndigheter: staten, 6 sjukvårdsregioner, 21 regioner och 290 kommuner."
        )
        for text in texts(client.get("/"), "p")
    )


def test_every_region_is_on_the_map_and_in_the_list(client, register):
    response = client.get("/")
    drawn = {a["href"] for _, a in elements(response, "a") if a.get("aria-label")}
    listed = {a["href"] for text, a in elements(response, "a") if text}

    assert len(drawn) == 21
    assert drawn <= listed


def test_an_empty_register_says_how_to_fill_it(client, db):
    response = client.get("/")

    assert texts(response, "svg", role="group") == []
    assert "Registret är tomt. Läs in det med kommandot fardplan authorities load." in (
        texts(response, "p")
    )


def test_the_number_of_questions_to_the_database_is_bounded(
    client, register, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        client.get("/")


@pytest.mark.parametrize("url", ["/", "/om/", "/kortkommandon/", "/halsa/"])
def test_the_open_pages_are_read_only(client, db, url):
    assert client.post(url).status_code == 405
