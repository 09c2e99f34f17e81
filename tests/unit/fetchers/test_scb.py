"""SCB: what is fetched is the server's truth, over tables that follow each other."""

from __future__ import annotations

import json
from itertools import product

import pytest
import yaml
from tests.builders.faulty_server import PASSING
from tests.builders.scb_server import CONTENT_FAULTS, Table
from tests.surroundings import ROOT

from fardplan.engine.indicators.observation import Sex, ValueStatus
from fardplan.engine.indicators.receipt import Place
from fardplan.engine.indicators.table_series import read_area_changes, read_series
from fardplan.fetchers import scb as scb_module
from fardplan.fetchers.errors import FetchError, IncompleteError
from fardplan.fetchers.scb import fetch_scb, read_limits


FOLDER = ROOT / "definitions" / "table_series"
RAW = yaml.safe_load((FOLDER / "population.yaml").read_text(encoding="utf-8"))
POPULATION = read_series(RAW)
CHANGES = read_area_changes(
    yaml.safe_load((FOLDER / "area_changes.yaml").read_text(encoding="utf-8"))
)
AREAS = ("00", "14", "1480", "0331")
YEARS = ("2005", "2006", "2007", "2024", "2025", "2026")
ALL = {"areas": AREAS, "periods": YEARS, "changes": CHANGES}
NUMBERS = {"00": 10_000_000, "14": 1_700_000, "1480": 600_000, "0331": 14_000}
NOTE = "SCB lägger en liten slumpmässig osäkerhet på varje uppgift från 2025"


def old_value(codes):
    """Sum what is left out; Heby lies under its old code until 2006."""
    region, year = codes["Region"], int(codes["Tid"])
    if region in {"1917", "0331"}:
        if (region == "1917") != (year < 2007):
            return ".."
        region = "0331"
    sexes = {"1": 0.6, "2": 0.4}
    part = sum(sexes.values()) if codes["Kon"] is None else sexes[codes["Kon"]]
    assert codes["Civilstand"] is None
    return round(NUMBERS[region] * part) + year


def new_value(codes):
    """Totals that are not the sums of their parts, as from 2025."""
    noise = {"TotSa": 1, "1": 2, "2": -2}[codes["Kon"]]
    return NUMBERS[codes["Region"]] + noise


@pytest.fixture
def tables(scb):
    scb.tables = {
        "TAB638": Table(
            {
                "Region": ["00", "0331", "14", "1480", "1917"],
                "Civilstand": ["OG", "G", "SK", "ÄNKL"],
                "Alder": ["0", "1", "tot"],
                "Kon": ["1", "2"],
                "ContentsCode": ["BE0101N1", "BE0101N2"],
                "Tid": [str(year) for year in range(1968, 2025)],
            },
            old_value,
            summed={"Region", "Civilstand", "Alder", "Kon"},
        ),
        "TAB5557": Table(
            {
                "Region": ["00", "0331", "14", "1480"],
                "Civilstand": ["OG", "SC"],
                "Alder": ["0", "TotSA"],
                "Kon": ["1", "2", "TotSa"],
                "ContentsCode": ["000007ME"],
                "Tid": ["2025"],
            },
            new_value,
            summed={"Region", "Civilstand", "Alder", "Kon"},
        ),
    }
    return scb


def truth() -> set[tuple]:
    """Each figure, worked out without the code that is tested."""
    found = set()
    for area, year in product(AREAS, YEARS[:4]):
        whole = NUMBERS[area]
        found |= {
            (area, year, "T", "", float(whole + int(year))),
            (area, year, "M", "", float(round(whole * 0.6) + int(year))),
            (area, year, "K", "", float(round(whole * 0.4) + int(year))),
        }
    for area in AREAS:
        for sex, noise in (("T", 1), ("M", 2), ("K", -2)):
            found.add((area, "2025", sex, "", float(NUMBERS[area] + noise)))
    return found


def assert_is_truth(fetched) -> None:
    told = [(c.area, c.period, c.sex.value, c.age, c.value) for c in fetched.facts]
    assert sorted(told) == sorted(truth())
    receipt = fetched.receipt
    key = "scb_population"
    assert receipt.asked == {Place(key, *one) for one in product(AREAS, YEARS)}
    assert dict(receipt.missing) == {
        Place(key, area, "2026"): "TAB5557 har inte perioden (än)" for area in AREAS
    }
    assert receipt.received == receipt.asked - receipt.missing.keys()
    assert receipt.is_complete
    assert (receipt.surplus, receipt.repeated) == ((), ())
    assert [fact.row for fact in fetched.facts] == list(range(1, len(told) + 1))


