"""Changes to the store: a run is added, or undone. Built beside, then swapped in.

In: rows of one import run. Out: a manifest with one file for the run and a new file
for each indicator that it touches. Nothing shows before :meth:`StoreWriter.swap`.

In force is, for each indicator version, area, sex, age and period, the figure of the
latest run that has one. Undoing a run leaves the manifest without it, so what it had
replaced comes back.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from fardplan.engine.indicators.observation import Observation, Sex, ValueStatus
from fardplan.engine.indicators.store.database import connect, parquet, write_parquet
from fardplan.engine.indicators.store.manifest import (
    RUNS,
    SERIES,
    WORK,
    Manifest,
    RunFile,
    SeriesFile,
    StoreError,
    digest_of,
    only_writer,
    read_current,
    settle,
    swap,
    sweep,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duckdb import DuckDBPyConnection

COLUMNS = {
    "indicator": "VARCHAR",
    "version": "INTEGER",
    "area": "VARCHAR",
    "sex": "VARCHAR",
    "age": "VARCHAR",
    "period": "VARCHAR",
    "numerator": "DOUBLE",
    "denominator": "DOUBLE",
    "value": "DOUBLE",
    "status": "VARCHAR",
    "reason": "VARCHAR",
    "row": "BIGINT",
    "raw": "VARCHAR",
}
WHAT = ("indicator", "version", "area", "sex", "age", "period")
_AT_ONCE = 50_000
_AREA = "[0-9]{2}|[0-9]{4}"
_PERIOD = "[0-9]{4}(-Q[1-4]|-[0-9]{2}|-W[0-9]{2})?"


@contextmanager
def writing(folder: Path, *, wait: bool = True) -> Iterator[StoreWriter]:
    """Be the one who changes the store in a folder."""
    with only_writer(folder, wait=wait):
        # What a process that died left behind.
        sweep(folder)
        connection = connect(folder)
        try:
            yield StoreWriter(folder, connection)
        finally:
            connection.close()


class StoreWriter:
    """The one who changes the store; made by :func:`writing`."""

    def __init__(self, folder: Path, connection: DuckDBPyConnection) -> None:
        self._folder, self._connection = folder, connection
        self.manifest = read_current(folder)

    def with_run(self, key: str, rows: Path | Iterable[Observation]) -> Manifest:
        """Give the manifest with one more run; unchanged when it has that run already.

        ``rows`` is a Parquet file with the columns of an observation, or observations.
        """
        if self.manifest.run(key):
            return self.manifest
        run = self._run_file(key, rows)
        sources = {
            name: [self._folder / run.file]
            + [self._folder / one.file for one in self._in_force(name)]
            for name in run.indicators
        }
        series = {
            name: self._series_file(name, run.number, files)
            for name, files in sources.items()
        }
        return replace(
            self.manifest,
            number=self.manifest.number + 1,
            next_run=run.number + 1,
            runs=(*self.manifest.runs, run),
            series={**self.manifest.series, **series},
        )

    def without_run(self, key: str) -> Manifest:
        """Give the manifest without a run; unchanged when it has no such run."""
        gone = self.manifest.run(key)
        if gone is None:
            return self.manifest
        runs = tuple(run for run in self.manifest.runs if run != gone)
        series = dict(self.manifest.series)
        for name in gone.indicators:
            left = [run for run in runs if name in run.indicators]
            del series[name]
            if left:
                series[name] = self._rebuilt(name, left)
        number = self.manifest.number + 1
        return replace(self.manifest, number=number, runs=runs, series=series)

    def swap(self, manifest: Manifest) -> None:
        """Put a manifest in place, and remove what nobody reads any longer."""
        if manifest == self.manifest:
            return
        for part in (RUNS, SERIES):
            settle(self._folder / part)
        swap(self._folder, manifest)
        self.manifest = manifest
        sweep(self._folder)

    def _in_force(self, name: str) -> list[SeriesFile]:
        return [self.manifest.series[name]] if name in self.manifest.series else []

    def _run_file(self, key: str, rows: Path | Iterable[Observation]) -> RunFile:
        if isinstance(rows, Path):
            # Another folder than the store's, so a connection that reaches there.
            source = connect(self._folder, rows.parent.absolute())
            try:
                return self._written(key, source, f"FROM {parquet([rows])}")
            finally:
                source.close()
        _fill(self._connection, rows)
        try:
            return self._written(key, self._connection, "FROM given")
        finally:
            self._connection.execute("DROP TABLE given")

    def _written(self, key: str, source: DuckDBPyConnection, told: str) -> RunFile:
        import duckdb

        columns = ", ".join(f'"{c}"::{kind} AS "{c}"' for c, kind in COLUMNS.items())
        made = self._folder / WORK / "run.parquet"
        try:
            select = f'SELECT {columns} {told} ORDER BY "row"'
            rows = write_parquet(source, select, made)
        except duckdb.Error as problem:
            raise StoreError(
                f"Inläsningen saknar kolumner eller har fel slags värden: {problem}"
            ) from None
        _check(source, made)
        counts = source.execute(
            f"SELECT indicator, count(*) FROM {parquet([made])} GROUP BY 1 ORDER BY 1"
        ).fetchall()
        file, sha256 = _keep(self._folder, made, RUNS)
        return RunFile(
            number=self.manifest.next_run,
            key=key,
            file=file,
            sha256=sha256,
            rows=rows,
            indicators=dict(counts),
        )

    def _series_file(self, name: str, number: int, files: list[Path]) -> SeriesFile:
        """Put a run upon what is in force. The first file is the run's own."""
        told = f"SELECT * EXCLUDE (raw), {number} AS run FROM {parquet(files[:1])}"
        if files[1:]:
            # The same as the latest of all runs, and a third of the time.
            told += (
                f" UNION ALL BY NAME SELECT * FROM {parquet(files[1:])} AS old"
                f" ANTI JOIN {parquet(files[:1])} AS new USING ({', '.join(WHAT)})"
            )
        return self._sorted(name, f"SELECT * FROM ({told}) WHERE indicator = ?")

    def _rebuilt(self, name: str, runs: list[RunFile]) -> SeriesFile:
        every = " UNION ALL BY NAME ".join(
            f"SELECT * EXCLUDE (raw), {run.number} AS run"
            f" FROM {parquet([self._folder / run.file])}"
            for run in runs
        )
        latest = (
            f"SELECT * FROM ({every}) WHERE indicator = ? QUALIFY row_number()"
            f" OVER (PARTITION BY {', '.join(WHAT)} ORDER BY run DESC) = 1"
        )
        return self._sorted(name, latest)

    def _sorted(self, name: str, told: str) -> SeriesFile:
        made = self._folder / WORK / "series.parquet"
        # One reads one sex and age over all areas, so they lie together.
        select = f"{told} ORDER BY version, sex, age, area, period"
        rows = write_parquet(self._connection, select, made, [name])
        file, sha256 = _keep(self._folder, made, SERIES)
        return SeriesFile(file=file, sha256=sha256, rows=rows)


