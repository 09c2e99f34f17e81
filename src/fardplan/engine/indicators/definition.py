"""The definition of an indicator: what is counted, how, from where and why.

In: plain data. Out: a checked :class:`Definition`, or every problem at once; back to
plain data and to the one canonical text (keys sorted, no spaces, as RFC 8785 for what a
definition holds), whose SHA-256 a version of an indicator is known by.
`docs/reference/indicator.schema.json` says the same rules to other programs.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fardplan.engine.indicators.field_shapes import (
    FieldRule,
    GroupField,
    ListField,
    NumberField,
    TextField,
    TruthField,
    WordField,
    line_field,
)
from fardplan.engine.indicators.goals import ShiftGoal


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.engine.indicators.field_shapes import FieldProblem


class Direction(StrEnum):
    """Which way is better; some changes are only to be known."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Unit(StrEnum):
    """What a value is counted in."""

    PERCENT = "percent"
    INDEX_1 = "index_0_1"
    INDEX_100 = "index_0_100"
    PER_1000 = "per_1000"
    PER_100000 = "per_100000"
    COUNT = "count"
    DAYS = "days"
    KRONOR_PER_INHABITANT = "kronor_per_inhabitant"


class SourceKind(StrEnum):
    """Where the values come from."""

    KOLADA = "kolada"
    SCB = "scb"
    SURVEY = "survey"
    CONTACTS = "contacts"
    FILE = "file"


class DefinitionStatus(StrEnum):
    """Whether the definition has been held against its source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    ENDED = "ended"


class AreaLevel(StrEnum):
    """Which areas there are values for."""

    COUNTRY = "country"
    REGION = "region"
    MUNICIPALITY = "municipality"


class TargetKind(StrEnum):
    """How a target is told: a value to reach, a change in percent, or only a rise."""

    LEVEL = "level"
    CHANGE_PERCENT = "change_percent"
    RISE = "rise"


class Chart(StrEnum):
    """The charts of `fardplan spc`."""

    XMR = "xmr"
    RUN = "run"
    P = "p"
    PP = "pp"
    U = "u"
    UP = "up"
    C = "c"
    T = "t"
    G = "g"


class RuleSet(StrEnum):
    """The rule sets of `fardplan spc`."""

    NHS = "nhs"
    ANHOEJ = "anhoej"
    NELSON = "nelson"
    IHI = "ihi"


# Below five, a count may point somebody out.
LEAST_COUNT = 5
LONGEST_KEY = 60
_KEY = TextField(
    LONGEST_KEY,
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    "ska vara små bokstäver a–z, siffror och bindestreck",
)
_PERIOD = TextField(
    8,
    "[0-9]{4}(?:-(?:Q[1-4]|0[1-9]|1[0-2]|W(?:0[1-9]|[1-4][0-9]|5[0-3])))?",
    "ska vara en period: 2024, 2024-Q3, 2024-05 eller 2024-W07",
)
_KOLADA_ID = TextField(
    6, "[A-Z][0-9]{5}", "ska vara ett nyckeltal i Kolada, som N79173"
)
_VALUE = NumberField(-1e12, 1e12)
_SOURCE = GroupField(
    {
        "kind": WordField(tuple(SourceKind)),
        "id": line_field(60),
        "note": TextField(),
    },
    optional=frozenset({"id", "note"}),
    rules=(
        FieldRule("kind", (SourceKind.KOLADA,), ("id",), fits={"id": _KOLADA_ID}),
        FieldRule("kind", (SourceKind.SCB,), ("id",)),
    ),
)
_BREAK = GroupField({"period": _PERIOD, "what": TextField(), "why": TextField()})
_TARGET = GroupField(
    {
        "kind": WordField(tuple(TargetKind)),
        "value": _VALUE,
        "by": _PERIOD,
        "agreement": line_field(),
        "agreement_goal": NumberField(1, 99, is_whole=True),
        "source": TextField(),
    },
    optional=frozenset({"value", "by", "agreement_goal"}),
    rules=(
        FieldRule(
            "kind",
            (TargetKind.LEVEL, TargetKind.CHANGE_PERCENT),
            ("value",),
            is_only=True,
        ),
    ),
)
_BASELINE = GroupField(
    {
        "period": _PERIOD,
        "value": _VALUE,
        "source": TextField(),
        "note": TextField(),
    },
    optional=frozenset({"note"}),
)
DEFINITION = GroupField(
    {
        "key": _KEY,
        "name": line_field(),
        "name_en": line_field(),
        "why": TextField(),
        "goal": WordField(tuple(ShiftGoal)),
        "numerator": TextField(),
        "denominator": TextField(),
        "unit": WordField(tuple(Unit)),
        "decimals": NumberField(0, 6, is_whole=True),
        "direction": WordField(tuple(Direction)),
        "source": _SOURCE,
        "area_levels": ListField(WordField(tuple(AreaLevel)), 1, is_unique=True),
        "by_sex": TruthField(),
        "breakdowns": ListField(line_field(), is_unique=True),
        "least_count": NumberField(0, 1000, is_whole=True),
        "chart": WordField(tuple(Chart)),
        "rules": WordField(tuple(RuleSet)),
        "breaks": ListField(_BREAK),
        "twin": _KEY,
        "targets": ListField(_TARGET),
        "baseline": ListField(_BASELINE),
        "owner": line_field(),
        "version": NumberField(1, 30_000, is_whole=True),
        "status": WordField(tuple(DefinitionStatus)),
        "not_verified": ListField(TextField(), 1, is_unique=True),
        "ended": _PERIOD,
    },
    optional=frozenset(
        {
            *("by_sex", "breakdowns", "least_count", "breaks", "twin", "targets"),
            *("baseline", "not_verified", "ended"),
        }
    ),
    rules=(
        FieldRule(
            "status", (DefinitionStatus.UNVERIFIED,), ("not_verified",), is_only=True
        ),
        FieldRule("status", (DefinitionStatus.ENDED,), ("ended",), is_only=True),
    ),
)


class DefinitionError(ValueError):
    """The definition can't be used; ``problems`` are all that is wrong."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, kw_only=True)
