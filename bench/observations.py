"""A million rows of CSV read in, and series taken out of a store of 4.5 million figures."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import duckdb
from tests.surroundings import ROOT

from bench.table import Row
from fardplan.engine.actors.authority_register import read_register
from fardplan.engine.indicators.imports.areas import AreaBook
from fardplan.engine.indicators.imports.expected import Expected
from fardplan.engine.indicators.imports.import_file import check_file, look_at, opened
from fardplan.engine.indicators.store.database import connect, parquet, write_parquet
from fardplan.engine.indicators.store.reader import StoreReader
from fardplan.engine.indicators.store.writer import add_run


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS, INDICATORS, MONTHS, TURNS = 1_000_000, 40, 120, 15
AT_MOST_SECONDS, AT_MOST_MB, AT_MOST_MS = 20, 1_000, 50


def rows() -> Iterator[Row]:
    """Measure the import in a process of its own, and the questions in this one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _import_rows(folder)
        yield from _series_rows(folder)


def _import_rows(folder: Path) -> Iterator[Row]:
    file = folder / "siffror.csv"
    _write_csv(file)
    floor, took = _in_process("floor", file, folder), _in_process("ours", file, folder)
    yield Row(
        name=f"import {ROWS:,} CSV rows: guess, check, store",
        unit="s",
        ours=took["seconds"],
        floor=floor["seconds"],
        most=AT_MOST_SECONDS,
        note="floor: DuckDB's read_csv of the same file into a table",
    )
    yield Row(
        name=f"import {ROWS:,} CSV rows: memory",
        unit="MB",
        ours=took["megabytes"],
        floor=floor["megabytes"],
        most=AT_MOST_MB,
        note="the most that the process had, all of Python included; floor as above",
    )


def _in_process(what: str, file: Path, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.observations", what, str(file), str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603
    answer: dict[str, float] = json.loads(told.stdout)
    return answer


def _series_rows(folder: Path) -> Iterator[Row]:
    store = folder / "store"
    count = _fill(store, folder / "run.parquet")
    ours, floor = [], []
    with StoreReader(store) as reader, connect(store) as connection:
        reader.series("i0", 1)
        for turn in range(1, TURNS + 1):
            part = store / reader.manifest.series[f"i{turn}"].file
            floor.append(
                _milliseconds(
                    lambda file=part: connection.execute(
                        f"SELECT value FROM {parquet([file])} WHERE sex = 'T'"  # noqa: S608
                    ).fetchnumpy()
                )
            )
            ours.append(_milliseconds(lambda n=turn: reader.series(f"i{n}", 1)))
        figures = len(reader.series("i0", 1).area)
    yield Row(
        name=f"series of an indicator for all areas, {count:,} figures in the store",
        unit="ms",
        ours=median(ours),
        floor=median(floor),
        most=AT_MOST_MS,
        note=f"median of {TURNS}, each of an indicator not read before, {figures:,}"
        " figures with its hash checked; floor: the values alone out of the file",
    )


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


_EVERYTHING = f"""
SELECT 'i' || i AS indicator, 1 AS version, area, sex, '' AS age,
    (2015 + m // 12) || '-' || lpad((m % 12 + 1)::VARCHAR, 2, '0') AS period,
    45.0 AS numerator, 50.0 AS denominator, random() * 100 AS value,
    'final' AS status, '' AS reason, row_number() OVER () AS row, '{{{{}}}}' AS raw
FROM range({INDICATORS}) t(i), (SELECT unnest([{{areas}}]) AS area),
    (SELECT unnest(['T', 'K', 'M']) AS sex), range({MONTHS}) u(m)
"""  # noqa: S608 -- our own numbers


def _areas() -> list[str]:
    facts = read_register(ROOT / "definitions" / "authorities")
    return [fact.code for fact in facts if fact.kind in {"region", "municipality"}]


def _write_csv(file: Path) -> None:
    """Write shares of areas, sexes, ages and months, no figure twice."""
    lines, areas = ["Indikator;Område;Kön;Ålder;Period;Täljare;Nämnare;Värde"], _areas()
    sexes, ages = ("totalt", "kvinnor", "män"), ("0-17", "18-64", "65+", "80+")
    for number in range(ROWS):
        rest, area = divmod(number, len(areas))
        rest, sex = divmod(rest, len(sexes))
        month, age = divmod(rest, len(ages))
        part, whole = number % 97, 100 + number % 411
        share = f"{100 * part / whole:.1f}".replace(".", ",")
        period = f"{1990 + month // 12}-{month % 12 + 1:02}"
        lines.append(
            f"telefon;{areas[area]};{sexes[sex]};{ages[age]};{period};{part};{whole};{share}"
        )
    file.write_text("\n".join(lines), encoding="utf-8")


def _fill(store: Path, file: Path) -> int:
    """Fill a store with all indicators, areas, sexes and months."""
    listed = ", ".join(f"'{area}'" for area in [*_areas(), "00"])
    with connect(file.parent) as connection:
        count = write_parquet(connection, _EVERYTHING.format(areas=listed), file)
    add_run(store, "bench", file)
    return count


def _import(file: Path, folder: Path) -> None:
    share = Expected(
        key="telefon", version=1, factor=100, lowest=0, highest=100, is_part=True
    )
    areas = AreaBook(read_register(ROOT / "definitions" / "authorities"))
    out = folder / "kept.parquet"
    with opened(file, folder) as source:
        mapping = look_at(source, expected=[share], areas=areas).mapping
        report = check_file(source, mapping, expected=[share], areas=areas, out=out)
    if report.kept != ROWS:
        raise SystemExit(f"only {report.kept} rows were kept: {report.counts}")
    add_run(folder / "imported", "bench", out)


def _read_alone(file: Path, _folder: Path) -> None:
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{file}')")  # noqa: S608


def _child(what: str, file: str, folder: str) -> dict[str, float]:
    began = time.perf_counter()
    {"ours": _import, "floor": _read_alone}[what](Path(file), Path(folder))
    return {
        "seconds": time.perf_counter() - began,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


if __name__ == "__main__":
    print(json.dumps(_child(*sys.argv[1:])))
