"""The rows of the first sheet of a spreadsheet (xlsx)."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from fardplan.engine.indicators.imports.source_error import SourceError


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A spreadsheet is packed: what unpacks to more than this belongs in CSV or Parquet.
LARGEST_UNPACKED = 500_000_000


def xlsx_rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row with its number in the sheet; empty rows are passed over."""
    # Here and not at the top: every command would wait 0.1 s for it.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _check_size(file)
        with file.open("rb") as content:
            book = load_workbook(content, read_only=True, data_only=True)
            for number, row in enumerate(book.worksheets[0].values, 1):
                cells = ["" if cell is None else str(cell) for cell in row]
                if any(cells):
                    yield number, cells
    except SourceError:
        raise
    # What openpyxl raises for files that are packed but are no workbook.
    except (
        InvalidFileException,
        LookupError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
        zipfile.BadZipFile,
    ):
        raise SourceError(
            "Filen är inget kalkylblad i formatet xlsx, eller är skadad. Öppna den i"
            " ett kalkylprogram och spara den igen."
        ) from None


def _check_size(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise SourceError(
            f"Kalkylbladet blir {unpacked // 1_000_000} MB uppackat och läses inte."
            " Spara det som CSV eller Parquet."
        )
