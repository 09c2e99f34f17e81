"""The labels of a meeting's head, "Plats och tid:", with what stands after each.

In: the cells of the first lines. Out: the values of one label, on its line or on the
next. What is told of signing the minutes, or of talks before the meeting, is no value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Line


_AND = r"(?: ?(?:och|&|/|,) ?)"
_MEETING = r"(?: (?:för|till) (?:sammanträdet?|mötet?))?"
_DATES = (
    r"Sammanträdes(?:datum|dag|tid)|Mötes(?:datum|dag|tid)|Tidpunkt|När|"
    rf"Plats{_AND}(?:tid|datum|dag)|"
    rf"Datum(?:{_AND}(?:tid|klockslag|plats))?{_MEETING}(?! (?:då|för|när))|"
    rf"Tid(?:{_AND}(?:plats|dag|datum))?{_MEETING}|Dag(?:{_AND}(?:tid|datum))?"
)
_TIMES = (
    rf"Tid(?:{_AND}(?:plats|dag|datum))?{_MEETING}|Tidpunkt|Mötestid|Sammanträdestid|Klockslag|"
    rf"Klockan|Kl|Plats{_AND}tid|Datum{_AND}tid|Dag{_AND}tid|När|Start(?:tid)?"
)
_PLACES = (
    rf"Plats{_AND}(?:tid|lokal|datum)|Tid{_AND}plats|Datum{_AND}plats|Plats{_MEETING}|"
    r"(?:Mötes|Sammanträdes)?[Ll]okal|Var(?! god\b| vänlig| och en)|Mötesplats|Sammanträdesplats|"
    r"(?:Mötes|Sammanträdes)?[Rr]um(?=\s*:| {2})|Sal|Adress(?=\s*:)"
)
_LABELS = {
    name: re.compile(
        rf"^(?:{words})(?![\wåäö-])(?! (?:för|till|att)\b)\s*[:.]?\s*(?P<value>.*)$",
    )
    for name, words in (
        (
            "body",
            r"Sammanträde med|Sammanträde för|(?:Sammanträdande |Beslutande )?[Oo]rgan|Nämnd",
        ),
        ("date", _DATES),
        ("time", _TIMES),
        ("place", _PLACES),
        (
            "form",
            r"Mötesform|Sammanträdesform|Form|Deltagande|Anslutning|Länk|Distansdeltagande",
        ),
    )
}
# Labels in capitals alone are the same labels.
_SHOUTED = re.compile(r"^[A-ZÅÄÖ][A-ZÅÄÖ /&]{2,30}(?=\s*:|$)")
_OTHER_MATTERS = re.compile(
    r"\bjuster|\bgruppmöte|\bförmöte|\bpresidie|\bansla[gs]|\banmäl|\bförhinder|\bsista dag",
    re.IGNORECASE,
)


def values(lines: Sequence[Line], name: str) -> Iterator[tuple[Line, str]]:
    """Give what stands after each such label, on its line or, of a form, on the next."""
    cue = _LABELS[name]
    for number, line in enumerate(lines):
        found = cue.match(_quiet(line.text))
        if found is None or _OTHER_MATTERS.search(line.text):
            continue
        value = line.text[found.start("value") :]
        if value:
            yield line, " ".join(value.split())
        elif number + 1 < len(lines) and not is_label(lines[number + 1].text):
            yield lines[number + 1], " ".join(lines[number + 1].text.split())


def is_label(text: str) -> bool:
    """Whether a line begins with any of the labels."""
    return any(cue.match(_quiet(text)) for cue in _LABELS.values())


def _quiet(text: str) -> str:
    """Give a line whose label is in capitals with it as others are written."""
    found = _SHOUTED.match(text)
    return text if found is None else found[0].capitalize() + text[found.end() :]
