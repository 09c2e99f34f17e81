"""A page's text cut into passages: what is found and shown as one.

In: a page's text. Out: where its passages begin and end. Empty lines part them; short
ones are joined with the next, and long ones cut between lines or sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator

# About five lines: enough to judge a hit by, and little enough to tell where it is.
SHORTEST, LONGEST = 160, 600
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_BREAK = re.compile(r"(?<=[.!?:])\s+|\n")


def passages(text: str) -> list[tuple[int, int]]:
    """Give the start and end of each passage; together they hold every word."""
    found: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        is_short = found and found[-1][1] - found[-1][0] < SHORTEST
        if is_short and end - found[-1][0] <= LONGEST:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    here = 0
    for gap in [*(m.span() for m in _GAP.finditer(text)), (len(text), len(text))]:
        if text[here : gap[0]].strip():
            yield from _cut(text, here, gap[0])
        here = gap[1]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long at the last break before the limit, else at a space."""
    while end - start > LONGEST:
        most = start + LONGEST
        breaks = [m.end() for m in _BREAK.finditer(text, start + SHORTEST, most)]
        cut = breaks[-1] if breaks else text.rfind(" ", start + 1, most) + 1
        cut = cut or most
        yield start, cut
        start = cut
    yield start, end
