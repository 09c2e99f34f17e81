"""A CSV file as series over time.

In: the bytes of a file with the columns series, period and value, or series, period,
numerator and denominator (Swedish headings are known too). Out: the series in the order
of the file, each with its periods. UTF-8 with or without a mark, or Latin-1; comma,
semicolon or tab; decimal comma or point. What can't be read is told with row and column.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = {
    "series": "series",
    "serie": "series",
    "period": "period",
    "value": "value",
    "värde": "value",
    "numerator": "numerator",
    "täljare": "numerator",
    "denominator": "denominator",
    "nämnare": "denominator",
}
# As statistics agencies and spreadsheets write that there is no value.
NO_VALUE = frozenset({"", ".", "..", "-", "–", "na", "nan", "null"})
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_SPACES = str.maketrans({" ": "", "\u00a0": "", "\u202f": "", "\u2009": "", "−": "-"})


class SeriesFileError(ValueError):
    """The file can't be read; ``str()`` says where and what to do, in Swedish."""


@dataclass(slots=True)
class ToldSeries:
    """One series. ``denominators`` is empty in a file of values; ``rows`` counts from 1."""

    name: str
    periods: list[str] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    denominators: list[float | None] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """All series of a file, by the order they begin in."""

    series: list[ToldSeries]
    has_denominators: bool


def read_series(content: bytes) -> SeriesTable:
    """Read a whole file, or tell the first thing that is wrong with it."""
    text = _text_of(content)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _series_of(rows, delimiter)
    except csv.Error as problem:
        raise SeriesFileError(f"filen går inte att läsa som CSV: {problem}") from None


def as_number(text: str) -> float | None:
    """Give the number that a person wrote; None where there is no value."""
    bare = text.translate(_SPACES)
    if bare.casefold() in NO_VALUE:
        return None
    if not _NUMBER.fullmatch(bare):
        raise ValueError(text)
    number = float(bare.replace(",", "."))
    if number in {float("inf"), float("-inf")}:
        raise ValueError(text)
    return number


def _text_of(content: bytes) -> str:
    if not content.strip():
        raise SeriesFileError("filen är tom")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if "\x00" in text:
        raise SeriesFileError(
            "filen är ingen CSV-fil. Spara den som CSV och försök igen"
        )
    return text


def _series_of(rows: Iterator[list[str]], delimiter: str) -> SeriesTable:
    headings = next(rows, [])
    fields = _fields(headings)
    has_denominators = "numerator" in fields
    over = fields.index("numerator" if has_denominators else "value")
    under = fields.index("denominator") if has_denominators else None
    at = (fields.index("series"), fields.index("period"), over, under)
    found: dict[str, ToldSeries] = {}
    seen: dict[tuple[str, str], int] = {}
    number = 1
    for number, row in enumerate(rows, 2):
        if not any(map(str.strip, row)):
            continue
        if len(row) != len(headings):
            raise SeriesFileError(_wrong_width(number, row, headings, delimiter))
        _add(found, seen, (number, row), at, headings)
    if not found:
        raise SeriesFileError("filen har inga rader under rubrikerna")
    return SeriesTable(list(found.values()), has_denominators)


def _fields(headings: list[str]) -> list[str]:
    written = [" ".join(heading.split()).casefold() for heading in headings]
    fields = [HEADINGS.get(heading, "") for heading in written]
    if doubled := sorted({name for name in fields if name and fields.count(name) > 1}):
        raise SeriesFileError(f"kolumnen {doubled[0]} finns två gånger")
    pair = "numerator" in fields or "denominator" in fields
    wanted = [
        "series",
        "period",
        *(["numerator", "denominator"] if pair else ["value"]),
    ]
    if missing := [name for name in wanted if name not in fields]:
        raise SeriesFileError(
            f"det saknas kolumner: {', '.join(missing)}. Första raden ska vara"
            " series,period,value eller series,period,numerator,denominator; där står:"
            f" {', '.join(headings)[:200]}"
        )
    if pair and "value" in fields:
        raise SeriesFileError(
            "filen har både value och täljare. Ta bort kolumnen value, den räknas ut"
        )
    return fields


def _wrong_width(
    number: int, row: list[str], headings: list[str], delimiter: str
) -> str:
    advice = (
        " Skrivs decimaler med komma ska kolumnerna skiljas åt med semikolon."
        if delimiter == ","
        else ""
    )
    return f"rad {number} har {len(row)} kolumner men rubrikerna är {len(headings)}.{advice}"


def _add(
    found: dict[str, ToldSeries],
    seen: dict[tuple[str, str], int],
    told: tuple[int, list[str]],
    at: tuple[int, int, int, int | None],
    headings: list[str],
) -> None:
    number, row = told
    name, period = row[at[0]].strip(), row[at[1]].strip()
    for text, place in ((name, at[0]), (period, at[1])):
        if not text:
            raise SeriesFileError(f"rad {number}, kolumnen {headings[place]} är tom")
    if before := seen.get((name, period)):
        raise SeriesFileError(
            f"rad {number}: serien {name} har redan perioden {period} på rad {before}"
        )
    seen[name, period] = number
    series = found.setdefault(name, ToldSeries(name))
    series.periods.append(period)
    series.rows.append(number)
    series.values.append(_number(number, row[at[2]], headings[at[2]]))
    if at[3] is not None:
        series.denominators.append(_number(number, row[at[3]], headings[at[3]]))


def _number(number: int, text: str, heading: str) -> float | None:
    try:
        return as_number(text)
    except ValueError:
        raise SeriesFileError(
            f"rad {number}, kolumnen {heading.strip()}: ”{text.strip()[:40]}” är inget"
            " tal. Skriv till exempel 12,5 eller 12.5, och lämna tomt där värdet saknas"
        ) from None
