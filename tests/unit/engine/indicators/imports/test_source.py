"""Files of figures as rows: encodings, delimiters, titles, and what can't be read."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import duckdb
import pytest
from openpyxl import Workbook

from fardplan.engine.indicators.imports import json_stat_rows, source, xlsx_rows
from fardplan.engine.indicators.imports.source import read_source
from fardplan.engine.indicators.imports.source_error import SourceError


PLAIN = "Område;År;Värde\nÖrebro;2024;1,5\nSkåne;2024;2,5\n"
ROWS = [["2", "Örebro", "2024", "1,5"], ["3", "Skåne", "2024", "2,5"]]


def read(folder, content: bytes | str):
    file = folder / "fil"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    found = read_source(file, work)
    with found.cells.open(encoding="utf-8", newline="") as cells:
        return found, list(csv.reader(cells))


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("latin-1", "Latin-1"),
        ("utf-16", "UTF-16"),
    ],
)
def test_csv_in_any_encoding(tmp_path, encoding, told):
    found, rows = read(tmp_path, PLAIN.encode(encoding))
    assert (found.headings, rows) == (("Område", "År", "Värde"), ROWS)
    assert told in found.told


def test_big_endian_utf_16(tmp_path):
    _, rows = read(tmp_path, b"\xfe\xff" + PLAIN.encode("utf-16-be"))
    assert rows == ROWS


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_found_beside_decimal_commas(tmp_path, delimiter):
    _, rows = read(tmp_path, PLAIN.replace(";", delimiter))
    assert rows == ROWS


def test_commas_between_cells_and_quotes_around_decimals(tmp_path):
    found, rows = read(
        tmp_path, 'Område,År,Värde\nÖrebro,2024,"1,5"\nSkåne,2024,"2,5"\n'
    )
    assert rows == ROWS
    assert "komma" in found.told


def test_rows_keep_their_number_over_titles_and_empty_rows(tmp_path):
    found, rows = read(tmp_path, f"En titel\n\n{PLAIN}\n;;\nRiket;2024\n")
    assert found.headings == ("Område", "År", "Värde")
    assert [row[0] for row in rows] == ["4", "5", "8"]
    assert rows[-1] == ["8", "Riket", "2024", ""]
    assert found.rows == 3


def test_a_row_with_more_cells_than_headings_is_told(tmp_path):
    found, rows = read(tmp_path, f"{PLAIN}Riket;2024;1;2\nRiket;2023;1;\n")
    assert found.too_wide == (4,)
    assert rows[-1] == ["5", "Riket", "2023", "1"]


def test_headings_are_each_their_own(tmp_path):
    found, _ = read(tmp_path, "A;A;;A (2)\n1;2;3;4\n")
    assert found.headings == ("A", "A (2)", "Kolumn 3", "A (2) (2)")


def test_many_rows_are_read_past_the_first_look(tmp_path):
    text = "Område;Värde\n" + "".join(f"Riket;{n}\n" for n in range(100))
    found, rows = read(tmp_path, text)
    assert (found.rows, len(rows)) == (100, 100)


def spreadsheet(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet(tmp_path):
    content = spreadsheet(
        ["Rubrik"],
        [],
        ["Område", "År", "Värde", "I dag"],
        ["Örebro", 2024.0, 1.5, None],
    )
    found, rows = read(tmp_path, content)
    assert found.told == "Excel (xlsx)"
    assert rows == [["4", "Örebro", "2024", "1.5", ""]]


def test_columns_without_heading_at_the_right_are_left_out(tmp_path):
    found, rows = read(tmp_path, spreadsheet(["A", "B", None], [1, 2, None]))
    assert (found.headings, rows) == (("A", "B"), [["2", "1", "2"]])


def test_a_spreadsheet_that_is_too_large_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_rows, "LARGEST_UNPACKED", 10)
    with pytest.raises(SourceError, match="uppackat"):
        read(tmp_path, spreadsheet(["A", "B"], [1, 2]))


def test_a_zip_that_is_no_spreadsheet(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "a")
    for content in (out.getvalue(), out.getvalue()[:20]):
        with pytest.raises(SourceError, match="inget kalkylblad"):
            read(tmp_path, content)


def test_parquet(tmp_path):
    file = tmp_path / "x.parquet"
    duckdb.execute(
        'COPY (SELECT * FROM (VALUES (\'Örebro\', 2024, 1.5::DOUBLE)) t("Om""råde", "År",'
        f" \"Värde\")) TO '{file}'"
    )
    found, rows = read(tmp_path, file.read_bytes())
    assert found.headings == ('Om"råde', "År", "Värde")
    assert rows == [["1", "Örebro", "2024", "1.5"]]
    with pytest.raises(SourceError, match="ingen hel Parquet-fil"):
        read(tmp_path, file.read_bytes()[:40])


JSON_STAT = {
    "class": "dataset",
    "id": ["Region", "Kon", "Tid"],
    "size": [2, 1, 2],
    "dimension": {
        "Region": {
            "label": "region",
            "category": {
                "index": {"14": 1, "18": 0},
                "label": {"18": "Örebro", "14": "VG"},
            },
        },
        "Kon": {"category": {"label": {"T": "T"}}},
        "Tid": {"label": "år", "category": {"index": ["2023", "2024"]}},
    },
    "value": [1, 2.5, None, 4],
    "status": {"2": ".."},
}


def test_json_stat(tmp_path):
    found, rows = read(tmp_path, json.dumps(JSON_STAT))
    assert found.headings == ("region", "region (text)", "Kon", "år", "värde", "status")
    assert rows == [
        ["1", "18", "Örebro", "T", "2023", "1", ""],
        ["2", "18", "Örebro", "T", "2024", "2.5", ""],
        ["3", "14", "VG", "T", "2023", "", ".."],
        ["4", "14", "VG", "T", "2024", "4", ""],
    ]


def test_json_stat_with_values_by_place_and_one_status(tmp_path):
    told = {**JSON_STAT, "value": {"0": 1, "3": 4}, "status": "p"}
    _, rows = read(tmp_path, json.dumps(told))
    assert [row[-2:] for row in rows] == [["1", "p"], ["", "p"], ["", "p"], ["4", "p"]]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"value": [1, 2]}, "ska ha 4 värden men har 2"),
        ({"size": [2, 1, 3]}, "följer inte JSON-stat"),
        ({"class": "collection"}, "ingen tabell"),
        ({"id": ["Region", "Annat"]}, "följer inte JSON-stat"),
        ({"dimension": []}, "följer inte JSON-stat"),
    ],
)
def test_json_that_is_no_whole_table_is_refused(tmp_path, change, problem):
    with pytest.raises(SourceError, match=problem):
        read(tmp_path, json.dumps({**JSON_STAT, **change}))


def test_json_that_is_cut_off_or_too_large(tmp_path, monkeypatch):
    with pytest.raises(SourceError, match="avbruten"):
        read(tmp_path, json.dumps(JSON_STAT)[:-20])
    monkeypatch.setattr(json_stat_rows, "MOST_CELLS", 3)
    with pytest.raises(SourceError, match="4 celler, fler än 3"):
        read(tmp_path, json.dumps(JSON_STAT))


def test_a_table_without_cells(tmp_path):
    empty = {"category": {"index": []}}
    told = {
        **JSON_STAT,
        "id": ["A"],
        "size": [0],
        "dimension": {"A": empty},
        "value": [],
    }
    with pytest.raises(SourceError, match="inga rader"):
        read(tmp_path, json.dumps(told))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("  \n", "Filen är tom"),
        ("Område;År\n", "inga rader under rubrikerna"),
        ("\n" * 70, "inga rader|tom"),
        ("\n" * 70 + ";", "inga rader"),
        (b"\x00\x01;\x00\n" * 9, "varken CSV"),
        ('A;B\n1;"' + "x" * 140_000, "rad"),
    ],
)
def test_what_can_not_be_read_is_told(tmp_path, content, problem):
    with pytest.raises(SourceError, match=problem):
        read(tmp_path, content)


def test_too_many_columns(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MOST_COLUMNS", 2)
    with pytest.raises(SourceError, match="3 kolumner, fler än 2"):
        read(tmp_path, PLAIN)
