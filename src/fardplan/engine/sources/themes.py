"""Themes by the stems of their words, edited as data in ``definitions/themes.yaml``.

In: the lexicon as plain data, and a text. Out: the themes that the text touches, with
the words that say so. Headings are left out by the caller: every region has the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


LETTERS = 4


@dataclass(frozen=True)
class ThemeWords:
    """One theme: its code, its Swedish name and the stems that show it.

    A stem is the beginning of a word; one with ``*`` first may stand inside a word; one
    with spaces is several words in a row.
    """

    theme: str
    name: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class ThemeHit:
    """A theme that a text touches, and the words that say so."""

    theme: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All themes."""

    themes: tuple[ThemeWords, ...] = ()

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(one.theme, _pattern(one.stems)) for one in self.themes]

    @cached_property
    def _by_letters(self) -> dict[str, list[tuple[str, str]]]:
        """Give theme and stem by the first letters of what a stem begins with."""
        found: dict[str, list[tuple[str, str]]] = {}
        for one in self.themes:
            for stem in one.stems:
                first = stem.lstrip("*").split()[0].lower()
                found.setdefault(first[:LETTERS], []).append((one.theme, first))
        return found

    def find(self, text: str) -> list[ThemeHit]:
        """Give the themes of a text in the lexicon's order."""
        lowered = text.lower()
        # Looking for letters is many times cheaper than the patterns.
        likely = {
            theme
            for letters, stems in self._by_letters.items()
            if letters in lowered
            for theme, first in stems
            if first in lowered
        }
        return [
            ThemeHit(theme, tuple(dict.fromkeys(words)))
            for theme, pattern in self._patterns
            if theme in likely and (words := pattern.findall(text))
        ]


def _pattern(stems: Sequence[str]) -> re.Pattern[str]:
    parts = []
    for stem in stems:
        words = r"\w*\s+".join(re.escape(word) for word in stem.lstrip("*").split())
        start = r"\b\w*" if stem.startswith("*") else r"\b"
        parts.append(f"{start}{words}\\w*")
    return re.compile("|".join(parts), re.IGNORECASE)


def lexicon_from(data: Mapping[str, Mapping[str, object]]) -> Lexicon:
    """Give the lexicon of plain data; ValueError tells what is wrong with it."""
    themes = []
    for theme, entry in data.items():
        name, stems = entry.get("name"), entry.get("stems")
        if not isinstance(name, str) or not isinstance(stems, list) or not stems:
            raise ValueError(
                f"Temat {theme} behöver ett namn (name) och stammar (stems)."
            )
        themes.append(ThemeWords(theme, name, tuple(str(stem) for stem in stems)))
    return Lexicon(tuple(themes))
