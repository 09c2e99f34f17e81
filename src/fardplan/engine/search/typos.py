"""How far from each other two words may be and still be meant as one.

In: two words. Out: how many letters were left out, added, changed or swapped with their
neighbour (optimal string alignment, Damerau 1964), up to a limit.
"""

from __future__ import annotations


# Of short words nearly every neighbour is another word: mål, mal, mol, mil.
_ONE_FROM, _TWO_FROM = 4, 8


def allowed(word: str) -> int:
    """Give how many slips a word of this length may have."""
    if any(letter.isdigit() for letter in word) or len(word) < _ONE_FROM:
        return 0
    return 1 if len(word) < _TWO_FROM else 2


def distance(one: str, other: str, most: int) -> int:
    """Give the number of slips between two words; more than ``most`` is ``most + 1``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            is_swap = i > 1 < j and letter == other[j - 2] and one[i - 2] == against
            row.append(min(cost, before[j - 2] + 1) if is_swap else cost)
        before, last = last, row
    return min(last[-1], most + 1)
