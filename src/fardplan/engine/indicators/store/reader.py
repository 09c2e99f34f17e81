"""Questions to the store: all of them about one manifest, held while it is read.

In: a folder. Out: series as columns, points with the run and raw row behind them,
which periods and areas there are, a run's rows. A file is held against its hash the
first time it is read; one that is damaged is named and never shown.
"""

from __future__ import annotations

import weakref
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from fardplan.engine.indicators.observation import Observation, Sex, ValueStatus
from fardplan.engine.indicators.store.database import connect, parquet
from fardplan.engine.indicators.store.manifest import (
    Manifest,
    RunFile,
    SeriesFile,
    StoreError,
    damaged,
    digest_of,
    hold,
    mark,
)
from fardplan.engine.indicators.store.writer import COLUMNS


if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class SeriesTable:
    """One indicator, sex and age for all areas, by area and period: equally long columns.

    A number that is missing is NaN. ``run`` is the number of the run and ``row`` the row
    in it that each figure comes from.
    """

    area: NDArray[np.object_]
    period: NDArray[np.object_]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    value: NDArray[np.float64]
    status: NDArray[np.object_]
    reason: NDArray[np.object_]
    run: NDArray[np.int64]
    row: NDArray[np.int64]


_KINDS = {
    **dict.fromkeys(("area", "period", "status", "reason"), "object"),
    **dict.fromkeys(("numerator", "denominator", "value"), "float64"),
    **dict.fromkeys(("run", "row"), "int64"),
}


@dataclass(frozen=True)
class Point:
    """A figure in force and the run that it comes from."""

    observation: Observation
    run: RunFile


@dataclass(frozen=True)
class Coverage:
    """What there is of one version of an indicator, each in order."""

    areas: tuple[str, ...]
    sexes: tuple[Sex, ...]
    ages: tuple[str, ...]
    periods: tuple[str, ...]
    figures: int


