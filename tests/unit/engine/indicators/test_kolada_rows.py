"""Kolada's rows and ids; the real ones that are at hand are read whole."""

from __future__ import annotations

import csv

import pytest
from tests.surroundings import REQUIRE_ALL, find_shared

from fardplan.engine.indicators.kolada_rows import (
    KoladaRowError,
    from_kolada_area,
    read_row,
    same_content,
    to_kolada_area,
)
from fardplan.engine.indicators.observation import Observation, Sex, ValueStatus
from fardplan.engine.indicators.receipt import Place
from fardplan.fetchers.kolada_metadata import read_kpi


def entry(**other):
    return {"gender": "T", "value": 1.5, "count": 1, "status": "", **other}


def raw(*entries):
    return {
        "kpi": "N00001",
        "municipality": "0014",
        "period": 2024,
        "values": list(entries),
    }


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("00", "0000"),
        ("14", "0014"),
        ("09", "0009"),
        ("0980", "0980"),
        ("1480", "1480"),
    ],
)
def test_an_area_has_an_id_in_kolada(area, code):
    assert to_kolada_area(area) == code
    assert from_kolada_area(code) == area


def test_a_group_keeps_its_id():
    assert from_kolada_area("G114418") == "G114418"


@pytest.mark.parametrize("area", ["", "1", "014", "14800", "R1"])
def test_what_is_no_area_is_refused(area):
    with pytest.raises(ValueError, match="ingen områdeskod; skriv 00, 14 eller 1480"):
        to_kolada_area(area)


def test_a_row_gives_a_cell_for_each_sex():
    row = read_row(raw(entry(), entry(gender="F", value=2), entry(gender="M")), 7)
    assert row.place == Place("N00001", "14", "2024")
    assert [(c.sex, c.value, c.row) for c in row.facts] == [
        (Sex.ALL, 1.5, 7),
        (Sex.WOMEN, 2.0, 7),
        (Sex.MEN, 1.5, 7),
    ]
    assert not row.is_removed


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        ({}, ValueStatus.FINAL, ""),
        ({"status": "Preliminär"}, ValueStatus.FINAL, "Kolada: Preliminär"),
        ({"value": None, "status": "Missing"}, ValueStatus.MISSING, "Kolada: Missing"),
        (
            {"value": None, "status": "Private"},
            ValueStatus.SUPPRESSED,
            "Kolada: Private",
        ),
        (
            {"value": None, "status": None, "count": None},
            ValueStatus.MISSING,
            "Kolada har inget värde och säger inte varför",
        ),
    ],
)
def test_a_cell_keeps_what_kolada_says_of_it(given, status, reason):
    (fact,) = read_row(raw(entry(**given))).facts
    assert (fact.status, fact.reason) == (status, reason)


def test_what_is_removed_gives_no_cell():
    gone = entry(gender="K", isdeleted=True)
    assert len(read_row(raw(entry(), gone)).facts) == 1
    assert read_row(raw(gone)).is_removed
    assert not read_row(raw()).is_removed


def test_a_fact_becomes_an_observation_of_one_of_our_indicators():
    (fact,) = read_row(raw(entry(value=None, status="Private")), 7).facts
    assert fact.as_observation("en-indikator", 2) == Observation(
        indicator="en-indikator",
        version=2,
        area="14",
        sex=Sex.ALL,
        age="",
        period="2024",
        numerator=None,
        denominator=None,
        value=None,
        status=ValueStatus.SUPPRESSED,
        reason="Kolada: Private",
        row=7,
        raw=fact.raw,
    )


def test_a_sex_told_twice_counts_once_when_it_says_the_same():
    assert len(read_row(raw(entry(), entry())).facts) == 1
    with pytest.raises(KoladaRowError, match="N00001 14 2024 har två olika värden för"):
        read_row(raw(entry(), entry(value=2)))


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        {},
        raw() | {"values": None},
        raw("T"),
        raw({"gender": "T"}),
        raw(entry(gender="X")),
        raw(entry(value="1,5")),
        raw(entry(value=True)),
        raw(entry(count="många")),
    ],
)
def test_a_row_that_cannot_be_read_is_refused(bad):
    with pytest.raises(KoladaRowError, match="en rad går inte att läsa"):
        read_row(bad)


def test_two_rows_say_the_same_in_whatever_order():
    one = read_row(raw(entry(), entry(gender="K")))
    assert same_content(one, read_row(raw(entry(gender="K"), entry())))
    assert not same_content(one, read_row(raw(entry())))
    assert not same_content(one, read_row(raw(entry(), entry(gender="K", status="x"))))


@pytest.fixture
def real():
    shared = find_shared()
    if shared is None:
        assert not REQUIRE_ALL, "shared/data/kolada saknas"
        pytest.skip("shared/data/kolada saknas")
    return lambda name: list(
        csv.DictReader(
            (shared / "data" / "kolada" / name).read_text(encoding="utf-8").splitlines()
        )
    )


def test_real_rows_are_read(real):
    """192 rows of two indicators, eight municipalities and twelve years."""
    flat = real("grp_data_sample.csv")
    rows = [
        read_row(
            {
                "kpi": one["kpi"],
                "municipality": one["municipality_id"],
                "period": int(one["year"]),
                "values": [
                    entry(
                        gender=one["gender"],
                        value=float(one["value"]),
                        status=one["status"],
                        count=int(one["count"]),
                    )
                ],
            }
        )
        for one in flat
    ]
    assert len({row.place for row in rows}) == len(flat) == 192
    assert sum(row.facts[0].value for row in rows) == pytest.approx(
        sum(float(one["value"]) for one in flat)
    )
    assert {row.facts[0].status for row in rows} == {ValueStatus.FINAL}


def test_real_areas_go_there_and_back(real):
    ids = [one["id"] for one in real("municipality.csv")]
    areas = [from_kolada_area(one) for one in ids]
    assert [to_kolada_area(area) for area in areas] == ids
    assert (len(set(areas)), sum(len(area) == 2 for area in areas)) == (312, 22)
    assert {"09", "0980"} <= set(areas)


def test_real_indicators_are_read(real):
    flat = real("kpi_metadata.csv")
    facts = [read_kpi(one) for one in flat]
    assert [one.kpi for one in facts] == [one["id"] for one in flat]
    assert {one.areas for one in facts} == {"K", "L", "A"}
    assert sum(one.is_by_sex for one in facts) == sum(
        one["is_divided_by_gender"] == "TRUE" for one in flat
    )
    found = next(one for one in facts if one.kpi == "N79173")
    assert [found.is_for(area) for area in ("00", "14", "1480")] == [
        True,
        found.areas in "LA",
        found.areas in "KA",
    ]
