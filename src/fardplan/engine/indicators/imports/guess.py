"""A first guess at the mapping, by headings and by what stands under them.

In: headings and some different cells of each column. Out: a mapping for a person to
look at. Headings count first; what they leave open is told by the cells, where nearly
all of a column must be understood before it is believed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.indicators.imports.cell_reading import folded
from fardplan.engine.indicators.imports.mapping import ColumnMapping
from fardplan.engine.indicators.imports.periods import read_period
from fardplan.engine.indicators.imports.words import (
    read_age,
    read_missing,
    read_sex,
    read_status,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fardplan.engine.indicators.imports.areas import AreaBook, AreaKind

_HEADINGS = {
    "indicator": ("indikator", "indicator", "nyckeltal", "kpi", "mått", "kpi_id"),
    "area": (
        *("område", "area", "region", "kommun", "län", "municipality", "kommunkod"),
        *("municipality_id", "länskod", "områdeskod", "regionkod", "kommun_id", "geo"),
        *("kommunnamn", "regionnamn", "områdesnamn", "regionskod"),
    ),
    "sex": ("kön", "sex", "gender", "könskod"),
    "age": ("ålder", "age", "åldersgrupp", "åldersklass"),
    "period": (
        *("period", "år", "year", "månad", "kvartal", "vecka", "tid", "time", "datum"),
        *("tidsperiod", "årtal", "mätperiod", "month"),
    ),
    "value": ("värde", "value", "andel", "resultat", "utfall", "procent", "index"),
    "numerator": ("täljare", "numerator", "antal i täljaren"),
    "denominator": ("nämnare", "denominator", "antal i nämnaren", "underlag"),
    "status": ("status", "statuskod", "kommentar om status"),
}
_NUMBER = re.compile(
    r"[+−-]?[0-9][0-9 \u00a0\u2009\u202f]*([.,][0-9]+)?([eE][+-]?\d+)? ?%?"
)
# How much of a column must be understood, under a heading that says so and another.
_BELIEVED_NAMED, _BELIEVED = 0.5, 0.8
_WORDS = {"indicator", "area", "sex"}


def guess_mapping(
    headings: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    areas: AreaBook,
    is_indicator: Callable[[str], bool],
) -> ColumnMapping:
    """Guess. ``samples`` are different cells of each column, by heading."""
    periods = _periods_across(headings, samples)
    free = [heading for heading in headings if heading not in periods]
    kinds: dict[str, Callable[[str], bool]] = {
        "indicator": is_indicator,
        "area": lambda text: _is_area(areas, text),
        "sex": lambda text: bool(text.strip()) and read_sex(text).is_understood,
        "period": lambda text: read_period(text).is_understood,
        "age": lambda text: bool(text.strip()) and read_age(text).is_understood,
        "status": lambda text: bool(text.strip()) and read_status(text).is_understood,
        "numerator": is_number,
        "denominator": is_number,
        "value": is_number,
    }
    if periods:
        for name in ("period", "value"):
            del kinds[name]
    columns: dict[str, str] = {}
    for name, understands in kinds.items():
        heading = _best(name, free, samples, understands)
        if heading:
            columns[name] = heading
            free.remove(heading)
    kind = areas.kind_of_most(samples[columns["area"]]) if "area" in columns else ""
    return ColumnMapping(columns, {}, periods, kind or _kind_told(columns))


def is_number(text: str) -> bool:
    """True for a number, and for a mark that stands where one is missing."""
    return bool(_NUMBER.fullmatch(text.strip())) or read_missing(text) is not None


def _periods_across(
    headings: Sequence[str], samples: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Give the columns that have a period as heading and numbers under it."""
    found = {
        heading: period.code
        for heading in headings
        if (period := read_period(_last_words(heading))).is_understood
        and _share(samples[heading], is_number) >= _BELIEVED
    }
    return found if len(set(found.values())) == len(found) else {}


def _last_words(heading: str) -> str:
    # "Antal 2024" and "Värde 2024" are headings of years too.
    return re.sub(r"^(?:antal|värde|andel|utfall) ", "", folded(heading))


def _best(
    name: str,
    free: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    understands: Callable[[str], bool],
) -> str:
    """Give the column that is most likely a field, or nothing."""
    names = _HEADINGS[name]
    scores = []
    for place, heading in enumerate(free):
        is_named = folded(heading) in names
        hinted = any(folded(heading).startswith(f"{one} ") for one in names)
        cells = samples[heading]
        if not (is_named or hinted) and name in _WORDS:
            # Counts and shares would else be taken for codes of regions or sexes.
            cells = ["" if _is_short_number(cell) else cell for cell in cells]
        share = _share(cells, understands)
        least = _BELIEVED_NAMED if is_named else _BELIEVED
        if share >= least and (is_named or hinted or _is_telling(name)):
            # Codes before names: they can only be one area.
            coded = _share(samples[heading], str.isdecimal) if name == "area" else 0
            scores.append((is_named, hinted, share + coded, -place, heading))
        elif is_named and name in {"indicator", "area", "period"}:
            # Named, but hard to understand: still what a person most likely means.
            scores.append((False, False, share, -place, heading))
    return max(scores)[-1] if scores else ""


def _is_telling(name: str) -> bool:
    """True for what can't be taken for anything else, whatever the heading."""
    return name in {"indicator", "area", "sex", "period", "value"}


def _is_area(areas: AreaBook, text: str) -> bool:
    # A name that two areas share is still the name of an area.
    return areas.find(text, "municipality").is_understood


def _is_short_number(cell: str) -> bool:
    return cell.isdecimal() and len(cell) < 4


def _share(cells: Sequence[str], understands: Callable[[str], bool]) -> float:
    if not cells:
        return 0.0
    return sum(1 for cell in cells if understands(cell)) / len(cells)


def _kind_told(columns: Mapping[str, str]) -> AreaKind:
    heading = folded(columns.get("area", ""))
    if heading.startswith("kommun"):
        return "municipality"
    return "region" if heading.startswith(("region", "län")) else ""
