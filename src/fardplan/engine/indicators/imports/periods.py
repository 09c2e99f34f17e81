"""Periods in the many ways that Swedish files write them.

In: a text such as ``maj 2024``, ``kv 3 2024``, ``2024M05`` or ``v 7 2024``. Out: one of
``2024``, ``2024-Q3``, ``2024-05`` and ``2024-W07``. Weeks are those of ISO 8601: a week
53 that the year does not have is refused.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from fardplan.engine.indicators.imports.cell_reading import CellReading, folded


if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        (
            *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
            *("augusti", "september", "oktober", "november", "december"),
        ),
        start=1,
    )
}
_MONTH = (
    r"(?P<name>jan(?:uari)?|feb(?:ruari)?|mar(?:s)?|apr(?:il)?|maj|june?|juni?|juli?|"
    r"aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR, _GAP = r"(?P<year>(?:19|20)\d\d)", r"[ ,:/_-]*"
_QUARTER = r"(?:q|k|kv|kv\.|kvartal|:?[ae] kvartalet)"
_DAY = r"(?P<day>\d\d)(?:[t ]00:00(?::00(?:\.0+)?)?)?"
ADVICE = "Skriv till exempel 2024, 2024-05, 2024-Q3 eller 2024-W07."


def read_period(text: str) -> CellReading:
    """Understand a cell."""
    wanted = folded(text)
    if not wanted:
        return CellReading("", "perioden saknas", ADVICE)
    for form, make in _FORMS:
        if parts := form.fullmatch(wanted):
            return make(parts)
    return CellReading("", f"”{text.strip()}” är ingen period", ADVICE)


def _year(parts: re.Match[str]) -> CellReading:
    return CellReading(parts["year"])


def _month(parts: re.Match[str]) -> CellReading:
    month = int(parts["month"])
    if not 1 <= month <= 12:
        return CellReading("", f"månad {month} finns inte", ADVICE)
    return CellReading(f"{parts['year']}-{month:02d}")


def _named_month(parts: re.Match[str]) -> CellReading:
    year = parts["year"]
    year = f"20{year}" if len(year) == 2 else year
    return CellReading(f"{year}-{_MONTHS[parts['name'][:3]]:02d}")


def _quarter(parts: re.Match[str]) -> CellReading:
    return CellReading(f"{parts['year']}-Q{parts['quarter']}")


def _week(parts: re.Match[str]) -> CellReading:
    year, week = int(parts["year"]), int(parts["week"])
    # The 28th of December is always in the last week of its year.
    last = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= last:
        return CellReading("", f"{year} har ingen vecka {week}", ADVICE)
    return CellReading(f"{year}-W{week:02d}")


def _day(parts: re.Match[str]) -> CellReading:
    """Read a date as its month when it is the first day, as spreadsheets write months."""
    if parts["day"] == "01":
        return _month(parts)
    return CellReading(
        "", "en dag är ingen period", "Räkna samman dagarna till månader i filen."
    )


def _year_span(parts: re.Match[str]) -> CellReading:
    if parts["year"] == parts["end"]:
        return _year(parts)
    return _several(parts)


def _several(parts: re.Match[str]) -> CellReading:
    return CellReading(
        "",
        f"”{parts.string}” är flera år",
        "Skriv det år som siffran gäller; ett medelvärde över flera år skrivs på det"
        " sista av dem.",
    )


def _no_kind(parts: re.Match[str]) -> CellReading:
    return CellReading(
        "", f"”{parts.string}” är varken år, kvartal, månad eller vecka", ADVICE
    )


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], CellReading]], ...] = (
    *(
        (re.compile(form), make)
        for form, make in (
            (rf"(?:år |helår ?|hela )?{_YEAR}(?:\.0)?(?: ?helår)?", _year),
            (rf"jan\w* ?[-–] ?dec\w* {_YEAR}", _year),
            (rf"{_YEAR}-01-01 ?[-–/] ?(?P<end>(?:19|20)\d\d)-12-31", _year_span),
            (rf"{_YEAR} ?[-–/] ?(?:(?:19|20)\d\d)", _several),
            (rf"{_YEAR}[-/]?m? ?(?P<month>\d\d?)", _month),
            (rf"(?P<month>\d\d?)[-/]{_YEAR}", _month),
            (rf"{_MONTH}{_GAP}(?P<year>(?:19|20)?\d\d)", _named_month),
            (rf"{_YEAR}{_GAP}{_MONTH}", _named_month),
            (rf"{_YEAR}{_GAP}{_QUARTER} ?(?P<quarter>[1-4])", _quarter),
            (rf"{_QUARTER} ?(?P<quarter>[1-4]){_GAP}{_YEAR}", _quarter),
            (rf"(?P<quarter>[1-4]) ?{_QUARTER}{_GAP}{_YEAR}", _quarter),
            (rf"{_YEAR}{_GAP}(?:w|v|v\.|vecka) ?(?P<week>\d\d?)", _week),
            (rf"(?:w|v|v\.|vecka) ?(?P<week>\d\d?){_GAP}{_YEAR}", _week),
            (rf"{_YEAR}-(?P<month>\d\d)-{_DAY}", _day),
            (rf"(?:t|tertial|ht|vt|h|halvår) ?[1-3]?{_GAP}{_YEAR}", _no_kind),
            (rf"{_YEAR}{_GAP}(?:t|tertial|ht|vt|h|halvår) ?[1-3]?", _no_kind),
        )
    ),
)
