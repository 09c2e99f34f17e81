"""What is kept and refused of a file, row by row, before anything is stored."""

from __future__ import annotations

import json

import pytest
from tests.builders.figures import EXPECTED, area_book, file_of

from fardplan.engine.indicators.imports import check_rows as checking
from fardplan.engine.indicators.imports.import_file import check_file, look_at, opened
from fardplan.engine.indicators.imports.mapping import ColumnMapping, MappingError
from fardplan.engine.indicators.imports.report import RowReport, from_json
from fardplan.engine.indicators.observation import Observation
from fardplan.engine.indicators.store.reader import StoreReader
from fardplan.engine.indicators.store.writer import add_run


LONG = "Indikator;Område;Kön;Period;Täljare;Nämnare;Värde;Status\n"
LONG_MAPPING = ColumnMapping(
    {
        "indicator": "Indikator",
        "area": "Område",
        "sex": "Kön",
        "period": "Period",
        "numerator": "Täljare",
        "denominator": "Nämnare",
        "value": "Värde",
        "status": "Status",
    }
)


def check(
    folder, text: str, mapping: ColumnMapping | None = None
) -> tuple[RowReport, list[Observation]]:
    """Check a file, and store what is kept in a store of its own."""
    file = file_of(folder, text)
    known = {"expected": EXPECTED, "areas": area_book()}
    with opened(file, folder) as source:
        mapping = mapping or look_at(source, **known).mapping
        report = check_file(source, mapping, out=folder / "kept.parquet", **known)
    store = folder / "store"
    add_run(store, "a", folder / "kept.parquet")
    with StoreReader(store) as reader:
        rows = reader.run_rows("a", most=1000)
    assert len(rows) == report.kept == report.asked - report.refused
    return report, rows


def told(report: RowReport) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.problem) for one in report.problems]


def test_good_rows_are_kept_with_the_row_they_come_from(tmp_path):
    report, rows = check(
        tmp_path,
        LONG + "telefon;Region Örebro län;Totalt;2024-01;90;100;90,0;prel.\n\n"
        "Telefon samma dag;1880;Kvinnor;kv 1 2024;1 200;1\u00a0600;75 %;\n",
    )
    assert told(report) == [
        (2, "Period", "indikatorn har både år, kvartal, månader eller veckor i filen")
    ]
    assert (report.asked, report.kept, report.refused, report.missing) == (2, 2, 0, 0)
    assert report.indicators == {"telefon": 2}
    assert (report.areas, report.first_period, report.last_period) == (
        2,
        "2024-01",
        "2024-Q1",
    )
    first, second = rows
    assert (first.area, first.sex, first.period, first.version) == (
        "18",
        "T",
        "2024-01",
        1,
    )
    assert (first.numerator, first.denominator, first.value) == (90, 100, 90)
    assert (first.status, first.row, second.row) == ("preliminary", 2, 4)
    assert (second.numerator, second.denominator, second.value) == (1200, 1600, 75)
    assert json.loads(second.raw)["Täljare"] == "1 200"


def test_each_bad_row_is_told_and_stops_no_good_one(tmp_path):
    report, rows = check(
        tmp_path,
        LONG + "telefon;Skåne;Totalt;2024-01;9;10;90;\n"
        "telefon;Narnia;Totalt;2024-01;9;10;90;\n"
        "okänd;Skåne;Totalt;2024-01;9;10;90;\n"
        ";Skåne;Totalt;2024-01;9;10;90;\n"
        "telefon;Skåne;Annat;2024-01;9;10;90;\n"
        "telefon;Skåne;Totalt;hösten;9;10;90;\n"
        "telefon;Skåne;Totalt;2024-02;9;10;nio;\n"
        "telefon;Skåne;Totalt;2024-03;nio;10;90;\n"
        "telefon;Skåne;Totalt;2024-04;9;1 00;90;\n"
        "telefon;Skåne;Totalt;2024-05;9;10;90;kanske\n"
        "telefon;Skåne;Totalt;2024-06;;;101;\n"
        "telefon;Skåne;Totalt;2024-07;;;-0,5;\n"
        "telefon;Skåne;Totalt;2024-08;11;10;;\n"
        "telefon;Skåne;Totalt;2024-09;9;10;80;\n"
        "telefon;Skåne;Totalt;2024-10;;;90;sekretess\n"
        "telefon;Skåne;Totalt;2024-11;3;10;x;\n"
        "telefon;Skåne;Totalt;2024-12;3;-10;;\n"
        "telefon;Skåne;Totalt;2025-01;9;10;90;;mer\n"
        "delad;Skåne;Totalt;2025-02;9;10;90;\n",
        LONG_MAPPING,
    )
    assert [row.row for row in rows] == [2]
    assert told(report) == [
        (3, "Område", "området ”Narnia” är okänt"),
        (4, "Indikator", "indikatorn ”okänd” är okänd"),
        (5, "Indikator", "indikatorn saknas"),
        (6, "Kön", "”Annat” är inget kön"),
        (7, "Period", "”hösten” är ingen period"),
        (8, "Värde", "”nio” är inget tal"),
        (9, "Täljare", "”nio” är inget tal"),
        (10, "Nämnare", "”1 00” är inget tal"),
        (11, "Status", "”kanske” är ingen status"),
        (12, "Värde", "värdet 101 är över 100"),
        (13, "Värde", "värdet -0,5 är under 0"),
        (14, "Värde", "värdet 110 är över 100"),
        (15, "Värde", "värdet är 80 men täljare och nämnare ger 90"),
        (16, "Status", "raden är märkt som skyddad men har ett värde"),
        (17, "Täljare", "värdet är skyddat men täljaren står kvar"),
        (18, "Nämnare", "nämnaren är mindre än noll"),
        (19, "", "raden har fler celler än det finns rubriker"),
        (20, "Indikator", "”delad” kan vara annat eller index"),
    ]
    assert all(one.advice and one.is_refused for one in report.problems)
    kinds = {one.kind: one.figures for one in report.counts}
    assert kinds["indikator går inte att förstå"] == 3
    assert kinds["utanför gränserna"] == 3
    assert from_json(json.loads(json.dumps(report.to_json()))) == report


