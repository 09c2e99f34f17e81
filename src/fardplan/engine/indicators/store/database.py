"""DuckDB as the store uses it: in memory, with no more reach than one folder.

In: a folder. Out: a connection that reads and writes Parquet files there and nothing
else: no network, no other files, no extensions, and a limit on memory.
"""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

MEMORY_MB = 600
THREADS = 2


def connect(*folders: Path) -> DuckDBPyConnection:
    """Give a connection that reaches the folders; what does not fit in memory spills there."""
    # Here and not at the top: every command would wait for it.
    import duckdb

    connection = duckdb.connect(config={"threads": THREADS})
    # What a pattern reaches is asked before it is looked up: both ways to write it.
    both = [form for folder in folders for form in (folder, _literal(folder))]
    reached = ", ".join(map(quoted, both))
    for setting in (
        f"memory_limit = '{MEMORY_MB}MB'",
        f"temp_directory = {quoted(folders[0] / 'spill')}",
        f"allowed_directories = [{reached}]",
        "enable_external_access = false",
        "enable_progress_bar = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def quoted(path: Path) -> str:
    """Give a path as a text of SQL. A file's name can't be a parameter of COPY."""
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def parquet(files: Sequence[Path], options: str = "") -> str:
    """Give the SQL that reads files. A ``[`` or ``*`` in a folder's name is no pattern."""
    names = ", ".join(quoted(_literal(file)) for file in files)
    return f"read_parquet([{names}]{options})"


def _literal(path: Path) -> Path:
    return type(path)(glob.escape(str(path)))


def write_parquet(
    connection: DuckDBPyConnection, select: str, file: Path, values: Sequence[Any] = ()
) -> int:
    """Write what a query gives; give the number of rows."""
    # Groups of this size let one run's row be found without reading all of it.
    options = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480"
    copy = f"COPY ({select}) TO {quoted(file)} ({options})"
    written = connection.execute(copy, list(values)).fetchall()
    return int(written[0][0])
