"""/aktorer/export.<form>: the whole search as a file."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest

from fardplan.apps.actors.models import Authority


pytestmark = pytest.mark.usefixtures("register")

HEADINGS = [
    "Kod",
    "Namn",
    "Slag",
    "Län",
    "Kommunkod",
    "Region",
    "Sjukvårdsregion",
    "Webbplats",
]


def read_csv(response) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def read_xlsx(response) -> list[list[str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def read_json(response) -> list[list[str]]:
    found = json.loads(response.content)
    return [list(found[0]), *(list(row.values()) for row in found)]


READERS = {"csv": read_csv, "xlsx": read_xlsx, "json": read_json}


@pytest.mark.parametrize("form", READERS)
def test_the_file_has_the_rows_of_the_search(client, form):
    asked = {"region": "13", "sjukvardsregion": "vastra", "sortera": "-name"}
    response = client.get(f"/aktorer/export.{form}", asked)

    west, both = "Västra sjukvårdsregionen", "Södra sjukvårdsregionen"
    inside = ["Hallands län", "Region Halland", west]
    assert READERS[form](response) == [
        HEADINGS,
        *(
            [code, name, "Kommun", inside[0], code, inside[1], inside[2], ""]
            for code, name in (
                ("1383", "Varbergs kommun"),
                ("1384", "Kungsbacka kommun"),
            )
        ),
        ["13", "Region Halland", "Region", inside[0], "", "", f"{both}, {west}", ""],
        ["1382", "Falkenbergs kommun", "Kommun", inside[0], "1382", *inside[1:], ""],
    ]


@pytest.mark.parametrize("form", READERS)
def test_the_file_has_every_page(client, form):
    found = READERS[form](client.get(f"/aktorer/export.{form}"))

    assert len(found) == 1 + 317
    assert [row[:5] for row in found if row[4] == "0980"] == [
        ["09", "Region Gotland", "Region och kommun", "Gotlands län", "0980"]
    ]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("json", "application/json"),
    ],
)
def test_the_file_has_a_name_and_a_kind(client, form, kind):
    response = client.get(f"/aktorer/export.{form}")

    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="myndigheter.{form}"'
    )


def test_the_csv_opens_in_a_swedish_excel(client):
    """Byte order mark, semicolons, Windows line ends."""
    lines = client.get("/aktorer/export.csv", {"q": "1880"}).content.split(b"\r\n")

    assert lines == [
        b"\xef\xbb\xbf" + ";".join(HEADINGS).encode(),
        (
            "1880;Örebro kommun;Kommun;Örebro län;1880;Region Örebro län;"
            "Sjukvårdsregion Mellansverige;"
        ).encode(),
        b"",
    ]


@pytest.mark.free_writes
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_only_text_in_a_spreadsheet(client, start):
    danger = f"{start}cmd|'/c calc'!A1"
    Authority.objects.filter(code="1880").update(name=danger)

    table = read_csv(client.get("/aktorer/export.csv", {"q": "1880"}))
    assert table[1][1] == f"'{danger}"

    book = client.get("/aktorer/export.xlsx", {"q": "1880"}).content
    cell = openpyxl.load_workbook(io.BytesIO(book)).active["B2"]
    assert cell.data_type == "s"
    # XML knows one line end only; openpyxl gives the other back where it has lxml.
    assert cell.value.replace("\r", "\n") == danger.replace("\r", "\n")

    (row,) = json.loads(client.get("/aktorer/export.json", {"q": "1880"}).content)
    assert row["Namn"] == danger


def test_a_code_keeps_its_leading_nought(client):
    book = client.get("/aktorer/export.xlsx", {"q": "0114"}).content
    cell = openpyxl.load_workbook(io.BytesIO(book)).active["A2"]

    assert (cell.value, cell.data_type) == ("0114", "s")


@pytest.mark.parametrize("form", ["pdf", "CSV", "csv.exe", "x"])
def test_an_unknown_form_is_not_found(client, form):
    assert client.get(f"/aktorer/export.{form}").status_code == 404


@pytest.mark.parametrize("form", READERS)
def test_a_search_without_finds_gives_an_empty_table(client, form):
    response = client.get(f"/aktorer/export.{form}", {"q": "finns inte"})

    if form == "json":
        assert response.json() == []
    else:
        assert READERS[form](response) == [HEADINGS]


def test_the_number_of_questions_to_the_database_is_bounded(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        client.get("/aktorer/export.csv")
