"""Names and codes of areas, as files write them, to SCB's codes.

In: the register of authorities, and a text such as ``Örebro län``, ``1880 Örebro`` or
``0018``. Out: ``00`` for Sweden, two digits for a region, four for a municipality.

Örebro is both a region and a municipality, and Gotland is one authority with both
codes (09 and 0980): such a name is read as the kind of area that the column holds, and
refused when that is not told.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from fardplan.engine.indicators.imports.cell_reading import CellReading, folded


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fardplan.engine.actors.authority_register import AuthorityFact

AreaKind = Literal["region", "municipality", ""]
SWEDEN = "00"
# Municipalities that changed county after the year 2000, which older files have (SCB).
_FORMER = {"1917": "0331"}
_CODE_AND_NAME = (
    re.compile(r"(?P<code>\d{1,4})[ .:–-]+(?P<name>\D.*)"),
    re.compile(r"(?P<name>\D+?) *[(,]? *(?P<code>\d{2,4})\)?"),
)


class AreaBook:
    """All areas by code and by each way to write their names."""

    def __init__(self, facts: Iterable[AuthorityFact]) -> None:
        self._names: dict[str, str] = {SWEDEN: "Riket"}
        self._codes: dict[str, set[str]] = defaultdict(set)
        for name in ("riket", "hela riket", "sverige", "hela landet", "se"):
            self._codes[name].add(SWEDEN)
        for fact in facts:
            if fact.kind == "region":
                self._add(fact.code, fact.name, _region_names(fact))
                if fact.municipality_code:
                    # The region that is also a municipality.
                    name = f"{fact.short_name}s kommun"
                    names = _municipality_names(name, fact.short_name)
                    self._add(fact.municipality_code, name, names)
            elif fact.kind == "municipality":
                names = _municipality_names(fact.name, fact.short_name)
                self._add(fact.code, fact.name, names)

    def _add(self, code: str, name: str, ways: Iterable[str]) -> None:
        self._names[code] = name
        for way in ways:
            self._codes[folded(way)].add(code)

    def name(self, code: str) -> str:
        """Give the name of an area."""
        return self._names.get(code, code)

    def find(self, text: str, kind: AreaKind = "") -> CellReading:
        """Understand a cell. ``kind`` settles names that two areas share."""
        wanted = folded(text)
        if not wanted:
            return CellReading("", "området saknas", "Skriv områdets kod eller namn.")
        if wanted.isdecimal():
            return self._by_code(wanted, text)
        found = self._among(self._codes.get(wanted, set()), kind)
        if len(found) == 1:
            return CellReading(next(iter(found)))
        if found:
            either = " eller ".join(
                f"{self._names[code]} ({code})" for code in sorted(found)
            )
            return CellReading(
                "",
                f"”{text.strip()}” kan vara {either}",
                "Välj om kolumnen gäller regioner eller kommuner, eller skriv koder.",
            )
        return self._by_both(wanted, text, kind)

    def kind_of_most(self, texts: Iterable[str]) -> AreaKind:
        """Tell which kind of area a column holds, by the cells that can only be one."""
        kinds = {"region": 0, "municipality": 0}
        for text in texts:
            found = self.find(text)
            if found.is_understood and found.code != SWEDEN:
                kinds["region" if len(found.code) == 2 else "municipality"] += 1
        if kinds["region"] == kinds["municipality"]:
            return ""
        return "region" if kinds["region"] > kinds["municipality"] else "municipality"

    def _among(self, codes: set[str], kind: AreaKind) -> set[str]:
        if len(codes) < 2 or not kind:
            return codes
        return {code for code in codes if (len(code) == 2) == (kind == "region")}

    def _by_code(self, digits: str, text: str) -> CellReading:
        if digits in _FORMER:
            return CellReading(
                "",
                f"kommunkoden {digits} gäller inte längre",
                f"Den heter {_FORMER[digits]} sedan kommunen bytte län.",
            )
        # Kolada has four digits for regions too, and Excel takes away leading zeros.
        ways = [digits, digits.zfill(2), digits.zfill(4)]
        if digits.startswith("00"):
            ways.append(digits[-2:])
        for code in ways:
            if code in self._names:
                return CellReading(code)
        return CellReading(
            "",
            f"koden ”{text.strip()}” är inget område",
            "Regioner har två siffror och kommuner fyra, som hos SCB; riket är 00.",
        )

    def _by_both(self, wanted: str, text: str, kind: AreaKind) -> CellReading:
        for form in _CODE_AND_NAME:
            if parts := form.fullmatch(wanted):
                found = self._by_code(parts["code"], parts["code"])
                named = self._codes.get(parts["name"].strip(), set())
                if not found.is_understood or found.code in named:
                    return found
                return CellReading(
                    "",
                    f"koden och namnet i ”{text.strip()}” är inte samma område",
                    f"Koden {found.code} är {self._names[found.code]}.",
                )
        near = difflib.get_close_matches(wanted, self._codes, n=1, cutoff=0.8)
        advice = "Skriv områdets kod eller namn."
        if near:
            codes = self._among(self._codes[near[0]], kind)
            advice = f"Menas {self._names[min(codes or self._codes[near[0]])]}?"
        return CellReading("", f"området ”{text.strip()}” är okänt", advice)


def _region_names(fact: AuthorityFact) -> Iterator[str]:
    county = fact.county.removesuffix(" län")
    bare = county if county in {"Uppsala", "Örebro"} else county.removesuffix("s")
    # "Jönköpings län" and "Hallands län" lose their s, "Dalarnas län" too.
    short = fact.short_name.removesuffix(" län")
    yield from (fact.name, fact.short_name, fact.county, bare, short)
    yield from (f"Region {bare}", f"Region {fact.county}", f"{bare} län")
    yield from (f"Landstinget {bare}", f"Landstinget i {bare}")
    yield from (f"{county} läns landsting", f"{fact.county} landsting")
    if fact.name.endswith("regionen"):
        yield from (f"Region {bare}", "VGR")


def _municipality_names(name: str, short: str) -> Iterator[str]:
    yield from (name, short)
    for bare in (short, f"{short}s"):
        yield from (f"{bare} kommun", f"{bare} stad", f"{bare} kn")
    yield f"kommun {short}"
