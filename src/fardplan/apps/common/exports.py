"""Tables people take with them: CSV, XLSX and JSON with the same rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse


Rows = Sequence[Mapping[str, str]]
FORMATS = ("csv", "xlsx", "json")
_CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# A spreadsheet runs a cell that starts so as a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export_response(
    rows: Rows, headings: Sequence[str], name: str, form: str
) -> HttpResponse:
    """Give ``rows`` as a file to download. ``form`` is one of :data:`FORMATS`."""
    return HttpResponse(
        table_bytes(rows, headings, form),
        content_type=_CONTENT_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def table_bytes(rows: Rows, headings: Sequence[str], form: str) -> bytes:
    """Give ``rows`` as the content of a file. ``form`` is one of :data:`FORMATS`."""
    write = {"csv": _csv_bytes, "xlsx": _xlsx_bytes, "json": _json_bytes}[form]
    return write(rows, headings)


def _csv_bytes(rows: Rows, headings: Sequence[str]) -> bytes:
    # Byte order mark and semicolons: what a Swedish Excel opens without asking.
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: _disarmed(v) for k, v in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _disarmed(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def _xlsx_bytes(rows: Rows, headings: Sequence[str]) -> bytes:
    # Here and not at the top: every command would wait 0.1 s for it.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Färdplan")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, row[heading]) for heading in headings])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: str, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"  # text, even when it starts with =
    if bold:
        cell.font = Font(bold=True)
    return cell


def _json_bytes(rows: Rows, headings: Sequence[str]) -> bytes:
    return json.dumps(list(rows), ensure_ascii=False, indent=1).encode()
