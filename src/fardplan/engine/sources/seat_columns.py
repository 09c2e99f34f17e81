"""Columns of members and substitutes set side by side, put after each other.

In: lines. Out: lines with one person each, the left column first. Of a file's table the
cells are told; of an extractor's text wide gaps are left, or nothing but one space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import cells_of
from fardplan.engine.sources.seat_person import is_office, person_of


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Line


_MEMBERS = re.compile(
    r"\b(?:[Ll]edamöter|LEDAMÖTER|Beslutande|Kallade|Deltagare|DELTAGARE|KALLADE)\b|^(?:Till|Kallas|Ordinarie)\s*:?$"
)
_SUBSTITUTES = re.compile(r"\b(?:Ersättare|ersättare|ERSÄTTARE|Suppleanter)\b")
_NOT_SEATS = re.compile(r"\bjuster|\bmeddel|\banmäl|\bförhindra", re.IGNORECASE)
_TWO_SEATS = re.compile(
    r"^(?P<left>[^()]{4,60}\([A-Za-zÅÄÖåäö]{1,6}\)(?:,? (?:\d:[ae] )?(?:vice )?(?:ordförande|ordf\.?))?)"
    r"\s+(?P<right>(?:[A-ZÅÄÖ]|vakan)[^()]{3,60}\([A-Za-zÅÄÖåäö]{1,6}\)(?:,? [a-zåäö .]{3,30})?)$"
)
MOST_WORDS = 6


def heading_role(text: str) -> str | None:
    """Give the role of those whom a heading of seats begins; both of two columns."""
    if len(text.split()) > MOST_WORDS or _NOT_SEATS.search(text):
        return None
    has_members = _MEMBERS.search(text) is not None
    has_substitutes = _SUBSTITUTES.search(text) is not None
    if has_members and has_substitutes:
        return "both"
    if has_members:
        return "member"
    return "substitute" if has_substitutes else None


def columns_apart(lines: Sequence[Line]) -> list[Line]:
    """Give two names on one line as two lines: the left column first, then the right."""
    found: list[Line] = []
    heads: list[Line] = []
    columns: list[list[Line]] = []
    before: Line | None = None
    for line in lines:
        cells = _cells(line)
        is_right = before is not None and _is_right(line, before, heads)
        before = line
        roles = [heading_role(cell.text) for cell in cells]
        if {"member", "substitute"} <= {*roles}:
            found += _joined(heads, columns)
            heads, columns = cells, [[] for _ in cells]
        elif any(person_of(cell.text) for cell in cells) and (
            heads or columns or len(cells) > 1
        ):
            columns = columns or [[] for _ in cells]
            for number, cell in enumerate(cells):
                is_whole = len(cells) == len(heads)
                place = number if is_whole else _column(number, cell, line, heads)
                place = len(columns) - 1 if is_right else min(place, len(columns) - 1)
                if person_of(cell.text):
                    columns[place].append(cell)
        elif columns and all(is_office(cell.text) for cell in cells):
            _give_office(cells, columns)
        else:
            found += [*_joined(heads, columns), line]
            heads, columns = [], []
    return found + _joined(heads, columns)


def _cells(line: Line) -> list[Line]:
    """Give the cells of a row; of two seats with one space between, each is one."""
    two = _TWO_SEATS.match(line.text)
    if two and "   " not in line.text:
        return [
            line._replace(text=two["left"], end=line.start + two.end("left")),
            line._replace(text=two["right"], start=line.start + two.start("right")),
        ]
    cells = cells_of([line])
    are_people = sum(person_of(cell.text) is not None for cell in cells)
    are_heads = sum(heading_role(cell.text) is not None for cell in cells)
    if are_heads == 1 and heading_role(cells[0].text):
        # "Ledamöter   Ada Ek (S)": a form's row.
        return [line]
    return cells if max(are_people, are_heads) > 1 or len(cells) == 1 else [line]


def _is_right(line: Line, before: Line, heads: Sequence[Line]) -> bool:
    """Whether a line with one cell is set as far in as the last head is."""
    indentation = 0 if line.gap else line.start - before.end - 1
    return len(heads) > 1 and 2 * indentation > heads[-1].start - heads[0].start


def _column(number: int, cell: Line, line: Line, heads: Sequence[Line]) -> int:
    """Give the column of a cell: that whose head stands nearest, or by its number."""
    if not heads or cell.start == line.start:
        return number
    places = [head.start - heads[0].start for head in heads]
    place = cell.start - line.start
    return max(number, min(range(len(heads)), key=lambda n: abs(places[n] - place)))


def _give_office(cells: Sequence[Line], columns: Sequence[list[Line]]) -> None:
    """Give the last of each column the office that stands on the line below."""
    filled = [column for column in columns if column]
    for cell, column in zip(cells, filled, strict=False):
        text = f"{column[-1].text}, {cell.text}"
        column[-1] = column[-1]._replace(text=text, end=cell.end)


def _joined(heads: Sequence[Line], columns: Sequence[Sequence[Line]]) -> list[Line]:
    """Give the columns after each other, each under its head."""
    found: list[Line] = []
    for number, column in enumerate(columns):
        found += heads[number : number + 1]
        # Without a head of its own a column is a group, which an empty line begins.
        first = 1 if number and not heads else None
        found += [
            one._replace(gap=first if n == 0 and first else 0 if n else one.gap)
            for n, one in enumerate(column)
        ]
    return found