class IndicatorSource:
    """Where values come from; ``id`` is the number in Kolada or the table at SCB."""

    kind: SourceKind
    id: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SeriesBreak:
    """From which period values don't compare with those before, and why."""

    period: str
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Target:
    """What somebody has said that the value should become, and who.

    ``agreement_goal`` is the number of a goal in `definitions/goals.yaml`.
    """

    kind: TargetKind
    value: float | None = None
    by: str = ""
    agreement: str
    agreement_goal: int | None = None
    source: str


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """A value for the whole country that has been published."""

    period: str
    value: float
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Definition:
    """All that says what an indicator is, in one version.

    ``twin`` is the key of the indicator that follows the same thing from the other
    side: register against survey. ``least_count`` is the smallest count that may be
    shown; ``area_levels`` are those that the source has values for.
    """

    key: str
    name: str
    name_en: str
    why: str
    goal: ShiftGoal
    numerator: str
    denominator: str
    unit: Unit
    decimals: int
    direction: Direction
    source: IndicatorSource
    area_levels: tuple[AreaLevel, ...]
    by_sex: bool = False
    breakdowns: tuple[str, ...] = ()
    least_count: int = LEAST_COUNT
    chart: Chart
    rules: RuleSet
    breaks: tuple[SeriesBreak, ...] = ()
    twin: str = ""
    targets: tuple[Target, ...] = ()
    baseline: tuple[Baseline, ...] = ()
    owner: str
    version: int
    status: DefinitionStatus
    not_verified: tuple[str, ...] = ()
    ended: str = ""


_WORDS = {
    "goal": ShiftGoal,
    "unit": Unit,
    "direction": Direction,
    "chart": Chart,
    "rules": RuleSet,
    "status": DefinitionStatus,
}
_WHOLE = ("decimals", "least_count", "version")


def definition_problems(data: Any) -> list[FieldProblem]:
    """Give all that is wrong with a definition, in the order of its fields."""
    return list(DEFINITION.problems((), data))


def definition_of(data: Any) -> Definition:
    """Give the definition that plain data tells; refuse it with all its problems."""
    if problems := definition_problems(data):
        raise DefinitionError(problems)
    told = dict(data)
    told |= {name: kind(told[name]) for name, kind in _WORDS.items()}
    told |= {name: int(told[name]) for name in _WHOLE if name in told}
    told["source"] = IndicatorSource(
        **{**told["source"], "kind": SourceKind(told["source"]["kind"])}
    )
    told["area_levels"] = tuple(
        level for level in AreaLevel if level in told["area_levels"]
    )
    told["breaks"] = tuple(SeriesBreak(**one) for one in told.get("breaks", ()))
    told["targets"] = tuple(_target(one) for one in told.get("targets", ()))
    told["baseline"] = tuple(
        Baseline(**{**one, "value": _number(one["value"])})
        for one in told.get("baseline", ())
    )
    for name in ("breakdowns", "not_verified"):
        told[name] = tuple(told.get(name, ()))
    return Definition(**told)


def _target(told: Mapping[str, Any]) -> Target:
    number = told.get("agreement_goal")
    value = told.get("value")
    known = {
        "kind": TargetKind(told["kind"]),
        "value": None if value is None else _number(value),
        "agreement_goal": None if number is None else int(number),
    }
    return Target(**{**told, **known})


def _number(value: float) -> float:
    """Give 55 for 55.0, so that a definition has one canonical text."""
    return int(value) if value == int(value) else value


def to_data(definition: Definition) -> dict[str, Any]:
    """Give a definition as plain data, without what is empty."""
    return _plain(definition)


def _plain(fact: Any) -> dict[str, Any]:
    told = {one.name: _plain_one(getattr(fact, one.name)) for one in fields(fact)}
    return {n: value for n, value in told.items() if value not in ("", None, [])}


def _plain_one(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain_one(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    return _plain(value) if is_dataclass(value) else value


def canonical_json(definition: Definition) -> str:
    """Give the one text that says all of the definition."""
    return json.dumps(
        to_data(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def fingerprint(text: str) -> str:
    """Give the SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def json_schema() -> dict[str, Any]:
    """Give the rules of one definition as JSON Schema (2020-12).

    That a twin exists, and that a key is the file's name, takes several files to know:
    :mod:`definition_files` holds that.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "definitions/indicators/*.yaml",
        **DEFINITION.to_schema(),
    }


def changed_fields(before: Definition, after: Definition) -> list[str]:
    """Give the names of the fields that differ; the number of the version always does."""
    names = [one.name for one in fields(Definition) if one.name != "version"]
    return [n for n in names if getattr(before, n) != getattr(after, n)]
