"""/indikatorer/: browse, search, filter, sort, take with you."""

from __future__ import annotations

import json

import pytest
from tests.factories.indicators import make_indicator
from tests.web.reading import elements, fields, links, rows, texts

from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.queries import told_definitions
from fardplan.engine.shared.text import swedish_sort_key


pytestmark = pytest.mark.django_db
TOLD = told_definitions()


@pytest.fixture
def indicators() -> None:
    load_definitions(definitions=TOLD)


def names(response) -> list[str]:
    return [row[0] for row in rows(response)]


def count(response) -> str:
    return texts(response, "p", id="count")[0]


def test_the_page_opens_on_all_indicators_by_name(client, indicators):
    response = client.get("/indikatorer/")
    assert texts(response, "h1") == ["Blev det någon skillnad?"]
    assert count(response) == "44 indikatorer"
    assert names(response) == sorted((d.name for d in TOLD), key=swedish_sort_key)
    assert rows(response)[2] == [
        "Besök på akutmottagning, 80 år eller äldre",
        "Proaktiv vård och hälsa",
        "↓ Lägre är bättre",
        "Kolada U79029",
        "✓ Kontrollerad",
    ]
    address = "/indikatorer/akutbesok-80/"
    assert links(response)["Besök på akutmottagning, 80 år eller äldre"] == address


def test_how_many_follow_each_goal_is_told_and_leads_there(client, indicators):
    response = client.get("/indikatorer/")
    told = {k: v for k, v in links(response).items() if v.startswith("?mal=")}
    assert told == {
        "12 Kontinuitet och relation": "?mal=K",
        "7 Tillgänglighet": "?mal=T",
        "6 Delaktighet och medskapande": "?mal=D",
        "8 Proaktiv vård och hälsa": "?mal=P",
        "5 Samordning": "?mal=S",
        "6 Resursskifte": "?mal=R",
    }


def test_the_shift_of_resources_stands_beside_the_outcomes(client, indicators):
    beside = "Flyttar resurserna med?"
    for asked in ({}, {"mal": "K"}):
        response = client.get("/indikatorer/", asked)
        assert beside in texts(response, "h2")
        assert links(response)["Disponibla vårdplatser"]
    assert beside not in texts(client.get("/indikatorer/", {"mal": "R"}), "h2")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "N79173"}, ["Medicinsk bedömning inom tre dagar"]),
        ({"q": "NAMED  physician survey"}, ["Fast läkarkontakt, upplevd"]),
        ({"q": "dagar", "kalla": "kolada", "mal": "S"}, [
            "Oplanerad återinskrivning inom 30 dagar"
        ]),
        ({"lage": "ended", "q": "kontinuitet"}, [
            "Kontinuitet och samordning i primärvården, upplevd"
        ]),
        ({"kalla": "survey"}, ["Fast läkarkontakt, upplevd"]),
        ({"riktning": "neutral", "mal": "D"}, [
            "Personer 65 år eller äldre med hemtjänst"
        ]),
        ({"riktning": "decrease", "mal": "S"}, [
            "Mångsökare",
            "Oplanerad återinskrivning inom 30 dagar",
            "Vårddygn som utskrivningsklar",
        ]),
        ({"q": "finns inte"}, []),
    ],
)  # fmt: skip
def test_search_and_filters_narrow_the_list(client, indicators, asked, found):
    response = client.get("/indikatorer/", asked)
    assert names(response) == found
    for name, value in asked.items():
        told = fields(response).get(name)
        assert told is None or told.get("value", value) == value


def test_nothing_found_says_so_and_leads_back(client, indicators):
    response = client.get("/indikatorer/", {"q": "finns inte"})
    assert "Ingen indikator passar in på det du sökte." in texts(response, "p")
    assert links(response)["Visa alla"] == "/indikatorer/"


def test_an_empty_register_says_how_it_is_filled(client):
    response = client.get("/indikatorer/")
    assert count(response) == "0 indikatorer"
    assert texts(response, "code") == ["fardplan indicators load"]


def test_what_can_not_be_used_counts_as_not_asked_for(client, indicators):
    asked = {"mal": "X", "kalla": "'", "lage": "?", "riktning": "upp", "sortera": "x"}
    assert count(client.get("/indikatorer/", asked)) == "44 indikatorer"


