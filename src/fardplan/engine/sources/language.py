"""Whether a text is Swedish, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter


# The commonest words that other languages seldom share.
_COMMON = {
    "sv": frozenset(
        [
            "och",
            "att",
            "för",
            "som",
            "är",
            "med",
            "till",
            "inte",
            "på",
            "av",
            "ska",
            "vi",
            "har",
            "från",
            "eller",
            "samt",
            "den",
            "det",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "and",
            "of",
            "to",
            "in",
            "is",
            "that",
            "for",
            "with",
            "are",
            "this",
            "by",
            "from",
            "be",
            "on",
            "as",
        ]
    ),
    "nb": frozenset(
        [
            "og",
            "ikke",
            "å",
            "er",
            "på",
            "av",
            "for",
            "til",
            "med",
            "som",
            "det",
            "vi",
            "har",
            "fra",
            "eller",
            "ble",
            "skal",
        ]
    ),
    "fi": frozenset(
        [
            "ja",
            "on",
            "ei",
            "että",
            "se",
            "oli",
            "mutta",
            "joka",
            "kun",
            "tai",
            "sekä",
            "ovat",
            "voi",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "und",
            "das",
            "ist",
            "nicht",
            "mit",
            "ein",
            "für",
            "auf",
            "den",
            "von",
            "zu",
            "werden",
        ]
    ),
}
FEWEST_WORDS = 30
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 40_000


def language_of(text: str) -> str | None:
    """Give the language's code; None when the text is too short to tell."""
    words = Counter(word.casefold() for word in _WORD.findall(text[:_LONGEST]))
    if words.total() < FEWEST_WORDS:
        return "sv" if re.search(r"[åäöÅÄÖ]", text) else None
    counts = {
        code: sum(words[word] for word in common) for code, common in _COMMON.items()
    }
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else None
