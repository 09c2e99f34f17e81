"""Names of people as papers write them: presenters after a dash, seats with a party."""

from __future__ import annotations

import re


_PART = r"[A-ZÅÄÖÉ][\wåäöéüÅÄÖ]+(?:-[A-ZÅÄÖ][\wåäöéü]+)?"
NAME = rf"{_PART}(?: (?:af|von|de|De|van) )?(?: {_PART}){{1,3}}"
PEOPLE = rf"{NAME}(?:\s?(?:,|/| och | & )\s?{NAME})*"
_NAME = re.compile(NAME)
# "Ada Ek, överläkare": what they are stands after the name, in lower case.
_ROLE = re.compile(r"[a-zåäö][\wåäö-]*(?: [\wåäö-]+){0,5}")
# "chefläkare Ada Ek": what they are may stand before the name too.
_OFFICE = (
    r"(?:[a-zåäö-]+ )?[a-zåäö-]*(?:chef|läkare|direktör|strateg|ledare|samordnare|sekreterare|"
    r"sköterska|ekonom|controller|handläggare|jurist|utvecklare|utredare|terapeut|psykolog|"
    r"planerare|professor|forskare|specialist|ordförande|rådgivare|analytiker)"
)
_BEFORE = re.compile(rf"{_OFFICE} (?={NAME})")
_PARTS = re.compile(r"\s*(?:,(?: och\b)?|/|\boch\b|&|;)\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_COMMA = re.compile(rf",\s+(?=[A-ZÅÄÖ]|{_OFFICE} {NAME})")
# What two capitalised words may be besides a person.
_NO_PERSON = re.compile(
    r"^(?:Region|Landstinget|Norra|Södra|Västra|Östra|Nya|Nära|Sveriges|Vård)\b|"
    r"\b(?:[Kk]ommun|[Ll]än|[Ss]jukhus|[Ll]asarett|[Vv]årdcentral)$"
)
SEAT = re.compile(
    r"^(?:(?P<before>(?:(?:[12]:[ae]|Förste|Andre) )?(?:[Vv]ice )?[Oo]rdförande) )?"
    r"(?P<name>[Vv]akan(?:t|s)|[A-ZÅÄÖ][^()\d:,]{1,40}? [^()\d:,]{2,40}?) ?\((?P<party>[A-Za-zÅÄÖåäö]{1,6})\)"
    r"(?:,? (?P<role>[^()]{3,40}))?[.,]?$"
)


def split_people(text: str) -> tuple[str, ...]:
    """Give each name of a list; none when the text is not names, and what they are."""
    told = [part for part in _PARTS.split(text.strip(" .")) if part]
    parts = [
        found.string[found.end() :] if (found := _BEFORE.match(part)) else part
        for part in told
    ]
    names = [part for part in parts if _NAME.fullmatch(part)]
    others = [part for part in parts if part not in names]
    if not names or parts[0] != names[0] or not all(map(_ROLE.fullmatch, others)):
        return ()
    return tuple(names)


def split_presenters(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a title, and the names that stand after a dash, or last after a comma."""
    for dash in _DASH.finditer(text):
        people = split_people(text[dash.end() :])
        if people:
            return text[: dash.start()].strip(), people
    for comma in _COMMA.finditer(text):
        people = split_people(text[comma.end() :])
        if people and not any(map(_NO_PERSON.search, people)):
            return text[: comma.start()].strip(), people
    return text.strip(" -–"), ()
