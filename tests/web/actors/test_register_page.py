"""/aktorer/: browse, search, filter, sort, page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.reading import elements, fields, links, rows, texts

from fardplan.apps.actors.actions import load_register
from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.queries import register_facts
from fardplan.engine.shared.text import swedish_sort_key


pytestmark = pytest.mark.usefixtures("register")


def names(response) -> list[str]:
    return [row[0] for row in rows(response)]


def count(response) -> str:
    return texts(response, "p", "h2", id="count")[0]


def test_the_page_opens_on_all_authorities(client):
    response = client.get("/aktorer/")

    assert texts(response, "h1") == ["Vilka är aktörerna?"]
    assert count(response) == "317 myndigheter"
    assert rows(response)[:3] == [
        ["Ale kommun", "Kommun", "1440", "Västra Götalands län", "Västra"],
        ["Alingsås kommun", "Kommun", "1489", "Västra Götalands län", "Västra"],
        ["Alvesta kommun", "Kommun", "0764", "Kronobergs län", "Södra"],
    ]
    assert links(response)["Ale kommun"] == "/aktorer/1440/"


def test_search_finds_by_part_of_a_name(client):
    response = client.get("/aktorer/", {"q": "örebro"})

    assert names(response) == [
        "Askersunds kommun",
        "Degerfors kommun",
        "Hallsbergs kommun",
        "Hällefors kommun",
        "Karlskoga kommun",
        "Kumla kommun",
        "Laxå kommun",
        "Lekebergs kommun",
        "Lindesbergs kommun",
        "Ljusnarsbergs kommun",
        "Nora kommun",
        "Örebro kommun",
        "Region Örebro län",
    ]
    assert count(response) == "13 myndigheter"
    assert fields(response)["q"]["value"] == "örebro"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "1880"}, ["Örebro kommun"]),
        ({"q": "  HYLTE   kommun "}, ["Hylte kommun"]),
        ({"q": "0980"}, ["Region Gotland"]),
        ({"slag": "state"}, ["Staten"]),
        ({"slag": "region", "q": "halland"}, ["Region Halland"]),
        ({"slag": "municipality", "region": "09"}, ["Region Gotland"]),
        (
            {"slag": "region", "sjukvardsregion": "sodra"},
            ["Region Blekinge", "Region Halland", "Region Kronoberg", "Region Skåne"],
        ),
        (
            {"region": "13", "sjukvardsregion": "vastra"},
            [
                "Falkenbergs kommun",
                "Region Halland",
                "Kungsbacka kommun",
                "Varbergs kommun",
            ],
        ),
    ],
)
def test_a_search_finds_what_fits_all_of_it(client, asked, found):
    assert names(client.get("/aktorer/", asked)) == found


def test_what_was_chosen_stays_chosen(client):
    asked = {"slag": "region", "sjukvardsregion": "sodra", "region": "13"}
    response = client.get("/aktorer/", asked)

    chosen = [
        attributes["value"]
        for _, attributes in elements(response, "option")
        if "selected" in attributes
    ]
    assert chosen == ["region", "sodra", "13"]


def test_the_filters_offer_every_care_region_and_region(client):
    offered = texts(client.get("/aktorer/"), "option")

    assert offered[:12] == [
        "Alla",
        "Stat",
        "Sjukvårdsregion",
        "Region",
        "Kommun",
        "Alla",
        "Mellansverige",
        "Norra",
        "Stockholm–Gotland",
        "Sydöstra",
        "Södra",
        "Västra",
    ]
    assert offered[12:] == [
        "Alla",
        *sorted(
            (fact.short_name for fact in register_facts() if fact.kind == "region"),
            key=swedish_sort_key,
        ),
    ]


def test_a_search_without_finds_says_so_and_offers_all(client):
    response = client.get("/aktorer/", {"q": "finns inte"})

    assert rows(response) == []
    assert count(response) == "0 myndigheter"
    assert "Ingen myndighet passar in på det du sökte." in texts(response, "p")
    assert links(response)["Visa alla"] == "/aktorer/"
    assert "CSV" not in links(response)


@pytest.mark.parametrize(
    "bad",
    [
        {"slag": "kungadöme"},
        {"sjukvardsregion": "../../etc"},
        {"region": "1 or 1=1"},
        {"region": "1\u0663"},
        {"sortera": "password"},
        {"sortera": "--name"},
        {"sida": "sjutton"},
        {"sida": "-1.5"},
        {"q": "a\0b"},
        {"q": "x" * 101},
        {"okänd": "fråga"},
    ],
)
def test_a_bad_value_counts_as_not_asked_for(client, bad):
    assert rows(client.get("/aktorer/", bad)) == rows(client.get("/aktorer/"))


def test_a_search_is_shown_as_text(client):
    response = client.get("/aktorer/", {"q": '"><script>alert(1)</script>'})

    assert fields(response)["q"]["value"] == '"><script>alert(1)</script>'
    assert texts(response, "script") == ["", ""]


def test_pages_follow_each_other_and_keep_the_search(client):
    first = client.get("/aktorer/", {"q": "kommun", "sortera": "-name"})
    assert links(first)["Nästa ›"] == "?q=kommun&sortera=-name&sida=2"
    assert "‹ Föregående" not in links(first)

    last = client.get("/aktorer/", {"q": "kommun", "sortera": "-name", "sida": "99"})
    assert names(last)[-1] == "Ale kommun"
    assert "Nästa ›" not in links(last)


def test_all_pages_together_are_all_authorities(client):
    seen = [
        row[2]
        for page in range(1, 8)
        for row in rows(client.get("/aktorer/", {"sida": page}))
    ]

    assert len(seen) == len(set(seen)) == 317
    assert "09, 0980" in seen


@pytest.mark.parametrize("sort", ["name", "-name", "code", "-code", "kind", "-kind"])
def test_the_table_is_sorted_by_each_column_both_ways(client, sort):
    everything = register_facts()
    by = {
        "code": lambda fact: fact.code,
        "name": lambda fact: swedish_sort_key(fact.short_name),
        "kind": lambda fact: (
            ["state", "care_region", "region", "municipality"].index(fact.kind),
            swedish_sort_key(fact.short_name),
        ),
    }[sort.strip("-")]
    ordered = sorted(everything, key=by, reverse=sort.startswith("-"))

    assert names(client.get("/aktorer/", {"sortera": sort})) == [
        fact.name for fact in ordered[:50]
    ]


def test_counties_are_sorted_as_swedes_do(client):
    """Södermanland comes after Stockholm and Örebro after Östergötland's r."""
    shown = [
        row[3]
        for page in range(1, 8)
        for row in rows(client.get("/aktorer/", {"sortera": "county", "sida": page}))
    ]

    assert shown == sorted(shown, key=swedish_sort_key)
    assert shown[:7] == [""] * 7


