"""/aktorer/<code>/: one authority's facts, members, map and history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.reading import elements, facts, links, texts

from fardplan.apps.actors.actions import edit_authority, load_register
from fardplan.apps.actors.queries import register_facts


pytestmark = pytest.mark.usefixtures("register")


def history(response) -> list[str]:
    return [
        text.split(",", 1)[1].strip() for text in texts(response, "li") if ", " in text
    ]


def test_a_municipality_tells_its_region_and_care_region(client):
    response = client.get("/aktorer/1315/")

    assert texts(response, "h1") == ["Hylte kommun"]
    assert texts(response, "title") == [
        "Hylte kommun – Färdplan",
        *texts(response, "title")[1:],
    ]
    assert facts(response) == {
        "Slag": "Kommun",
        "Län": "Hallands län",
        "Kommunkod": "1315",
        "Region": "Region Halland",
        "Sjukvårdsregion": "Södra sjukvårdsregionen",
    }
    assert links(response)["Region Halland"] == "/aktorer/13/"


def test_a_municipality_stands_out_on_its_region_s_map(client):
    areas = [
        (a["aria-label"].split(",")[0], a.get("class"))
        for _, a in elements(client.get("/aktorer/1315/"), "a")
        if "aria-label" in a
    ]

    assert sorted(areas) == [
        ("Falkenbergs kommun", "dim"),
        ("Halmstads kommun", "dim"),
        ("Hylte kommun", None),
        ("Kungsbacka kommun", "dim"),
        ("Laholms kommun", "dim"),
        ("Varbergs kommun", "dim"),
    ]


def test_a_region_tells_its_municipalities(client):
    response = client.get("/aktorer/13/")

    assert facts(response) == {
        "Slag": "Region",
        "Län": "Hallands län",
        "Länskod": "13",
        "Sjukvårdsregion": "Södra sjukvårdsregionen, Västra sjukvårdsregionen",
    }
    assert "6 kommuner" in texts(response, "h2")
    assert [
        name
        for name, url in links(response).items()
        if url.startswith("/aktorer/13") and "," not in name and name.endswith("kommun")
    ] == [
        "Falkenbergs kommun",
        "Halmstads kommun",
        "Hylte kommun",
        "Kungsbacka kommun",
        "Laholms kommun",
        "Varbergs kommun",
    ]


def test_a_care_region_tells_its_regions(client):
    response = client.get("/aktorer/stockholm-gotland/")

    assert facts(response) == {"Slag": "Sjukvårdsregion"}
    assert "2 regioner" in texts(response, "h2")
    assert links(response)["Region Gotland"] == "/aktorer/09/"


def test_the_state_has_the_whole_country_on_its_map(client):
    response = client.get("/aktorer/staten/")

    assert facts(response) == {"Slag": "Stat"}
    assert len([a for _, a in elements(response, "a") if "aria-label" in a]) == 21


def test_gotland_is_both(client):
    response = client.get("/aktorer/09/")

    assert facts(response) == {
        "Slag": "Region och kommun",
        "Län": "Gotlands län",
        "Länskod": "09",
        "Kommunkod": "0980",
        "Sjukvårdsregion": "Sjukvårdsregion Stockholm–Gotland",
    }


def test_gotland_s_municipality_code_leads_to_the_region(client):
    response = client.get("/aktorer/0980/")

    assert (response.status_code, response.headers["Location"]) == (301, "/aktorer/09/")


@pytest.mark.parametrize("code", ["9999", "STATEN", "0", "angra"])
def test_an_unknown_authority_is_not_found(client, code):
    response = client.get(f"/aktorer/{code}/")

    assert response.status_code == 404
    assert texts(response, "h1") == ["Sidan finns inte här"]


def test_the_website_is_a_link(client, administrator):
    edit_authority(
        code="1315",
        new={"website": "https://www.hylte.example"},
        seen={"website": ""},
        by=administrator,
    )

    found = links(client.get("/aktorer/1315/"))

    assert found["https://www.hylte.example"] == "https://www.hylte.example"


def test_the_history_tells_who_changed_what_latest_first(client, administrator, reader):
    for before, after in (("", "https://ett.example"), ("https://ett.example", "")):
        edit_authority(
            code="1315",
            new={"website": after},
            seen={"website": before},
            by=administrator,
        )

    client.force_login(reader)
    assert history(client.get("/aktorer/1315/")) == [
        "Astrid Påhitt Ändring: webbplats ”https://ett.example” togs bort.",
        "Astrid Påhitt Ändring: webbplats blev ”https://ett.example”.",
        "Färdplan Lades till från registret.",
    ]


def test_the_history_tells_news_of_the_register_in_words(client):
    news = [
        replace(fact, name="Hylte stad", region="12", county="Skåne län")
        if fact.code == "1315"
        else fact
        for fact in register_facts()
    ]
    load_register(facts=news)

    assert history(client.get("/aktorer/1315/"))[0] == (
        "Färdplan Ny uppgift i registret: namn från ”Hylte kommun” till ”Hylte stad”,"
        " län från ”Hallands län” till ”Skåne län”, region från ”13” till ”12”."
    )


@pytest.mark.free_writes
def test_the_history_tells_when_only_the_sorting_was_counted_anew(client):
    from fardplan.apps.actors.models import Authority

    Authority.objects.filter(code="1315").update(sort_key="gammal")
    load_register(facts=register_facts())

    assert history(client.get("/aktorer/1315/"))[0] == (
        "Färdplan Sökning och sortering räknades om."
    )


@pytest.mark.parametrize(
    ("who", "may"),
    [("client", False), ("as_reader", False), ("as_administrator", True)],
)
def test_only_who_may_edit_is_offered_to(request, who, may):
    found = links(request.getfixturevalue(who).get("/aktorer/1315/"))

    assert found.get("Redigera") == ("/aktorer/1315/redigera/" if may else None)


@pytest.mark.parametrize("code", ["staten", "sodra", "13", "09", "1315"])
def test_the_number_of_questions_to_the_database_is_bounded(
    client, django_assert_max_num_queries, code
):
    # The first visit also fills the cache of the register's facts.
    for most in (11, 8):
        with django_assert_max_num_queries(most):
            client.get(f"/aktorer/{code}/")


def test_many_events_do_not_make_more_questions(
    client, administrator, django_assert_max_num_queries
):
    for number in range(25):
        edit_authority(
            code="1315",
            new={"website": f"https://{number}.example"},
            seen={"website": f"https://{number - 1}.example" if number else ""},
            by=administrator,
        )

    with django_assert_max_num_queries(8):
        response = client.get("/aktorer/1315/")
    assert len(history(response)) == 20
