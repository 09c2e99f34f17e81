"""List items of a PDF's page, by their bullets or by where their lines begin and end.

In: the lines of one page with their places. Out: the level of each line that begins an
item. A browser draws its bullets, so that the text has none: then lines that stand
further in than the text around, and that begin where the line before had room left, are
items.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.pdf_places import Place


# Points: bullets nearer than the first are alike, farther than the second stand in
# another column.
SAME_INDENT, NEXT_LEVEL = 4.0, 45.0
_BULLET = re.compile(r"[*•●▪◦‣\uf0b7\uf0a7·o–-] ?(?=\S)")
# Points that lines of a list without bullets stand further in than the text.
LEAST_INDENT, MOST_INDENT = 10.0, 60.0
FULL_SHARE = 0.75
_HANGS = re.compile(r"(?:\d{1,2}[.)]|[a-h]\)|att|§)\s")
_WORD = re.compile(r"\S+")


def item_levels(lines: Sequence[str], places: Sequence[Place]) -> dict[int, int]:
    """Give the level of each line that begins an item."""
    bullets = [n for n, line in enumerate(lines) if _BULLET.match(line)]
    if not bullets:
        return _without_bullets(lines, places)
    indents = _levels([places[n].left for n in bullets])
    levels = {n: indents[_nearest(places[n].left, indents)] for n in bullets}
    # A dash may also stand in a sentence, unless it is set further in.
    return {
        n: level
        for n, level in levels.items()
        if level > 1 or not lines[n].startswith(("-", "–", "o"))
    }


def _without_bullets(lines: Sequence[str], places: Sequence[Place]) -> dict[int, int]:
    """Give the items of a page whose bullets were drawn."""
    edge = max(place.right for place in places)
    margin = _margin(places, edge)
    indented = [
        n
        for n, place in enumerate(places)
        if LEAST_INDENT < place.left - margin < MOST_INDENT and _WORD.search(lines[n])
    ]
    if not indented:
        return {}
    indents = _levels([places[n].left for n in indented])
    return {
        n: indents[_nearest(places[n].left, indents)]
        for n in indented
        if _begins(lines, places, n, edge)
    }


def _margin(places: Sequence[Place], edge: float) -> float:
    """Give where running text begins: the leftmost full line, else where most lines do."""
    full = [p.left for p in places if p.right - p.left > FULL_SHARE * (edge - p.left)]
    wide = [left for left in full if edge - left > FULL_SHARE * edge]
    if len(wide) > 1:
        return min(wide)
    return Counter(round(place.left) for place in places).most_common(1)[0][0]


def _begins(
    lines: Sequence[str], places: Sequence[Place], number: int, edge: float
) -> bool:
    """Whether a line is set in anew, or the one before it had room for its first word."""
    word = _WORD.search(lines[number])
    if not number or word is None:
        return True
    place, before = places[number], places[number - 1]
    width = place.letter_width(lines[number]) * place.size
    if edge - before.right > (len(word[0]) + 1) * width:
        return True
    # After a full line: "1. …" and "att …" go on further in, and so may a sentence.
    is_set_in = abs(place.left - before.left) > SAME_INDENT
    goes_on = _HANGS.match(lines[number - 1]) or word[0][0].islower()
    return is_set_in and not goes_on


def _levels(lefts: Sequence[float]) -> dict[float, int]:
    """Give the level of each indentation of a page's bullets."""
    levels: dict[float, int] = {}
    before: float | None = None
    for left in sorted(lefts):
        if before is None or left - before > NEXT_LEVEL:
            levels[left] = 1
        elif left - before > SAME_INDENT:
            levels[left] = levels[before] + 1
        else:
            continue
        before = left
    return levels


def _nearest(left: float, indents: dict[float, int]) -> float:
    return min(indents, key=lambda known: abs(known - left))
