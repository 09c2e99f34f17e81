"""The one validator: what it says, all at once, and what a definition becomes."""

from __future__ import annotations

import math

import pytest
from tests.factories.indicators import definition_data

from fardplan.engine.indicators.definition import (
    Definition,
    DefinitionError,
    SourceKind,
    TargetKind,
    canonical_json,
    changed_fields,
    definition_of,
    definition_problems,
    fingerprint,
    json_schema,
    to_data,
)


def said(**more: object) -> list[str]:
    return [str(problem) for problem in definition_problems(definition_data(**more))]


TARGET = {"kind": "level", "value": 55, "agreement": "Vi", "source": "Här"}


def test_a_definition_gets_its_defaults():
    definition = definition_of(definition_data())
    assert isinstance(definition, Definition)
    assert (definition.least_count, definition.by_sex, definition.twin) == (
        5,
        False,
        "",
    )
    assert (definition.breaks, definition.targets, definition.baseline) == ((), (), ())
    assert definition.source.kind is SourceKind.FILE
    assert to_data(definition) == definition_data(by_sex=False, least_count=5)


def test_numbers_have_one_form():
    told = definition_data(
        decimals=1.0,
        targets=[TARGET | {"value": 55.0, "agreement_goal": 1.0}],
        baseline=[{"period": "2024", "value": 0.5, "source": "Här"}],
    )
    definition = definition_of(told)
    [target] = definition.targets
    assert (target.kind, target.value, target.agreement_goal) == (
        TargetKind.LEVEL,
        55,
        1,
    )
    assert '"decimals":1,' in canonical_json(definition)
    assert '"value":55}' in canonical_json(definition)
    assert '"value":0.5}' in canonical_json(definition)


def test_area_levels_stand_in_their_order():
    told = definition_data(area_levels=["municipality", "country"])
    assert to_data(definition_of(told))["area_levels"] == ["country", "municipality"]


def test_the_canonical_text_has_one_hash():
    text = canonical_json(definition_of(definition_data()))
    assert text.startswith('{"area_levels":["region"],"by_sex":false,')
    assert len(fingerprint(text)) == 64
    assert fingerprint("") == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_everything_wrong_is_told_at_once():
    told = definition_data(
        unit="tum",
        decimals=7,
        targets=[TARGET, TARGET | {"value": "mycket"}],
        more=1,
    )
    del told["why"]
    with pytest.raises(DefinitionError) as error:
        definition_of(told)
    assert [problem.path for problem in error.value.problems] == [
        ("why",),
        ("more",),
        ("unit",),
        ("decimals",),
        ("targets", 1, "value"),
    ]
    assert (
        str(error.value).split("\n")[-1] == "targets nummer 2 value: ska vara ett tal"
    )


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"name": 5}, ["name: ska vara text; sätt citattecken om den"]),
        ({"name": None}, ["name: ska vara text"]),
        ({"name": "  "}, ["name: är tom; fyll i den"]),
        ({"name": " a"}, ["name: ska stå på en rad, utan mellanslag runt om"]),
        ({"name": "a\nb"}, ["name: ska stå på en rad, utan mellanslag runt om"]),
        ({"name": "a" * 201}, ["name: är 201 tecken; 200 får plats"]),
        ({"why": "a\nb"}, []),
        (
            {"why": "a\x00b"},
            ["why: ska vara text som börjar och slutar med ett tecken"],
        ),
        ({"goal": "X"}, ["goal: ska vara något av K, T, D, P, S, R"]),
        ({"goal": ["K"]}, ["goal: ska vara något av K, T, D, P, S, R"]),
        ({"by_sex": "ja"}, ["by_sex: ska vara true eller false"]),
        ({"decimals": True}, ["decimals: ska vara ett heltal"]),
        ({"decimals": 1.5}, ["decimals: ska vara ett heltal"]),
        ({"decimals": math.nan}, ["decimals: ska vara ett heltal"]),
        ({"decimals": -1}, ["decimals: ska vara minst 0"]),
        ({"decimals": 10**400}, ["decimals: får vara högst 6"]),
        ({"area_levels": []}, ["area_levels: ska ha minst 1"]),
        ({"area_levels": "region"}, ["area_levels: ska vara en lista"]),
        (
            {"area_levels": ["region", "region"]},
            ["area_levels nummer 2: står redan i listan"],
        ),
        ({"source": "Kolada"}, ["source: ska ha fälten kind, id, note"]),
        (
            {"source": {"kind": "kolada"}},
            ["source id: saknas; den behövs när kind är kolada"],
        ),
        (
            {"source": {"kind": "kolada", "id": "79173"}},
            ["source id: ska vara ett nyckeltal i Kolada, som N79173"],
        ),
        (
            {"source": {"kind": "scb"}},
            ["source id: saknas; den behövs när kind är scb"],
        ),
        (
            {"status": "unverified"},
            ["not_verified: saknas; den behövs när status är unverified"],
        ),
        (
            {"not_verified": ["Allt"]},
            ["not_verified: hör bara hemma där status är unverified"],
        ),
        ({"status": "ended"}, ["ended: saknas; den behövs när status är ended"]),
        (
            {"targets": [{**TARGET, "kind": "rise"}]},
            [
                (
                    "targets nummer 1 value: hör bara hemma där kind är level eller"
                    " change_percent"
                )
            ],
        ),
        (
            {"breaks": [{"period": "2024-13", "what": "a", "why": "b"}]},
            [
                (
                    "breaks nummer 1 period: ska vara en period: 2024, 2024-Q3, 2024-05"
                    " eller 2024-W07"
                )
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_field(more, found):
    assert said(**more) == found


def test_what_is_no_definition_at_all_is_told():
    [problem] = definition_problems(["a"])
    assert str(problem).startswith("ska ha fälten key, name, name_en, why,")


def test_what_differs_is_named_in_the_order_of_the_fields():
    one = definition_of(definition_data())
    other = definition_of(definition_data(unit="count", name="Annat", version=2))
    assert changed_fields(one, other) == ["name", "unit"]


def test_the_schema_says_what_may_be_left_out():
    schema = json_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    assert "key" in schema["required"]
    assert "twin" not in schema["required"]
    assert schema["properties"]["unit"]["enum"][0] == "percent"
