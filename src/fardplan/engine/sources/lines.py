"""Text as an extractor left it, cut into lines with page, mark and offsets.

In: a :class:`Source`. Out: its lines that say something. Page breaks may be form feeds,
three empty lines in a row, or only a space first on the line; the same space can be all
that is left of a bullet, so the neighbours decide (alone, the space is right in 41 %).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind, Line
from fardplan.engine.sources.running_lines import HEAD, page_marks
from fardplan.engine.sources.space_breaks import RawLine, space_breaks


if TYPE_CHECKING:
    from fardplan.engine.sources.model import Hint, Source


EMPTY_LINES_OF_A_PAGE = 3
# More than one such break makes it a habit of the extractor, not an accident.
FEWEST_BREAKS = 2
_MARK = re.compile(
    "([•●▪◦‣·\N{BLACK SQUARE}\N{WHITE BULLET}\uf0b7\uf0a7»−]|[-–—*o](?=\\s)|[a-h]\\)(?=\\s))\\s*"
)
_FIRST_OF_MARKS = frozenset(
    "•●▪◦‣·\N{BLACK SQUARE}\N{WHITE BULLET}\uf0b7\uf0a7»−-–—*oabcdefgh"
)
_INNER_MARKS = "•●▪"
_INNER_BULLET = re.compile(rf"(?<=[^\s])(?=[{_INNER_MARKS}])")
_EMPTY_LINES = re.compile(r"\n{4,}")
_ONE_SPACE = re.compile(r"^ \S", re.MULTILINE)
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_ONLY_DASHES = re.compile(r"[-–—]{3,}$")


def cut_lines(source: Source) -> tuple[tuple[Line, ...], int]:
    """Give the lines, and the number of pages."""
    raw = _raw_lines(source.text)
    breaks = source.breaks if source.is_exact else _find_breaks(source.text, raw)
    is_spaced = not source.is_exact and _is_spaced(source.text)
    # Where form feeds part the pages, a space can only be what is left of a bullet.
    is_fed = not source.is_exact and "\f" in source.text
    begun = frozenset(breaks)
    inner_marks = [mark for mark in _INNER_MARKS if mark in source.text]
    lines: list[Line] = []
    page, ends = 1, [*breaks, len(source.text) + 1]
    for one in raw:
        while ends[page - 1] <= one.start:
            page += 1
        # Of two spaces one is the page's and one the bullet's.
        keeps_space = (
            (is_spaced or (is_fed and not one.text.startswith("  ")))
            and one.start > 0
            and (one.text.startswith("  ") or one.start not in begun)
        )
        hint = source.hints.get(one.start)
        if any(one.text.find(mark, 1) > 0 for mark in inner_marks):
            new = _split_line(one, page, hint, keeps_space=keeps_space)
        else:
            new = [_line(one, 0, one.text, page, hint, keeps_space=keeps_space)]
        if lines and page != lines[-1].page and new[0].gap < EMPTY_LINES_OF_A_PAGE:
            # To the eye a new page is more than an empty line; the space that stands
            # for one elsewhere may just as well stand inside a sentence.
            gap = new[0].gap if is_spaced else EMPTY_LINES_OF_A_PAGE
            new[0] = new[0]._replace(gap=gap)
        lines += new
    return tuple(lines), len(breaks) + 1 if raw else 0


def _raw_lines(text: str) -> list[RawLine]:
    found: list[RawLine] = []
    position = gap = 0
    for piece in text.replace("\f", "\n").split("\n"):
        # Most lines begin with a letter: that is quicker to tell.
        if (
            piece[:1].isalnum()
            or _SAYS_SOMETHING.search(piece)
            or _ONLY_DASHES.match(piece.strip())
        ):
            found.append(RawLine(piece, position, gap))
            gap = 0
        else:
            gap += 1
        position += len(piece) + 1
    return found


def _is_spaced(text: str) -> bool:
    """Whether neither form feeds nor empty lines tell where pages begin."""
    if "\f" in text:
        return False
    # Where empty lines are not the habit, some may still stand around a signature.
    fewest = max(FEWEST_BREAKS, len(_ONE_SPACE.findall(text)))
    return len(_EMPTY_LINES.findall(text)) < fewest


def _find_breaks(text: str, raw: list[RawLine]) -> tuple[int, ...]:
    if "\f" in text:
        return tuple(found.end() for found in re.finditer("\f", text))
    if not _is_spaced(text):
        return tuple(found.end() for found in _EMPTY_LINES.finditer(text))
    marked = page_marks([one.text for one in raw])
    if marked:
        return tuple(raw[_head_of(raw, number)].start for number in marked)
    return tuple(raw[number].start for number in space_breaks(raw))


def _head_of(raw: list[RawLine], number: int) -> int:
    """Give the line that begins the head in which a page's number stands."""
    near = range(max(number - HEAD + 1, 1), number + 1)
    return next((n for n in near if raw[n].text.startswith(" ")), number)


def _split_line(
    raw: RawLine, page: int, hint: Hint | None, *, keeps_space: bool
) -> list[Line]:
    """Cut one line where a bullet stands glued to what came before it."""
    starts = [0, *(found.start() for found in _INNER_BULLET.finditer(raw.text))]
    ends = [*starts[1:], len(raw.text)]
    lines = [
        _line(raw, a, raw.text[a:b], page, hint, keeps_space=keeps_space and not a)
        for a, b in zip(starts, ends, strict=True)
    ]
    return [line for line in lines if line.text]


def _line(
    raw: RawLine,
    first: int,
    piece: str,
    page: int,
    hint: Hint | None,
    *,
    keeps_space: bool,
) -> Line:
    body = piece.strip()
    begins = raw.start + first
    sign = ""
    if piece[:1].isspace():
        begins += len(piece) - len(piece.lstrip())
        sign = " " if keeps_space and piece.startswith(" ") else ""
    is_plain = hint is None or hint.kind is BlockKind.ITEM
    if is_plain and body[:1] in _FIRST_OF_MARKS:
        mark = _MARK.match(body)
        if mark and mark.end() < len(body):
            sign, body = mark[1], body[mark.end() :]
            begins += mark.end()
    gap = 0 if first else raw.gap
    return Line(body, begins, begins + len(body), page, gap, sign, hint)