@pytest.mark.parametrize("column", ["goal", "direction", "source", "status"])
def test_columns_sort_by_their_words_own_order(client, indicators, column):
    place = {"goal": 1, "direction": 2, "source": 3, "status": 4}[column]
    up = rows(client.get("/indikatorer/", {"sortera": column}))
    down = rows(client.get("/indikatorer/", {"sortera": f"-{column}"}))

    def kinds(found):
        return list(dict.fromkeys(row[place].split(" ")[0] for row in found))

    orders = {
        "goal": [
            "Kontinuitet",
            "Tillgänglighet",
            "Delaktighet",
            "Proaktiv",
            "Samordning",
            "Resursskifte",
        ],
        "direction": ["↑", "↓", "–"],
        "source": ["Kolada", "Enkät", "Vårdkontakter"],
        "status": ["✓", "?", "■"],
    }
    assert kinds(up) == orders[column]
    assert kinds(down) == orders[column][::-1]
    assert sorted(up) == sorted(down)


def test_htmx_gets_the_results_alone(client, indicators):
    response = client.get("/indikatorer/?q=UPC", headers={"HX-Request": "true"})
    assert texts(response, "h1") == []
    assert names(response) == ["Andel besök hos den läkare man träffar mest (UPC)"]
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_search_can_be_taken_along(client, indicators, form):
    response = client.get(f"/indikatorer/export.{form}", {"q": "fast läkarkontakt sär"})
    name = f'attachment; filename="indikatorer.{form}"'
    assert response["Content-Disposition"] == name
    if form == "json":
        [row] = json.loads(response.content)
        assert row["Kortnamn"] == "fast-lakarkontakt-sabo"
        assert row["Målvärden"] == (
            "minst 80 procent, senast 2022 (God och nära vård 2021–2023, staten och SKR)"
        )
        assert row["Inte kontrollerat"].count("\n") == 1
        assert (row["Version"], len(row["Kontrollsumma"])) == ("1", 64)


def test_another_form_is_not_there(client, indicators):
    assert client.get("/indikatorer/export.pdf").status_code == 404


def test_who_may_add_sees_the_button(client, as_administrator, indicators):
    assert "Lägg till en indikator" in links(as_administrator.get("/indikatorer/"))
    client.logout()
    assert "Lägg till en indikator" not in links(client.get("/indikatorer/"))


@pytest.mark.usefixtures("few_authorities")
def test_an_authoritys_own_says_whose_it_is(client, administrator):
    make_indicator(administrator, "18")
    [row] = rows(client.get("/indikatorer/"))
    assert row[0] == "Provindikator Region Örebro län"


def test_the_names_are_english_on_an_english_page(client, indicators):
    response = client.get(
        "/indikatorer/", {"q": "U79029"}, headers={"accept-language": "en"}
    )
    assert rows(response) == [
        [
            *("Emergency visits, 80 or over", "Prevention and health"),
            *("↓ Lower is better", "Kolada U79029", "✓ Verified"),
        ]
    ]


def test_the_goals_stand_with_what_follows_them(client, indicators):
    response = client.get("/indikatorer/mal/")
    assert texts(response, "h1") == ["Målen med omställningen"]
    headings = texts(response, "h3")
    assert headings[:4] == [
        "1. Fast läkarkontakt för fler",
        "2. Högre kontinuitetsindex",
        "3. Fast läkarkontakt på särskilt boende",
        "4. Högre kontinuitet på särskilt boende",
    ]
    assert headings[4:] == [
        *("Kontinuitet och relation", "Tillgänglighet"),
        *("Delaktighet och medskapande", "Proaktiv vård och hälsa"),
        *("Samordning", "Resursskifte"),
    ]
    told = [t for t in texts(response, "li") if t.startswith("Fast läkarkontakt, uppl")]
    assert told[0] == (
        "Fast läkarkontakt, upplevd: minst 55 procent, senast 2022"
        " ? Inte helt kontrollerad"
    )
    assert len(elements(response, "section", **{"class": "goal-area"})) == 5


def test_goals_that_nothing_follows_say_so(client):
    response = client.get("/indikatorer/mal/")
    assert texts(response, "p").count("Ingen indikator följer målet.") == 10
