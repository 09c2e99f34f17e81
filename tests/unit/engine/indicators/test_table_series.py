"""Series over several tables: definitions that can't hold are refused."""

from __future__ import annotations

import pytest
import yaml
from tests.surroundings import ROOT

from fardplan.engine.indicators.observation import Sex
from fardplan.engine.indicators.table_series import (
    AreaChange,
    SeriesError,
    area_of,
    codes_of,
    from_scb_period,
    read_area_changes,
    read_series,
    right_code,
    selections_for,
    to_scb_period,
)


def table(name="TAB1", first="2000", **other):
    return {"table": name, "first": first, "area": "Region", "time": "Tid", **other}


def series(*tables):
    return read_series({"key": "s", "name": "Serie", "tables": list(tables)})


PERIODS = [
    ("2024", "2024"),
    ("2024-Q3", "2024K3"),
    ("2024-05", "2024M05"),
    ("2024-W07", "2024V07"),
]


@pytest.mark.parametrize(("ours", "theirs"), PERIODS)
def test_a_period_goes_there_and_back(ours, theirs):
    assert to_scb_period(ours) == theirs
    assert from_scb_period(theirs) == ours


@pytest.mark.parametrize("bad", ["", "24", "2024-5", "2024-Q5", "2024M5", "2024-2025"])
def test_what_is_no_period_is_refused(bad):
    with pytest.raises(SeriesError, match="är ingen period"):
        to_scb_period(bad)
    with pytest.raises(SeriesError, match="är ingen period"):
        from_scb_period(bad)


def test_periods_are_divided_over_the_tables_and_what_is_left_is_told():
    found = series(
        table("A", "2000", last="2009"),
        table("B", "2012", last="2020"),
        table("C", "2021"),
    )
    assert found.divide(["1999", "2000", "2010", "2012", "2020", "2030", "2000"]) == (
        {"A": ["2000"], "B": ["2012", "2020"], "C": ["2030"]},
        ["1999", "2010"],
    )
    a, b, _ = found.tables
    assert [found.breaks_at(a, "2000"), found.breaks_at(b, "2012")] == [False, True]
    assert not found.breaks_at(b, "2013")


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ([], "s: serien har ingen tabell"),
        ([table("A"), table("B", "2012")], "s: A och B har båda perioden 2012"),
        (
            [table("A", last="2012"), table("B", "2012")],
            "s: A och B har båda perioden 2012",
        ),
        ([table(first="år 2000")], "s: TAB1 har perioder som inte går att tolka"),
        ([table(last="2012-05")], "s: TAB1 har perioder som inte går att tolka"),
        ([table(last="1999")], "s: TAB1 har perioder som inte går att tolka"),
        (
            [table(first="2000-Q1", last="2001-W01")],
            "s: TAB1 har perioder som inte går att tolka",
        ),
        ([table(sexes={"K": "2"})], "s: TAB1 har koder som inte hör till en variabel"),
        (
            [table(age="Alder", ages={"": "tot", "65+": "tot"})],
            "s: TAB1 har koder som inte hör till en variabel, eller samma kod",
        ),
        ([{"table": "A"}], "tabellserien saknar eller har fel värde: 'first'"),
        ([table(sexes="T")], "tabellserien saknar eller har fel värde"),
        (["A"], "tabellserien saknar eller har fel värde"),
    ],
)
def test_a_definition_that_cannot_hold_is_refused(tables, told):
    with pytest.raises(SeriesError) as error:
        series(*tables)
    assert str(error.value).startswith(told)


def test_a_sex_that_does_not_exist_is_refused():
    with pytest.raises(SeriesError, match="har fel värde: 'X' is not a valid Sex"):
        series(table(sex="Kon", sexes={"X": "9"}))


def test_selections_ask_for_each_sex_and_age_once():
    (one,) = series(
        table(
            sex="Kon",
            sexes={"T": "", "K": "2", "M": "1"},
            age="Alder",
            ages={"": "", "65+": "65"},
            fixed={"ContentsCode": "X"},
        )
    ).tables
    base = {"Region": ("14",), "Tid": ("2024M05",), "ContentsCode": ("X",)}
    assert selections_for(one, ["14"], ["2024-05"]) == [
        {**base, "Kon": ("2", "1"), "Alder": ("65",)},
        {**base, "Kon": ("2", "1")},
        {**base, "Alder": ("65",)},
        base,
    ]
    assert one.summed == {"Kon", "Alder"}
    assert one.variables == {"Region", "Tid", "Kon", "Alder", "ContentsCode"}


def test_a_table_without_sex_and_age_is_asked_once():
    (one,) = series(table(left_out=["Civilstand"])).tables
    assert selections_for(one, ["14"], ["2024"]) == [
        {"Region": ("14",), "Tid": ("2024",)}
    ]
    assert (one.summed, one.sexes, one.ages) == (
        {"Civilstand"},
        {Sex.ALL: ""},
        {"": ""},
    )


CHANGES = (
    AreaChange(area="0331", code="1917", until="2007"),
    AreaChange(area="0331", code="9999", until="1990"),
)


def test_an_area_has_the_code_of_its_time():
    assert codes_of("0331", CHANGES) == ("0331", "1917", "9999")
    assert codes_of("14", CHANGES) == ("14",)
    assert [area_of(code, CHANGES) for code in ("1917", "0331", "14")] == [
        "0331",
        "0331",
        "14",
    ]
    assert [
        right_code("0331", y, CHANGES) for y in ("1980", "1990", "2006", "2007")
    ] == [
        "9999",
        "1917",
        "1917",
        "0331",
    ]


@pytest.mark.parametrize(
    "file",
    sorted((ROOT / "definitions" / "table_series").glob("*.yaml")),
    ids=lambda file: file.stem,
)
def test_every_definition_that_is_shipped_holds(file):
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    if file.stem == "area_changes":
        changes = read_area_changes(raw)
        assert {c.area for c in changes} & {c.code for c in changes} == set()
        assert changes[0] == CHANGES[0]
    else:
        found = read_series(raw)
        assert found.tables[-1].last == ""
        assert found.divide(["2024", "2025"])[1] == []