@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("most", [150_000, 100, 7, 1])
def test_all_is_fetched_over_both_tables(tables, scb_at, sparse, most):
    tables.sparse, tables.most_cells = sparse, most
    assert_is_truth(fetch_scb(scb_at, POPULATION, **ALL))
    assert set(tables.statuses) == {200}


def test_every_question_names_what_it_wants(tables, scb_at):
    fetch_scb(scb_at, POPULATION, **ALL)
    data = [(body, query) for path, query, body in tables.asked if "/data" in path]
    # TAB638 with and without the sex, which it has no total for; then TAB5557.
    assert [[one["variableCode"] for one in body["selection"]] for body, _ in data] == [
        ["Region", "Tid", "ContentsCode", "Kon", "Alder"],
        ["Region", "Tid", "ContentsCode", "Alder"],
        ["Region", "Tid", "ContentsCode", "Civilstand", "Kon", "Alder"],
    ]
    assert data[0][0]["selection"][0]["valueCodes"] == [
        "00",
        "14",
        "1480",
        "0331",
        "1917",
    ]
    assert {query["outputFormat"] for _, query in data} == {"json-stat2"}


def test_a_new_table_is_a_break_and_its_noise_is_told(tables, scb_at):
    fetched = fetch_scb(scb_at, POPULATION, **ALL)
    marks = {(c.period, c.status, c.reason) for c in fetched.facts if c.area == "14"}
    assert marks == {
        *((year, ValueStatus.FINAL, "") for year in YEARS[:4]),
        (
            "2025",
            ValueStatus.BREAK,
            f"serien går över till TAB5557; {NOTE}",
        ),
    }


def test_an_area_that_changed_its_code_keeps_its_history(tables, scb_at):
    fetched = fetch_scb(scb_at, POPULATION, **ALL)
    heby = {
        c.period: (c.reason, json.loads(c.raw)["codes"][0])
        for c in fetched.facts
        if c.area == "0331" and c.sex is Sex.ALL
    }
    former = "redovisas under den tidigare koden 1917"
    assert heby == {
        "2005": (former, "1917"),
        "2006": (former, "1917"),
        "2007": ("", "0331"),
        "2024": ("", "0331"),
        "2025": (f"serien går över till TAB5557; {NOTE}", "0331"),
    }


@pytest.mark.parametrize(("empty", "works"), [(0, True), (None, True), (5, False)])
def test_two_codes_with_values_are_never_added(tables, scb_at, empty, works):
    right = tables.tables["TAB638"].value
    tables.tables["TAB638"].value = lambda codes: (
        empty if (found := right(codes)) == ".." else found
    )
    if works:
        assert_is_truth(fetch_scb(scb_at, POPULATION, **ALL))
        return
    with pytest.raises(IncompleteError, match="under både 0331 och 1917"):
        fetch_scb(scb_at, POPULATION, **ALL)


def test_signs_become_statuses(tables, scb_at):
    signs = {"2005": "..", "2006": ":", "2007": "-", "2024": None}
    tables.tables["TAB638"].value = lambda codes: signs[codes["Tid"]]
    fetched = fetch_scb(scb_at, POPULATION, areas=["1480"], periods=YEARS[:4])
    assert {(c.period, c.value, c.status, c.reason) for c in fetched.facts} == {
        ("2005", None, ValueStatus.MISSING, "uppgiften saknas eller är för osäker"),
        ("2006", None, ValueStatus.SUPPRESSED, "uppgiften är sekretesskyddad"),
        ("2007", None, ValueStatus.MISSING, "källan har inget att redovisa"),
        (
            "2024",
            None,
            ValueStatus.MISSING,
            "källan har inget värde och säger inte varför",
        ),
    }
    assert fetched.receipt.is_complete


def test_a_sign_that_nobody_knows_ends_the_fetch(tables, scb_at):
    tables.tables["TAB638"].value = lambda _: "§"
    with pytest.raises(IncompleteError, match="statustecknet ”§” är okänt"):
        fetch_scb(scb_at, POPULATION, **ALL)


@pytest.mark.parametrize("fault", PASSING + CONTENT_FAULTS)
@pytest.mark.parametrize("at", range(1, 7))
def test_one_fault_anywhere_loses_and_doubles_nothing(tables, scb_at, fault, at):
    tables.faults = {at: fault}
    assert_is_truth(fetch_scb(scb_at, POPULATION, **ALL))


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("updated", "SCB uppdaterade TAB638 medan den hämtades, 3 gånger i rad"),
        ("other codes", "SCB, TAB638: svaret gäller något annat än det som"),
        ("cells left out", "SCB, TAB638: svaret har 39 värden där det ska vara 40"),
        ("500", "SCB gick inte att fråga"),
        ("404", "SCB svarade 404 på /tables/TAB638/data"),
    ],
)
def test_a_fault_that_stays_is_told_with_the_receipt(tables, scb_at, fault, told):
    tables.faults = dict.fromkeys(range(3, 99), fault)
    if fault == "updated":  # metadata are as they should each time
        tables.faults = dict.fromkeys((3, 5, 7), fault)
    with pytest.raises(IncompleteError, match=told) as error:
        fetch_scb(scb_at, POPULATION, **ALL)
    receipt = error.value.receipt
    assert receipt.received == frozenset()
    assert set(receipt.lost.values()) == {"hämtningen avbröts"}
    assert len(receipt.asked) == 24


