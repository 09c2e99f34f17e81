"""The bodies that documents tell of: CSV files in, checked facts out.

In: the folder `definitions/bodies` and the authorities it refers to. Out: bodies, the
arrows between them and how many sit in each, every one with the document and place
that tells it. A fault names file, row and field; all faults are told at once.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from fardplan.engine.actors.bodies import (
    BodyFact,
    BodyType,
    Level,
    Relation,
    RelationKind,
    SeatRole,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from fardplan.engine.actors.authority_register import AuthorityFact

_E = TypeVar("_E", bound=StrEnum)
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What the columns of the table hold (apps/actors/models/body.py).
_LONGEST = {"code": 80, "name": 160, "abbreviation": 20, "source": 200, "function": 80}
_COLUMNS = {
    "bodies.csv": (
        *("code", "home", "name", "abbreviation", "type", "level"),
        *("authorities", "financed_by", "mandate", "source"),
    ),
    "relations.csv": ("source", "kind", "target", "told_in"),
    "composition.csv": (
        *("body", "role", "function", "minimum", "maximum"),
        *("each_authority", "seats", "told_in"),
    ),
}


class BodyRegisterError(ValueError):
    """The files can't be used. ``str()`` has one fault a line, in Swedish."""


@dataclass(frozen=True, kw_only=True)
class ToldBody:
    """A body, the authority on whose map it is drawn, and where it is told."""

    fact: BodyFact
    home: str
    mandate: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ToldRelation:
    """An arrow and where it is told."""

    relation: Relation
    told_in: str


@dataclass(frozen=True, kw_only=True)
class ToldComposition:
    """How many of a role or post a body has; ``seats`` is 0 when it isn't told."""

    body: str
    role: SeatRole
    function: str
    minimum: int
    maximum: int | None
    each_authority: bool
    seats: int
    told_in: str


@dataclass(frozen=True, kw_only=True)
class BodyRegister:
    """All that the folder tells, in the order of the files."""

    bodies: tuple[ToldBody, ...]
    relations: tuple[ToldRelation, ...]
    composition: tuple[ToldComposition, ...]


class _FaultyFieldError(ValueError):
    """One field of one row can't be used."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")


_T = TypeVar("_T")


def read_bodies(folder: Path, authorities: Sequence[AuthorityFact]) -> BodyRegister:
    """Read and check the three files; raise :class:`BodyRegisterError` with all faults."""
    faults: list[str] = []
    known = _Authorities(authorities)
    seen: set[str] = set()
    bodies = _read(folder / "bodies.csv", lambda row: _body(row, known, seen), faults)
    arrows: set[Relation] = set()
    relations = _read(
        folder / "relations.csv", lambda row: _relation(row, seen, arrows), faults
    )
    composition = _read(
        folder / "composition.csv", lambda row: _composition(row, seen), faults
    )
    if faults:
        raise BodyRegisterError("\n".join(faults))
    return BodyRegister(bodies=bodies, relations=relations, composition=composition)


def _read(
    file: Path, to_fact: Callable[[dict[str, str]], _T], faults: list[str]
) -> tuple[_T, ...]:
    """Give a fact for each row that can be used, and add a line for each that can't."""
    facts = []
    for number, row in _rows(file, faults):
        try:
            facts.append(to_fact(row))
        except _FaultyFieldError as fault:
            faults.append(f"{file.name}, rad {number}, {fault}")
    return tuple(facts)


