"""The parts of Swedish compounds, so that ”nämnd” finds ”omsorgsnämnden”.

In: the forms of words that stand by themselves, counted in the texts that are searched,
together with some that are known. Out: for a stem, the stems of its parts, single and
joined: ”hemsjukvård” has hem, sjuk, vård, hemsjuk and sjukvård.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.search.stems import stem as stem_of


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What may stand between the stems of two parts: omsorg-s-nämnd, häls-o-vård,
# läk-ar-förbund, samverk-ans-grupp, styr-else-möte.
_JOINTS = ("", "s", "o", "a", "e", "u", "ar", "ans", "else")
SHORTEST, SHORTEST_LEARNED, SHORTEST_WHOLE = 3, 4, 6
# Of fewer, one misprint would become a part of words.
OFTEN = 3
# Function words are parts of few compounds, and of many words that are none.
FUNCTION_WORDS = frozenset(
    [
        "alla",
        "allt",
        "att",
        "bara",
        "blev",
        "bli",
        "blir",
        "både",
        "dem",
        "den",
        "denna",
        "deras",
        "dess",
        "det",
        "detta",
        "dig",
        "din",
        "ditt",
        "dock",
        "där",
        "efter",
        "eller",
        "emot",
        "ett",
        "för",
        "från",
        "genom",
        "hade",
        "hans",
        "har",
        "hela",
        "henne",
        "hos",
        "hur",
        "här",
        "inom",
        "inte",
        "jag",
        "kan",
        "kommer",
        "kunna",
        "man",
        "med",
        "mellan",
        "men",
        "mer",
        "mest",
        "mot",
        "mycket",
        "någon",
        "något",
        "när",
        "och",
        "också",
        "om",
        "oss",
        "per",
        "på",
        "samt",
        "sedan",
        "ska",
        "sig",
        "sin",
        "skall",
        "som",
        "till",
        "under",
        "ut",
        "utan",
        "vad",
        "var",
        "vara",
        "vi",
        "vid",
        "vilka",
        "vilken",
        "vår",
        "våra",
        "än",
        "är",
        "även",
        "över",
    ]
)


@dataclass(frozen=True)
class Lexicon:
    """The forms of words that compounds are made of."""

    forms: frozenset[str] = frozenset()
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def parts(self, stem: str) -> tuple[str, ...]:
        """Give the stems of a compound's parts; none of a word that is not one."""
        if len(stem) < SHORTEST_WHOLE:
            return ()
        found = self._known.get(stem)
        if found is None:
            found = self._known[stem] = self._parts(stem)
        return found

    def pieces(self, stem: str) -> tuple[str, ...]:
        """Give the single parts only, in order."""
        starts, ends = self._places(stem)
        if len(starts) == 1:
            return ()
        return tuple(stem_of(stem[s:e]) for s, e in zip(starts, ends, strict=True))

    def _places(self, stem: str) -> tuple[list[int], list[int]]:
        cuts = self._cuts(stem)
        starts = [0, *(start for _end, start in cuts)]
        return starts, [*(end for end, _start in cuts), len(stem)]

    def _parts(self, stem: str) -> tuple[str, ...]:
        starts, ends = self._places(stem)
        joined = (
            stem_of(stem[start:end])
            for i, start in enumerate(starts)
            for end in ends[i:]
            if end - start < len(stem)
        )
        return tuple(dict.fromkeys(joined))

    def _cuts(self, stem: str) -> list[tuple[int, int]]:
        """Give where each part but the last ends and the next begins.

        The fewest parts win, since long parts are seldom chance; of equals the one
        whose last part is longest. Worked out from the end.
        """
        size = len(stem)
        best: dict[int, list[tuple[int, int]]] = {}
        for start in range(size - SHORTEST, -1, -1):
            if start and stem[start:] in self.forms:
                best[start] = []
                continue
            for after in range(start + SHORTEST, size - SHORTEST + 1):
                if after not in best:
                    continue
                end = self._end(stem, start, after)
                if end is None:
                    continue
                tried = [(end, after), *best[after]]
                if start not in best or len(tried) < len(best[start]):
                    best[start] = tried
        return best.get(0, [])

    def _end(self, stem: str, start: int, after: int) -> int | None:
        """Give where a part ends that has the next after it, without the joint."""
        for joint in _JOINTS:
            end = after - len(joint)
            is_joint = stem.startswith(joint, end) and end - start >= SHORTEST
            if is_joint and stem[start:end] in self.forms:
                return end
        return None


def learn(counts: Mapping[str, int], known: Iterable[str] = ()) -> Lexicon:
    """Give the lexicon of the forms that texts often have, and of the known ones."""
    learned = (
        word
        for word, count in counts.items()
        if count >= OFTEN and len(word) >= SHORTEST_LEARNED and word.isalpha()
    )
    # Those that are known may be function words too: ”när” in ”närsjukvård”.
    return Lexicon(frozenset(learned) - FUNCTION_WORDS | frozenset(known))
