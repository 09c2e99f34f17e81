"""Divide a question that is too large for a source into ones that are not.

In: codes by variable, and the most that one question may ask for. Out: questions that
together ask for each cell once. The variable with most codes is divided first, as
evenly as can be, so that the questions are few and of one size.
"""

from __future__ import annotations

from math import ceil, prod
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Selection = dict[str, tuple[str, ...]]


def cell_count(selection: Mapping[str, Sequence[str]]) -> int:
    """How many cells a selection asks for."""
    return prod(len(codes) for codes in selection.values())


def split_selection(
    selection: Mapping[str, Sequence[str]],
    *,
    most_cells: int,
    most_codes: int | None = None,
) -> list[Selection]:
    """Give selections of at most ``most_cells``, and ``most_codes`` of one variable.

    A code that is named twice is asked for once: SCB answers a repeated code with 500
    and nothing else. A selection with no cells gives no question.
    """
    if most_cells < 1 or (most_codes is not None and most_codes < 1):
        raise ValueError("en fråga måste få innehålla minst en uppgift")
    unique = {name: tuple(dict.fromkeys(codes)) for name, codes in selection.items()}
    if not unique or not cell_count(unique):
        return []
    return list(_split(unique, most_cells, most_codes))


def _split(
    selection: Selection, most_cells: int, most_codes: int | None
) -> Iterator[Selection]:
    pieces = _pieces(selection, most_cells, most_codes)
    if pieces is None:
        yield selection
        return
    name, parts = pieces
    for part in parts:
        yield from _split({**selection, name: part}, most_cells, most_codes)


def _pieces(
    selection: Selection, most_cells: int, most_codes: int | None
) -> tuple[str, list[tuple[str, ...]]] | None:
    """Give the variable to divide and its parts; None when nothing is too large."""
    name = max(selection, key=lambda one: len(selection[one]))
    codes = selection[name]
    if most_codes is not None and len(codes) > most_codes:
        return name, evenly(codes, most_codes)
    cells = cell_count(selection)
    if cells <= most_cells:
        return None
    return name, evenly(codes, max(1, most_cells // (cells // len(codes))))


def evenly(codes: Sequence[str], most: int) -> list[tuple[str, ...]]:
    """Give the codes in parts of at most ``most``, no two differing by more than one."""
    number = ceil(len(codes) / most)
    least, rest = divmod(len(codes), number)
    parts, start = [], 0
    for part in range(number):
        end = start + least + (part < rest)
        parts.append(tuple(codes[start:end]))
        start = end
    return parts
