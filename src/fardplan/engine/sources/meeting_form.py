"""Where and how people meet: the place without what surrounds it, and the form.

In: the value of a label, or the lines of a meeting's head. Out: the place; and "hybrid",
"digital" or None for a meeting in a room, which papers don't name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import DAY, SPAN_OR_TIME


if TYPE_CHECKING:
    from collections.abc import Iterable


_WHEN = rf"(?:(?:{DAY}|{SPAN_OR_TIME})(?:[,;]\s*|\s+|\.?$))"
_BEFORE = re.compile(rf"^(?:{_WHEN})+(?:[ivp] |på )?", re.IGNORECASE)
_AFTER = re.compile(
    rf"[,;.]?\s*(?:(?:ajournering|paus)\b.*|(?<![\wåäö])(?:den |klockan )?{_WHEN}.*)$",
    re.IGNORECASE,
)
_ON_LINE = (
    r"\bdigital(?!\w* (?:signering|justering|anslag))|\bteams\b|\bskype\b|\bzoom\b|på distans|"
    r"distansmöte|video(?:möte|konferens|länk)|\bwebbmöte|\bonline\b|\bmeet\b"
)
_DIGITAL = re.compile(_ON_LINE, re.IGNORECASE)
_HYBRID = re.compile(
    r"\bhybrid|både (?:digitalt|fysiskt|på plats)|(?:fysiskt|på plats) (?:eller|och|samt|alternativt) |"
    r"(?:möjlig|går (?:även |också )?att|kan (?:även |också )?|får (?:även )?).{0,25}(?:delta|närvara|anslut|medverka)|"
    r"(?:delta\w*|anslut\w*|medverka\w*|närvara\w*)[^.]{0,40}(?:på distans|digitalt|via|länk)[^.]{0,40}(?:möjlig|erbjuds|finns|går)|"
    rf"(?:,| och| samt| eller|/| alternativt|\()(?: även| också)? ?(?:via |på |i )?(?:Microsoft |MS )?(?:{_ON_LINE})|"
    r"länk för .{0,20}delta|\bdigitalt deltagande",
    re.IGNORECASE,
)
_SPEAKS_OF_MEETING = re.compile(
    r"\b(?:mötet|möte|sammanträdet|sammanträde|delta|deltar|deltagande|anslut\w*|närvara|medverka|"
    r"länk|distans|hålls|genomförs|äger rum)\b",
    re.IGNORECASE,
)
# What a place's sentence goes on with is no part of the place.
_MORE = re.compile(
    r"(?:\.\s+(?=[A-ZÅÄÖ])|\s[–-]\s|;\s|,\s|\s\((?=[^)]*(?:länk|delta|anslut|möjlig|distans)))"
    r"[^.]*\b(?:länk|delta|deltar|deltagande|anslut\w*|möjlighet|möjligt|kalenderbokningen|inbjudan)\b.*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<=[a-zåäö\d)]{2})\.\s+(?=[A-ZÅÄÖ][a-zåäö]+ .*\b(?:är|finns|bjuds|serveras|sker|kan|meddela\w*|anmäl\w*|delta\w*|hålls|tas|ta med|mötet|sammanträdet)\b).*$"
)


def place_in(text: str) -> str | None:
    """Give the place without the date and time that minutes write before or after it."""
    rest = _MORE.sub("", text)
    rest = _SENTENCE.sub("", rest)
    rest = _AFTER.sub("", _BEFORE.sub("", rest))
    return rest.strip(" ,;–-").removesuffix(".").strip() or None


def form_of(told: Iterable[str], head: Iterable[str]) -> str | None:
    """Give the form that the place and other labelled values tell, or the sentences do."""
    labelled = [*told]
    spoken = [text for text in head if _SPEAKS_OF_MEETING.search(text)]
    for texts in (labelled, spoken):
        if any(
            (_HYBRID.search(text) and _DIGITAL.search(text))
            or "hybrid" in text.casefold()
            for text in texts
        ):
            return "hybrid"
    if any(_DIGITAL.search(text) for text in labelled):
        has_room = any(
            place and not _DIGITAL.search(place)
            for place in map(place_in, labelled[:1])
        )
        return "hybrid" if has_room else "digital"
    if any(_DIGITAL.search(text) for text in spoken):
        return "hybrid" if labelled else "digital"
    return None
