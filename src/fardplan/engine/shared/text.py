"""Swedish text: the order of names and what a search compares.

In: any text. Out: keys to store beside it, so that SQLite and PostgreSQL sort and
search alike without collations of their own.
"""

from __future__ import annotations

import unicodedata


# Å, ä and ö are letters of their own, last in the alphabet and in this order; w is its
# own letter since Svenska Akademiens ordlista 13 (2006); ü is sorted as y. Other accents
# are only marks.
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzåäö"
_PLACES = {letter: f"{place:02d}" for place, letter in enumerate(_ALPHABET, start=1)}
_SAME_PLACE = {"æ": "ä", "ø": "ö", "ü": "y"}


def swedish_sort_key(text: str) -> str:
    """Give a key of digits only, whose plain order is Swedish alphabetical order.

    Digits, because PostgreSQL compares text by the collation that the database happened
    to be made with, and digits are the only characters that all of them order alike.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(_sort_letter(_SAME_PLACE.get(letter, letter)) for letter in folded)


def _sort_letter(letter: str) -> str:
    if letter in _PLACES:
        return _PLACES[letter]
    plain = [part for part in unicodedata.normalize("NFKD", letter) if part.isalnum()]
    # Spaces and hyphens sort before every letter, so "Region X" precedes "Regionen";
    # letters of other alphabets come last, in the order of Unicode.
    return "".join(_PLACES.get(part, f"9{ord(part):07d}") for part in plain) or "00"


def search_key(*texts: str) -> str:
    """Give what a search looks in: case and spacing folded, å, ä and ö kept."""
    joined = " ".join(text for text in texts if text)
    return " ".join(unicodedata.normalize("NFC", joined).casefold().split())
