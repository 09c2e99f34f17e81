"""The stem that a Swedish word's inflections share.

In: a folded word. Out: its stem. Snowball's Swedish stemmer (snowballstem.org, Porter
2001) takes one ending away, so ”platserna” and ”plats” get two stems. Here it is done
again until nothing changes, together with the endings that it leaves alone: definite
-an, -in and -et, neuters of adjectives in -al and -ell. Then the vowel that changes.
"""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer


_stemmer = snowballstemmer.stemmer("swedish")
# They end in -an without being definite; ”vårdplan” ends in ”plan”.
_ENDS_IN_AN = ("plan", "organ", "man", "roman", "sedan", "utan", "innan", "ovan")
_SHORTEST, _SHORTEST_BEFORE_ET = 4, 3
# Stem with the changed vowel -> stem of the basic form; also last in a compound.
_VOWELS = {
    "ledamöt": "ledamot",
    "händ": "hand",
    "städ": "stad",
    "länd": "land",
    "tänd": "tand",
    "böck": "bok",
    "nätt": "natt",
    "män": "man",
}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Give the stem of a word."""
    return forms(word)[-1]


def forms(word: str) -> list[str]:
    """Give what is left of a word as its endings go, the stem last.

    In a compound the first part may have any of them: arbet-s-grupp, häls-o-vård.
    """
    found = [word]
    while (shorter := _shorter(found[-1])) != found[-1]:
        found.append(shorter)
    for changed, basic in _VOWELS.items():
        if found[-1].endswith(changed):
            found.append(found[-1][: -len(changed)] + basic)
            break
    return found


def _shorter(word: str) -> str:
    found: str = _stemmer.stemWord(_indefinite(word))
    return found[:-1] if found.endswith(("mm", "nn")) else found


def _indefinite(word: str) -> str:
    """Make ”skolans” what ”skola” is, ”strategin” strategi, ”förbundet” förbund."""
    bare = word.removesuffix("s")
    rest = len(bare) - 2
    is_an = bare.endswith("an") and not bare.endswith(_ENDS_IN_AN)
    if rest >= _SHORTEST and (is_an or bare.endswith("in")):
        return bare[:-1]
    is_et = bare.endswith("et") and not bare.endswith("het")
    if rest >= _SHORTEST_BEFORE_ET and is_et:
        return bare[:-2]
    is_neuter = bare.endswith(("alt", "ellt")) and rest >= _SHORTEST
    return bare[:-1] if is_neuter else word