class StoreReader:
    """The store as it was when it was opened; close it, or use it in a ``with``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        held = ExitStack()
        # Also when it was never closed, once nobody has it any longer.
        self._close = weakref.finalize(self, held.close)
        self.manifest: Manifest = held.enter_context(hold(folder))
        self._connection = connect(folder)
        held.callback(self._connection.close)
        self._whole: set[str] = set()

    def __enter__(self) -> Self:
        """Give the reader."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the manifest and its files."""
        self._close()

    def is_of(self, folder: Path) -> bool:
        """True while it tells what a folder has: nothing was put in place since."""
        name = f"{self.manifest.number}.json" if self.manifest.number else ""
        return folder == self._folder and mark(folder) == name

    def has_figures(self, indicator: str) -> bool:
        """True when there is any figure of an indicator."""
        return indicator in self.manifest.series

    def versions(self, indicator: str) -> tuple[int, ...]:
        """Give the versions of an indicator that have figures."""
        found = self._ask(indicator, "SELECT DISTINCT version", "ORDER BY 1")
        return tuple(row[0] for row in found)

    def series(
        self, indicator: str, version: int, *, sex: Sex = Sex.ALL, age: str = ""
    ) -> SeriesTable:
        """Give one indicator for all areas."""
        import numpy as np

        names = ", ".join(_KINDS)
        one = self.manifest.series.get(indicator)
        if one is None:
            return SeriesTable(**{n: np.array([], dtype=k) for n, k in _KINDS.items()})
        # The file lies sorted by area and period: sorting it again took a third more.
        found = self._cursor().execute(
            f"SELECT {names} FROM {self._read(one)} WHERE version = ? AND sex = ?"
            " AND age = ?",
            [version, str(sex), age],
        )
        return SeriesTable(**{k: _plain(a) for k, a in found.fetchnumpy().items()})

    def points(
        self,
        indicator: str,
        version: int,
        *,
        area: str,
        sex: Sex = Sex.ALL,
        age: str = "",
    ) -> list[Point]:
        """Give one series, and the run and raw row behind each of its figures."""
        numbered = {run.number: run for run in self.manifest.runs}
        which = "version = ? AND sex = ? AND age = ? AND area = ?"
        values = [version, str(sex), age, area]
        found = self._ask(indicator, "SELECT run, period", f"AND {which}", values)
        periods: dict[int, list[str]] = {}
        for number, period in found:
            periods.setdefault(number, []).append(period)
        points = [
            Point(one, numbered[number])
            for number, some in periods.items()
            for one in self._rows(
                numbered[number],
                f"indicator = ? AND {which} AND list_contains(?, period)",
                [indicator, *values, some],
            )
        ]
        return sorted(points, key=lambda point: point.observation.period)

    def latest_periods(
        self, indicator: str, version: int, *, sex: Sex = Sex.ALL, age: str = ""
    ) -> dict[str, str]:
        """Give the last period with a value, by area."""
        found = self._ask(
            indicator,
            "SELECT area, max(period)",
            "AND version = ? AND sex = ? AND age = ? AND value IS NOT NULL"
            " GROUP BY area ORDER BY area",
            [version, str(sex), age],
        )
        return dict(found)

    def coverage(self, indicator: str, version: int) -> Coverage:
        """Tell which areas, sexes, ages and periods there are."""
        lists = ", ".join(
            f"coalesce(list_sort(list(DISTINCT {name})), [])"
            for name in ("area", "sex", "age", "period")
        )
        found = self._ask(
            indicator, f"SELECT {lists}, count(*)", "AND version = ?", [version]
        )
        areas, sexes, ages, periods, figures = found[0] if found else ([],) * 4 + (0,)
        return Coverage(
            areas=tuple(areas),
            sexes=tuple(sex for sex in Sex if sex in sexes),
            ages=tuple(ages),
            periods=tuple(periods),
            figures=figures,
        )

    def run_rows(
        self, key: str, *, start: int = 0, most: int = 100
    ) -> list[Observation]:
        """Give some of a run's rows, in the order they came; none of a run not there."""
        run = self.manifest.run(key)
        paging = f"LIMIT {int(most)} OFFSET {int(start)}"
        return [] if run is None else self._rows(run, "true", [], paging)

    def raw_row(self, key: str, row: int) -> list[Observation]:
        """Give what one row of a run told: many figures, in a table with periods across."""
        run = self.manifest.run(key)
        return [] if run is None else self._rows(run, "row = ?", [row])

    def _ask(
        self, indicator: str, select: str, rest: str, values: Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        one = self.manifest.series.get(indicator)
        if one is None:
            return []
        question = f"{select} FROM {self._read(one)} WHERE indicator = ? {rest}"
        return self._cursor().execute(question, [indicator, *values]).fetchall()

    def _rows(
        self, run: RunFile, where: str, values: Sequence[object], paging: str = ""
    ) -> list[Observation]:
        columns = ", ".join(f'"{name}"' for name in COLUMNS)
        found = self._cursor().execute(
            f"SELECT {columns} FROM {self._read(run)} WHERE {where}"
            f" ORDER BY row, period {paging}",
            list(values),
        )
        return [_observation(row) for row in found.fetchall()]

    def _read(self, part: RunFile | SeriesFile) -> str:
        file = self._folder / part.file
        if part.file not in self._whole:
            if digest_of(file) != part.sha256:
                raise damaged(file)
            self._whole.add(part.file)
        return parquet([file])

    def _cursor(self) -> DuckDBPyConnection:
        # One each: a connection can't be used by two threads at once.
        return self._connection.cursor()


def damaged_files(folder: Path) -> list[str]:
    """Name the files that are missing or are not what they were."""
    with hold(folder) as manifest:
        return [
            name
            for name, sha256 in manifest.hashes().items()
            if _digest_or_none(folder / name) != sha256
        ]


def _digest_or_none(file: Path) -> str | None:
    try:
        return digest_of(file)
    except StoreError:
        return None


def _observation(row: tuple[Any, ...]) -> Observation:
    told = dict(zip(COLUMNS, row, strict=True))
    told["sex"], told["status"] = Sex(told["sex"]), ValueStatus(told["status"])
    return Observation(**told)


def _plain(column: Any) -> NDArray[Any]:
    import numpy as np

    return column.filled(np.nan) if np.ma.isMaskedArray(column) else column
