"""The rows of a Parquet file, as text.

In: a file and a folder to work in. Out: its columns and a CSV file of its rows, each
with its number from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.indicators.imports.source_error import SourceError
from fardplan.engine.indicators.store.database import connect, parquet, quoted


if TYPE_CHECKING:
    from pathlib import Path


def unpack_parquet(file: Path, work: Path) -> tuple[list[str], Path, int]:
    """Give headings, the CSV file and how many rows it has."""
    import duckdb

    cells = work / "cells.csv"
    with connect(work, file.parent.absolute()) as connection:
        try:
            told = connection.execute(
                f"DESCRIBE SELECT * FROM {parquet([file])}"
            ).fetchall()
            columns = ", ".join(
                f'"{name.replace(chr(34), chr(34) * 2)}"::VARCHAR' for name, *_ in told
            )
            copied = connection.execute(
                f"COPY (SELECT row_number() OVER (), {columns} FROM {parquet([file])})"
                f" TO {quoted(cells)} (FORMAT csv, HEADER false)"
            ).fetchall()
        except duckdb.Error:
            raise SourceError(
                "Filen är ingen hel Parquet-fil. Spara den på nytt ur det program som"
                " gjorde den."
            ) from None
    return [str(name) for name, *_ in told], cells, int(copied[0][0])
