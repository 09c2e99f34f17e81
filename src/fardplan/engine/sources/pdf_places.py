"""Where the lines of a PDF's page stand, their type, and the gaps between columns.

In: PDFium's text of one page. Out: a place for each line, and the lines with wide gaps
put back. Asking PDFium of a letter costs much beside reading the page, so as few as
possible are asked of.
"""

from __future__ import annotations

import re
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, NamedTuple


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.pdf_letters import Letters


# Letters of the lines that may be headings.
LONGEST_HEADING = 60
# A line this many times wider than others by the letter may have columns, and a gap of
# this share of the type's size is no space between words.
WIDER, COLUMN_GAP = 1.15, 1.0
LONGEST_ROW = 160
_SPACES = re.compile(r"(?<=\S) +(?=\S)")


class Place(NamedTuple):
    """Where a line stands in points, from its first letter to its last, and its type."""

    first: int
    left: float
    right: float
    base: float
    size: float
    is_bold: bool

    def letter_width(self, line: str) -> float:
        """Give how wide a letter of the line is, as a share of the type's size."""
        letters = len(line) * self.size
        return max(self.right - self.left, 0.0) / letters if letters else 0.0


def places_of(letters: Letters, lines: Sequence[str]) -> list[Place]:
    """Give where each line stands, and how large and bold it is."""
    places, position = [], 0
    whole = "".join(lines)
    # PDFium counts in UTF-16, where letters of alphabets past ours take two.
    is_plain = whole.isascii() or _utf16_length(whole) == len(whole)
    for line in lines:
        length = len(line) if is_plain else _utf16_length(line)
        first = position + len(line) - len(line.lstrip())
        last = position + length - 1 - len(line) + len(line.rstrip())
        left, right, base = letters.span(first, last)
        size = letters.size(first)
        if not isfinite(left + right + base + size):
            # Sizes beyond all paper give no number.
            left = right = base = size = 0.0
        is_bold = _may_be_heading(line) and letters.are_bold(first, last)
        places.append(Place(position, left, right, base, size, is_bold))
        # The line's end is two letters.
        position += length + 2
    return places


def _utf16_length(line: str) -> int:
    return len(line.encode("utf-16-le", "surrogatepass")) // 2


def _may_be_heading(line: str) -> bool:
    return (
        len(line) <= LONGEST_HEADING
        and line[-1:] not in ".,;-"
        and (line[:1].isupper() or line[:1].isdigit())
    )


def with_columns(
    letters: Letters, lines: Sequence[str], places: Sequence[Place]
) -> Iterator[str]:
    """Give the lines with wide gaps put back between columns that stand far apart."""
    # As letter_width gives them, without a call for each line.
    widths = [
        max(right - left, 0.0) / (len(line) * size) if line and size else 0.0
        for line, (_, left, right, _, size, _) in zip(lines, places, strict=True)
    ]
    usual = median(filter(None, widths)) if any(widths) else 0.0
    for line, place, width in zip(lines, places, widths, strict=True):
        # Only where rows begin with a number or a time, and where lines are wider than
        # their letters.
        if width > WIDER * usual or line[:1].isdigit():
            yield _apart(letters, line, place)
        else:
            yield line


def _apart(letters: Letters, line: str, place: Place) -> str:
    parts, written = [], 0
    for space in _SPACES.finditer(line, 0, LONGEST_ROW):
        before = place.first + space.start() - 1
        after = place.first + space.end()
        begins, ends, _ = letters.span(after, before)
        if begins - ends > COLUMN_GAP * place.size:
            parts += [line[written : space.start()], "  "]
            written = space.start()
    return "".join([*parts, line[written:]])
