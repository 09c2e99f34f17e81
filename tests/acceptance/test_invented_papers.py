"""Papers of invented authorities, in many layouts, against what people read in them.

Each was written, and what it says told, before the reader saw it; the figures of that
first reading are in docs/how-to/read-documents.md. Here a score that falls fails.
"""

from __future__ import annotations

import pytest
from tools.reading_scores import PAGE, invented

from fardplan.engine.sources.output_shape import problems
from fardplan.engine.sources.read_file import read_content
from tests.acceptance.invented_papers import (
    FIELDS,
    Score,
    content_of,
    papers,
    score,
    total,
)
from tests.acceptance.scoring import lexicon


# Where a kind is not found whole: precision and recall that are reached.
FLOORS = {
    "body": (1.0, 0.96),
    "initiative": (1.0, 0.98),
    "suggestion": (0.9, 0.9),
}


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return total(score(name) for name in papers())


def test_every_kind_keeps_its_precision_and_recall(scores):
    fallen = {
        kind: (one.precision, one.recall)
        for kind, one in scores.items()
        if one.precision < FLOORS.get(kind, (1.0, 1.0))[0]
        or one.recall < FLOORS.get(kind, (1.0, 1.0))[1]
    }
    assert fallen == {}


def test_what_is_read_has_the_promised_shape():
    told = {
        name: problems(read_content(content_of(name), lexicon())) for name in papers()
    }
    assert {name: found for name, found in told.items() if found} == {}


def test_the_papers_hold_every_kind(scores):
    assert {*FIELDS} - {*scores} == set()


def test_the_documentation_tells_the_scores_that_are_reached():
    page = PAGE.read_text(encoding="utf-8").splitlines()
    assert [row for row in invented() if row not in page] == []
