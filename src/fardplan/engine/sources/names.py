"""Names of people as papers write them: presenters after a dash, seats with a party."""

from __future__ import annotations

import re


_PART = r"[A-ZÅÄÖÉ][\wåäöéüÅÄÖ]+(?:-[A-ZÅÄÖ][\wåäöéü]+)?"
_BETWEEN = r"(?: (?:af|von|van|de|De|der|da|la|el|[A-ZÅÄÖ]\.?)(?= [A-ZÅÄÖÉ]| de[rn]? ))"
NAME = rf"{_PART}(?:{_BETWEEN}{{0,2}} {_PART}){{1,3}}"
PEOPLE = rf"{NAME}(?:\s?(?:,|/| och | & )\s?{NAME})*"
_NAME = re.compile(NAME)
# "Ada Ek, överläkare": what they are stands after the name, in lower case.
_ROLE = re.compile(r"[a-zåäö][\wåäö-]*(?: [\wåäö-]+){0,5}")
# "chefläkare Ada Ek": what they are may stand before the name too.
_OFFICE = (
    r"(?:[A-ZÅÄÖ]{2,4}|(?:[a-zåäö-]+ )?(?:[A-ZÅÄÖ]{2,4}-)?[a-zåäö-]*(?:chef|läkare|direktör|strateg|ledare|samordnare|sekreterare|"
    r"sköterska|ekonom|controller|handläggare|jurist|utvecklare|utredare|terapeut|psykolog|"
    r"planerare|professor|forskare|specialist|ordförande|rådgivare|analytiker|arkitekt|administratör|doktor|"
    r"ansvarig|koordinator|direktören|chefen|strategen|samordnaren|utredaren))"
)
_BEFORE = re.compile(rf"{_OFFICE} (?={NAME})")
_PARTS = re.compile(r"\s*(?:,(?: och\b)?|/|\boch\b|&|;)\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_COMMA = re.compile(rf",\s+(?=[A-ZÅÄÖ]|{_OFFICE} {NAME})")
_IN_BRACKETS = re.compile(r"(?P<title>.+?) \((?P<people>[^()]{5,90})\)$")
_LABELLED = re.compile(
    r"(?P<title>.+?)[,.;–-]? *\(?(?:[Ff]öredragande|[Ff]öredragare|[Ff]öredras av|[Mm]edverkande)\s*:?\s+(?P<people>[^()]+)\)?$"
)
# What two capitalised words may be besides a person.
_NO_PERSON = re.compile(
    r"^(?:Region|Landstinget|Norra|Södra|Västra|Östra|Nya|Nära|Sveriges|Vård)\b|"
    r"\b(?:[Kk]ommun|[Ll]än|[Ss]jukhus|[Ll]asarett|[Vv]årdcentral)$"
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
    for cue in (_IN_BRACKETS, _LABELLED):
        found = cue.match(text)
        if found and (people := split_people(found["people"])):
            return found["title"].strip(" ,.–-"), people
    for dash in _DASH.finditer(text):
        people = split_people(text[dash.end() :])
        if people:
            return text[: dash.start()].strip(), people
    for comma in _COMMA.finditer(text):
        people = split_people(text[comma.end() :])
        if people and not any(map(is_no_person, people)):
            return text[: comma.start()].strip(), people
    return text.strip(" -–"), ()


def is_no_person(text: str) -> bool:
    """Whether capitalised words are a place or an authority rather than a name."""
    return _NO_PERSON.search(text) is not None
