"""Which column of a file is what: chosen by a person, remembered for files alike.

In: headings and choices. Out: a mapping that the import can follow, or what is missing
in it, in Swedish. A field comes from a column or is one fixed text for the whole file.
A wide table has a period in each of several headings, and a value under it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from fardplan.engine.indicators.imports.areas import AreaKind
from fardplan.engine.indicators.imports.cell_reading import folded


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS = {
    "indicator": "indikator",
    "area": "område",
    "sex": "kön",
    "age": "ålder",
    "period": "period",
    "value": "värde",
    "numerator": "täljare",
    "denominator": "nämnare",
    "status": "status",
}
# What a figure can't do without, and what it may get by one word for the whole file.
_NEEDED = ("indicator", "area", "period")
FIXABLE = ("indicator", "area", "sex", "age", "period", "status")


class MappingError(ValueError):
    """The mapping can't be followed; ``str()`` says what to do, in Swedish."""


@dataclass(frozen=True)
class ColumnMapping:
    """Headings by field, fixed texts by field, and periods by heading of a wide table."""

    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    area_kind: AreaKind = ""

    def problems(self, headings: Sequence[str]) -> list[str]:
        """Tell in Swedish what is missing or does not fit the headings."""
        used = [*self.columns.values(), *self.periods]
        found = [
            f"Kolumnen ”{heading}” finns inte i filen."
            for heading in used
            if heading not in headings
        ]
        found += [
            f"Kolumnen ”{heading}” är vald två gånger."
            for heading in sorted({h for h in used if used.count(h) > 1})
        ]
        found += [
            f"Välj vilken kolumn som är {FIELDS[name]}, eller ange en för hela filen."
            for name in _NEEDED
            if not self._has(name) and not (name == "period" and self.periods)
        ]
        has_parts = self._has("numerator") and self._has("denominator")
        if self.periods and ("value" in self.columns or self._has("period")):
            found.append(
                "Perioderna står som rubriker: då kan ingen annan kolumn vara period"
                " eller värde."
            )
        elif not (self.periods or "value" in self.columns or has_parts):
            found.append(
                "Välj vilken kolumn som är värde, eller både täljare och nämnare."
            )
        return found

    def heading(self, name: str) -> str:
        """Give where a field comes from, to tell a person."""
        if name in self.columns:
            return self.columns[name]
        where = "för hela filen"
        if name == "value":
            where = "rubriker" if self.periods else "av täljare och nämnare"
        return f"{FIELDS[name]} ({where})"

    def _has(self, name: str) -> bool:
        return name in self.columns or bool(self.fixed.get(name, "").strip())


def to_json(mapping: ColumnMapping) -> dict[str, Any]:
    """Give a mapping to remember."""
    return {
        "columns": dict(mapping.columns),
        "fixed": dict(mapping.fixed),
        "periods": dict(mapping.periods),
        "area_kind": mapping.area_kind,
    }


def from_json(told: object) -> ColumnMapping:
    """Read a mapping that was remembered or written by hand."""
    if not isinstance(told, dict):
        raise MappingError("Kopplingen ska vara ett objekt i JSON.")
    parts = {name: told.get(name, {}) for name in ("columns", "fixed", "periods")}
    for name, part in parts.items():
        if not isinstance(part, dict) or not all(
            isinstance(text, str) for text in part.values()
        ):
            raise MappingError(f"”{name}” i kopplingen ska vara par av texter.")
    known = {"columns": set(FIELDS), "fixed": set(FIXABLE)}
    for name, names in known.items():
        if unknown := sorted(set(parts[name]) - names):
            raise MappingError(
                f"”{unknown[0]}” under ”{name}” i kopplingen är inget av:"
                f" {', '.join(sorted(names))}."
            )
    kind = told.get("area_kind", "")
    if kind not in get_args(AreaKind):
        raise MappingError(
            "”area_kind” i kopplingen ska vara region eller municipality."
        )
    return ColumnMapping(**parts, area_kind=kind)


def headings_key(headings: Sequence[str]) -> str:
    """Give the key that files with the same headings share, in any order."""
    every = json.dumps(sorted(map(folded, headings)), ensure_ascii=False)
    return hashlib.sha256(every.encode()).hexdigest()
