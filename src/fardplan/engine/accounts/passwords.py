"""Is a password made only of words that everybody tries?

In: a password and a list of common words. Out: the common words it is made of, or
nothing. Method: fold case and the usual digit-for-letter swaps, drop digits and signs,
and see whether what is left is common words end to end. NIST SP 800-63B 5.1.1.2 asks
for a comparison with commonly used values; Django's list has English ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable


SWAPS = str.maketrans("01345@$!", "oieasasi")
# Fewer own letters than this besides common words add nothing worth counting.
ENOUGH_OWN_LETTERS = 4


def common_words_in(password: str, words: Iterable[str]) -> list[str]:
    """Give the common words ``password`` consists of; none when it has enough else."""
    longest_first = sorted(words, key=len, reverse=True)
    folded = password.casefold()
    readings = (folded, folded.translate(SWAPS))
    for reading in readings:
        rest, found = _take_out(reading, longest_first)
        letters = sum(char.isalpha() for char in rest)
        if found and letters < ENOUGH_OWN_LETTERS:
            return sorted(found, key=reading.index)
    return []


def _take_out(text: str, words: list[str]) -> tuple[str, list[str]]:
    found = []
    for word in words:
        if word in text:
            found.append(word)
            text = text.replace(word, " ")
    return text, found