def test_a_numerator_larger_than_its_denominator(tmp_path):
    mapping = ColumnMapping(
        columns={"area": "A", "numerator": "T", "denominator": "N", "value": "V"},
        fixed={"indicator": "telefon", "period": "2024"},
    )
    report, _ = check(tmp_path, "A;T;N;V\nSkåne;11;10;..\n", mapping)
    assert told(report) == [(2, "T", "täljaren är större än nämnaren")]


def test_the_value_is_computed_where_the_file_has_none(tmp_path):
    mapping = ColumnMapping(
        columns={"area": "A", "numerator": "T", "denominator": "N"},
        fixed={"indicator": "telefon", "period": "2024", "sex": "kvinnor"},
    )
    report, rows = check(
        tmp_path,
        "A;T;N\nSkåne;3;4\nRiket;0;0\nDalarna;..;4\nÖrebro län;3;x\nVGR;;5\n",
        mapping,
    )
    assert told(report) == []
    assert [(row.value, row.status, row.reason[:20]) for row in rows] == [
        (75.0, "final", ""),
        (None, "missing", "nämnaren är noll"),
        (None, "missing", "uppgiften är inte ti"),
        (None, "missing", "skyddas i källan (”x"),
        (None, "missing", "värdet är tomt i käl"),
    ]
    assert {row.sex for row in rows} == {"K"}


def test_a_value_may_be_rounded_to_the_decimals_that_it_has(tmp_path):
    report, _ = check(
        tmp_path,
        LONG + "telefon;Skåne;T;2024-01;2;3;66,7;\n"
        "telefon;Skåne;T;2024-02;2;3;67;\n"
        "telefon;Skåne;T;2024-03;2;3;66,8;\n",
    )
    assert [row for row, *_ in told(report)] == [4]


def test_missing_values_are_kept_with_why(tmp_path):
    report, rows = check(
        tmp_path,
        "Indikator;Område;År;Värde;Status\nindex;Skåne;2024;..;\nindex;Riket;2024;x;\n"
        "index;Dalarna;2024;;\nindex;VGR;2024;;sekretess\nindex;Örebro län;2024;-;saknas\n"
        "index;Halland;2024;;saknas\n",
    )
    assert (report.kept, report.missing) == (6, 6)
    assert [(row.area, row.status) for row in rows] == [
        *(("12", "missing"), ("00", "suppressed"), ("20", "missing")),
        *(("14", "suppressed"), ("18", "missing"), ("13", "missing")),
    ]
    assert all(row.reason for row in rows)


def test_a_figure_told_twice(tmp_path):
    report, rows = check(
        tmp_path,
        "Indikator;Område;År;Värde\nindex;Skåne;2024;1\nindex;12;år 2024;1,0\n"
        "index;Riket;2024;1\nindex;00;2024;2\n",
    )
    assert [row.row for row in rows] == [2]
    assert told(report) == [
        (3, "År", "samma siffra står redan på rad 2"),
        (
            4,
            "År",
            "en annan siffra för samma område, kön, ålder och period står på rad 5",
        ),
        (
            5,
            "År",
            "en annan siffra för samma område, kön, ålder och period står på rad 4",
        ),
    ]


