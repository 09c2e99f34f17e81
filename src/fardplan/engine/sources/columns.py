"""Columns of a row, told by the wide gaps or the lines between its cells.

In: lines. Out: lines whose cells stand apart, at the places where they stood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Line


WIDE_GAP = re.compile(r"\s{3,}")


def open_rows(lines: Sequence[Line]) -> list[Line]:
    """Give the rows of tables with gaps between their cells, as wide as what they had."""
    return [
        line._replace(text=line.text.replace(" | ", "   "))
        if " | " in line.text
        else line
        for line in lines
    ]


def cells_of(lines: Sequence[Line]) -> list[Line]:
    """Give the columns of a form, of which wide gaps are left, as lines of their own."""
    found: list[Line] = []
    for line in lines:
        start = 0
        for gap in (*WIDE_GAP.finditer(line.text), None):
            end = gap.start() if gap else len(line.text)
            cell = line.text[start:end]
            found.append(
                line._replace(text=cell, start=line.start + start, end=line.start + end)
            )
            start = gap.end() if gap else end
    return found
