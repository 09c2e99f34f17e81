"""One series that lies in several tables of SCB, one after the other.

SCB closes a table and goes on in another, without marking the old one as ended: the
population in TAB638 stops at 2024 and goes on in TAB5557, with other codes for the
same things. Which table has which periods, and what our words are called in it, is
data (``definitions/table_series/``). Two tables may not have the same period; a period
that no table has is told. Nothing is chained, scaled or added up: from 2025 SCB adds a
small random noise to each cell, so a sum of parts is not the published total.

In: a definition as plain data, areas and periods. Out: the tables to ask, and the
selections to ask them with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.observation import Sex


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fardplan.engine.indicators.cell_split import Selection

# Ours, SCB's: 2024 2024, 2024-Q3 2024K3, 2024-05 2024M05, 2024-W07 2024V07.
_OURS = re.compile(r"(\d{4})(?:-(Q[1-4]|W\d\d|\d\d))?")
_THEIRS = re.compile(r"(\d{4})(?:(K[1-4])|M(\d\d)|V(\d\d))?")


class SeriesError(ValueError):
    """A definition that can't hold; ``str()`` says why in Swedish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """One table and the periods that a series takes from it, both ends included.

    ``last`` is empty while the table goes on. ``sexes`` and ``ages`` are our words and
    the table's codes; a code that is empty means that the variable is left out, which
    makes SCB sum it. ``left_out`` are other variables to be summed so, ``fixed`` those
    with one code. ``note`` is what a reader must know of every figure in the table.
    """

    table: str
    first: str
    last: str
    area: str
    time: str
    sex: str
    sexes: Mapping[Sex, str]
    age: str
    ages: Mapping[str, str]
    fixed: Mapping[str, str]
    left_out: tuple[str, ...]
    note: str

    def has(self, period: str) -> bool:
        """True when the series takes this period from this table."""
        return self.first <= period and (not self.last or period <= self.last)

    @property
    def variables(self) -> frozenset[str]:
        """Every variable that the definition says what to do with."""
        own = {self.area, self.time, self.sex, self.age} - {""}
        return frozenset(own | set(self.fixed) | set(self.left_out))

    @property
    def summed(self) -> frozenset[str]:
        """The variables that SCB is asked to sum, now and then or always."""
        found = set(self.left_out)
        found |= {self.sex} if self.sex and "" in self.sexes.values() else set()
        found |= {self.age} if self.age and "" in self.ages.values() else set()
        return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSeries:
    """A series: its key and its tables, oldest first."""

    key: str
    name: str
    tables: tuple[SourceTable, ...]

    def divide(self, periods: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
        """Give the periods by table, and those that no table has."""
        by_table: dict[str, list[str]] = {}
        uncovered = []
        for period in dict.fromkeys(periods):
            table = next((one for one in self.tables if one.has(period)), None)
            if table is None:
                uncovered.append(period)
            else:
                by_table.setdefault(table.table, []).append(period)
        return by_table, uncovered

    def breaks_at(self, table: SourceTable, period: str) -> bool:
        """True for the first period after the series went over to another table."""
        return table != self.tables[0] and period == table.first


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChange:
    """That an area had another code before a period, such as Heby 1917 until 2007."""

    area: str
    code: str
    until: str


def read_series(raw: Mapping[str, Any]) -> TableSeries:
    """Read a definition; raise :class:`SeriesError` when it can't hold."""
    try:
        tables = tuple(_table(one) for one in raw["tables"])
        series = TableSeries(key=str(raw["key"]), name=str(raw["name"]), tables=tables)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SeriesError(f"tabellserien saknar eller har fel värde: {error}") from None
    if not tables:
        raise SeriesError(f"{series.key}: serien har ingen tabell")
    for table in tables:
        _check_periods(series.key, table)
        _check_codes(series.key, table)
    for before, after in pairwise(tables):
        if not before.last or after.first <= before.last:
            raise SeriesError(
                f"{series.key}: {before.table} och {after.table} har båda perioden"
                f" {after.first}; sätt den äldre tabellens sista period före den"
            )
    return series


def read_area_changes(raw: Iterable[Mapping[str, Any]]) -> tuple[AreaChange, ...]:
    """Read the list of codes that areas have had."""
    return tuple(
        AreaChange(
            area=str(one["area"]), code=str(one["code"]), until=str(one["until"])
        )
        for one in raw
    )


