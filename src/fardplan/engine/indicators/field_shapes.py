"""What the fields of a definition may hold: the one validator and its JSON Schema.

In: plain data, as YAML, JSON or a form gives it. Out: every problem at once, each with
its way in to the field and a reason in Swedish; and the same rules as JSON Schema
2020-12. The two are held together by `tests/generative/test_definitions.py`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Patterns that Python and ECMA-262 (with the flag u, as JSON Schema asks) read alike.
_NO_CONTROL = r"[^\x00-\x1f\x7f\ud800-\udfff]"
_NO_CONTROL_BUT_LINES = r"[^\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]"
_INK = r"[^\x00-\x20\x7f\ud800-\udfff]"
LINE = f"{_INK}(?:{_NO_CONTROL}*{_INK})?"
PROSE = f"{_INK}(?:{_NO_CONTROL_BUT_LINES}*{_INK})?"

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class FieldProblem:
    """What is wrong in one field; ``path`` leads there, with list places from 0."""

    path: Path
    reason: str

    @property
    def place(self) -> str:
        """The way in words, with places counted from 1 as people do."""
        told = [
            f"{one} " if isinstance(one, str) else f"nummer {one + 1} "
            for one in self.path
        ]
        return "".join(told).strip()

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.path else self.reason


class FieldShape(Protocol):
    """What a field may hold."""

    def problems(self, path: Path, value: Any) -> Iterator[FieldProblem]:
        """Give all that is wrong with a value."""

    def to_schema(self) -> dict[str, Any]:
        """Give the same in JSON Schema."""


@dataclass(frozen=True)
class TextField:
    """A text without spaces around it; ``says`` tells a pattern in Swedish."""

    longest: int = 2000
    pattern: str = PROSE
    says: str = "ska vara text som börjar och slutar med ett tecken"

    def problems(self, path: Path, value: Any) -> Iterator[FieldProblem]:
        if not isinstance(value, str):
            hint = "; sätt citattecken om den" if _is_number(value) else ""
            yield FieldProblem(path, f"ska vara text{hint}")
        elif not value.strip():
            yield FieldProblem(path, "är tom; fyll i den")
        elif len(value) > self.longest:
            yield FieldProblem(
                path, f"är {len(value)} tecken; {self.longest} får plats"
            )
        elif not re.fullmatch(self.pattern, value):
            yield FieldProblem(path, self.says)

    def to_schema(self) -> dict[str, Any]:
        pattern = f"^(?:{self.pattern})$"
        return {"type": "string", "maxLength": self.longest, "pattern": pattern}


def line_field(longest: int = 200) -> TextField:
    """Give the shape of a text on one line."""
    return TextField(longest, LINE, "ska stå på en rad, utan mellanslag runt om")


@dataclass(frozen=True)
class WordField:
    """One of some words."""

    words: tuple[str, ...]

    def problems(self, path: Path, value: Any) -> Iterator[FieldProblem]:
        if not isinstance(value, str) or value not in self.words:
            yield FieldProblem(path, f"ska vara något av {', '.join(self.words)}")

    def to_schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class NumberField:
    """A number between two others, both allowed; maybe only whole ones."""

    least: float
    most: float
    is_whole: bool = False

    def problems(self, path: Path, value: Any) -> Iterator[FieldProblem]:
        kind = "ett heltal" if self.is_whole else "ett tal"
        if not _is_number(value) or not self._is_of_kind(value):
            yield FieldProblem(path, f"ska vara {kind}")
        elif value < self.least:
            yield FieldProblem(path, f"ska vara minst {self.least:g}")
        elif value > self.most:
            yield FieldProblem(path, f"får vara högst {self.most:g}")

    def _is_of_kind(self, value: float) -> bool:
        # A whole number of any length is finite, and may be too long for a float.
        if isinstance(value, int):
            return True
        return math.isfinite(value) and not (self.is_whole and value % 1)

    def to_schema(self) -> dict[str, Any]:
        kind = "integer" if self.is_whole else "number"
        return {"type": kind, "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class TruthField:
    """Yes or no."""

    def problems(self, path: Path, value: Any) -> Iterator[FieldProblem]:
        if not isinstance(value, bool):
            yield FieldProblem(path, "ska vara true eller false")

    def to_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class ListField:
    """Several of a kind, at least ``least`` of them."""

    item: FieldShape
    least: int = 0
    is_unique: bool = False

    def problems(self, path: Path, value: Any) -> Iterator[FieldProblem]:
        if not isinstance(value, list):
            yield FieldProblem(path, "ska vara en lista")
            return
        if len(value) < self.least:
            yield FieldProblem(path, f"ska ha minst {self.least}")
        for at, one in enumerate(value):
            yield from self.item.problems((*path, at), one)
            if self.is_unique and one in value[:at]:
                yield FieldProblem((*path, at), "står redan i listan")

    def to_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": self.item.to_schema()}
        if self.least:
            schema["minItems"] = self.least
        if self.is_unique:
            schema["uniqueItems"] = True
        return schema


@dataclass(frozen=True)
class FieldRule:
    """What a word in one field asks of others.

    When ``name`` is one of ``words``, the ``needed`` fields are there; ``fits`` says
    what they may hold then. With ``is_only`` they are there in no other case.
    """

    name: str
    words: tuple[str, ...]
    needed: tuple[str, ...]
    is_only: bool = False
    fits: Mapping[str, FieldShape] = field(default_factory=dict)

    def problems(self, path: Path, value: Mapping[str, Any]) -> Iterator[FieldProblem]:
        """Give what is wrong with a group of fields by this rule."""
        told = f"{self.name} är {' eller '.join(self.words)}"
        holds = value.get(self.name) in self.words
        if holds:
            yield from _misfits(path, value, self.fits)
        for name in self.needed:
            if holds and name not in value:
                yield FieldProblem((*path, name), f"saknas; den behövs när {told}")
            if not holds and self.is_only and name in value:
                yield FieldProblem((*path, name), f"hör bara hemma där {told}")

    def to_schema(self) -> dict[str, Any]:
        """Give the same in JSON Schema."""
        then: dict[str, Any] = {"required": list(self.needed)}
        if self.fits:
            then["properties"] = _schemas(self.fits)
        schema: dict[str, Any] = {
            "if": {
                "required": [self.name],
                "properties": {self.name: {"enum": list(self.words)}},
            },
            "then": then,
        }
        if self.is_only:
            schema["else"] = {"properties": dict.fromkeys(self.needed, False)}
        return schema


@dataclass(frozen=True)
class GroupField:
    """Fields by name; those in ``optional`` may be left out, others may not exist."""

    fields: Mapping[str, FieldShape]
    optional: frozenset[str] = frozenset()
    rules: tuple[FieldRule, ...] = ()

    def problems(self, path: Path, value: Any) -> Iterator[FieldProblem]:
        if not isinstance(value, dict):
            yield FieldProblem(path, f"ska ha fälten {', '.join(self.fields)}")
            return
        missing = [n for n in self.fields if n not in value and n not in self.optional]
        yield from (FieldProblem((*path, name), "saknas") for name in missing)
        told = f"är inget fält; fälten är {', '.join(self.fields)}"
        unknown = [str(name) for name in value if name not in self.fields]
        yield from (FieldProblem((*path, name), told) for name in unknown)
        yield from _misfits(path, value, self.fields)
        for rule in self.rules:
            yield from rule.problems(path, value)

    def to_schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "type": "object",
            "required": [name for name in self.fields if name not in self.optional],
            "additionalProperties": False,
            "properties": _schemas(self.fields),
        }
        if self.rules:
            schema["allOf"] = [rule.to_schema() for rule in self.rules]
        return schema


def _misfits(
    path: Path, value: Mapping[str, Any], shapes: Mapping[str, FieldShape]
) -> Iterator[FieldProblem]:
    for name, shape in shapes.items():
        if name in value:
            yield from shape.problems((*path, name), value[name])


def _schemas(shapes: Mapping[str, FieldShape]) -> dict[str, Any]:
    return {name: shape.to_schema() for name, shape in shapes.items()}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
