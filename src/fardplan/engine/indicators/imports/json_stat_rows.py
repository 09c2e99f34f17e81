"""The rows of a JSON-stat 2 dataset, as SCB's PxWeb gives it.

In: a file. Out: one row for each cell of the cube, in its order: for each dimension the
code, and the label when the dimension has labels, then value and status. Cells are in
row-major order (the last dimension goes fastest); values and statuses may be a list, or
an object by place, as the format allows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.imports.source_error import SourceError


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_CELLS = 5_000_000


@dataclass(frozen=True)
class SourceTable:
    """A dataset: headings, and what makes its rows."""

    headings: tuple[str, ...]
    categories: tuple[tuple[tuple[str, ...], ...], ...]
    values: Any
    statuses: Any

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give each cell of the cube as a row, numbered from 1."""
        for place, parts in enumerate(product(*self.categories)):
            cells = [text for part in parts for text in part]
            value = _at(self.values, place)
            cells += [_text(value), _text(_at(self.statuses, place))]
            yield place + 1, cells


def read_json_stat(file: Path) -> SourceTable:
    """Read a dataset; refuse what is not one, or has fewer values than cells."""
    try:
        told = json.loads(file.read_bytes())
        if told.get("class", "dataset") != "dataset" or "dimension" not in told:
            raise SourceError(
                "JSON-filen är ingen tabell (dataset) i formatet JSON-stat 2."
            )
        dimensions = [(name, told["dimension"][name]) for name in told["id"]]
        categories = [_categories(one["category"]) for _, one in dimensions]
        return _table(told, dimensions, categories)
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        if isinstance(problem, SourceError):
            raise
        raise SourceError(
            "JSON-filen är avbruten eller följer inte JSON-stat 2. Hämta den igen."
        ) from None


def _table(
    told: dict[str, Any],
    dimensions: list[tuple[str, Any]],
    categories: list[tuple[tuple[str, ...], ...]],
) -> SourceTable:
    cells = 1
    for one, size in zip(categories, told["size"], strict=True):
        if len(one) != size:
            raise ValueError("a dimension has another size than it says")
        cells *= size
    if cells > MOST_CELLS:
        raise SourceError(
            f"Tabellen har {cells} celler, fler än {MOST_CELLS}. Hämta den i delar."
        )
    values = told["value"]
    if isinstance(values, list) and len(values) != cells:
        raise SourceError(
            f"Tabellen ska ha {cells} värden men har {len(values)}: filen är inte hel."
            " Hämta den igen."
        )
    headings = []
    for (name, one), kinds in zip(dimensions, categories, strict=True):
        label = one.get("label") or name
        headings += [label, f"{label} (text)"][: len(kinds[0]) if kinds else 1]
    return SourceTable(
        headings=(*headings, "värde", "status"),
        categories=tuple(categories),
        values=values,
        statuses=told.get("status"),
    )


def _categories(category: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else index
    if any(labels.get(code, code) != code for code in codes):
        return tuple((code, labels.get(code, code)) for code in codes)
    return tuple((code,) for code in codes)


def _at(values: Any, place: int) -> object:
    if isinstance(values, dict):
        return values.get(str(place))
    return values[place] if isinstance(values, list) else values


def _text(value: object) -> str:
    return "" if value is None else str(value)
