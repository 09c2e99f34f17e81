"""PDF to text with pypdfium2: page by page, with the empty lines that the eye sees.

In: the bytes of a file. Out: a :class:`Source`. Where the space between two lines is
larger than usual an empty line is put in, and the indentation of bullets gives their
levels. Memory holds one page at a time beside the text.
"""

from __future__ import annotations

import ctypes
import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from fardplan.engine.sources.model import BlockKind, Hint, Source
from fardplan.engine.sources.read_error import ENCRYPTED, NO_TEXT, ReadError, damaged


if TYPE_CHECKING:
    from collections.abc import Sequence


MOST_PAGES = 20_000
# A gap this many times the usual step between lines is an empty line to the eye.
WIDE_STEP = 1.35
# Points: bullets nearer than the first are alike, farther than the second stand in
# another column.
SAME_INDENT, NEXT_LEVEL = 4.0, 45.0
_BULLET = re.compile(r"[•●▪◦‣\uf0b7\uf0a7·o–-] ?(?=\S)")
# What PDFium leaves of a hyphen at a line's end.
_HYPHENS = ("\x02", "\ufffe")


def read_pdf(content: bytes) -> Source:
    """Give the text of a PDF."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).casefold():
            raise ReadError(ENCRYPTED) from None
        raise damaged("en PDF") from None
    try:
        return _read_pages(document)
    finally:
        document.close()


def _read_pages(document: pypdfium2.PdfDocument) -> Source:
    if len(document) > MOST_PAGES:
        raise ReadError(
            f"Dokumentet har {len(document)} sidor. Högst {MOST_PAGES} läses: dela det."
        )
    parts: list[str] = []
    breaks: list[int] = []
    hints: dict[int, Hint] = {}
    position = 0
    for number in range(len(document)):
        text, marks = _page(document, number)
        if number:
            breaks.append(position)
        hints |= {position + start: hint for start, hint in marks.items()}
        parts.append(f"{text}\f")
        position += len(text) + 1
    whole = "".join(parts)
    if not re.search(r"\w", whole):
        raise ReadError(NO_TEXT)
    return Source(whole, tuple(breaks), hints, is_exact=True)


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[str, dict[int, Hint]]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        # One page that can't be loaded is a page without text; the others are read.
        return "", {}
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range().replace("\x00", " ")
        for hyphen in _HYPHENS:
            text = text.replace(hyphen, "-")
        lines = text.split("\r\n")
        return _lay_out(lines, _places(textpage, lines))
    finally:
        textpage.close()
        page.close()


def _places(
    textpage: pypdfium2.PdfTextPage, lines: Sequence[str]
) -> list[tuple[float, float]]:
    """Give left edge and base of each line's first letter."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    places, position = [], 0
    for line in lines:
        first = position + len(line) - len(line.lstrip())
        raw.FPDFText_GetCharBox(textpage, first, left, right, bottom, top)
        places.append((left.value, bottom.value))
        # PDFium counts in UTF-16; the line's end is two of its letters.
        position += len(line.encode("utf-16-le", "surrogatepass")) // 2 + 2
    return places


def _lay_out(
    lines: Sequence[str], places: Sequence[tuple[float, float]]
) -> tuple[str, dict[int, Hint]]:
    steps = [a[1] - b[1] for a, b in pairwise(places)]
    usual = median([step for step in steps if step > 1] or [0.0])
    indents = _levels(
        [p[0] for t, p in zip(lines, places, strict=True) if _BULLET.match(t)]
    )
    out: list[str] = []
    hints: dict[int, Hint] = {}
    position = 0
    for number, (line, (left, _)) in enumerate(zip(lines, places, strict=True)):
        step = steps[number - 1] if number else usual
        if step > WIDE_STEP * usual or step < -1:
            out.append("")
            position += 1
        if _BULLET.match(line) and not line.startswith(("-", "–", "o")):
            level = indents[_nearest(left, indents)]
            start = position + len(line) - len(line.lstrip())
            hints[start] = Hint(BlockKind.ITEM, level, is_whole=False)
        out.append(line)
        position += len(line) + 1
    return "\n".join(out), hints


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
