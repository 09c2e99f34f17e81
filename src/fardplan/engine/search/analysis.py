"""What of a text goes into the index: its words, their stems, the parts of compounds.

In: a text and the lexicon of compounds. Out: the terms of three levels. A word is found
as it stands, by its inflections, and inside compounds; each level weighs less.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.search.stems import forms, stem
from fardplan.engine.search.words import folded, runs_of, words_in


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.engine.search.compounds import Lexicon
    from fardplan.engine.search.words import Word

# Of a word and what is inside it; bounds the memory where texts hold no end of numbers.
MOST_KEPT = 500_000


@dataclass(frozen=True)
class Terms:
    """The terms of a text, each level with spaces between."""

    words: str
    stems: str
    parts: str

    @property
    def all(self) -> set[str]:
        """Every term, whatever its level."""
        return {*self.words.split(), *self.stems.split(), *self.parts.split()}


@dataclass(frozen=True)
class Analysis:
    """Analyses texts with one lexicon; keeps what it has worked out of each word."""

    lexicon: Lexicon
    _kept: dict[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict, compare=False
    )

    def terms(self, text: str) -> Terms:
        """Give the terms of a text."""
        kept = self._kept
        words: list[str] = []
        stems: list[str] = []
        parts: set[str] = set()
        for run in runs_of(folded(text)):
            found = kept.get(run)
            if found is None:
                found = self._keep(run)
            words += found[0]
            stems += found[1]
            parts.update(found[2])
        return Terms(" ".join(words), " ".join(stems), " ".join(sorted(parts)))

    def _keep(self, run: str) -> tuple[tuple[str, ...], ...]:
        words = list(words_in(run))
        levels = [self.levels(word) for word in words]
        found = (
            tuple(word.text for word in words),
            tuple(own for own, _parts in levels),
            tuple(part for _own, parts in levels for part in parts),
        )
        if len(self._kept) < MOST_KEPT:
            self._kept[run] = found
        return found

    def levels(self, word: Word) -> tuple[str, tuple[str, ...]]:
        """Give a word's stem, and the terms of what is inside it."""
        pieces = word.pieces
        if word.is_code:
            return word.text, tuple(pieces) if [word.text] != pieces else ()
        # ”e-hälsa” is ”ehälsa” too.
        own = stem("".join(pieces))
        if len(pieces) == 1:
            return own, self.lexicon.parts(own)
        inside = dict.fromkeys(
            part
            for piece in pieces
            for part in (stem(piece), *self.lexicon.parts(stem(piece)))
        )
        return own, tuple(inside)


def count_forms(texts: Iterable[str]) -> Counter[str]:
    """Count the forms of the texts' words: what a lexicon is learnt of."""
    runs: Counter[str] = Counter()
    for text in texts:
        runs.update(runs_of(folded(text)))
    counts: Counter[str] = Counter()
    for run, count in runs.items():
        for word in words_in(run):
            if not word.is_code:
                for piece in word.pieces:
                    counts.update(dict.fromkeys(forms(piece)[1:] or [piece], count))
    return counts