def _table(raw: Mapping[str, Any]) -> SourceTable:
    return SourceTable(
        table=str(raw["table"]),
        first=str(raw["first"]),
        last=str(raw.get("last") or ""),
        area=str(raw["area"]),
        time=str(raw["time"]),
        sex=str(raw.get("sex") or ""),
        sexes={Sex(k): str(v) for k, v in (raw.get("sexes") or {"T": ""}).items()},
        age=str(raw.get("age") or ""),
        ages={str(k): str(v) for k, v in (raw.get("ages") or {"": ""}).items()},
        fixed={str(k): str(v) for k, v in (raw.get("fixed") or {}).items()},
        left_out=tuple(map(str, raw.get("left_out") or ())),
        note=str(raw.get("note") or ""),
    )


def _check_periods(key: str, table: SourceTable) -> None:
    ends = [table.first, *([table.last] if table.last else [])]
    kinds = {_kind(period) for period in ends}
    if "" in kinds or len(kinds) > 1 or (table.last and table.last < table.first):
        raise SeriesError(f"{key}: {table.table} har perioder som inte går att tolka")


def _check_codes(key: str, table: SourceTable) -> None:
    for variable, codes in ((table.sex, table.sexes), (table.age, table.ages)):
        named = [code for code in codes.values() if code]
        if (named and not variable) or len(set(named)) != len(named):
            raise SeriesError(
                f"{key}: {table.table} har koder som inte hör till en variabel, eller"
                " samma kod för två saker"
            )


def _kind(period: str) -> str:
    """Give ``year``, ``Q``, ``W`` or ``month``; empty when it is no period."""
    found = _OURS.fullmatch(period)
    if not found:
        return ""
    part = found[2] or "year"
    return part[0] if part[0] in "QW" else ("year" if part == "year" else "month")


def to_scb_period(period: str) -> str:
    """Write a period of ours as SCB does."""
    found = _OURS.fullmatch(period)
    if not found:
        raise SeriesError(
            f"”{period}” är ingen period; skriv 2024, 2024-Q3 eller 2024-05"
        )
    year, part = found[1], found[2]
    if part is None:
        return year
    if part[0] in "QW":
        return year + {"Q": "K", "W": "V"}[part[0]] + part[1:]
    return f"{year}M{part}"


def from_scb_period(code: str) -> str:
    """Write a period of SCB's as we do."""
    found = _THEIRS.fullmatch(code)
    if not found:
        raise SeriesError(f"”{code}” är ingen period som går att tolka")
    year, quarter, month, week = found.groups()
    if quarter:
        return f"{year}-Q{quarter[1]}"
    if month:
        return f"{year}-{month}"
    return f"{year}-W{week}" if week else year


def selections_for(
    table: SourceTable, codes: Sequence[str], periods: Sequence[str]
) -> list[Selection]:
    """Give the selections that together ask for every sex and age, each once.

    A variable that is summed for some words and not for others takes a selection with
    it and one without.
    """
    base: Selection = {
        table.area: tuple(codes),
        table.time: tuple(to_scb_period(period) for period in periods),
        **{name: (code,) for name, code in table.fixed.items()},
    }
    return [
        {**base, **sex, **age}
        for sex, age in product(
            _ways(table.sex, table.sexes.values()),
            _ways(table.age, table.ages.values()),
        )
    ]


def _ways(variable: str, codes: Iterable[str]) -> list[Selection]:
    every = list(codes)
    named = tuple(code for code in every if code)
    ways: list[Selection] = [{variable: named}] if named else []
    return ways if len(named) == len(every) else [*ways, {}]


def codes_of(area: str, changes: Iterable[AreaChange]) -> tuple[str, ...]:
    """Give the code of an area today, and those it has had."""
    return (area, *(one.code for one in changes if one.area == area))


def area_of(code: str, changes: Iterable[AreaChange]) -> str:
    """Give the area that a code is or was."""
    return next((one.area for one in changes if one.code == code), code)


def right_code(area: str, period: str, changes: Iterable[AreaChange]) -> str:
    """Give the code that an area had in a period; of several, the one that ends first."""
    had = [one for one in changes if one.area == area and period < one.until]
    return min(had, key=lambda one: one.until).code if had else area
