"""The one validator: what it finds wrong, and that the schema says the same."""

from __future__ import annotations

import copy

import pytest
from tests.acceptance.scoring import lexicon
from tests.builders import documents

from fardplan.engine.sources.output_shape import FIELDS, Shape, json_schema, problems
from fardplan.engine.sources.read_file import read_content


@pytest.fixture(scope="module")
def answer():
    return read_content(documents.NOTICE.encode(), lexicon())


def test_what_is_missing_or_unknown_is_told():
    assert problems({"document": {}, "more": 1}) == [
        ".findings: is missing",
        ".more: is unknown",
        ".notes: is missing",
    ]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            lambda a: a["document"].update(pages="2"),
            ["document.pages: '2' does not fit"],
        ),
        (lambda a: a["document"].update(kind="x"), ["document.kind: 'x' does not fit"]),
        (
            lambda a: a["findings"][0].update(confidence=True),
            ["findings[0].confidence: True does not fit"],
        ),
        (
            lambda a: a["findings"][0]["fields"].update(body=None),
            ["findings[0].fields.body: None does not fit"],
        ),
        (
            lambda a: a["findings"][7]["fields"].update(presenters=[1]),
            ["findings[7].fields.presenters: [1] does not fit"],
        ),
        (
            lambda a: a["notes"].append({}),
            [
                f"notes[0].{n}: is missing"
                for n in sorted(("code", "text", "page", "quote", "start", "end"))
            ],
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(answer, change, found):
    changed = copy.deepcopy(answer)
    change(changed)
    assert problems(changed) == found


def test_words_may_be_null_only_when_they_say_so():
    assert Shape(("string", "null"), ("a",)).fits(None)
    assert not Shape(("string",), ("a",)).fits(None)
    assert Shape(("string", "null"), ("a",)).to_schema() == {"enum": ["a", None]}


def test_the_schema_has_each_kind_with_its_fields():
    schema = json_schema()
    items = schema["properties"]["findings"]["items"]
    told = {
        one["if"]["properties"]["kind"]["const"]: list(
            one["then"]["properties"]["fields"]["properties"]
        )
        for one in items["allOf"]
    }
    assert told == {kind: list(shapes) for kind, shapes in FIELDS.items()}
    assert items["properties"]["kind"] == {"enum": list(FIELDS)}
    assert schema["required"] == ["document", "findings", "notes"]
