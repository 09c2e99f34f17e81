"""The words of a hit that answer the question, and the passage around them.

In: a question, what was widened, a text. Out: the text cut where the hits stand, no
longer than asked for, from where most of the asked words stand together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.search.compounds import SHORTEST
from fardplan.engine.search.typos import allowed, distance
from fardplan.engine.search.words import folded, words_of


if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fardplan.engine.search.analysis import Analysis
    from fardplan.engine.search.question import Question, QuestionWord
    from fardplan.engine.search.words import Word

Bits = list[tuple[str, bool]]


@dataclass(frozen=True)
class Marker:
    """Marks the words of texts that answer a question."""

    question: Question
    analysis: Analysis
    widened: Collection[str] = ()

    def marked(self, text: str, longest: int | None = None) -> Bits:
        """Give the text in bits, each with whether it is a hit."""
        hits = self._hits(text)
        start, end = 0, len(text)
        if longest is not None and len(text) > longest:
            start, end = _window(text, [(w.start, w.end) for w, _n in hits], longest)
        bits: Bits = [("… ", False)] if start else []
        here = start
        for word, _number in hits:
            if start <= word.start and word.end <= end:
                bits += [(text[here : word.start], False)]
                bits += [(text[word.start : word.end], True)]
                here = word.end
        bits += [(text[here:end], False), (" …" if end < len(text) else "", False)]
        return [(said, is_hit) for said, is_hit in bits if said]

    def meant(self, texts: Sequence[str]) -> dict[str, str]:
        """Give, of each widened word, the word in the texts that is nearest to it."""
        best: dict[str, tuple[int, str]] = {}
        for text in texts:
            for word, number in self._hits(text):
                asked = self.question.asked[number]
                said = asked.word.text
                if said in self.widened and word.text != said:
                    own, _inside = self.analysis.levels(word)
                    far = min(
                        distance(said, word.text, len(said)),
                        distance(asked.stem, own, len(said)),
                    )
                    best[said] = min(best.get(said, (far, word.text)), (far, word.text))
        return {
            said: word for said, (far, word) in best.items() if 0 < far <= allowed(said)
        }

    def _hits(self, text: str) -> list[tuple[Word, int]]:
        """Give the words that answer, each with the number of what it answers."""
        compared = folded(text)
        if len(compared) != len(text):
            # A letter that takes more room when folded would move every mark after it.
            compared = "".join(
                one if len(folded(one)) != 1 else folded(one) for one in text
            )
        found = []
        for word in words_of(compared):
            number = self._answers(word)
            if number is not None:
                found.append((word, number))
        return found

    def _answers(self, word: Word) -> int | None:
        own, inside = self.analysis.levels(word)
        levels = {word.text, own, *inside}
        for number, asked in enumerate(self.question.asked):
            if not asked.is_needed and word.text != asked.word.text:
                continue
            if asked.word.text in levels or asked.stem in levels:
                return number
            if asked.word.text in self.widened and self._is_near(asked, word, levels):
                return number
        return None

    def _is_near(self, asked: QuestionWord, word: Word, levels: set[str]) -> bool:
        said = asked.word.text
        if len(said) >= SHORTEST and word.text.startswith(said):
            return True
        if levels.intersection(self.analysis.lexicon.pieces(asked.stem)):
            return True
        most = allowed(said)
        return most > 0 and (
            distance(said, word.text, most) <= most
            or any(distance(asked.stem, level, most) <= most for level in levels)
        )


def _window(
    text: str, hits: Sequence[tuple[int, int]], longest: int
) -> tuple[int, int]:
    """Give the stretch that holds most hits, begun at a word's start."""
    best, most = 0, 0
    for start, _end in hits:
        count = sum(start <= a and b <= start + longest for a, b in hits)
        if count > most:
            best, most = start, count
    # Some words before the first hit tell what it is about.
    begin = max(0, min(best - longest // 4, len(text) - longest))
    if begin:
        begin = max(text.find(" ", begin, best) + 1, begin)
    end = min(len(text), begin + longest)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), best)
    return begin, end
