"""Fetch figures from SCB's PxWebApi 2, every one that is asked for or none.

In: a table series (which tables it lies in, and what our words are called there),
areas and periods. Out: a :class:`Fetched`, or :class:`IncompleteError` with the receipt.
The traps of the service, and what is done about each:

- asked without a selection it answers 200 with one of its own, where the geography is
  summed away: every question is a POST that names each code of each variable
- it takes so many cells at a time (``maxDataCells`` of ``/config``): large questions
  are divided, and so many calls in a window of time, which is kept to
- it answers what was asked, but the answer's codes are held against the question's
- a table that is updated between two questions has another ``updated``: it is then
  fetched anew from its first question, so that no mix is stored
- a code that an area had before is asked for beside today's, where the table has both
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.cell_split import split_selection
from fardplan.engine.indicators.fetched_fact import FetchedFact
from fardplan.engine.indicators.json_stat import (
    JsonStatError,
    read_codes,
    read_dataset,
    read_sign,
)
from fardplan.engine.indicators.observation import Sex, ValueStatus
from fardplan.engine.indicators.receipt import Place, Receipt, settle
from fardplan.engine.indicators.table_series import (
    SeriesError,
    SourceTable,
    TableSeries,
    area_of,
    codes_of,
    from_scb_period,
    right_code,
    selections_for,
    to_scb_period,
)
from fardplan.fetchers.errors import FetchError, IncompleteError
from fardplan.fetchers.fetched import Fetched
from fardplan.fetchers.json_client import JsonClient


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fardplan.engine.indicators.cell_split import Selection
    from fardplan.engine.indicators.json_stat import DataPoint, Dataset
    from fardplan.engine.indicators.table_series import AreaChange

NAME = "SCB"
# Where /config says nothing: well below what is known (150,000 cells, 30 calls in 10 s
# in 2026). A Norwegian sister service writes 0 there, which does not mean no limit.
CAUTIOUS_CELLS, CAUTIOUS_CALLS, CAUTIOUS_SECONDS = 10_000, 1, 1
ATTEMPTS = 3
LANGUAGE = {"lang": "sv"}
AS_JSON_STAT = {**LANGUAGE, "outputFormat": "json-stat2"}
TRY_AGAIN = "Inget har sparats. Hämta igen om en stund."
CORRECT_IT = "Rätta tabellserien i definitions/table_series. Inget har sparats."

# One cell of ours: area, sex, age, period. A code and point for each code of the area.
_Key = tuple[str, Sex, str, str]
_Candidates = dict[_Key, list[tuple[str, "DataPoint"]]]


class _ChangedError(Exception):
    """The table was updated while it was being fetched."""


def scb_client(address: str, **given: Any) -> JsonClient:
    """Give a client that asks slowly until the service has told its limits."""
    return JsonClient(NAME, address, **given)


def fetch_scb(
    client: JsonClient,
    series: TableSeries,
    *,
    areas: Iterable[str],
    periods: Iterable[str],
    changes: Sequence[AreaChange] = (),
) -> Fetched:
    """Fetch a series for some areas and periods, all sexes and ages it defines."""
    return _ScbFetch(client, series, changes).run(
        tuple(dict.fromkeys(areas)), tuple(dict.fromkeys(periods))
    )


def read_limits(client: JsonClient) -> int:
    """Ask how much and how often the service may be asked; give the most cells."""
    told = client.get("/config")
    if not isinstance(told, dict):
        raise FetchError("SCB:s /config går inte att tolka. Inget har hämtats.")
    calls = _positive(told.get("maxCallsPerTimeWindow"))
    seconds = _positive(told.get("timeWindow"))
    if calls and seconds:
        client.set_pace(calls, seconds)
    else:
        client.set_pace(CAUTIOUS_CALLS, CAUTIOUS_SECONDS)
    return _positive(told.get("maxDataCells")) or CAUTIOUS_CELLS


def _positive(told: object) -> int:
    return told if isinstance(told, int) and told > 0 else 0


class _ScbFetch:
    """One fetch: the facts so far, and what is known of the rest."""

    def __init__(
        self, client: JsonClient, series: TableSeries, changes: Sequence[AreaChange]
    ) -> None:
        self.client, self.series, self.changes = client, series, changes
        self.asked: set[Place] = set()
        self.missing: dict[Place, str] = {}
        self.facts: list[FetchedFact] = []
        self.found_areas: set[str] = set()
        self.most_cells = CAUTIOUS_CELLS

    def run(self, areas: Sequence[str], periods: Sequence[str]) -> Fetched:
        key = self.series.key
        self.asked = {Place(key, *one) for one in product(areas, periods)}
        former = {one.code: one.area for one in self.changes}
        for area in areas:
            if area in former:
                raise FetchError(
                    f"Område {area} har idag koden {former[area]}: fråga efter den, så"
                    " följer de äldre uppgifterna med. Inget har hämtats."
                )
        by_table, uncovered = self.series.divide(periods)
        try:
            self._miss(areas, uncovered, "ingen tabell i serien har perioden")
            self.most_cells = read_limits(self.client)
            for table in self.series.tables:
                if table.table in by_table:
                    self._fetch_table(table, areas, by_table[table.table])
        except (SeriesError, JsonStatError) as error:
            raise self._incomplete(f"{error}. {CORRECT_IT}") from error
        except FetchError as error:
            raise self._incomplete(str(error)) from error
        unknown = set(areas) - self.found_areas if by_table else set()
        if unknown:
            raise self._incomplete(
                "Ta bort områdena ur frågan eller rätta koderna, och hämta igen."
                " Inget har sparats.",
                unknown,
            )
        return Fetched(facts=tuple(self.facts), receipt=self._receipt())

    def _miss(self, areas: Iterable[str], periods: Iterable[str], why: str) -> None:
        for one in product(areas, periods):
            self.missing[Place(self.series.key, *one)] = why

    def _fetch_table(
        self, table: SourceTable, areas: Sequence[str], periods: Sequence[str]
    ) -> None:
        candidates = self._unchanged(table, areas, periods)
        for key in sorted(candidates):
            self.facts.append(self._fact(table, key, candidates[key]))

    def _unchanged(
        self, table: SourceTable, areas: Sequence[str], periods: Sequence[str]
    ) -> _Candidates:
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._read_table(table, areas, periods)
            except _ChangedError:
                if attempt == ATTEMPTS:
                    raise FetchError(
                        f"SCB uppdaterade {table.table} medan den hämtades,"
                        f" {ATTEMPTS} gånger i rad. {TRY_AGAIN}"
                    ) from None

    def _read_table(
        self, table: SourceTable, areas: Sequence[str], periods: Sequence[str]
    ) -> _Candidates:
        metadata = self.client.get(f"/tables/{table.table}/metadata", LANGUAGE)
        known = read_codes(metadata)
        _check_table(table, known, metadata)
        codes = {
            area: [c for c in codes_of(area, self.changes) if c in known[table.area]]
            for area in areas
        }
        has = [one for one in periods if to_scb_period(one) in known[table.time]]
        self.found_areas |= {area for area, found in codes.items() if found}
        self._miss(
            areas, set(periods) - set(has), f"{table.table} har inte perioden (än)"
        )
        absent = [area for area, found in codes.items() if not found]
        self._miss(absent, has, f"{table.table} har inte området")
        every = [code for found in codes.values() for code in found]
        return self._ask_all(table, every, has, str(metadata.get("updated") or ""))

    def _ask_all(
        self, table: SourceTable, codes: list[str], periods: list[str], updated: str
    ) -> _Candidates:
        found: _Candidates = defaultdict(list)
        for whole in selections_for(table, codes, periods):
            for selection in split_selection(whole, most_cells=self.most_cells):
                dataset = self._ask(table, selection)
                if dataset.updated != updated:
                    raise _ChangedError
                for key, code, point in _keyed(table, dataset, self.changes):
                    found[key].append((code, point))
        return found

    def _ask(self, table: SourceTable, selection: Selection) -> Dataset:
        """Ask one question; an answer to another question is asked for again."""
        body = {
            "selection": [
                {"variableCode": name, "valueCodes": list(codes)}
                for name, codes in selection.items()
            ]
        }
        wanted = {name: set(codes) for name, codes in selection.items()}
        why = ""
        for _ in range(ATTEMPTS):
            raw = self.client.post(f"/tables/{table.table}/data", AS_JSON_STAT, body)
            try:
                dataset = read_dataset(raw)
            except JsonStatError as error:
                why = str(error)
                continue
            if {name: set(codes) for name, codes in dataset.codes.items()} == wanted:
                return dataset
            why = "svaret gäller något annat än det som efterfrågades"
        raise FetchError(f"SCB, {table.table}: {why}. {TRY_AGAIN}")

    def _fact(
        self, table: SourceTable, key: _Key, found: list[tuple[str, DataPoint]]
    ) -> FetchedFact:
        area, sex, age, period = key
        code, point = self._one_of(table, area, period, found)
        status, reason = read_sign(point.value, point.sign)
        if status is ValueStatus.FINAL and self.series.breaks_at(table, period):
            status = ValueStatus.BREAK
            reason = f"serien går över till {table.table}"
        former = f"redovisas under den tidigare koden {code}" if code != area else ""
        return FetchedFact(
            indicator=self.series.key,
            area=area,
            sex=sex,
            age=age,
            period=period,
            value=point.value,
            status=status,
            reason="; ".join(one for one in (reason, former, table.note) if one),
            count=None,
            row=len(self.facts) + 1,
            raw=json.dumps(
                {"table": table.table, **point._asdict()}, ensure_ascii=False
            ),
        )

    def _one_of(
        self,
        table: SourceTable,
        area: str,
        period: str,
        found: list[tuple[str, DataPoint]],
    ) -> tuple[str, DataPoint]:
        """Choose among the codes of an area: the one with a value, never a sum.

        A zero under a code that the area did not have then is a place left empty.
        """
        right = right_code(area, period, self.changes)
        valued = [
            (code, point)
            for code, point in found
            if point.value is not None and (code == right or point.value)
        ]
        if len(valued) > 1:
            codes = " och ".join(code for code, _ in valued)
            raise FetchError(
                f"SCB, {table.table}: område {area} har värden för {period} under både"
                f" {codes}, och ett av dem måste väljas. {CORRECT_IT}"
            )
        rest = [one for one in found if one[0] == right] or found
        return (valued or rest)[0]

    def _receipt(self, lost: str = "", unknown: Iterable[str] = ()) -> Receipt:
        came = {fact.place for fact in self.facts}
        left = self.asked - came
        return settle(
            f"{NAME} {self.series.key}",
            self.asked,
            came,
            missing=self.missing,
            lost=dict.fromkeys(left, lost) if lost else None,
            unknown=unknown,
        )

    def _incomplete(self, remedy: str, unknown: Iterable[str] = ()) -> IncompleteError:
        return IncompleteError(self._receipt("hämtningen avbröts", unknown), remedy)


def _check_table(
    table: SourceTable, known: dict[str, tuple[str, ...]], metadata: dict[str, Any]
) -> None:
    """Refuse a definition that the table has grown out of."""
    if table.variables != known.keys():
        wrong = ", ".join(sorted(table.variables ^ known.keys()))
        raise SeriesError(
            f"{table.table} och tabellserien har inte samma variabler ({wrong})"
        )
    for name in table.summed:
        extension = metadata["dimension"][name].get("extension") or {}
        if not extension.get("elimination"):
            raise SeriesError(f"{table.table} kan inte utelämna {name}")
    wanted = {name: {code} for name, code in table.fixed.items()}
    wanted[table.sex] = set(table.sexes.values()) - {""}
    wanted[table.age] = set(table.ages.values()) - {""}
    for name, codes in wanted.items():
        if gone := codes - set(known.get(name, ())):
            raise SeriesError(
                f"{table.table} har inte {name} {', '.join(sorted(gone))}"
            )


def _keyed(
    table: SourceTable, dataset: Dataset, changes: Sequence[AreaChange]
) -> Iterable[tuple[_Key, str, DataPoint]]:
    """Give every point of an answer with what it is about in our words, and its code."""
    names = list(dataset.codes)
    sexes = {code: sex for sex, code in table.sexes.items()}
    ages = {code: age for age, code in table.ages.items()}
    for point in dataset.points():
        codes = dict(zip(names, point.codes, strict=True))
        code = codes[table.area]
        key = (
            area_of(code, changes),
            sexes[codes.get(table.sex, "")],
            ages[codes.get(table.age, "")],
            from_scb_period(codes[table.time]),
        )
        yield key, code, point
