"""Sexes, ages, statuses and the marks that stand where a value is missing.

In: the text of a cell. Out: what an observation stores. The marks are those of SCB
(``..`` not available, ``.`` can't occur, ``–`` nothing to tell), Kolada's statuses, and
what people write in files of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fardplan.engine.indicators.imports.cell_reading import CellReading, folded
from fardplan.engine.indicators.observation import Sex, ValueStatus


_SEXES = {
    **dict.fromkeys(
        (
            *("t", "totalt", "total", "båda", "båda könen", "alla", "samtliga", "1+2"),
            *("kvinnor och män", "män och kvinnor", "alla kön", "båda kön"),
        ),
        Sex.ALL,
    ),
    **dict.fromkeys(
        ("k", "kvinnor", "kvinna", "flickor", "flicka", "women", "female", "2"),
        Sex.WOMEN,
    ),
    **dict.fromkeys(
        ("m", "män", "man", "pojkar", "pojke", "men", "male", "1"), Sex.MEN
    ),
}
_ALL_AGES = {
    *("", "alla", "alla åldrar", "totalt", "total", "samtliga", "tot", "t"),
    *("samtliga åldrar", "totalt ålder", "alla ålder"),
}
_STATUSES = {
    **dict.fromkeys(
        (
            *("", "final", "f", "slutlig", "slutligt", "definitiv", "normal", "ok"),
            *("reviderad", "r"),
        ),
        ValueStatus.FINAL,
    ),
    **dict.fromkeys(
        ("preliminary", "p", "prel", "prel.", "preliminär", "preliminärt"),
        ValueStatus.PRELIMINARY,
    ),
    **dict.fromkeys(
        ("break", "b", "brott", "tidsseriebrott", "brott i serien"), ValueStatus.BREAK
    ),
    **dict.fromkeys(
        ("suppressed", "x", "sekretess", "skyddad", "private", "undertryckt"),
        ValueStatus.SUPPRESSED,
    ),
    **dict.fromkeys(("missing", "saknas", "bortfall"), ValueStatus.MISSING),
}
_MISSING = {
    "": "värdet är tomt i källan",
    "..": "uppgiften är inte tillgänglig eller för osäker (..)",
    ".": "uppgiften kan inte förekomma (.)",
    **dict.fromkeys(("-", "–", "—", "−"), "det finns inget att redovisa (–)"),
    **dict.fromkeys(
        (
            *("uppgift saknas", "saknas", "saknar värde", "ingen uppgift", "e.u."),
            *("u.s.", "us", "bortfall", "na", "n/a", "null", "none", "nan", "missing"),
        ),
        "uppgift saknas i källan",
    ),
}
_SUPPRESSED = {
    "x",
    "*",
    "**",
    "sekretess",
    "skyddad",
    "undertryckt",
    "private",
    "suppressed",
    "för få",
}
_FEW = re.compile(r"(?:<|<=|≤|färre än|under|mindre än) ?\d{1,2}")


@dataclass(frozen=True, slots=True)
class MissingMark:
    """Why there is no value: the status to store, and the reason in Swedish."""

    status: ValueStatus
    reason: str


def read_sex(text: str) -> CellReading:
    """Understand a cell of a column with sexes."""
    sex = _SEXES.get(folded(text))
    if sex:
        return CellReading(sex)
    return CellReading(
        "", f"”{text.strip()}” är inget kön", "Skriv totalt, kvinnor eller män."
    )


def read_age(text: str) -> CellReading:
    """Understand a cell of a column with ages."""
    wanted = re.sub(r" ?år\b(?: och)?", "", folded(text)).strip()
    if wanted in _ALL_AGES:
        return CellReading()
    if span := re.fullmatch(
        r"(\d{1,3}) ?(?:[-–—]|till|t\.?o\.?m\.?) ?(\d{1,3})", wanted
    ):
        low, high = int(span[1]), int(span[2])
        if low <= high:
            return CellReading(f"{low}-{high}")
    elif above := re.fullmatch(
        r"(\d{1,3}) ?(?:\+|-w|-|–|w|äldre|eller äldre|uppåt)", wanted
    ):
        return CellReading(f"{int(above[1])}+")
    elif re.fullmatch(r"\d{1,3}", wanted):
        return CellReading(f"{int(wanted)}-{int(wanted)}")
    return CellReading(
        "", f"”{text.strip()}” är ingen ålder", "Skriv till exempel 0-17 eller 65+."
    )


def read_status(text: str) -> CellReading:
    """Understand a cell of a column with statuses."""
    status = _STATUSES.get(folded(text))
    if status:
        return CellReading(status)
    return CellReading(
        "",
        f"”{text.strip()}” är ingen status",
        "Skriv slutlig, preliminär, brott, sekretess eller saknas.",
    )


def read_missing(text: str) -> MissingMark | None:
    """Tell why a cell has no number; None when it is nothing that says so."""
    wanted = folded(text)
    if reason := _MISSING.get(wanted):
        return MissingMark(ValueStatus.MISSING, reason)
    if wanted in _SUPPRESSED or _FEW.fullmatch(wanted):
        return MissingMark(
            ValueStatus.SUPPRESSED, f"skyddas i källan (”{text.strip()}”)"
        )
    return None
