"""Names of people as papers write them: presenters after a dash, seats with a party."""

from __future__ import annotations

import re


_PART = r"[A-ZÅÄÖÉ][\wåäöéüÅÄÖ]+(?:-[A-ZÅÄÖ][\wåäöéü]+)?"
NAME = rf"{_PART}(?: (?:af|von|de|De|van) )?(?: {_PART}){{1,3}}"
PEOPLE = rf"{NAME}(?:\s?(?:,|/| och | & )\s?{NAME})*"
_PRESENTED = re.compile(
    rf"^(?P<title>.+?)\s+[-–—]\s+(?P<people>{PEOPLE})\s*$", re.DOTALL
)
_ALL = re.compile(rf"\s*{PEOPLE}\s*")
SEAT = re.compile(
    r"^(?P<name>[Vv]akan(?:t|s)|[A-ZÅÄÖ][^()\d:,]{1,40}? [^()\d:,]{2,40}?) ?\((?P<party>[A-Za-zÅÄÖåäö]{1,6})\)"
    r"(?:,? (?P<role>[^()]{3,40}))?[.,]?$"
)


def split_people(text: str) -> tuple[str, ...]:
    """Give each name of a list; none when the text is not names alone."""
    if not _ALL.fullmatch(text):
        return ()
    parts = re.split(r"\s?(?:,|/|\boch\b|&)\s?", text.strip())
    return tuple(part.strip() for part in parts)


def split_presenters(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a title, and the names that stand after its last dash."""
    found = _PRESENTED.match(text)
    if found is None:
        return text.strip(" -–"), ()
    return found["title"].strip(), split_people(found["people"])
