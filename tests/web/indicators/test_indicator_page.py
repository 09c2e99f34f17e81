"""/indikatorer/<key>/: the definition, its twin, its versions, its history."""

from __future__ import annotations

import json

import pytest
from tests.factories.indicators import change, definition_data, make_indicator
from tests.web.reading import links, rows, texts

from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.queries import told_definitions
from fardplan.engine.indicators.definition import definition_of, fingerprint


pytestmark = pytest.mark.django_db
FAST = "/indikatorer/fast-lakarkontakt-register/"
OWN = "/indikatorer/provindikator/"


@pytest.fixture
def indicators() -> None:
    load_definitions(definitions=told_definitions())


def facts(response) -> dict[str, str]:
    return dict(zip(texts(response, "dt"), texts(response, "dd"), strict=True))


def test_the_page_tells_the_definition_in_plain_words(client, indicators):
    response = client.get(FAST)
    assert texts(response, "h1") == ["Fast läkarkontakt, registrerad"]
    assert facts(response) == {
        "Mål": "Kontinuitet och relation",
        "Täljare": "Listade personer som har en namngiven fast läkarkontakt i"
        " primärvården.",
        "Nämnare": "Folkmängden.",
        "Enhet": "procent",
        "Decimaler": "1",
        "Källa": "Vårdkontakter. Räknas av regionens listningsuppgifter. Kolada har"
        " inget nyckeltal.",
        "Områden": "Riket, regioner, kommuner",
        "Kvinnor och män": "Också var för sig",
        "Uppdelningar": "ålder, vårdcentral",
        "Minsta antal som visas": "5",
        "Styrdiagram": "p′: andelar med stora nämnare",
        "Regler för signaler": "NHS: 7 i rad, trend på 7",
        "Svarar för definitionen": "Färdplan",
    }
    assert "Det här är inte kontrollerat" in texts(response, "h2")
    assert "Ändra definitionen" not in links(response)


def test_register_and_survey_stand_side_by_side(client, indicators):
    response = client.get(FAST)
    assert links(response)["Fast läkarkontakt, upplevd"] == (
        "/indikatorer/fast-lakarkontakt-upplevd/"
    )
    told = {row[0]: row[1:] for row in rows(response)}
    assert told["Nämnare"] == ["Folkmängden.", "Alla som har svarat på frågan."]
    assert told["Publicerade värden för riket"] == [
        "–",
        "2020: 402022: 292023: 302024: 30",
    ]


def test_a_twin_that_only_the_other_names_is_shown_too(client, administrator):
    make_indicator(administrator)
    make_indicator(
        administrator, key="den-andra", name="Den andra", twin="provindikator"
    )
    assert links(client.get(OWN))["Den andra"] == "/indikatorer/den-andra/"
    assert links(client.get("/indikatorer/den-andra/"))["Provindikator"] == OWN


def test_targets_published_values_and_breaks_are_told(client, administrator):
    source = {"agreement": "Vi", "source": "Här"}
    make_indicator(
        administrator,
        direction="decrease",
        targets=[
            {"kind": "level", "value": 1234.5, "by": "2030", **source},
            {"kind": "change_percent", "value": 20, "agreement_goal": 2, **source},
            {"kind": "rise", **source},
        ],
        baseline=[
            {"period": "2019", "value": 0.4, "source": "Där", "note": "Ungefär."}
        ],
        breaks=[{"period": "2024", "what": "Ny källa.", "why": "Bytt system."}],
    )
    response = client.get(OWN)
    told = [t for t in texts(response, "li") if t.endswith("Vi. Här.")]
    assert told == [
        "Högst 1 234,5 procent, senast 2030Vi. Här.",
        "En ökning med 20 procent Mål 2. Högre kontinuitetsindexVi. Här.",
        "En tydlig ökning, som inte är angiven i talVi. Här.",
    ]
    assert rows(response) == [["2019", "0,4", "DärUngefär."]]
    assert "2024 Ny källa. Bytt system." in texts(response, "li")


def test_an_ended_source_says_so(client, indicators):
    response = client.get("/indikatorer/information-npe/")
    assert "Källan har inga värden efter 2024." in texts(response, "p")


def test_resources_stand_beside_an_outcome_and_not_beside_themselves(
    client, indicators
):
    beside = "Flyttar resurserna med?"
    assert beside in texts(client.get(FAST), "h2")
    assert beside not in texts(client.get("/indikatorer/hembesok-andel/"), "h2")


def test_versions_tell_what_changed_and_why(client, administrator):
    make_indicator(administrator)
    change(administrator, "provindikator", seen=1, unit="count", name="Ett prov")
    response = client.get(OWN)
    versions = [t for t in texts(response, "li") if t.startswith("Version ")]
    assert len(versions) == 2
    assert versions[0].startswith("Version 2 gäller från ")
    assert "Därför: Ett skäl." in versions[0]
    assert "Enhet: procentantal" in versions[0]
    assert texts(response, "ins") == ["Ett prov", "antal"]
    assert texts(response, "del") == ["Provindikator", "procent"]
    history = texts(response, "ol", **{"class": "history"})
    assert "Version 2 skrevs. Därför: Ett skäl." in history[0]
    assert "Indikatorn lades till." in history[0]
    assert "Astrid" not in response.content.decode()


def test_who_did_it_is_told_to_those_with_an_account(as_administrator, administrator):
    make_indicator(administrator)
    assert "Astrid Påhitt" in texts(as_administrator.get(OWN), "li")[-1]


def test_an_old_version_says_that_it_is_old(client, administrator):
    make_indicator(administrator)
    change(administrator, "provindikator", seen=1, name="Ett prov")
    response = client.get(f"{OWN}version/1/")
    assert texts(response, "h1") == ["Provindikator"]
    assert links(response)["Till den som gäller"] == OWN
    assert "Till den som gäller" not in links(client.get(f"{OWN}version/2/"))


def test_the_file_of_a_version_is_the_text_of_its_checksum(client, administrator):
    version = make_indicator(administrator)
    response = client.get(f"{OWN}version/1.json")
    assert fingerprint(response.content.decode()) == version.sha256
    told = definition_of(json.loads(response.content))
    assert told == definition_of(definition_data())
    assert response["ETag"] == f'"{version.sha256}"'


@pytest.mark.parametrize("address", ["", "version/1/", "version/1.json", "redigera/"])
def test_what_is_not_there_is_not_found(as_administrator, address):
    assert as_administrator.get(f"{OWN}{address}").status_code == 404


@pytest.mark.parametrize("address", ["version/9/", "version/9.json"])
def test_a_version_that_never_was_is_not_found(client, administrator, address):
    make_indicator(administrator)
    assert client.get(f"{OWN}{address}").status_code == 404


def test_the_page_is_english_where_it_can_be(client, indicators):
    response = client.get(FAST, headers={"accept-language": "en"})
    assert texts(response, "h1") == ["Named physician, by register"]
    assert facts(response)["Areas"] == "Sweden, regions, municipalities"