def test_the_headings_tell_and_turn_the_order(client):
    response = client.get("/aktorer/", {"sortera": "code", "q": "a", "sida": "2"})

    told = {text: a.get("aria-sort") for text, a in elements(response, "th")}
    assert told == {
        "Namn": "none",
        "Slag": "none",
        "Kod": "ascending",
        "Län": "none",
        "Sjukvårdsregion": None,
    }
    assert links(response)["Kod"] == "?sortera=-code&q=a"
    assert links(response)["Namn"] == "?sortera=name&q=a"
    turned = client.get("/aktorer/", {"sortera": "-code"})
    assert elements(turned, "th", aria_sort="descending")[0][0] == "Kod"


def test_htmx_gets_the_results_alone(client):
    response = client.get("/aktorer/", {"q": "hylte"}, headers={"HX-Request": "true"})

    assert names(response) == ["Hylte kommun"]
    assert texts(response, "html", "h1", "form") == []


def test_htmx_gets_the_whole_page_when_it_restores_history(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    response = client.get("/aktorer/", headers=headers)

    assert texts(response, "h1") == ["Vilka är aktörerna?"]


def test_a_browser_keeps_the_page_and_the_fragment_apart(client):
    assert "HX-Request" in client.get("/aktorer/").headers["Vary"].split(", ")


def test_the_map_leads_to_each_region(client):
    found = links(client.get("/aktorer/"))

    assert found[
        "Region Halland, Västra sjukvårdsregionen, Södra sjukvårdsregionen"
    ] == ("/aktorer/13/")
    areas = [url for name, url in found.items() if name.startswith("Region ")]
    assert len({url for url in areas if len(url) == len("/aktorer/13/")}) >= 20


def test_the_map_dims_what_was_not_asked_for(client):
    response = client.get("/aktorer/", {"q": "hylte"})
    areas = [a for _, a in elements(response, "a") if "aria-label" in a]
    bright = [a["aria-label"] for a in areas if a.get("class") != "dim"]

    assert [name for name in bright if "sjukvårdsregion" in name.lower()] == [
        "Hylte kommun, Södra sjukvårdsregionen"
    ]
    assert len(areas) >= 290


@pytest.mark.parametrize(
    "asked",
    [{}, {"q": "kommun"}, {"sjukvardsregion": "sodra"}, {"slag": "municipality"}],
)
def test_the_number_of_questions_to_the_database_is_bounded(
    client, django_assert_max_num_queries, asked
):
    with django_assert_max_num_queries(7):
        client.get("/aktorer/", asked)


def test_news_in_the_register_is_seen_at_once(client):
    """Rows, filters and map are kept in memory; a load must put new ones in place."""
    client.get("/aktorer/", {"q": "1380"})
    news = [
        replace(fact, name="Halmstads stad") if fact.code == "1380" else fact
        for fact in register_facts()
    ]
    load_register(facts=news)

    response = client.get("/aktorer/", {"q": "1380"})

    assert names(response) == ["Halmstads stad"]
    assert (
        links(response)["Halmstads stad, Södra sjukvårdsregionen"] == "/aktorer/1380/"
    )


def test_the_page_is_read_only(client):
    assert client.post("/aktorer/").status_code == 405


@pytest.mark.free_writes
def test_what_is_kept_for_an_empty_register_is_not_shown_for_a_full_one(
    client,
):
    full = rows(client.get("/aktorer/"))
    Authority.objects.exclude(code="09").update(region=None, kind="state")
    Authority.objects.all().delete()
    assert rows(client.get("/aktorer/")) == []

    load_register(facts=register_facts())

    assert rows(client.get("/aktorer/")) == full