def test_sexes_that_do_not_add_up_are_told_but_kept(tmp_path):
    text = "Indikator;Område;Kön;År;Värde\n"
    for area, total in (("Skåne", 31), ("Dalarna", 30)):
        text += f"besok;{area};T;2024;{total}\nbesok;{area};K;2024;20\nbesok;{area};M;2024;10\n"
    report, rows = check(
        tmp_path, text + "index;Skåne;T;2024;1\nindex;Skåne;K;2024;1\n"
    )
    assert told(report) == [
        (2, "Värde", "kvinnor och män är tillsammans 30 men totalt är 31")
    ]
    assert not report.problems[0].is_refused
    assert (report.refused, rows[0].version) == (0, 2)


def test_shares_instead_of_per_cent_are_told(tmp_path):
    text = "Indikator;Område;År;Värde\n"
    text += "".join(f"telefon;Skåne;{year};0,{year}\n" for year in range(2015, 2021))
    report, _ = check(tmp_path, text)
    assert told(report) == [
        (2, "Värde", "alla värden är mellan 0 och 1 men indikatorn är i procent")
    ]


def test_a_wide_table_has_a_figure_in_each_period(tmp_path):
    mapping = ColumnMapping(
        columns={"area": "Kommun"},
        fixed={"indicator": "index"},
        periods={"2023": "2023", "2024": "2024"},
        area_kind="municipality",
    )
    report, rows = check(
        tmp_path, "Kommun;2023;2024\nÖrebro;1;2\nHabo;..;fel\n", mapping
    )
    assert (report.rows, report.asked, report.kept) == (2, 4, 3)
    assert [(row.area, row.period, row.value, row.row) for row in rows] == [
        ("1880", "2023", 1.0, 2),
        ("1880", "2024", 2.0, 2),
        ("0643", "2023", None, 3),
    ]
    assert told(report) == [(3, "värde (rubriker)", "”fel” är inget tal")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1234,5", 1234.5), ("1 234,5", 1234.5), ("1\u202f234\u2009567", 1234567.0)),
        *(("−3", -3.0), ("+3.25", 3.25), ("1e3", 1000.0), (" 45 % ", 45.0)),
    ],
)
def test_numbers_as_swedish_files_write_them(tmp_path, text, value):
    _, rows = check(tmp_path, f"Indikator;Område;År;Värde\nindex;Riket;2024;{text}\n")
    assert [row.value for row in rows] == [value]


@pytest.mark.parametrize("text", ["1.234,5", "1_000", "inf", "12 34", "1,2,3", "1e999"])
def test_what_can_be_read_in_several_ways_is_no_number(tmp_path, text):
    file = f"Indikator;Område;År;Värde\nindex;Riket;2024;{text}\n"
    mapping = ColumnMapping(
        {"indicator": "Indikator", "area": "Område", "period": "År", "value": "Värde"}
    )
    report, _ = check(tmp_path, file, mapping)
    assert told(report) == [(2, "Värde", f"”{text}” är inget tal")]


def test_text_can_not_become_sql(tmp_path):
    text = 'Indikator;Om\'råde;År;"V""{x}";\'); DROP TABLE cells; --\n'
    text += (
        "index;Ri'ket;2024;'; --;{}\nindex;Riket;2024;1;'\nindex;Skåne;2024;'; --;\n"
    )
    columns = {
        "indicator": "Indikator",
        "area": "Om'råde",
        "period": "År",
        "value": 'V"{x}',
    }
    report, rows = check(tmp_path, text, ColumnMapping(columns))
    assert [row.value for row in rows] == [1.0]
    assert json.loads(rows[0].raw)['V"{x}'] == "1"
    assert {column for _, column, _ in told(report)} == {"Om'råde", 'V"{x}'}


def test_a_mapping_that_can_not_be_followed_is_refused(tmp_path, monkeypatch):
    file = file_of(tmp_path, "A;B\nRiket;1\n")
    known = {"expected": EXPECTED, "areas": area_book(), "out": tmp_path / "kept"}
    columns, fixed = (
        {"area": "A", "value": "B"},
        {"indicator": "index", "period": "2024"},
    )
    with opened(file, tmp_path) as source:
        with pytest.raises(MappingError, match="Välj vilken kolumn som är indikator"):
            check_file(source, ColumnMapping(columns), **known)
        monkeypatch.setattr(checking, "MOST_TEXTS", 0)
        with pytest.raises(MappingError, match="kan inte vara indikator"):
            check_file(source, ColumnMapping(columns, fixed), **known)
