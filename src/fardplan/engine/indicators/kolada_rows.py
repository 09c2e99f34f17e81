"""Rows of Kolada's API v3 and the facts in them.

In: a row as parsed JSON, ``{"kpi", "municipality", "period", "values": [{"gender",
"value", "count", "status", "isdeleted"}]}``. Out: a :class:`KoladaRow`, or
:class:`KoladaRowError` with what is wrong in Swedish. Kolada numbers a region as
``00`` and its county code, and Sweden ``0000``; Gotland is there twice, as the region
0009 and the municipality 0980, which are two areas here too (09 and 0980).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.fetched_fact import FetchedFact
from fardplan.engine.indicators.json_stat import JsonStatError, read_number
from fardplan.engine.indicators.observation import Sex, ValueStatus
from fardplan.engine.indicators.receipt import Place


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The API's documentation writes F for women in one place; the data have K.
SEXES = {"T": Sex.ALL, "K": Sex.WOMEN, "F": Sex.WOMEN, "M": Sex.MEN}
# Private: too few persons. Kolada's statuses are English words in the data.
SUPPRESSED = {"private", "secret", "sekretess"}
_AREA = re.compile(r"\d{2}|\d{4}")
_ID = re.compile(r"\d{4}")


class KoladaRowError(ValueError):
    """A row that can't be read; ``str()`` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KoladaRow:
    """One row: what it is about, its facts, and whether all of it is taken away."""

    place: Place
    facts: tuple[FetchedFact, ...]
    is_removed: bool


def to_kolada_area(area: str) -> str:
    """Give Kolada's id of an area: ``14`` is 0014, ``00`` is 0000, ``1480`` itself."""
    if not _AREA.fullmatch(area):
        raise ValueError(f"”{area}” är ingen områdeskod; skriv 00, 14 eller 1480")
    return area.rjust(4, "0") if len(area) == 2 else area


def from_kolada_area(code: str) -> str:
    """Give the area of a Kolada id; a group's id (``G123``) stays as it is."""
    if _ID.fullmatch(code) and code.startswith("00"):
        return code[2:]
    return code


def read_row(raw: Any, number: int = 0) -> KoladaRow:
    """Read one row; its facts get ``number`` as their row."""
    try:
        place = Place(
            str(raw["kpi"]),
            from_kolada_area(str(raw["municipality"])),
            str(raw["period"]),
        )
        entries = [dict(entry) for entry in raw["values"]]
        text = json.dumps(raw, ensure_ascii=False, sort_keys=True)
        kept = [entry for entry in entries if not entry.get("isdeleted")]
        facts = [_fact(place, entry, number, text) for entry in kept]
    except (KeyError, TypeError, ValueError, JsonStatError) as error:
        raise KoladaRowError(f"en rad går inte att läsa ({error})") from None
    sexes = [fact.sex for fact in facts]
    if len(set(sexes)) != len(sexes):
        facts = _once(place, facts)
    return KoladaRow(
        place=place,
        facts=tuple(facts),
        is_removed=bool(entries) and not kept,
    )


def _once(place: Place, facts: Iterable[FetchedFact]) -> list[FetchedFact]:
    """Keep one of facts that say the same; refuse those that don't."""
    kept: dict[Sex, FetchedFact] = {}
    for fact in facts:
        if kept.setdefault(fact.sex, fact) != fact:
            raise KoladaRowError(
                f"{place.indicator} {place.area} {place.period} har två olika värden"
                f" för kön {fact.sex}"
            )
    return list(kept.values())


def _fact(place: Place, entry: dict[str, Any], number: int, raw: str) -> FetchedFact:
    value = read_number(entry["value"])
    told = str(entry.get("status") or "").strip()
    count = entry.get("count")
    return FetchedFact(
        indicator=place.indicator,
        area=place.area,
        sex=SEXES[str(entry["gender"])],
        age="",
        period=place.period,
        value=value,
        status=_status(value, told),
        reason=_reason(value, told),
        count=None if count is None else int(count),
        row=number,
        raw=raw,
    )


def _status(value: float | None, told: str) -> ValueStatus:
    if value is not None:
        return ValueStatus.FINAL
    if told.lower() in SUPPRESSED:
        return ValueStatus.SUPPRESSED
    return ValueStatus.MISSING


def _reason(value: float | None, told: str) -> str:
    if told:
        return f"Kolada: {told}"
    return "" if value is not None else "Kolada har inget värde och säger inte varför"


def same_content(one: KoladaRow, other: KoladaRow) -> bool:
    """True when two rows of a place say the same, in whatever order."""
    return set(_content(one)) == set(_content(other))


def _content(row: KoladaRow) -> Iterator[tuple[object, ...]]:
    yield (row.is_removed,)
    for fact in row.facts:
        yield (fact.sex, fact.value, fact.status, fact.reason, fact.count)
