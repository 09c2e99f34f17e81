"""A file of figures as rows of text, in a form that DuckDB reads at once.

In: a file (CSV, xlsx, Parquet or JSON-stat 2) and a folder to work in. Out: its
headings, and a CSV file of our own in which each row has the number it has in the
source. What can't be read is told in Swedish; a file is never read half.

Python's reader goes through every file, and not only DuckDB's: it keeps the row numbers
over empty rows and cells with line breaks, and a ragged row shows as what it is. It
costs about two seconds for a million rows.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fardplan.engine.indicators.imports.csv_rows import csv_rows, shape_of
from fardplan.engine.indicators.imports.json_stat_rows import read_json_stat
from fardplan.engine.indicators.imports.parquet_rows import unpack_parquet
from fardplan.engine.indicators.imports.source_error import SourceError
from fardplan.engine.indicators.imports.xlsx_rows import xlsx_rows


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MOST_COLUMNS = 500
_ZIP, _PARQUET = b"PK\x03\x04", b"PAR1"
# How far down the headings may stand, under titles.
_TITLE_ROWS = 20


@dataclass(frozen=True)
class Source:
    """A file that was read. ``cells`` has the row's number and then a cell per heading.

    ``too_wide`` are the rows with more cells than there are headings.
    """

    told: str
    headings: tuple[str, ...]
    cells: Path
    rows: int
    too_wide: tuple[int, ...] = ()


class _Written(NamedTuple):
    cells: Path
    rows: int
    too_wide: tuple[int, ...] = ()


def read_source(file: Path, work: Path) -> Source:
    """Read a file of figures by what it holds, not by its name."""
    with file.open("rb") as content:
        start = content.read(1 << 16)
    if not start.strip():
        raise SourceError("Filen är tom.")
    if start.startswith(_PARQUET):
        headings, cells, rows = unpack_parquet(file, work)
        return _source("Parquet", headings, _Written(cells, rows))
    if start.startswith(_ZIP):
        return _below_titles("Excel (xlsx)", xlsx_rows(file), work)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        table = read_json_stat(file)
        written = _write(table.rows(), table.headings, work)
        return _source("JSON-stat 2", table.headings, written)
    shape = shape_of(file)
    return _below_titles(shape.told, csv_rows(file, shape), work)


def _below_titles(
    told: str, rows: Iterator[tuple[int, list[str]]], work: Path
) -> Source:
    """Find the headings: the first row that is as wide as the table, under any titles."""
    top: list[tuple[int, list[str]]] = []
    for row in rows:
        top.append(row)
        if len(top) == _TITLE_ROWS:
            break
    # Where the last cell with something in it is: a title is one cell, while headings
    # may be missing over the names of the rows, at the left.
    reach = [max(n for n, cell in enumerate(row, 1) if cell) for _, row in top]
    least = min(max(2, max(reach, default=0) // 2), max(reach, default=0))
    at = next((n for n, far in enumerate(reach) if far >= least), 0)
    if len(top) < at + 2:
        raise SourceError("Filen har inga rader under rubrikerna.")
    headings = [cell.strip() for cell in top[at][1]]
    while headings and not headings[-1]:
        headings.pop()
    return _source(told, headings, _write(chain(top[at + 1 :], rows), headings, work))


def _write(
    rows: Iterable[tuple[int, list[str]]], headings: Sequence[str], work: Path
) -> _Written:
    """Write the rows as DuckDB is to read them."""
    width = len(headings)
    if width > MOST_COLUMNS:
        raise SourceError(
            f"Filen har {width} kolumner, fler än {MOST_COLUMNS}. Ta bort dem som inte"
            " behövs."
        )
    cells, count, too_wide = work / "cells.csv", 0, []
    with cells.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        for number, row in rows:
            if len(row) != width:
                if any(row[width:]):
                    too_wide.append(number)
                row = [*row, *[""] * width][:width]
            write([number, *row])
            count += 1
    return _Written(cells, count, tuple(too_wide))


def _source(told: str, headings: Sequence[str], written: _Written) -> Source:
    """Give each column a heading of its own."""
    if not written.rows:
        raise SourceError("Filen har inga rader under rubrikerna.")
    own: list[str] = []
    for number, heading in enumerate(headings, 1):
        name = plain = " ".join(heading.split()) or f"Kolumn {number}"
        again = 1
        while name in own:
            again += 1
            name = f"{plain} ({again})"
        own.append(name)
    return Source(told, tuple(own), written.cells, written.rows, written.too_wide)
