"""Laws of definitions: nothing is lost on the way through JSON, and one validator.

A definition is drawn field by field from what may be there; a spoiled one is such a
definition with a few fields put wrong. The schema that other programs get is read by a
reader of its own (`tests/reference/json_schema.py`) and must say the same of both.
"""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from tests.factories.indicators import definition_data
from tests.reference.json_schema import accepts

from fardplan.engine.indicators.definition import (
    DEFINITION,
    AreaLevel,
    Chart,
    Direction,
    RuleSet,
    Unit,
    canonical_json,
    changed_fields,
    definition_of,
    definition_problems,
    json_schema,
    to_data,
)
from fardplan.engine.indicators.goals import ShiftGoal


SCHEMA = json.loads(json.dumps(json_schema()))
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
LINES = TEXTS.map(str.strip).filter(
    lambda text: text.strip(" ") and text == text.strip()
)
PROSE = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
KEYS = st.from_regex("[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True).filter(
    lambda key: len(key) <= 60
)
PERIODS = st.sampled_from(["2024", "2024-Q3", "2024-05", "2024-W07", "1999-W53"])
NUMBERS = st.one_of(st.integers(-1000, 10**9), st.floats(-1e6, 1e6))


def words(kind: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([one.value for one in kind])


def group(optional: dict[str, Any], **needed: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional=optional)


SOURCES = st.one_of(
    group(
        {"note": PROSE},
        kind=st.just("kolada"),
        id=st.from_regex("[A-Z][0-9]{5}", fullmatch=True),
    ),
    group({"note": PROSE}, kind=st.just("scb"), id=LINES),
    group(
        {"note": PROSE, "id": LINES},
        kind=st.sampled_from(["survey", "contacts", "file"]),
    ),
)
_TARGET = {"agreement": LINES, "source": PROSE}
_MAYBE = {"by": PERIODS, "agreement_goal": st.integers(1, 99)}
TARGETS = st.one_of(
    group(_MAYBE, kind=st.just("rise"), **_TARGET),
    group(
        _MAYBE,
        kind=st.sampled_from(["level", "change_percent"]),
        value=NUMBERS,
        **_TARGET,
    ),
)
STATES = st.one_of(
    st.just({"status": "verified"}),
    st.lists(PROSE, min_size=1, max_size=3, unique=True).map(
        lambda missing: {"status": "unverified", "not_verified": missing}
    ),
    PERIODS.map(lambda period: {"status": "ended", "ended": period}),
)
REST = group(
    {
        "by_sex": st.booleans(),
        "breakdowns": st.lists(LINES, unique=True, max_size=3),
        "least_count": st.integers(0, 1000),
        "breaks": st.lists(
            group({}, period=PERIODS, what=PROSE, why=PROSE), max_size=2
        ),
        "twin": KEYS,
        "targets": st.lists(TARGETS, max_size=2),
        "baseline": st.lists(
            group({"note": PROSE}, period=PERIODS, value=NUMBERS, source=PROSE),
            max_size=2,
        ),
    },
    key=KEYS,
    name=LINES,
    name_en=LINES,
    why=PROSE,
    goal=words(ShiftGoal),
    numerator=PROSE,
    denominator=PROSE,
    unit=words(Unit),
    decimals=st.integers(0, 6),
    direction=words(Direction),
    source=SOURCES,
    area_levels=st.lists(words(AreaLevel), min_size=1, unique=True),
    chart=words(Chart),
    rules=words(RuleSet),
    owner=LINES,
    version=st.integers(1, 30_000),
)
DEFINITIONS = st.builds(lambda rest, state: rest | state, REST, STATES)
WRONG = st.sampled_from(
    [
        None,
        "",
        " ",
        "x",
        "a\nb",
        "å" * 2001,
        "2024-13",
        0,
        1.0,
        2.5,
        -1,
        10**14,
        True,
        [],
        ["x", "x"],
        {},
        {"kind": "kolada"},
        {"kind": "level"},
        "kolada",
        "ended",
        "rise",
    ]
)
PLACES = [*((name,) for name in DEFINITION.fields), ("more",)]
PLACES += [("source", name) for name in ("kind", "id", "note", "more")]
PLACES += [("targets", 0, name) for name in ("kind", "value", "by", "agreement_goal")]
PLACES += [("baseline", 0, "value"), ("breaks", 0, "period"), ("area_levels", 0)]


def spoil(definition: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    """Put ``value`` at a place, or take away what is there for the value "gone"."""
    inside: Any = definition
    for step in path[:-1]:
        if not isinstance(inside, dict | list) or (
            isinstance(inside, dict) and step not in inside
        ):
            return
        if isinstance(inside, list) and step >= len(inside):
            return
        inside = inside[step]
    if isinstance(inside, list) and path[-1] >= len(inside):
        return
    if isinstance(inside, dict) and value == "gone":
        inside.pop(path[-1], None)
    elif isinstance(inside, dict | list):
        inside[path[-1]] = value


@given(DEFINITIONS)
def test_nothing_is_lost_on_the_way_through_json(data):
    definition = definition_of(data)
    again = definition_of(json.loads(canonical_json(definition)))
    assert again == definition
    assert canonical_json(again) == canonical_json(definition)
    assert changed_fields(definition, again) == []


@given(DEFINITIONS)
def test_what_was_told_is_told_back(data):
    told = to_data(definition_of(data))
    kept = {name: value for name, value in data.items() if value != []}
    kept["area_levels"] = [one.value for one in AreaLevel if one in data["area_levels"]]
    assert told == {"by_sex": False, "least_count": 5} | kept


@given(DEFINITIONS)
def test_the_schema_accepts_what_the_validator_accepts(data):
    assert definition_problems(data) == []
    assert accepts(SCHEMA, data)


@given(
    DEFINITIONS,
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.one_of(WRONG, st.just("gone"))),
        min_size=1,
        max_size=3,
    ),
)
@example(definition_data(), [(("source",), {"kind": "scb"})])
@example(definition_data(), [(("version",), 1.0)])
@example(definition_data(), [(("status",), "ended")])
def test_the_schema_refuses_what_the_validator_refuses(data, changes):
    spoiled = copy.deepcopy(data)
    for path, value in changes:
        spoil(spoiled, path, value)
    assert accepts(SCHEMA, spoiled) == (definition_problems(spoiled) == [])


@given(DEFINITIONS, st.sampled_from(PLACES), WRONG)
def test_every_problem_has_its_place_and_a_reason(data, path, value):
    spoiled = copy.deepcopy(data)
    spoil(spoiled, path, value)
    for problem in definition_problems(spoiled):
        assert problem.reason
        assert str(problem).endswith(f": {problem.reason}")
