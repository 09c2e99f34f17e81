"""HTML to text: headings, lists with level, tables by rows; navigation is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from fardplan.engine.sources.hinted_text import HintedText
from fardplan.engine.sources.model import BlockKind, Hint
from fardplan.engine.sources.read_error import EMPTY, ReadError


if TYPE_CHECKING:
    from fardplan.engine.sources.model import Source


_LEFT_OUT = (
    "script",
    "style",
    "nav",
    "noscript",
    "template",
    "svg",
    "head",
    "form",
    "button",
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OWN_LINES = frozenset(
    {"p", "dt", "dd", "caption", "figcaption", "blockquote", "pre", "td", "th"}
)
_INSIDE = frozenset(
    {"p", "ul", "ol", "table", "div", "section", "article", "main", "dl", *_HEADINGS}
)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Deeper than any page that people write; lxml itself stops at 256.
DEEPEST = 200


def read_html(content: bytes) -> Source:
    """Give the text of a page."""
    text = HintedText()
    try:
        told = _CHARSET.search(content[:4096])
        encoding = told[1].decode("ascii") if told else _guess(content)
        root = html.document_fromstring(
            content, parser=html.HTMLParser(encoding=encoding, huge_tree=False)
        )
    except (
        etree.ParserError,
        etree.XMLSyntaxError,
        ValueError,
        LookupError,
        AssertionError,
    ):
        raise ReadError(EMPTY) from None
    etree.strip_elements(root, etree.Comment, *_LEFT_OUT, with_tail=False)
    _walk(root, text, 0, 0)
    if text.is_empty:
        raise ReadError(EMPTY)
    return text.to_source()


def _guess(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _walk(element: html.HtmlElement, text: HintedText, level: int, depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if depth > DEEPEST:
        text.add(element.text_content(), None)
    elif tag in _HEADINGS:
        text.add(element.text_content(), Hint(BlockKind.HEADING, _HEADINGS[tag]))
    elif tag in {"ul", "ol"}:
        _list(element, text, level + 1, depth)
    elif tag == "tr":
        cells = [part for cell in element.iter("td", "th") for part in _parts(cell)]
        text.add(" | ".join(cells), Hint(BlockKind.ROW))
    elif tag in _OWN_LINES and not any(child.tag in _INSIDE for child in element):
        _lines(element, text)
    else:
        text.add(element.text or "", None)
        for child in element:
            if child.tag in _INSIDE:
                text.end_paragraph()
            _walk(child, text, level, depth + 1)
            text.add(child.tail or "", None)
        text.end_paragraph()


def _parts(cell: html.HtmlElement) -> list[str]:
    """Give the lines of a cell, each as a cell of its own."""
    for inside in cell.iter("br", "p", "li", "div"):
        _end_line(inside)
    lines = (" ".join(line.split()) for line in cell.text_content().split("\n"))
    return [line for line in lines if line]


def _end_line(element: html.HtmlElement) -> None:
    """Let a new line follow; lxml takes no letters back that XML does not have."""
    element.tail = "\n" + _NOT_XML.sub("", element.tail or "")


def _lines(element: html.HtmlElement, text: HintedText) -> None:
    for line_break in element.iter("br"):
        _end_line(line_break)
    for line in element.text_content().split("\n"):
        text.add(line, None)
    text.end_paragraph()


def _list(element: html.HtmlElement, text: HintedText, level: int, depth: int) -> None:
    number = 0
    for item in element:
        if item.tag != "li":
            _walk(item, text, level, depth + 1)
            continue
        number += 1
        own = "".join([item.text or "", *(_inline(child) for child in item)])
        if element.tag == "ol":
            text.add(f"{number}. {own}", Hint(BlockKind.PARAGRAPH))
        else:
            text.add(f"• {own}", Hint(BlockKind.ITEM, level))
        for child in item:
            if child.tag in {"ul", "ol", "table"}:
                _walk(child, text, level, depth + 1)


def _inline(child: html.HtmlElement) -> str:
    own = "" if child.tag in {"ul", "ol", "table"} else str(child.text_content())
    return f"{own} {child.tail or ''}" if own else child.tail or ""
