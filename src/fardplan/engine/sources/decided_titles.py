"""The title of what a sentence says was decided, by whom and which year.

In: one sentence. Out: the title that stands right before "som antogs av …" or right
after "beslutade … om", when it is a title and not "planen" of a sentence before.
"""

from __future__ import annotations

import re
from typing import NamedTuple


BODY = (
    r"(?P<body>(?:region|landstings|kommun)(?:fullmäktige|styrelsen)|regionledningen|"
    r"[\wåäö]+(?:- och [\wåäö]+)?(?:nämnden|styrelsen|fullmäktige|utskottet|direktionen)"
    r"(?: för [\wåäö]+(?: och [\wåäö]+)?)?|nämnden för [\wåäö]+(?: och [\wåäö]+)?)"
)
_BODY = re.compile(BODY, re.IGNORECASE)
_WAS = re.compile(
    r",? (?:som |har )?(?:beslutades|beslutats|beslutad|antogs|antagits|antagen|antaget|"
    r"fastställdes|fastställts|fastställd|reviderades)\b"
)
_DID = re.compile(
    r"\b(?:beslutade|fastställde|antog)\b[^.]*?(?:\bom|\batt anta|\d{4}|"
    r"fullmäktige|styrelsen|nämnden) (?:strategin |programmet |planen )?"
    r"(?P<title>[A-ZÅÄÖ][^.,;:]+?)(?= som\b|[.,;:]|$)"
)
_INTRODUCED = re.compile(
    r"(?:\b(?:utifrån|från|till|kring|heter|antog|med|inom|för|enligt|genom|av|är|på|i|följer|har|finns|gäller|tog fram|\w*strategin|\w*programmet|"
    r"\w*planen|\w*arbetet|\w*inriktningen|målbilden|dokumentet),?|,) (?=[A-ZÅÄÖ])"
)
# "…, Hela vägen hem, är gemensam och antogs av": the name ends where the sentence goes on.
_GOES_ON = re.compile(r",? (?:är|har|ska|gäller|utgör|togs)\b|, (?:och|samt)\b")
_BEGINS_TITLE = re.compile(
    r"[\wåäöÅÄÖ]*(?:[Ss]trategi|[Pp]lan|[Pp]rogram|[Mm]ålbild) för\b"
)
# What begins a sentence but no title.
_NO_TITLE = re.compile(
    r"(?:Den|Det|De|En|Ett|I|Under|På|Hösten|Våren|Detta|Denna|Arbetet|Beslutet)\b|"
    r"Regionen?s?\b|Region [A-ZÅÄÖ][\wåäö]+ [a-zåäö]|\S+$"
)
_YEAR = re.compile(r"(?<![–\d-])\b((?:19|20)\d\d)\b(?!\s?[–-]\s?\d)")
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
        is_whole = _BEGINS_TITLE.match(before) is not None
        title = before if is_whole else _INTRODUCED.split(before)[-1].strip(" ,")
        title = _GOES_ON.split(title)[0]
        return _decided(title, sentence[was.end() :])
    did = _DID.search(sentence)
    return _decided(did["title"], sentence[: did.start("title")]) if did else None


def _decided(title: str, told: str) -> Decided | None:
    is_title = title[:1].isupper() and len(title.split()) <= LONGEST_TITLE
    if not is_title or _NO_TITLE.match(title) or " som " in title:
        return None
    body, year = _BODY.search(told), _YEAR.search(told)
    if body is None:
        return None
    return Decided(title, body["body"], int(year[1]) if year else None)
