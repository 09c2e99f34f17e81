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
from fardplan.engine.sources.pdf_items import LEAST_INDENT, Place, item_levels
from fardplan.engine.sources.read_error import ENCRYPTED, NO_TEXT, ReadError, damaged


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MOST_PAGES = 20_000
# A gap this many times the usual step between lines is an empty line to the eye.
WIDE_STEP = 1.35
# Points between two sizes of type, and letters of a type's name.
OTHER_SIZE, LONGEST_NAME = 1.0, 128
# A line this many times wider than others by the letter may have columns, and a gap of
# this share of the type's size is no space between words.
WIDER, COLUMN_GAP = 1.1, 1.0
LONGEST_ROW = 160
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
        places = _places(textpage, lines)
        lines = [*_with_columns(textpage, lines, places)]
        return _lay_out(lines, places)
    finally:
        textpage.close()
        page.close()


def _places(textpage: pypdfium2.PdfTextPage, lines: Sequence[str]) -> list[Place]:
    """Give where each line stands, and how large and bold it is."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    places, position = [], 0
    for line in lines:
        first = position + len(line) - len(line.lstrip())
        raw.FPDFText_GetCharBox(textpage, first, left, right, bottom, top)
        begins, base = left.value, bottom.value
        # PDFium counts in UTF-16; the line's end is two of its letters.
        length = len(line.encode("utf-16-le", "surrogatepass")) // 2
        last = position + length - 1 - len(line) + len(line.rstrip())
        raw.FPDFText_GetCharBox(textpage, last, left, right, bottom, top)
        size = raw.FPDFText_GetFontSize(textpage, first)
        is_bold = _is_bold(textpage, first) and _is_bold(textpage, last)
        places.append(Place(position, begins, right.value, base, size, is_bold))
        position += length + 2
    return places


def _is_bold(textpage: pypdfium2.PdfTextPage, letter: int) -> bool:
    """Whether the name of a letter's type says so: the weight that PDFium gives is a guess."""
    name = ctypes.create_string_buffer(LONGEST_NAME)
    raw.FPDFText_GetFontInfo(textpage, letter, name, LONGEST_NAME, None)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()


def _with_columns(
    textpage: pypdfium2.PdfTextPage, lines: Sequence[str], places: Sequence[Place]
) -> Iterator[str]:
    """Give the lines with wide gaps put back between columns that stand far apart."""
    widths = [
        place.letter_width(line) for line, place in zip(lines, places, strict=True)
    ]
    usual = median([width for width in widths if width] or [0.0])
    for line, place, width in zip(lines, places, widths, strict=True):
        # Looking at each letter is slow: only where rows begin with a number or a time,
        # and where lines are wider than their letters.
        if " " in line and (line[:1].isdigit() or width > WIDER * usual):
            yield _apart(textpage, line, place)
        else:
            yield line


def _apart(textpage: pypdfium2.PdfTextPage, line: str, place: Place) -> str:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    parts, before = [], place.left
    for number, letter in enumerate(line[:LONGEST_ROW]):
        if letter != " ":
            raw.FPDFText_GetCharBox(
                textpage, place.first + number, left, right, bottom, top
            )
            if left.value - before > COLUMN_GAP * place.size:
                parts.append("  ")
            before = right.value
        parts.append(letter)
    return "".join(parts) + line[LONGEST_ROW:]


def _lay_out(
    lines: Sequence[str], places: Sequence[Place]
) -> tuple[str, dict[int, Hint]]:
    usual = _usual([a.base - b.base for a, b in pairwise(places)])
    levels = item_levels(lines, places)
    out: list[str] = []
    hints: dict[int, Hint] = {}
    position = 0
    for number, (line, place) in enumerate(zip(lines, places, strict=True)):
        # After an item without a bullet, the text's own margin is all that tells its end.
        is_after = number - 1 in levels and number not in levels
        is_out = is_after and places[number - 1].left - place.left > LEAST_INDENT
        if number and (is_out or _is_apart(places[number - 1], place, usual)):
            out.append("")
            position += 1
        if number in levels:
            start = position + len(line) - len(line.lstrip())
            hints[start] = Hint(BlockKind.ITEM, levels[number], is_whole=False)
        out.append(line)
        position += len(line) + 1
    return "\n".join(out), hints


def _usual(steps: Sequence[float]) -> float:
    """Give the step between lines of one paragraph: on a slide most steps are larger."""
    down = sorted(step for step in steps if step > 1)
    return down[len(down) // 4] if down else 0.0


def _is_apart(before: Place, place: Place, usual: float) -> bool:
    """Whether the eye sees two lines apart: by space, by another column, or by type."""
    step = before.base - place.base
    is_other_type = (
        abs(before.size - place.size) >= OTHER_SIZE or before.is_bold != place.is_bold
    )
    return step > WIDE_STEP * usual or step < -1 or (is_other_type and step > 1)
