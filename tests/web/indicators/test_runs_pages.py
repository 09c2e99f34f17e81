"""/indikatorer/inlasningar/: what was read in, its raw rows, and undoing it."""

from __future__ import annotations

import pytest
from tests.builders.figures import observation
from tests.factories.indicators import make_run
from tests.factories.people import granted
from tests.web.reading import links, rows, texts

from fardplan.apps.indicators.models import ImportRun
from fardplan.engine.indicators.observation import ValueStatus


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
PAGE = "/indikatorer/inlasningar/"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORE_DIR = tmp_path / "store"


@pytest.fixture
def run(administrator) -> ImportRun:
    gone = {"value": None, "status": ValueStatus.MISSING, "reason": "uppgift saknas"}
    problem = {
        "row": 4,
        "column": "Område",
        "problem": "området ”Narnia” är okänt",
        "advice": "Skriv områdets kod.",
        "is_refused": True,
    }
    group = {"kind": "område går inte att förstå", "figures": 1, "is_refused": True}
    return make_run(
        administrator,
        "18",
        rows=[
            observation(row=2, raw='{"Område":"Örebro län","Värde":"90"}'),
            observation(row=3, period="2024-02", raw="18;..", **gone),
            observation(row=5, period="2024-03", raw="[1]"),
        ],
        report={"counts": [group], "problems": [problem]},
    )


def test_runs_are_listed_for_those_who_count_for_their_authority(
    client, administrator, run
):
    other = make_run(administrator, "1881", file_name="annan.csv")
    for user, files in (
        (administrator, ["annan.csv Kumla kommun", "telefon.csv Region Örebro län"]),
        (
            granted(administrator, "18", "Ali", "analyst"),
            ["telefon.csv Region Örebro län"],
        ),
    ):
        client.force_login(user)
        found = rows(client.get(PAGE))
        assert [row[0] for row in found] == files
        assert found[-1][2:] == ["Inläst", "3", "3"]
    assert client.get(f"{PAGE}{other.key}/").status_code == 404
    assert client.get(f"{PAGE}finns-inte/").status_code == 404


def test_an_empty_list_says_how(client, administrator):
    client.force_login(administrator)
    assert "fardplan indicators import" in client.get(PAGE).content.decode()


def test_a_run_shows_its_rows_as_they_came_and_what_was_wrong(
    client, administrator, run
):
    client.force_login(administrator)
    response = client.get(f"{PAGE}{run.key}/")
    assert texts(response, "h1") == ["telefon.csv"]
    assert rows(response) == [
        ["2", "telefon, 18, T, 2024-01", "90,0", "Område: Örebro län; Värde: 90"],
        ["3", "telefon, 18, T, 2024-02", "uppgift saknas", "18;.."],
        ["5", "telefon, 18, T, 2024-03", "90,0", "[1]"],
    ]
    page = response.content.decode()
    assert "Rad 4, Område: området ”Narnia” är okänt." in page
    assert "Astrid Påhitt" in page


@pytest.mark.parametrize(
    ("asked", "shown"), [("3", ["3"]), ("9", []), ("x", ["2", "3", "5"])]
)
def test_one_row_can_be_asked_for(client, administrator, run, asked, shown):
    client.force_login(administrator)
    response = client.get(f"{PAGE}{run.key}/?rad={asked}")
    assert [row[0] for row in rows(response)] == shown


def test_a_run_is_undone_once(client, administrator, run):
    client.force_login(administrator)
    response = client.post(f"{PAGE}{run.key}/angra/", follow=True)
    assert "Inläsningen är ångrad." in response.content.decode()
    assert rows(response) == []
    assert "Ångra inläsningen" not in response.content.decode()
    response = client.post(f"{PAGE}{run.key}/angra/", follow=True)
    assert "Inläsningen är redan ångrad." in response.content.decode()


def test_the_register_leads_there(client, administrator):
    client.force_login(administrator)
    assert links(client.get("/indikatorer/"))["Inlästa siffror"] == PAGE


def test_a_fetch_shows_its_receipt(client, administrator):
    lines = ["Kolada: 3 uppgifter efterfrågade.", "Saknas: N1 <i>, tom."]
    run = make_run(
        administrator, sha256="", source_kind="kolada", report={"receipt": lines}
    )
    client.force_login(administrator)
    shown = client.get(f"{PAGE}{run.key}/").text
    assert "<dt>Hämtning</dt><dd>telefon.csv</dd>" in shown
    receipt = shown.split("Kvitto från källan")[1].split("</ul>")[0]
    assert "<li>Kolada: 3 uppgifter efterfrågade.</li>" in receipt
    assert "<li>Saknas: N1 &lt;i&gt;, tom.</li>" in receipt
