"""Word documents and pages for tests, written by the usual libraries."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def word_document() -> docx.document.Document:
    """Give a new document."""
    return docx.Document()


def word_bytes(document: docx.document.Document) -> bytes:
    """Give the file."""
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def number(paragraph: object, list_number: int | None, level: int | None = 0) -> None:
    """Let Word number a paragraph, as its toolbar does."""
    numbering = OxmlElement("w:numPr")
    if level is not None:
        depth = OxmlElement("w:ilvl")
        depth.set(qn("w:val"), str(level))
        numbering.append(depth)
    if list_number is not None:
        told = OxmlElement("w:numId")
        told.set(qn("w:val"), str(list_number))
        numbering.append(told)
    paragraph._p.get_or_add_pPr().append(numbering)


def add_list(document: docx.document.Document, *formats: str | None) -> int:
    """Add a list whose levels have these formats; give its number."""
    root = document.part.numbering_part.element
    key = str(900 + len(root))
    shape = OxmlElement("w:abstractNum")
    shape.set(qn("w:abstractNumId"), key)
    for depth, form in enumerate(formats):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        if form:
            told = OxmlElement("w:numFmt")
            told.set(qn("w:val"), form)
            level.append(told)
        shape.append(level)
    root.insert(0, shape)
    one = OxmlElement("w:num")
    one.set(qn("w:numId"), key)
    points_to = OxmlElement("w:abstractNumId")
    points_to.set(qn("w:val"), key)
    one.append(points_to)
    root.append(one)
    return int(key)


def zip_of(**members: bytes) -> bytes:
    """Give a zip file; ``__`` in a name stands for a slash, ``_`` for a dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()
