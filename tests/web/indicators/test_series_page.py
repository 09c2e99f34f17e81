"""/indikatorer/<key>/serie/: the chart, what it says, and every figure behind it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from tests.factories.indicators import make_indicator
from tests.web.reading import elements, links, rows, texts

from fardplan.engine.indicators.observation import Observation, Sex, ValueStatus
from fardplan.engine.indicators.store.writer import add_run
from fardplan.engine.indicators.suppression.publish import REASON


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
PAGE = "/indikatorer/provindikator/serie/"
REGION, ONE, OTHER = "18", "1880", "1881"


@pytest.fixture
def folder(settings, tmp_path):
    settings.STORE_DIR = tmp_path / "store"
    return settings.STORE_DIR


@pytest.fixture
def indicator(administrator):
    return make_indicator(
        administrator, chart="xmr", source={"kind": "scb", "id": "TAB1"}
    )


def figure(area, period, over, under, sex="T", **more) -> Observation:
    told = Observation(
        indicator="provindikator",
        version=1,
        area=area,
        sex=Sex(sex),
        age="",
        period=period,
        numerator=over,
        denominator=under,
        value=None if over is None else 100 * over / under,
        status=ValueStatus.FINAL,
        reason="",
        row=1,
        raw=f"{area};{sex};{period};{over}",
    )
    return replace(told, **more)


def series(area, *counts, of=200.0, sex="T", first=2000):
    return [
        figure(area, str(first + n), over, of, sex, row=n + 1)
        for n, over in enumerate(counts)
    ]


def test_before_any_figures_the_page_says_where_they_come_from(
    client, folder, indicator
):
    response = client.get(PAGE)
    assert "Det finns inga värden" in response.content.decode()
    assert links(response)["Så räknas indikatorn"] == "/indikatorer/provindikator/"


def test_the_chart_its_words_and_its_signals(client, folder, indicator):
    add_run(folder, "hösten", series(REGION, *[60.0, 64.0] * 8, 90.0))
    response = client.get(PAGE)
    assert texts(response, "h1") == ["Provindikator"]
    assert "Det blir bättre, och det är inte bara slump." in texts(response, "strong")
    [picture] = [a for _, a in elements(response, "svg") if a.get("role") == "img"]
    assert picture["aria-label"].startswith(
        "Provindikator, Region Örebro län, alla, 2000 till 2016."
    )
    kinds = [a["class"] for _, a in elements(response, "path") if "class" in a]
    assert kinds.count("point improving") == 2  # the point, and the key to it
    assert kinds.count("point common") == 16 + 1
    assert "2016 45,0: utanför gränserna" in texts(response, "li")


def test_each_figure_tells_where_it_comes_from(client, folder, indicator):
    add_run(folder, "hösten", series(REGION, 60.0, 64.0, 62.0))
    told = rows(client.get(PAGE))[0]
    assert told == [
        *("2002", "31,0", "62 av 200", "31,00", "27,01–34,99", "", "Slutligt"),
        f"rad 3 i inläsning hösten{REGION};T;2002;62.0",
    ]


def test_area_sex_chart_and_rules_can_be_chosen(client, folder, indicator):
    women = series(REGION, 60.0, 64.0, 62.0, sex="K")
    add_run(folder, "a", [*series(REGION, 160.0, 164.0, 162.0, of=400.0), *women])
    response = client.get(f"{PAGE}?omrade=18&kon=K&diagram=run&regler=anhoej")
    assert any("kvinnor" in text for text in texts(response, "h2"))
    chosen = [a["value"] for _, a in elements(response, "option") if "selected" in a]
    assert chosen == ["18", "K", "run", "anhoej"]


@pytest.mark.parametrize(
    "query", ["?omrade=99", "?kon=X", "?diagram=x&regler=y", "?omrade=1"]
)
def test_what_can_not_be_used_counts_as_not_asked_for(client, folder, indicator, query):
    add_run(folder, "a", series(REGION, 60.0, 64.0, 62.0))
    chosen = [
        a["value"]
        for _, a in elements(client.get(PAGE + query), "option")
        if "selected" in a
    ]
    assert chosen == ["18", "T", "xmr", "nhs"]


def small(folder):
    """A region of two municipalities; in one of them 3 in the year 2001."""
    one, other = (60.0, 3.0, 66.0), (70.0, 75.0, 71.0)
    both = [a + b for a, b in zip(one, other, strict=True)]
    add_run(
        folder,
        "a",
        [*series(ONE, *one), *series(OTHER, *other), *series(REGION, *both, of=400.0)],
    )


@pytest.mark.parametrize("area", [ONE, OTHER])
def test_a_small_number_and_its_neighbour_are_nowhere_on_the_page(
    client, folder, indicator, area
):
    small(folder)
    response = client.get(f"{PAGE}?omrade={area}")
    before, told, after = rows(response)
    empty = ["2001", "–", "", told[3], "", ""]
    assert told == [*empty, f"Dolt{REASON}", "rad 2 i inläsning a"]
    # The neighbours show what would have stood there.
    assert {before[2], after[2]} in (
        {"66 av 200", "60 av 200"},
        {"71 av 200", "70 av 200"},
    )
    assert f"{area};T;2002" in before[-1]
    assert f"{area};T;2001" not in response.content.decode()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_nor_in_a_file(client, folder, indicator, form):
    small(folder)
    response = client.get(f"{PAGE}export.{form}?omrade={ONE}")
    text = response.content.decode("utf-8-sig")
    told = (
        json.loads(text)
        if form == "json"
        else list(csv.DictReader(io.StringIO(text), delimiter=";"))
    )
    assert [(row["period"], row["varde"], row["status"]) for row in told] == [
        ("2000", "30,0", "Slutligt"),
        ("2001", "", "Dolt"),
        ("2002", "33,0", "Slutligt"),
    ]
    assert told[1]["orsak"] == REASON


def test_a_file_of_another_kind_is_not_there(client, folder, indicator):
    assert client.get(f"{PAGE}export.pdf").status_code == 404
    assert client.get(f"{PAGE}export.csv").content.decode("utf-8-sig").count("\n") == 1


def test_missing_periods_breaks_and_targets_are_told(client, folder, administrator):
    make_indicator(
        administrator,
        chart="xmr",
        source={"kind": "scb", "id": "TAB1"},
        direction="decrease",
        breaks=[{"period": "2003", "what": "Ny räkning.", "why": "Ny lag."}],
        targets=[
            {
                "kind": "level",
                "value": 20,
                "agreement": "Ett avtal",
                "source": "Sidan 1",
            }
        ],
    )
    found = [x for x in series(REGION, *[60.0, 64.0] * 4) if x.period != "2001"]
    add_run(folder, "a", found)
    response = client.get(PAGE)
    text = response.content.decode()
    assert "brott 2003" in text
    assert "målvärde" in text
    missing = "SaknasKällan har inget värde för perioden."
    assert [row[6] for row in rows(response) if row[:2] == ["2001", "–"]] == [missing]
    assert "Målvärdet nås" in text


def test_the_signals_that_chance_makes_stand_beside_those_seen(
    client, folder, indicator
):
    add_run(folder, "a", series(REGION, *[60.0, 64.0] * 10))
    told = [t for t in texts(client.get(PAGE), "p") if "Av hundra" in t]
    assert len(told) == 1
    assert told[0].startswith("0 punkter har en signal. Av hundra lika långa serier")


def test_an_authoritys_own_figures_are_its_own(client, folder, administrator):
    make_indicator(administrator, REGION, key="egen")
    add_run(folder, "a", [replace(o, indicator="egen") for o in series(REGION, 60.0)])
    assert client.get("/indikatorer/egen/serie/").status_code == 302
    client.force_login(administrator)
    assert client.get("/indikatorer/egen/serie/").status_code == 200


def test_figures_that_are_not_published_want_an_account(
    client, folder, administrator, reader
):
    make_indicator(administrator, source={"kind": "file"})
    add_run(folder, "a", series(REGION, 60.0))
    assert client.get(PAGE).status_code == 302
    client.force_login(reader)
    assert client.get(PAGE).status_code == 200


def test_it_reads_in_english_too(client, folder, indicator):
    add_run(folder, "a", series(REGION, *[60.0, 64.0] * 8, 90.0))
    client.post("/sprak/", {"language": "en"})
    response = client.get(PAGE)
    assert texts(response, "h1") == ["Provindikator"]
    assert "It is getting better, and not by chance alone." in texts(response, "strong")