def _rows(file: Path, faults: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        faults.append(f"{file.name} går inte att läsa: {error.strerror}")
        return
    except UnicodeDecodeError:
        faults.append(f"{file.name} är inte sparad som UTF-8")
        return
    reader = csv.DictReader(text.splitlines(), restkey="", restval="")
    needed = _COLUMNS[file.name]
    if missing := [name for name in needed if name not in (reader.fieldnames or ())]:
        faults.append(f"{file.name}: kolumnen {missing[0]} saknas")
        return
    try:
        for row in reader:
            if "" in row:
                faults.append(f"{file.name}, rad {reader.line_num}: för många fält")
            else:
                yield reader.line_num, {name: row[name].strip() for name in needed}
    except csv.Error as error:
        faults.append(f"{file.name}, rad {reader.line_num}: {error}")


class _Authorities:
    """Looks up codes, and the groups that ``18:kommuner`` stands for."""

    def __init__(self, facts: Sequence[AuthorityFact]) -> None:
        self.codes = {fact.code for fact in facts}
        self.groups: dict[str, list[str]] = {}
        for fact in facts:
            if fact.kind == "municipality":
                self.groups.setdefault(f"{fact.region}:kommuner", []).append(fact.code)
            elif fact.kind == "region":
                for care in fact.care_regions:
                    self.groups.setdefault(f"{care}:regioner", []).append(fact.code)

    def listed(self, field: str, words: str) -> tuple[str, ...]:
        """Give the codes that the words stand for, each once."""
        found: dict[str, None] = {}
        for word in words.split():
            if word not in self.codes and word not in self.groups:
                raise _FaultyFieldError(field, f"myndigheten ”{word}” finns inte")
            found.update(dict.fromkeys(self.groups.get(word, [word])))
        return tuple(found)


def _body(row: dict[str, str], known: _Authorities, seen: set[str]) -> ToldBody:
    for field in ("code", "home", "name", "authorities", "source"):
        _filled(row, field)
    for field in ("code", "name", "abbreviation", "source"):
        _short(row, field)
    code = row["code"]
    if not _CODE.fullmatch(code):
        raise _FaultyFieldError(
            "code", f"”{code}” får bara ha a–z, 0–9 och bindestreck"
        )
    if code in seen:
        raise _FaultyFieldError("code", f"”{code}” finns redan")
    if row["home"] not in known.codes:
        raise _FaultyFieldError("home", f"myndigheten ”{row['home']}” finns inte")
    fact = BodyFact(
        code=code,
        name=row["name"],
        abbreviation=row["abbreviation"],
        type=_one_of(BodyType, row, "type"),
        level=_one_of(Level, row, "level"),
        authorities=known.listed("authorities", row["authorities"]),
        financed_by=known.listed("financed_by", row["financed_by"]),
    )
    seen.add(code)
    return ToldBody(
        fact=fact, home=row["home"], mandate=row["mandate"], source=row["source"]
    )


def _relation(
    row: dict[str, str], bodies: set[str], arrows: set[Relation]
) -> ToldRelation:
    for field in ("source", "target"):
        _known_body(row, field, bodies)
    _filled(row, "told_in")
    if row["source"] == row["target"]:
        raise _FaultyFieldError("target", "ett organ kan inte ha en pil till sig själv")
    kind = _one_of(RelationKind, row, "kind")
    relation = Relation(row["source"], kind, row["target"])
    if relation in arrows:
        raise _FaultyFieldError("kind", "pilen finns redan")
    arrows.add(relation)
    return ToldRelation(relation=relation, told_in=row["told_in"])


def _composition(row: dict[str, str], bodies: set[str]) -> ToldComposition:
    _known_body(row, "body", bodies)
    _filled(row, "told_in")
    _short(row, "function")
    minimum = _number(row, "minimum")
    maximum = _number(row, "maximum") if row["maximum"] else None
    if maximum is not None and maximum < minimum:
        raise _FaultyFieldError("maximum", "värdet är lägre än minimum")
    if row["each_authority"] not in {"yes", "no"}:
        raise _FaultyFieldError("each_authority", "svaret ska vara yes eller no")
    return ToldComposition(
        body=row["body"],
        role=_one_of(SeatRole, row, "role"),
        function=row["function"],
        minimum=minimum,
        maximum=maximum,
        each_authority=row["each_authority"] == "yes",
        seats=_number(row, "seats") if row["seats"] else 0,
        told_in=row["told_in"],
    )


def _filled(row: dict[str, str], field: str) -> None:
    if not row[field]:
        raise _FaultyFieldError(field, "värdet saknas")


def _short(row: dict[str, str], field: str) -> None:
    if len(row[field]) > _LONGEST[field]:
        raise _FaultyFieldError(field, f"högst {_LONGEST[field]} tecken får plats")


def _known_body(row: dict[str, str], field: str, bodies: set[str]) -> None:
    if row[field] not in bodies:
        raise _FaultyFieldError(field, f"organet ”{row[field]}” finns inte")


def _one_of(kinds: type[_E], row: dict[str, str], field: str) -> _E:
    try:
        return kinds(row[field])
    except ValueError:
        raise _FaultyFieldError(
            field, f"”{row[field]}” är inget av {', '.join(kinds)}"
        ) from None


def _number(row: dict[str, str], field: str) -> int:
    raw = row[field]
    # The database's small integers end at 32767; no body has a thousand members.
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 3):
        raise _FaultyFieldError(field, f"”{raw}” är inget heltal från 0 till 999")
    return int(raw)
