"""The words of a text, as search compares them.

In: any text. Out: its words in order, each with its place: case folded, å, ä and ö kept
as the letters they are. Numbers, registry numbers and paragraphs are codes: found as
written, and by their pieces.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH = r"§{1,2}\s*\d+[a-z]?\b|\b\d+\s?[a-z]?\s?§"
# A hyphen, slash, full stop or colon between letters or digits holds them together.
_JOINED = r"[^\W_]+(?:[-/.:][^\W_]+)*"
_RUN = re.compile(f"{_PARAGRAPH}|{_JOINED}")
# Of letters alone only a hyphen makes one word: ”och/eller” are two.
_LETTERS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
# The minus signs and hyphens that a text may have; each is one letter, so places hold.
_DASHES = "\u2010\u2011\u2012\u2013\u2212"
# A word longer than this is a fault of the extraction; the index takes none beside.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands, and whether it is found only as written."""

    text: str
    start: int
    end: int
    is_code: bool = False

    @property
    def pieces(self) -> list[str]:
        """What stands between the signs that hold it together."""
        return _PIECE.findall(self.text)


def folded(text: str) -> str:
    """Give a text as it is compared; each letter stays in its place when it can."""
    for dash in _DASHES:
        text = text.replace(dash, "-")
    # NFC moves letters only where a text has combining marks, as some PDF have.
    return unicodedata.normalize("NFC", text.lower())


def runs_of(text: str) -> list[str]:
    """Give what stands together in a folded text, quicker than its words."""
    return _RUN.findall(text)


def words_of(text: str) -> Iterator[Word]:
    """Give the words of a folded text, in order."""
    for found in _RUN.finditer(text):
        yield from words_in(found.group(), found.start())


def words_in(run: str, start: int = 0) -> Iterator[Word]:
    """Give the words of one run: a paragraph, a code, or words of letters."""
    end = start + len(run)
    if "§" in run:
        yield Word("§" + "".join(_PIECE.findall(run)), start, end, is_code=True)
    elif _DIGIT.search(run):
        yield Word(run[:LONGEST], start, end, is_code=True)
    else:
        for found in _LETTERS.finditer(run):
            here, there = found.span()
            yield Word(found.group()[:LONGEST], start + here, start + there)
