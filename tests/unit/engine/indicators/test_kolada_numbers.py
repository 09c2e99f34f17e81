"""The numbers in Kolada that shipped definitions name, against Kolada's own list."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from tests.surroundings import REQUIRE_ALL, find_shared

from fardplan.engine.indicators.definition import (
    AreaLevel,
    Definition,
    DefinitionStatus,
    SourceKind,
    Unit,
)
from fardplan.engine.indicators.definition_files import read_definitions
from fardplan.engine.indicators.goals import read_goals


SHIPPED = Path(__file__).parents[4] / "definitions"
GOALS = read_goals((SHIPPED / "goals.yaml").read_text(encoding="utf-8"))
DEFINITIONS = read_definitions(SHIPPED / "indicators", GOALS)
IN_KOLADA = [d for d in DEFINITIONS.values() if d.source.kind is SourceKind.KOLADA]
# What the title in Kolada has of words, so that a wrong number can't slip in.
TITLES = {
    "akutbesok-80": "Besök på akutmottagning - 80 år och äldre",
    "aterinskrivning-30-dagar": "Patienter med oplanerad återinskrivning inom 30 dagar",
    "atgardbar-dodlighet": "Sjukvårdsrelaterad åtgärdbar dödlighet",
    "delaktighet-npe": "delaktighet och involvering i primärvården",
    "disponibla-vardplatser": "Disponibla vårdplatser slutenvård totalt",
    "fallskador-65": "Fallskador bland personer 65+, 3-årsm",
    "fast-omsorgskontakt": "erbjudits en fast omsorgskontakt",
    "fortroende-sjukvard": "Förtroende för sjukvården i sin helhet",
    "fortroende-vardcentral": "Förtroende för vård-/hälsocentral",
    "hemtjanst-65": "Invånare 65+ med hemtjänst i ordinärt boende",
    "information-npe": "information och kunskap i primärvården",
    "kommunal-hemsjukvard-65": "Invånare 65+ som varit mottagare av hälso- och sjukvård",
    "kontinuitet-koordinering-npe": "kontinuitet och koordinering i primärvården",
    "lakarbesok-primarvard": "Läkarbesök i primärvården, produktionsperspektiv",
    "medicinsk-bedomning-3-dagar": "Medicinsk bedömning inom tre dagar i primärvård",
    "nettokostnad-hemsjukvard": "Nettokostnad all hemsjukvård (exkl. läkemedel)",
    "nettokostnad-primarvard": "Nettokostnad primärvård totalt (exkl. läkemedel)",
    "overvikt-fetma": "Invånare med övervikt eller fetma",
    "paverkbar-slutenvard": "Påverkbar slutenvård vid kronisk sjukdom",
    "rimlig-vantetid-vardcentral": "Rimlig väntetid till vård- eller hälsocentral",
    "sjalvskattad-halsa": "Invånare med bra självskattat hälsotillstånd",
    "telefon-samma-dag": "Telefonsamtal till primärvården som besvarats samma dag",
    "tillgang-till-vard": "Tillgång till den hälso- och sjukvård man behöver",
    "tio-lakemedel": "Tio eller fler läkemedel samtidigt hos äldre",
    "trygghet-hemtjanst": "hemtjänst äldreomsorg - trygghet (mycket trygga)",
    "trygghet-sarskilt-boende": "särskilt boende äldreomsorg - mycket trygga",
    "utskrivningsklara-dygn": "Utskrivningsklara patienter på sjukhus 65+",
    "vantande-atgard": "Väntande högst 90 dagar på operation/åtgärd",
    "vantande-forsta-kontakt": "Väntande högst 90 dagar till första kontakt",
    "vardtillfallen": "Vårdtillfällen, konsumtionsperspektiv",
}
UNITS = {
    Unit.PERCENT: "andel (%)",
    Unit.INDEX_100: "index",
    Unit.PER_1000: "/1000 inv",
    Unit.PER_100000: "/100 000 inv",
    Unit.KRONOR_PER_INHABITANT: "kr/inv",
}
LEVELS = {
    "K": {AreaLevel.MUNICIPALITY},
    "L": {AreaLevel.COUNTRY, AreaLevel.REGION},
    "A": set(AreaLevel),
}


@pytest.fixture(scope="module")
def known() -> dict[str, dict[str, str]]:
    """Kolada's indicators by number."""
    shared = find_shared()
    if shared is None:
        if REQUIRE_ALL:
            pytest.fail("../shared is missing")
        pytest.skip("../shared saknas: lägg mappen ”shared” bredvid projektet")
    file = shared / "data" / "kolada" / "kpi_metadata.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def test_every_definition_from_kolada_is_in_the_table():
    assert {d.key for d in IN_KOLADA} == set(TITLES)
    assert len({d.source.id for d in IN_KOLADA}) == len(IN_KOLADA)


@pytest.mark.parametrize("told", IN_KOLADA, ids=lambda d: d.key)
def test_the_number_is_the_indicator_it_is_said_to_be(known, told: Definition):
    row = known[told.source.id]
    assert TITLES[told.key] in row["title"]
    assert UNITS[told.unit] in row["title"]
    assert set(told.area_levels) == LEVELS[row["municipality_type"]]
    assert told.by_sex == (row["is_divided_by_gender"] == "TRUE")
    assert (told.status is DefinitionStatus.ENDED) == ("(-2024)" in row["title"])


def test_every_other_number_that_a_definition_mentions_is_in_kolada(known):
    told = {
        number
        for d in DEFINITIONS.values()
        for number in re.findall(r"\b[NU]\d{5}\b", d.source.note)
    }
    assert len(told) > 10
    assert told - known.keys() == set()
