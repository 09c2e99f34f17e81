"""Text as an extractor left it, cut into lines with page, mark and offsets.

In: a :class:`Source`. Out: its lines that say something. Page breaks may be form feeds,
three empty lines in a row, or only a space first on the line; the same space can be all
that is left of a bullet, so the neighbours decide (alone, the space is right in 41 %).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from fardplan.engine.sources.model import BlockKind, Line


if TYPE_CHECKING:
    from fardplan.engine.sources.model import Hint, Source


EMPTY_LINES_OF_A_PAGE = 3
# More than one such break makes it a habit of the extractor, not an accident.
FEWEST_BREAKS = 2
_MARK = re.compile(
    "([•●▪◦‣·\N{BLACK SQUARE}\N{WHITE BULLET}\uf0b7\uf0a7»−]|[-–—*o](?=\\s))\\s*"
)
_INNER_BULLET = re.compile(r"(?<=[^\s])(?=•)")
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_ONLY_DASHES = re.compile(r"[-–—]{3,}$")
NEAR = 7


class _Raw(NamedTuple):
    text: str
    start: int
    gap: int


def cut_lines(source: Source) -> tuple[tuple[Line, ...], int]:
    """Give the lines, and the number of pages."""
    raw = _raw_lines(source.text)
    breaks = source.breaks if source.is_exact else _find_breaks(source.text, raw)
    is_spaced = not source.is_exact and _is_spaced(source.text)
    lines: list[Line] = []
    for one in raw:
        page = bisect_right(breaks, one.start) + 1 if breaks else 1
        keeps_space = is_spaced and one.start > 0 and one.start not in breaks
        new = _split_line(source, one, page, keeps_space=keeps_space)
        if lines and page != lines[-1].page and new[0].gap < EMPTY_LINES_OF_A_PAGE:
            # To the eye a new page is more than an empty line; the space that stands
            # for one elsewhere may just as well stand inside a sentence.
            gap = EMPTY_LINES_OF_A_PAGE if source.is_exact else new[0].gap
            new[0] = new[0]._replace(gap=gap)
        lines += new
    return tuple(lines), len(breaks) + 1 if raw else 0


def _raw_lines(text: str) -> list[_Raw]:
    found: list[_Raw] = []
    position = gap = 0
    for piece in text.replace("\f", "\n").split("\n"):
        if _SAYS_SOMETHING.search(piece) or _ONLY_DASHES.match(piece.strip()):
            found.append(_Raw(piece, position, gap))
            gap = 0
        else:
            gap += 1
        position += len(piece) + 1
    return found


def _is_spaced(text: str) -> bool:
    """Whether neither form feeds nor empty lines tell where pages begin."""
    return "\f" not in text and len(re.findall(r"\n{4,}", text)) < FEWEST_BREAKS


def _find_breaks(text: str, raw: list[_Raw]) -> tuple[int, ...]:
    if "\f" in text:
        return tuple(found.end() for found in re.finditer("\f", text))
    empty = [found.end() for found in re.finditer(r"\n{4,}", text)]
    if len(empty) >= FEWEST_BREAKS:
        return tuple(empty)
    return tuple(
        one.start
        for number, one in enumerate(raw)
        if number and one.text.startswith(" ") and _begins_page(raw, number)
    )


def _begins_page(raw: list[_Raw], number: int) -> bool:
    one, before = raw[number], raw[number - 1]
    if one.gap or one.text.startswith("  "):
        return False
    if one.text[1:2].islower():
        # Justified setting leaves spaces everywhere: no page begins in such a sentence
        # when others like it are near.
        return not _has_neighbours(raw, number) and not before.text.endswith("-")
    return not _has_neighbours(raw, number) and not _MARK.match(one.text.strip())


def _has_neighbours(raw: list[_Raw], number: int) -> bool:
    near = raw[max(number - NEAR, 0) : number] + raw[number + 1 : number + 1 + NEAR]
    return any(one.text.startswith(" ") for one in near)


def _split_line(
    source: Source, raw: _Raw, page: int, *, keeps_space: bool
) -> list[Line]:
    """Cut one line where a bullet stands glued to what came before it."""
    hint = source.hints.get(raw.start)
    if "•" not in raw.text:
        return [_line(raw, 0, raw.text, page, hint, keeps_space=keeps_space)]
    starts = [0, *(found.start() for found in _INNER_BULLET.finditer(raw.text))]
    ends = [*starts[1:], len(raw.text)]
    lines = [
        _line(raw, a, raw.text[a:b], page, hint, keeps_space=keeps_space and not a)
        for a, b in zip(starts, ends, strict=True)
    ]
    return [line for line in lines if line.text]


def _line(
    raw: _Raw,
    first: int,
    piece: str,
    page: int,
    hint: Hint | None,
    *,
    keeps_space: bool,
) -> Line:
    body = piece.strip()
    begins = raw.start + first + len(piece) - len(piece.lstrip())
    sign = " " if keeps_space and piece.startswith(" ") else ""
    if hint is None or hint.kind is BlockKind.ITEM:
        mark = _MARK.match(body)
        if mark and mark.end() < len(body):
            sign, body = mark[1], body[mark.end() :]
            begins += mark.end()
    gap = 0 if first else raw.gap
    return Line(body, begins, begins + len(body), page, gap, sign, hint)