def test_a_second_table_that_fails_leaves_nothing_half(tables, scb_at):
    tables.faults = dict.fromkeys(range(5, 99), "503")
    with pytest.raises(IncompleteError) as error:
        fetch_scb(scb_at, POPULATION, **ALL)
    receipt = error.value.receipt
    assert {place.period for place in receipt.received} == set(YEARS[:4])
    assert {place.period for place in receipt.lost} == {"2025", "2026"}


def test_an_area_that_no_table_has_is_unknown(tables, scb_at):
    with pytest.raises(IncompleteError, match="känner inte till: 1535") as error:
        fetch_scb(scb_at, POPULATION, areas=["14", "1535"], periods=["2024"])
    assert error.value.receipt.unknown == ("1535",)


def test_an_area_that_one_table_lacks_is_missing_there(tables, scb_at):
    tables.tables["TAB638"].codes["Region"].remove("1480")
    fetched = fetch_scb(scb_at, POPULATION, areas=["1480"], periods=["2024", "2025"])
    assert dict(fetched.receipt.missing) == {
        Place("scb_population", "1480", "2024"): "TAB638 har inte området"
    }
    assert {fact.period for fact in fetched.facts} == {"2025"}


def test_a_period_before_the_series_is_missing_without_a_question(tables, scb_at):
    fetched = fetch_scb(scb_at, POPULATION, areas=["14"], periods=["1950"])
    assert fetched.facts == ()
    assert list(fetched.receipt.missing.values()) == [
        "ingen tabell i serien har perioden"
    ]


def test_a_former_code_is_not_asked_for(tables, scb_at):
    with pytest.raises(FetchError, match="Område 1917 har idag koden 0331"):
        fetch_scb(scb_at, POPULATION, areas=["1917"], periods=["2024"], changes=CHANGES)
    assert tables.asked == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"left_out": []}, r"inte samma variabler \(Civilstand\)"),
        ({"left_out": ["Civilstand", "Hushåll"]}, r"inte samma variabler \(Hushåll\)"),
        ({"fixed": {"ContentsCode": "X"}}, "TAB638 har inte ContentsCode X"),
        ({"sexes": {"T": "1+2"}}, r"TAB638 har inte Kon 1\+2"),
        ({"ages": {"": "TotSA"}}, "TAB638 har inte Alder TotSA"),
    ],
)
def test_a_definition_that_the_table_has_left_is_told(tables, scb_at, change, told):
    series = read_series({**RAW, "tables": [{**RAW["tables"][0], **change}]})
    with pytest.raises(IncompleteError, match=told) as error:
        fetch_scb(scb_at, series, areas=["14"], periods=["2024"])
    assert "Rätta tabellserien" in str(error.value)


def test_a_variable_that_cannot_be_summed_is_told(tables, scb_at):
    tables.tables["TAB638"].summed.remove("Civilstand")
    with pytest.raises(IncompleteError, match="TAB638 kan inte utelämna Civilstand"):
        fetch_scb(scb_at, POPULATION, **ALL)


@pytest.mark.parametrize(
    ("config", "cells", "calls"),
    [
        ({}, 150_000, 30),
        ({"maxCallsPerTimeWindow": 0, "timeWindow": 0}, 150_000, 1),
        ({"maxDataCells": None}, scb_module.CAUTIOUS_CELLS, 30),
        ({"maxDataCells": "150000"}, scb_module.CAUTIOUS_CELLS, 30),
    ],
)
def test_limits_are_those_of_the_service_or_cautious(
    scb, scb_at, clock, config, cells, calls
):
    scb.config = config
    assert read_limits(scb_at) == cells
    clock.slept.clear()
    for _ in range(calls + 1):
        scb_at.get("/config")
    assert sum(clock.slept) == pytest.approx(10 if calls == 30 else 1)


def test_a_config_of_another_shape_is_told(tables, scb_at):
    tables.answer = lambda *_: (200, [])
    try:
        with pytest.raises(FetchError, match="/config går inte att tolka"):
            read_limits(scb_at)
    finally:
        del tables.answer
