"""What a row of a file may not say, and what a file leaves out."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from fardplan.engine.actors.bodies import Period, SeatFact, SeatRole
from fardplan.engine.actors.body_records import BODY_COLUMNS, read_body
from fardplan.engine.actors.import_plan import Status, plan_seats
from fardplan.engine.actors.seat_records import SeatRecord, read_person
from fardplan.engine.actors.text_fields import Known
from fardplan.engine.shared import read_table as tables
from fardplan.engine.shared.read_table import TableError, TableRow, read_table


KNOWN = Known(
    authorities={"18": "18", "region örebro län": "18"},
    names={"18": "Region Örebro län"},
    bodies=frozenset({"a", "b"}),
    people={"anna": [(1, "Anna")]},
)
BODY = {
    "code": "a",
    "name": "A",
    "body_type": "board",
    "level": "political",
    "home": "18",
    "authorities": "18",
}


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        (
            "quorum",
            "alla",
            "”alla” finns inte; skriv något av: Mer än hälften, Minst två tredjedelar, Inget krav",
        ),
        ("composition", f"1 {'x' * 81}", "en funktion är längre än 80 tecken"),
        ("steers", "b, b", "”b” står två gånger"),
        (
            "steers",
            "b 2022-01-02..2022-01-01",
            "slutdatum 2022-01-01 är före startdatum 2022-01-02",
        ),
        (
            "steers",
            "b från 2022",
            "”b från 2022” är inte kortadressen till något organ",
        ),
        (
            "remote_allowed",
            "kanske",
            "”kanske” går inte att förstå; skriv Ja, Nej eller inget",
        ),
        ("notice_days", "366", "”366” är inget heltal från 0 till 365"),
    ],
)
def test_a_wrong_column_is_told(column, text, reason):
    record, problems = read_body(BODY | {column: text}, KNOWN)
    assert record is None
    assert [(one.column, one.reason) for one in problems] == [(column, reason)]


def test_codes_words_and_an_apostrophe_are_understood():
    record, problems = read_body(
        BODY
        | {"quorum": "two_thirds", "mandate": "'- ett", "composition": " ;1 ledamot"},
        KNOWN,
    )
    assert problems == []
    assert (record.quorum, record.mandate, len(record.composition)) == (
        "two_thirds",
        "- ett",
        1,
    )


def test_nobody_is_not_appointed():
    _name, _term, problems = read_person({"start": "2022-01-01"}, KNOWN)
    assert [one.column for one in problems] == ["person", "person"]


def plan(*rows, existing=()):
    numbered = [TableRow(n, row) for n, row in enumerate(rows, 2)]
    return plan_seats(numbered, {"a": list(existing)}, {}, KNOWN)


HELD = SeatRecord(
    body="a",
    number=1,
    fact=SeatFact(role=SeatRole.MEMBER, function="socialchef"),
    period=Period(),
    person="Anna",
    term=Period(date(2022, 1, 1), date(2022, 12, 31)),
)
ROW = {"body": "a", "number": "1", "role": "Ledamot"}


def test_columns_that_are_left_out_stay_as_they_are():
    found = plan(ROW | {"person": "anna", "start": "2022-01-01"}, existing=[HELD])
    assert [line.status for line in found.lines] == [Status.UNCHANGED]


def test_an_appointment_of_another_day_is_another():
    found = plan(ROW | {"person": "Bo", "start": "2023-01-01"}, existing=[HELD])
    assert found.lines[0].changes == {"person": ("", "Bo"), "start": ("", "2023-01-01")}


def test_a_seat_is_changed_without_its_holder():
    found = plan(ROW | {"function": "skolchef"}, existing=[HELD])
    assert found.lines[0].changes == {"function": ("socialchef", "skolchef")}


def test_an_unknown_body_is_told():
    line = plan(ROW | {"body": "x"}).lines[0]
    assert line.problems[0].reason == "”x” är inte kortadressen till något organ"


def xlsx() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def damaged(part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (damaged("xl/worksheets/sheet1.xml", b"<nonsense"), "eller är skadad"),
        (damaged("xl/workbook.xml", b"<nonsense"), "eller är skadad"),
        (damaged("[Content_Types].xml", b""), "eller är skadad"),
        (xlsx()[:-40], "eller är skadad"),
        (b'a;"' + b"x" * 200_000, "går inte att läsa som CSV"),
    ],
)
def test_a_damaged_file_is_told(content, reason):
    with pytest.raises(TableError, match=reason):
        read_table(content, BODY_COLUMNS, ())


def test_a_packed_file_that_grows_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_UNPACKED", 1000)
    with pytest.raises(TableError, match="MB uppackad, och läses inte"):
        read_table(xlsx(), BODY_COLUMNS, ())


def test_headings_may_be_followed_by_empty_ones_and_rows_by_empty_rows():
    rows = read_table(b"Namn;Typ;;\nA;B;;\n;;;\nC;D\n", BODY_COLUMNS, ("name",))
    assert [(r.number, r.values) for r in rows] == [
        (2, {"name": "A", "body_type": "B"}),
        (4, {"name": "C", "body_type": "D"}),
    ]
