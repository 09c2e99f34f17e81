"""A spreadsheet or a CSV file as rows of text.

In: the bytes of a file and the columns it must have. Out: rows with the number they
have in the file. What can't be read is told in Swedish, with what to do: a file is
never read half or with guessed letters.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


LARGEST_MB = 5
MOST_ROWS = 50_000
# A spreadsheet is packed: one of 5 MB that unpacks to more than this is no register.
LARGEST_UNPACKED = 200_000_000
_ZIP = b"PK\x03\x04"


class TableError(ValueError):
    """The file can't be read; ``str()`` says why and what to do, in Swedish."""


@dataclass(frozen=True)
class TableRow:
    """One row by field. ``number`` is the row's number in the file, from 2."""

    number: int
    values: Mapping[str, str]


def read_table(
    content: bytes, columns: Mapping[str, str], required: Sequence[str]
) -> list[TableRow]:
    """Read CSV (UTF-8) or XLSX. ``columns`` maps field to heading.

    Empty rows are passed over; columns that are not required may be missing.
    """
    if not content.strip():
        raise TableError("Filen är tom.")
    if len(content) > LARGEST_MB * 1_000_000:
        raise TableError(
            f"Filen är {len(content) / 1_000_000:.0f} MB. Högst {LARGEST_MB} MB kan"
            " läsas in på en gång: dela den i flera."
        )
    rows = _xlsx_rows(content) if content.startswith(_ZIP) else _csv_rows(content)
    numbered = [(n, row) for n, row in enumerate(rows, 1) if any(map(str.strip, row))]
    if len(numbered) > MOST_ROWS:
        raise TableError(
            f"Filen har fler än {MOST_ROWS} rader: dela den i flera och läs in en i taget."
        )
    if len(numbered) < 2:
        raise TableError("Filen har inga rader under rubrikerna.")
    fields = _fields(numbered[0][1], columns, required)
    return [_row(number, row, fields) for number, row in numbered[1:]]


def _fields(
    headings: list[str], columns: Mapping[str, str], required: Sequence[str]
) -> list[str]:
    by_heading = {heading.casefold(): name for name, heading in columns.items()}
    by_heading |= {name: name for name in columns}
    written = [" ".join(heading.split()) for heading in headings]
    while written and not written[-1]:
        written.pop()
    unknown = [h for h in written if h.casefold() not in by_heading]
    fields = [by_heading.get(heading.casefold(), "") for heading in written]
    missing = [columns[name] for name in required if name not in fields]
    if missing:
        raise TableError(
            f"Det saknas kolumner: {', '.join(missing)}. Första raden ska ha"
            f" rubrikerna; i filen står: {', '.join(written)[:300]}."
        )
    if unknown:
        raise TableError(
            f"Kolumnen ”{unknown[0][:60]}” är okänd. Ta bort den eller rätta rubriken"
            f" till någon av: {', '.join(columns.values())}."
        )
    doubled = [f for f in fields if fields.count(f) > 1]
    if doubled:
        raise TableError(f"Kolumnen {columns[doubled[0]]} finns två gånger.")
    return fields


def _row(number: int, row: list[str], fields: list[str]) -> TableRow:
    if any(cell.strip() for cell in row[len(fields) :]):
        raise TableError(
            f"Rad {number} har fler celler än det finns rubriker. Text som innehåller"
            " semikolon eller radbrytning ska stå inom citattecken."
        )
    cells = [*row, *[""] * len(fields)]
    return TableRow(number, dict(zip(fields, cells, strict=False)))


def _csv_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise TableError(
            f"Rad {line} är inte sparad i teckenkodningen UTF-8, så å, ä och ö skulle"
            " bli fel. Spara filen som ”CSV UTF-8” eller som Excel-fil (xlsx)."
        ) from None
    if "\x00" in text:
        raise TableError("Filen är varken CSV eller xlsx. Spara den som någotdera.")
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise TableError(f"Filen går inte att läsa som CSV: {problem}.") from None


def _xlsx_rows(content: bytes) -> list[list[str]]:
    # Here and not at the top: every command would wait 0.1 s for it.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        raise _damaged() from None
    if unpacked > LARGEST_UNPACKED:
        raise TableError(
            f"Filen blir {unpacked // 1_000_000} MB uppackad, och läses inte."
        )
    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        return [[_cell_text(cell) for cell in row] for row in sheet.iter_rows()]
    # What openpyxl raises for files that are packed but are no workbook.
    except (
        InvalidFileException,
        LookupError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
    ):
        raise _damaged() from None


def _damaged() -> TableError:
    return TableError(
        "Filen är inget kalkylblad i formatet xlsx, eller är skadad. Öppna den i ett"
        " kalkylprogram och spara den igen."
    )


def _cell_text(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else str(value)
