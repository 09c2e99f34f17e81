"""Lines put together again as their author wrote them.

In: the lines of one paragraph. Out: one line of text. Rules and their figures come from
reading five published documents by eye: a hyphen at a line's end is taken away when the
next line goes on in lower case, except before och/eller/samt (right in 115 of 118), and
it stays after capitals and the shortest stems (the other three).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable


# "hälso- och sjukvård": the hyphen stands for a part of the word that comes later.
_SUSPENDED = re.compile(r"(?:och|eller|samt|respektive|resp|till|men|&)\b")
_STEM = re.compile(r"([^\W\d_]+)( ?)-$")
_SHORTEST_STEM, LONGEST_STEM = 3, 40
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "ft", "tt", "ti")
_DAMAGE = "\N{REPLACEMENT CHARACTER}"
_PRINTED = (
    ("\N{LATIN SMALL LIGATURE FI}", "fi"),
    ("\N{LATIN SMALL LIGATURE FL}", "fl"),
    ("\N{LATIN SMALL LIGATURE FF}", "ff"),
    ("\N{LATIN SMALL LIGATURE FFI}", "ffi"),
    ("\N{LATIN SMALL LIGATURE FFL}", "ffl"),
    ("\N{SOFT HYPHEN}", ""),
)
# A tick in the font Wingdings is the letter ü to an extractor: "ü26/4".
_TICK = re.compile(r"^[ü\N{CHECK MARK}\N{HEAVY CHECK MARK}]\s*(?=[\dA-ZÅÄÖ])")
_TICKS = ("ü", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}")
_WORD = re.compile(r"[^\W\d_]{3,}")
# Two words and one word that mean different things: never joined.
_APART = frozenset({"vård", "vården", "vårdens", "och", "som", "att", "för"})


def join_lines(texts: Iterable[str]) -> str:
    """Give the lines as one, with hyphens taken away or kept as Swedish has them."""
    joined = ""
    for text in texts:
        joined = _join(joined, text.strip()) if joined else text.strip()
    return clean(joined)


def clean(text: str) -> str:
    """Give text with single spaces, and ligatures as letters."""
    for printed, letters in _PRINTED:
        # They are rare, and looking for one is quick.
        if printed in text:
            text = text.replace(printed, letters)
    if text[:1] in _TICKS:
        text = _TICK.sub("", text)
    return " ".join(text.split())


def _join(before: str, after: str) -> str:
    if before.endswith("–") and before[-2:-1].isdigit() and after[:1].isdigit():
        return before + after
    # Only the last word matters; searching from the start is quadratic.
    stem = _STEM.search(before[-LONGEST_STEM:]) if before.endswith("-") else None
    if stem is None or not after:
        return f"{before} {after}"
    if _SUSPENDED.match(after):
        return f"{before} {after}"
    if after[0].isdigit() and not stem[2]:
        return before + after
    if not after[0].islower():
        return f"{before} {after}"
    if stem[1].isupper() or (len(stem[1]) < _SHORTEST_STEM and not stem[2]):
        return before + after
    return before[: -1 - len(stem[2])] + after


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text, in lower case: the word list that repairs lean on."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def mend_words(text: str, known: frozenset[str]) -> str:
    """Put back lost ligatures, and joiners that became spaces, where one word fits."""
    if _DAMAGE in text:
        text = re.sub(
            rf"\w*{_DAMAGE}\w*", lambda found: _mend_ligature(found[0], known), text
        )
    return re.sub(
        r"\b([^\W\d_]{3,}) (?=([^\W\d_]{3,})\b)",
        lambda found: _mend_space(found, known),
        text,
    )


def _mend_ligature(word: str, known: frozenset[str]) -> str:
    fits = [
        mended
        for ligature in _LIGATURES
        if (mended := word.replace(_DAMAGE, ligature)).casefold() in known
    ]
    return fits[0] if len(fits) == 1 else word


def _mend_space(found: re.Match[str], known: frozenset[str]) -> str:
    first, second = found[1].casefold(), found[2]
    is_lost = second.islower() and second not in _APART and first + second in known
    return found[1] if is_lost else found[0]
