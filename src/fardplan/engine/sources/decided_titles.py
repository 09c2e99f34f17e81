"""The title of what a sentence says was decided, by whom and which year.

In: one sentence. Out: the title that stands right before "som antogs av …" or right
after "beslutade … om", when it is a title and not "planen" of a sentence before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple


if TYPE_CHECKING:
    from collections.abc import Iterator


BODY = (
    r"(?P<body>(?:region|landstings|kommun)(?:fullmäktige|styrelsen)|regionledningen|"
    r"[\wåäö]+(?:- och [\wåäö]+)?(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen|beredningen|rådet)"
    r"(?: för [\wåäö]+(?:-? och [\wåäö]+)?)?|nämnden för [\wåäö]+(?:-? och [\wåäö]+)?)"
)
_BODY = re.compile(BODY, re.IGNORECASE)
_WAS = re.compile(
    r",? ?\(?(?:som |vilken |vilket )?(?:har )?(?:togs(?= av)|beslutades|beslutats|beslutad|beslutat|antogs|antagits|antagen|antaget|"
    r"fastställdes|fastställts|fastställd|fastställt|godkändes|godkänts|godkänd|reviderades)\b"
)
# A word for a sort of document, alone or as the end of a longer one.
DOCUMENT = (
    r"(?:strategin?|plan(?:en)?|program(?:met)?|målbild(?:en)?|vision(?:en)?|policyn?|agendan?|"
    r"inriktning(?:en)?|dokument(?:et)?|ramverk(?:et)?|överenskommelsen?|färdriktning(?:en)?)"
)
_LOWER = rf"(?P<lower>[\wåäö-]*{DOCUMENT}(?:(?: för| mot| om| kring) [^.,;:()]{{4,70}}?| \d{{4}}(?: ?[–-] ?\d{{4}})?)+)"
_DID = re.compile(
    r"\b(?:beslutade|fastställde|antog|godkände)\b[^.]*?(?:\bom|\batt anta|\d{4}|"
    r"fullmäktige|styrelsen|nämnden|utskottet|direktionen|beredningen|rådet) "
    rf"(?:(?:[\wåäö]*{DOCUMENT} )?(?P<title>[A-ZÅÄÖ][^.,;:()]+?)|(?:(?:en|ett|den|regionens|länets|gemensam|ny|nya) ){{0,3}}{_LOWER})"
    r"(?= som\b| och (?:gäller|ska|anger)\b| där\b| med\b| \(|[.,;:)]|$)"
)
_INTRODUCED = re.compile(
    r"(?:\b(?:utifrån|från|till|kring|heter|antog|med|inom|för|enligt|genom|av|är|på|i|följer|har|finns|gäller|tog fram|"
    rf"kallad|kallat|styrs av|vid namn|\w*arbetet|\w*{DOCUMENT}),?|,) (?=[A-ZÅÄÖ”\"])"
)
# "målbilden Närmare vård i Ekby": what follows the word for the document is its name.
_NAMED = re.compile(
    r"\b[\wåäö]*(?:strategin|planen|programmet|målbilden|visionen|policyn|dokumentet|ramverket|initiativet|satsningen|reformen),? (?=[A-ZÅÄÖ”\"])"
)
# "…, Hela vägen hem, är gemensam och antogs av": the name ends where the sentence goes on.
_GOES_ON = re.compile(r",? (?:är|har|ska|gäller|utgör|togs)\b|, (?:och|samt)\b")
_VERB = re.compile(
    r" (?:är|har|ska|gäller|utgör|utgår|följer|styrs|finns|leds|bygger|vilar|sker|anger|beskrivs|heter|tar|togs|återfinns|framgår|lyfts|ryms|ligger|uttrycks|sammanfattas|konkretiseras|presenteras|pekar|visar|innehåller)\b"
)
_BEGINS_TITLE = re.compile(
    r"[\wåäöÅÄÖ]*(?:[Ss]trategi|[Pp]lan|[Pp]rogram|[Mm]ålbild) för\b"
)
# A word of its own is a title only when it says of what: "Primärvårdsprogrammet".
_ONE_WORD = re.compile(
    rf"(?!(?:Handlings|Utvecklings|Genomförande|Färd|Program|Verksamhets|Omställnings|Målbilds|Strategi|Inriktnings|Styr)"
    rf"{DOCUMENT}$)[A-ZÅÄÖ][\wåäö]{{3,}}{DOCUMENT}$"
)
# What begins a sentence but no title.
NO_TITLE = re.compile(
    r"(?:Den|Det|De|En|Ett|I|Under|På|Hösten|Våren|Detta|Denna|Arbetet|Beslutet)\b|"
    r"Regionen?s?\b|Region [A-ZÅÄÖ][\wåäö]+ [a-zåäö]|\S+$"
)
_YEAR = re.compile(r"(?<![–\d-])\b((?:19|20)\d\d)\b(?!\s?[–-]\s?\d)")
_DATE = re.compile(r"\b((?:19|20)\d\d)-\d\d-\d\d\b")
LONGEST_TITLE = 16


class Decided(NamedTuple):
    """A title with its decision."""

    title: str
    body: str | None
    year: int | None


def decided_title(sentence: str) -> Decided | None:
    """Give what the sentence says was decided."""
    was = _WAS.search(sentence)
    if was:
        before = sentence[: was.start()]
        titles = [before] if _BEGINS_TITLE.match(before) else _titles(before)
        told = sentence[was.end() :]
        found = (_decided(_GOES_ON.split(one)[0], told) for one in titles)
        whole = next((one for one in found if one), None)
        if whole:
            return whole
    did = _DID.search(sentence)
    if did is None:
        return None
    if did["lower"]:
        return _of_body(did["lower"].strip(), sentence[: did.start("lower")])
    return _decided(did["title"], sentence[: did.start("title")])


def years_alone(sentence: str) -> str:
    """Give a sentence whose dates are years: of a decision no more is asked."""
    return _DATE.sub(r"\1", sentence)


def _titles(before: str) -> Iterator[str]:
    """Give what may be a title: after the word for it, or after what leads to it."""
    starts = [one.end() for one in _NAMED.finditer(before)][-1:]
    starts += [one.end() for one in _INTRODUCED.finditer(before)]
    candidates = [before[start:].strip(' ,(”"') for start in (*starts, 0)]
    yield from (one for one in candidates if not _VERB.search(_GOES_ON.split(one)[0]))


def _decided(title: str, told: str) -> Decided | None:
    is_title = title[:1].isupper() and len(title.split()) <= LONGEST_TITLE
    is_none = NO_TITLE.match(title) and not _ONE_WORD.match(title)
    if not is_title or is_none or " som " in title:
        return None
    return _of_body(title, told)


def _of_body(title: str, told: str) -> Decided | None:
    body, year = _BODY.search(told), _YEAR.search(years_alone(told))
    if body is None:
        return None
    return Decided(title, body["body"], int(year[1]) if year else None)
