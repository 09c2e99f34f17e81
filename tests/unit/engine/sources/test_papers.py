"""Papers of invented authorities, read whole: what they say was told by eye."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.acceptance.scoring import lexicon
from tests.builders import documents

from fardplan.engine.sources.output_shape import problems
from fardplan.engine.sources.read_file import read_content


PAPERS = json.loads((Path(__file__).parent / "papers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_read(name):
    answer = read_content(getattr(documents, name).encode(), lexicon())
    told = answer["document"]
    assert {
        "document": [told["title"], told["kind"], told["pages"], told["language"]],
        "findings": [[one["kind"], one["fields"]] for one in answer["findings"]],
        "notes": [one["text"] for one in answer["notes"]],
    } == PAPERS[name]
    assert problems(answer) == []


@pytest.mark.parametrize("name", PAPERS)
def test_each_quotation_is_exact_and_each_parent_exists(name):
    text = getattr(documents, name)
    findings = read_content(text.encode(), lexicon())["findings"]
    ids = [one["id"] for one in findings]
    assert len(set(ids)) == len(ids)
    for one in findings:
        assert text[one["start"] : one["end"]] == one["quote"]
        assert one["parent"] is None or one["parent"] in ids
