"""Fetch figures from Kolada's API v3, every one that is asked for or none.

In: Kolada's ids of indicators, areas as they are written here, and years. Out: a
:class:`Fetched`, or :class:`IncompleteError` with the receipt. Two habits make a gap
visible whatever the service does with its pages:

1. A question never asks for more rows than fit on one page (5,000, and at most 25 ids
   in a part of the path), so paging is followed but seldom needed.
2. What did not come is asked for once more, grouped in another way, before it is
   believed to be missing. An empty answer with status 200 and a page with rows left
   out look just like years without figures; both would have to happen twice.

Where an answer repeats what came already, in either round, the two must agree: a fetch
that Kolada is seen to be updated in the middle of is told, and not stored as a mix.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from fardplan.engine.indicators.cell_split import evenly, split_selection
from fardplan.engine.indicators.kolada_rows import (
    KoladaRowError,
    read_row,
    same_content,
    to_kolada_area,
)
from fardplan.engine.indicators.receipt import Place, Receipt, settle
from fardplan.fetchers.errors import FetchError, IncompleteError, RefusedError
from fardplan.fetchers.fetched import Fetched
from fardplan.fetchers.json_client import JsonClient
from fardplan.fetchers.kolada_metadata import (
    MOST_IDS,
    NO_SUCH_ID,
    KpiFacts,
    read_areas,
    read_kpis,
)
from fardplan.fetchers.kolada_pages import PER_PAGE, read_pages


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any

    from fardplan.engine.indicators.cell_split import Selection
    from fardplan.engine.indicators.kolada_rows import KoladaRow

NAME = "Kolada"
# No limit is published; the clients that were read ask five times a second.
CALLS, SECONDS = 5, 1.0
# Where so many questions were refused, the rest is not tried one by one.
MOST_REFUSED = 20
READ_ATTEMPTS = 3
# The second round groups otherwise than the first: other batches, in another order.
SECOND_ROUND_ROWS, SECOND_ROUND_IDS = 4000, 20
TRY_AGAIN = "Inget har sparats. Hämta igen om en stund."


def kolada_client(address: str, **given: Any) -> JsonClient:
    """Give a client that asks no faster than others do."""
    client = JsonClient(NAME, address, **given)
    client.set_pace(CALLS, SECONDS)
    return client


def fetch_kolada(
    client: JsonClient,
    *,
    kpis: Iterable[str],
    areas: Iterable[str],
    years: Iterable[int | str],
    since: date | None = None,
) -> Fetched:
    """Fetch all figures of some indicators, areas and years.

    With ``since``, only what Kolada has changed from that day on; the rest is then
    missing with that as its reason, and what was taken away is in ``removed``.
    """
    wanted = {
        "kpi": tuple(dict.fromkeys(kpis)),
        "municipality": tuple(dict.fromkeys(areas)),
        "year": tuple(dict.fromkeys(map(str, years))),
    }
    return _KoladaFetch(client, wanted, since).run()


# What an id looks like, and what to write. Nothing else may become part of a path.
_FORMS = {
    "kpi": (re.compile(r"[A-Z]\d{5}"), "inget nyckeltal i Kolada; skriv som N79173"),
    "municipality": (
        re.compile(r"\d{2}|\d{4}"),
        "inget område; skriv 00, 14 eller 1480",
    ),
    "year": (re.compile(r"\d{4}"), "inget år; skriv som 2024"),
}


def _check_form(wanted: Selection) -> None:
    for name, (form, remedy) in _FORMS.items():
        for one in wanted[name]:
            if not form.fullmatch(one) or not one.isascii():
                raise FetchError(f"”{one}” är {remedy}. Inget har hämtats.")


class _KoladaFetch:
    """One fetch: what has come so far, and what is known of the rest."""

    def __init__(
        self, client: JsonClient, wanted: Selection, since: date | None
    ) -> None:
        self.client, self.wanted, self.since = client, wanted, since
        self.asked = {
            Place(*one)
            for one in product(wanted["kpi"], wanted["municipality"], wanted["year"])
        }
        self.rows: dict[Place, KoladaRow] = {}
        self.times: Counter[Place] = Counter()
        self.missing: dict[Place, str] = {}
        self.lost: dict[Place, str] = {}
        self.refused = 0

    def run(self) -> Fetched:
        _check_form(self.wanted)
        try:
            known = self._check_ids()
            self._leave_out_other_areas(known)
            for selection in self._first_round(known):
                self._keep(self._rows_of(selection), is_first=True)
            for selection in self._second_round(known):
                self._keep(self._rows_of(selection), is_first=False)
        except IncompleteError:
            raise
        except FetchError as error:
            raise self._incomplete(str(error)) from error
        return self._finished()

    def _check_ids(self) -> dict[str, KpiFacts]:
        """Ask what Kolada has; an id that it hasn't is told before any figure."""
        known_areas = read_areas(self.client)
        known = read_kpis(self.client, self.wanted["kpi"])
        unknown = [one for one in self.wanted["kpi"] if one not in known]
        unknown += [
            one for one in self.wanted["municipality"] if one not in known_areas
        ]
        if unknown:
            raise self._incomplete(
                "Ta bort dem ur frågan, eller rätta dem, och hämta igen. Ett nyckeltal som"
                " har funnits kan ha tagits bort ur Kolada. Inget har sparats.",
                unknown,
            )
        return known

    def _leave_out_other_areas(self, known: dict[str, KpiFacts]) -> None:
        for place in self.asked:
            if not known[place.indicator].is_for(place.area):
                kind = "kommuner" if known[place.indicator].areas == "K" else "regioner"
                self.missing[place] = f"nyckeltalet finns bara för {kind} och riket"

    def _first_round(self, known: dict[str, KpiFacts]) -> Iterable[Selection]:
        return self._questions(known, self.asked, PER_PAGE, MOST_IDS)

    def _second_round(self, known: dict[str, KpiFacts]) -> Iterable[Selection]:
        # What was refused is asked for again too, and the second answer holds.
        self.lost.clear()
        self.refused = 0
        gone = self.asked - self.rows.keys()
        return self._questions(known, gone, SECOND_ROUND_ROWS, SECOND_ROUND_IDS)

    def _questions(
        self, known: dict[str, KpiFacts], places: set[Place], rows: int, ids: int
    ) -> Iterable[Selection]:
        """Give questions that cover the places, by the kind of area they are about."""
        left = places - self.missing.keys()
        for kind in sorted({one.areas for one in known.values()}):
            some = [place for place in left if known[place.indicator].areas == kind]
            box = {
                "kpi": tuple(sorted({place.indicator for place in some})),
                "municipality": tuple(sorted({place.area for place in some})),
                "year": tuple(sorted({place.period for place in some})),
            }
            yield from split_selection(box, most_cells=rows, most_codes=ids)

    def _rows_of(self, selection: Selection) -> list[KoladaRow]:
        """Ask one question; one that is refused is asked in halves, to find out why."""
        try:
            return self._read(selection)
        except RefusedError as error:
            if error.status not in NO_SUCH_ID:
                raise
            ids = {k: v for k, v in selection.items() if k != "year" and len(v) > 1}
            if ids and self.refused < MOST_REFUSED:
                name = max(ids, key=lambda one: len(ids[one]))
                halves = evenly(ids[name], -(-len(ids[name]) // 2))
                return [
                    row
                    for half in halves
                    for row in self._rows_of({**selection, name: half})
                ]
            self.refused += 1
            reason = f"Kolada svarade {error.status}"
            self.lost |= {Place(*one): reason for one in product(*selection.values())}
            return []

    def _read(self, selection: Selection) -> list[KoladaRow]:
        attempt = 0
        while True:
            attempt += 1
            raw = read_pages(self.client, *self._path(selection))
            try:
                return [read_row(one) for one in raw]
            except KoladaRowError as error:
                if attempt == READ_ATTEMPTS:
                    raise FetchError(f"Kolada: {error}. {TRY_AGAIN}") from None

    def _path(self, selection: Selection) -> tuple[str, dict[str, str]]:
        kpis, years = ",".join(selection["kpi"]), ",".join(selection["year"])
        areas = ",".join(map(to_kolada_area, selection["municipality"]))
        if self.since is None:
            return f"/data/kpi/{kpis}/municipality/{areas}/year/{years}", {}
        return "/data", {
            "kpi_id": kpis,
            "municipality_id": areas,
            "year": years,
            "from_date": self.since.isoformat(),
        }

    def _keep(self, rows: Sequence[KoladaRow], *, is_first: bool) -> None:
        """Keep each row once; one that contradicts an earlier ends the fetch."""
        here: set[Place] = set()
        for row in rows:
            place = row.place
            earlier = self.rows.setdefault(place, row)
            if not same_content(earlier, row):
                raise FetchError(
                    f"Kolada gav två olika svar om {place.indicator} för område"
                    f" {place.area} {place.period}, troligen för att Kolada uppdaterades"
                    f" under hämtningen. {TRY_AGAIN}"
                )
            # That the second round repeats the first is our own doing, and not told.
            if is_first or earlier is row or place in here:
                self.times[place] += 1
            here.add(place)

    def _finished(self) -> Fetched:
        removed = set()
        for place, row in self.rows.items():
            if row.is_removed:
                removed.add(place)
                self.missing[place] = "uppgiften är borttagen i Kolada"
            elif not row.facts:
                self.missing[place] = "raden i Kolada är tom"
        why = (
            "Kolada har ingen uppgift (frågat två gånger)"
            if self.since is None
            else f"oförändrad i Kolada sedan {self.since.isoformat()}"
        )
        for place in self.asked - self.rows.keys() - self.lost.keys():
            self.missing.setdefault(place, why)
        receipt = self._receipt()
        if not receipt.is_complete:
            raise IncompleteError(receipt, TRY_AGAIN)
        kept = sorted(place for place in receipt.received)
        facts = tuple(
            replace(fact, row=number)
            for number, place in enumerate(kept, 1)
            for fact in self.rows[place].facts
        )
        gone = frozenset(removed & self.asked)
        return Fetched(facts=facts, receipt=receipt, removed=gone)

    def _receipt(self, unknown: Iterable[str] = ()) -> Receipt:
        came = [
            place
            for place, times in self.times.items()
            for _ in range(times)
            if self.rows[place].facts
        ]
        return settle(
            NAME,
            self.asked,
            came,
            missing=self.missing,
            lost=self.lost,
            unknown=unknown,
        )

    def _incomplete(self, remedy: str, unknown: Iterable[str] = ()) -> IncompleteError:
        for place in self.asked - self.rows.keys():
            self.lost.setdefault(place, "hämtningen avbröts")
        return IncompleteError(self._receipt(unknown), remedy)
