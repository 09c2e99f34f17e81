"""PDF to text with pypdfium2: page by page, with the empty lines that the eye sees.

In: the bytes of a file. Out: a :class:`Source`. Where the space between two lines is
larger than usual an empty line is put in, and the indentation of bullets gives their
levels. Memory holds one page at a time beside the text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from fardplan.engine.sources.model import BlockKind, Hint, Source
from fardplan.engine.sources.pdf_items import LEAST_INDENT, item_levels
from fardplan.engine.sources.pdf_letters import Letters
from fardplan.engine.sources.pdf_places import places_of, with_columns
from fardplan.engine.sources.read_error import ENCRYPTED, NO_TEXT, ReadError, damaged


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.pdf_places import Place


MOST_PAGES = 20_000
# A gap this many times the usual step between lines is an empty line to the eye.
WIDE_STEP = 1.35
# Points between two sizes of type.
OTHER_SIZE = 1.0
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
    letters = Letters()
    position = 0
    for number in range(len(document)):
        text, marks = _page(document, number, letters)
        if number:
            breaks.append(position)
        hints |= {position + start: hint for start, hint in marks.items()}
        parts.append(f"{text}\f")
        position += len(text) + 1
    whole = "".join(parts)
    if not re.search(r"\w", whole):
        raise ReadError(NO_TEXT)
    return Source(whole, tuple(breaks), hints, is_exact=True)


def _page(
    document: pypdfium2.PdfDocument, number: int, letters: Letters
) -> tuple[str, dict[int, Hint]]:
    # pypdfium2's own pages remember and watch each other, which costs as much as reading
    # a short one.
    page = raw.FPDF_LoadPage(document.raw, number)
    if not page:
        # One page that can't be loaded is a page without text; the others are read.
        return "", {}
    textpage = raw.FPDFText_LoadPage(page)
    try:
        # Of a page whose text can't be loaded PDFium says that it has none.
        letters.turn_to(textpage)
        return _text_of(letters)
    finally:
        raw.FPDFText_ClosePage(textpage)
        raw.FPDF_ClosePage(page)


def _text_of(letters: Letters) -> tuple[str, dict[int, Hint]]:
    text = letters.text().replace("\x00", " ")
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "-")
    lines = text.split("\r\n")
    places = places_of(letters, lines)
    return _lay_out([*with_columns(letters, lines, places)], places)


def _lay_out(
    lines: Sequence[str], places: Sequence[Place]
) -> tuple[str, dict[int, Hint]]:
    usual = _usual([a.base - b.base for a, b in pairwise(places)])
    levels = item_levels(lines, places)
    out = [lines[0]]
    hints: dict[int, Hint] = {}
    if 0 in levels:
        hints[_first_letter(lines[0])] = _item(levels[0])
    position = len(lines[0]) + 1
    for number, (before, place) in enumerate(pairwise(places), 1):
        line = lines[number]
        # After an item without a bullet, the text's own margin is all that tells its end.
        is_after = number - 1 in levels and number not in levels
        is_out = is_after and before.left - place.left > LEAST_INDENT
        if is_out or _is_apart(before, place, usual):
            out.append("")
            position += 1
        if number in levels:
            hints[position + _first_letter(line)] = _item(levels[number])
        out.append(line)
        position += len(line) + 1
    return "\n".join(out), hints


def _first_letter(line: str) -> int:
    return len(line) - len(line.lstrip())


def _item(level: int) -> Hint:
    return Hint(BlockKind.ITEM, level, is_whole=False)


def _usual(steps: Sequence[float]) -> float:
    """Give the step between lines of one paragraph: on a slide most steps are larger."""
    down = sorted(step for step in steps if step > 1)
    return down[len(down) // 4] if down else 0.0


def _is_apart(before: Place, place: Place, usual: float) -> bool:
    """Whether the eye sees two lines apart: by space, by another column, or by type."""
    step = before.base - place.base
    if step > WIDE_STEP * usual or step < -1:
        return True
    return step > 1 and (
        abs(before.size - place.size) >= OTHER_SIZE or before.is_bold != place.is_bold
    )
