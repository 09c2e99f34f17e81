"""Word documents to text: headings, lists with level and number, and tables by rows.

In: the bytes of a file. Out: a :class:`Source` where each line has its hint. Word writes
no numbers and bullets into the text, so they are put in as the reader of the paper sees
them.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import docx
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree

from fardplan.engine.sources.hinted_text import HintedText
from fardplan.engine.sources.model import BlockKind, Hint
from fardplan.engine.sources.read_error import NO_TEXT, ReadError, damaged


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from fardplan.engine.sources.model import Source


# A Word file packs text about ten times; one that unpacks to more than this is no plan.
LARGEST_UNPACKED = 200_000_000
LARGEST_RATIO = 300
MOST_MEMBERS = 5_000
_NUMBERING = f"{qn('w:pPr')}/{qn('w:numPr')}"
# Their level is in the style's name.
_LIST_BULLET = re.compile(r"List Bullet|Punktlista")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_HEADING = re.compile(r"(?:Heading|Rubrik|Title|heading) ?(\d)?")
_LIST = re.compile(
    r"(?:List (?P<kind>Bullet|Number)|Punktlista|Numrerad lista) ?(?P<level>\d)?"
)
# All that zipfile, lxml and python-docx raise on a damaged file, found by fuzzing.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    docx.exceptions.PythonDocxError,
    XmlchemyError,
)
# Word has nine levels; a damaged file may say a billion.
_DEEPEST = 8


def read_docx(content: bytes) -> Source:
    """Give the text of a Word document."""
    _check_size(content)
    text = HintedText()
    try:
        document = docx.Document(io.BytesIO(content))
        _write(document, text)
    except _DAMAGE:
        raise damaged("ett Word-dokument") from None
    if text.is_empty:
        raise ReadError(NO_TEXT)
    return text.to_source()


def _check_size(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
    except _DAMAGE:
        raise damaged("ett Word-dokument") from None
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > max(LARGEST_RATIO * len(content), 10_000_000)
    if is_bomb or unpacked > LARGEST_UNPACKED or len(members) > MOST_MEMBERS:
        raise ReadError(
            f"Filen blir {unpacked // 1_000_000} MB uppackad, och läses inte: ett"
            " Word-dokument är aldrig så hårt packat. Kontakta avsändaren."
        )


def _write(document: WordDocument, text: HintedText) -> None:
    formats = _number_formats(document)
    counters: Counter[tuple[str, int]] = Counter()
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for cells in _rows(part):
                text.add(" | ".join(cells), Hint(BlockKind.ROW))
        elif part.text.strip():
            _paragraph(part, text, formats, counters)


def _rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            # Merged cells come once for each column; a cell's lines are told apart.
            shown = [" ".join(line.split()) for line in cell.text.split("\n")]
            told = [line for line in shown if line]
            if told and cells[-len(told) :] != told:
                cells += told
        if cells:
            yield cells


def _paragraph(
    part: Paragraph,
    text: HintedText,
    formats: dict[tuple[str, int], str],
    counters: Counter[tuple[str, int]],
) -> None:
    style = part.style.name if part.style is not None and part.style.name else ""
    heading = _HEADING.match(style)
    number = _number_of(part)
    prefix = ""
    if number:
        counters[number] += 1
        for known in [k for k in counters if k[0] == number[0] and k[1] > number[1]]:
            del counters[known]
        prefix = _prefix(number, formats.get(number, "bullet"), counters)
    if heading:
        text.add(
            prefix.replace("• ", "") + part.text,
            Hint(BlockKind.HEADING, int(heading[1] or 1)),
        )
        return
    listed = _LIST.match(style)
    if number and prefix == "• ":
        text.add(prefix + part.text, Hint(BlockKind.ITEM, number[1] + 1))
    elif number:
        text.add(prefix + part.text, Hint(BlockKind.PARAGRAPH))
    elif listed and listed["kind"] != "Number":
        text.add(f"• {part.text}", Hint(BlockKind.ITEM, int(listed["level"] or 1)))
    else:
        for line in part.text.split("\n"):
            text.add(line, None)
        text.end_paragraph()


def _number_of(part: Paragraph) -> tuple[str, int] | None:
    """Give list and level (from 0) of a paragraph that Word numbers, or its style does."""
    found = part._p.find(_NUMBERING)
    style = part.style
    while (
        found is None and style is not None and not _LIST_BULLET.match(style.name or "")
    ):
        found = style.element.find(_NUMBERING)
        style = style.base_style
    if found is None:
        return None
    number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    if number is None or number.get(qn("w:val")) in {None, "0"}:
        return None
    depth = level.get(qn("w:val")) if level is not None else "0"
    return str(number.get(qn("w:val"))), min(max(int(depth or 0), 0), _DEEPEST)


def _number_formats(document: WordDocument) -> dict[tuple[str, int], str]:
    """Give "bullet" or "decimal" for each list and level."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {
        one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))
    }
    formats = {}
    for one in root.findall(qn("w:num")):
        points_to = one.find(qn("w:abstractNumId"))
        shape = (
            abstract.get(points_to.get(qn("w:val"))) if points_to is not None else None
        )
        for level in shape.findall(qn("w:lvl")) if shape is not None else ():
            form = level.find(qn("w:numFmt"))
            key = str(one.get(qn("w:numId"))), int(level.get(qn("w:ilvl")) or 0)
            formats[key] = form.get(qn("w:val")) if form is not None else "bullet"
    return formats


def _prefix(
    number: tuple[str, int], form: str, counters: Counter[tuple[str, int]]
) -> str:
    if form in {"bullet", "none"}:
        return "• "
    if form in _LETTERS:
        shown = _LETTERS[form](counters[number])
        return f"{shown}) " if form.endswith("Letter") else f"{shown}. "
    counts = [str(counters[number[0], level] or 1) for level in range(number[1] + 1)]
    return ".".join(counts) + (". " if len(counts) == 1 else " ")


def _letter(count: int) -> str:
    """Give a, b, … z, aa, bb as Word counts by letters."""
    letter = chr(ord("a") + (count - 1) % 26)
    return letter * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        shown += letters * (count // value)
        count %= value
    return shown


_LETTERS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