def add_run(folder: Path, key: str, rows: Path | Iterable[Observation]) -> Manifest:
    """Add a run and put it in force at once."""
    with writing(folder) as writer:
        writer.swap(writer.with_run(key, rows))
        return writer.manifest


def undo_run(folder: Path, key: str) -> Manifest:
    """Take a run away at once; what it had replaced comes back."""
    with writing(folder) as writer:
        writer.swap(writer.without_run(key))
        return writer.manifest


def _keep(folder: Path, made: Path, part: str) -> tuple[str, str]:
    """Name a file by its content; give its name in the store and its hash."""
    settle(made)
    sha256 = digest_of(made)
    name = f"{part}/{sha256[:32]}.parquet"
    made.replace(folder / name)
    return name, sha256


def _fill(connection: DuckDBPyConnection, rows: Iterable[Observation]) -> None:
    """Put observations in the table ``given``, some at a time."""
    import numpy as np

    columns = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    connection.execute(f"CREATE TABLE given ({columns})")
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        arrays = {
            name: np.array(
                [getattr(one, name) for one in some],
                dtype=object
                if kind == "VARCHAR"
                else None
                if kind != "DOUBLE"
                else float,
            )
            for name, kind in COLUMNS.items()
        }
        connection.register("some_rows", arrays)
        connection.execute("INSERT INTO given SELECT * FROM some_rows")
        connection.unregister("some_rows")


def _check(connection: DuckDBPyConnection, made: Path) -> None:
    """Refuse rows that no reader could make sense of, whoever gave them."""
    sexes = ", ".join(f"'{sex}'" for sex in Sex)
    statuses = ", ".join(f"'{status}'" for status in ValueStatus)
    wrong = connection.execute(
        f"SELECT row FROM {parquet([made])} WHERE NOT coalesce("
        f" indicator <> '' AND version > 0 AND sex IN ({sexes}) AND age IS NOT NULL"
        f" AND regexp_full_match(area, '{_AREA}') AND regexp_full_match(period, '{_PERIOD}')"
        f" AND status IN ({statuses}) AND reason IS NOT NULL AND raw IS NOT NULL"
        " AND (value IS NULL OR isfinite(value)), false) ORDER BY row LIMIT 1"
    ).fetchone()
    if wrong:
        raise StoreError(
            f"Rad {wrong[0]} i inläsningen saknar eller har fel indikator, område, kön,"
            " ålder, period eller status. Inget är sparat."
        )
    twice = connection.execute(
        f"SELECT min(row), max(row) FROM {parquet([made])} GROUP BY {', '.join(WHAT)}"
        " HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
    ).fetchone()
    if twice:
        raise StoreError(
            f"Rad {twice[0]} och {twice[1]} i inläsningen gäller samma indikator,"
            " område, kön, ålder och period. Inget är sparat."
        )
