"""The rows of a CSV file, whatever its letters and delimiter.

In: a file. Out: its encoding and delimiter, and its rows one by one: the file is never
whole in memory. UTF-8 is tried first since text in another encoding is hardly ever
valid UTF-8; what is not is read as Windows-1252, which holds Latin-1.
"""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from fardplan.engine.indicators.imports.source_error import SourceError


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DELIMITERS = ";\t,|"
_SAMPLE_ROWS, _AT_ONCE = 30, 1 << 20
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class FileShape:
    """How a CSV file is written."""

    encoding: str
    delimiter: str

    @property
    def told(self) -> str:
        """Give it in Swedish."""
        names = {";": "semikolon", "\t": "tabb", ",": "komma", "|": "lodstreck"}
        encoding = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16"}.get(
            self.encoding, "Windows-1252 (Latin-1)"
        )
        return f"CSV i {encoding} med {names[self.delimiter]} mellan cellerna"


def shape_of(file: Path) -> FileShape:
    """Tell how a CSV file is written."""
    encoding = _encoding(file)
    with file.open(encoding=encoding, newline="") as text:
        lines = list(islice(text, _SAMPLE_ROWS))
    if any("\0" in line for line in lines):
        raise SourceError(
            "Filen är varken CSV, xlsx, Parquet eller JSON-stat. Spara den som något av"
            " dem."
        )
    return FileShape(encoding, max(DELIMITERS, key=lambda one: _width(lines, one)))


def csv_rows(file: Path, shape: FileShape) -> Iterator[tuple[int, list[str]]]:
    """Give each row with its number in the file; empty rows are passed over."""
    with file.open(encoding=shape.encoding, newline="", errors="replace") as text:
        reader = csv.reader(text, delimiter=shape.delimiter)
        try:
            for number, row in enumerate(reader, 1):
                if row and any(row):
                    yield number, row
        except csv.Error as problem:
            raise SourceError(
                f"Filen går inte att läsa som CSV vid rad {reader.line_num}: {problem}."
                " Ett citattecken utan sitt andra är vanligast."
            ) from None


def _encoding(file: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open("rb") as content:
        first = content.read(2)
        for mark, encoding in _MARKS:
            if first == mark:
                return encoding
        content.seek(0)
        try:
            while some := content.read(_AT_ONCE):
                decoder.decode(some)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _width(lines: list[str], delimiter: str) -> int:
    """Give how many cells most rows have, which a title above the table does not change."""
    try:
        widths = sorted(
            len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)
        )
    except csv.Error:
        return 0
    return widths[len(widths) // 2] if widths else 0
