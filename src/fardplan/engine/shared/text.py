"""Swedish text: the order of names and what a search compares.

In: any text. Out: keys to store beside it, so that SQLite and PostgreSQL sort and
search alike without collations of their own.
"""

from __future__ import annotations

import unicodedata


# Å, ä and ö are letters of their own, last in the alphabet and in this order; w is its
# own letter since Svenska Akademiens ordlista 13 (2006). Other accents are only marks.
_LAST_LETTERS = {"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3"}


def swedish_sort_key(text: str) -> str:
    """Give a key whose plain code point order is Swedish alphabetical order."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(_sort_letter(letter) for letter in folded)


def _sort_letter(letter: str) -> str:
    if letter in _LAST_LETTERS:
        return _LAST_LETTERS[letter]
    base = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in base if part.isalnum())
    # Spaces and hyphens sort before every letter, so "Region X" precedes "Regionen".
    return kept if kept and kept.isascii() else kept or " "


def search_key(*texts: str) -> str:
    """Give what a search looks in: case and spacing folded, å, ä and ö kept."""
    joined = " ".join(text for text in texts if text)
    return " ".join(unicodedata.normalize("NFC", joined).casefold().split())
