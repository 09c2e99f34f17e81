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

from fardplan.engine.sources.model import BlockKind, Hint, Source
from fardplan.engine.sources.pdf_items import LEAST_INDENT, item_levels
from fardplan.engine.sources.pdf_places import Letters, places_of, with_columns
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
        letters = Letters(textpage)
        places = places_of(letters, lines)
        return _lay_out([*with_columns(letters, lines, places)], places)
    finally:
        textpage.close()
        page.close()


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
