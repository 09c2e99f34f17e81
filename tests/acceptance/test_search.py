"""Sixty judged questions: what people look for is among the first five hits.

They are asked of the demo, and of papers of invented authorities. What each gives is
written in search_answers.json as well: SQLite and PostgreSQL are both held against that
one file, so they answer alike.
"""

from __future__ import annotations

import json
import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from fardplan.apps.search.actions import refresh_index
from fardplan.apps.search.queries import search
from fardplan.cli.commands import demo
from tests.builders import documents
from tests.factories.documents import make_document


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.search.queries import ShownHit

HERE = Path(__file__).parent
ANSWERS = HERE / "search_answers.json"
FIRST = 5
PAPERS = (
    *(documents.NOTICE, documents.AGENDA_BY_NUMBER, documents.MINUTES),
    *(documents.MINUTES_IN_SENTENCES, documents.STRATEGY, documents.ACTIVITY_PLAN),
    *(documents.PLAN_PROCESS, documents.INVITATION, documents.OVERVIEW),
)


def questions() -> dict[str, list[str]]:
    """Give each question with what it has to find."""
    told = yaml.safe_load((HERE / "search_questions.yaml").read_text("utf-8"))
    lines = [line.split(" → ") for own in told.values() for line in own.splitlines()]
    return {asked: found.split(" + ") for asked, found in lines}


@pytest.fixture
def _everything(bodies: None, administrator: User, settings, tmp_path: Path) -> None:
    settings.SEARCH_DIR = tmp_path / "search"
    demo.run(Namespace())
    for paper in PAPERS:
        make_document(administrator, paper)
    refresh_index()


@pytest.mark.django_db
@pytest.mark.usefixtures("_everything")
def test_what_people_look_for_is_among_the_first_five(administrator):
    asked = questions()
    assert len(asked) == 60
    answers = {one: search(one, administrator).hits[:FIRST] for one in asked}
    if os.environ.get("FARDPLAN_WRITE_ANSWERS"):
        ANSWERS.write_text(json.dumps(_told(answers), ensure_ascii=False, indent=1))
    missed = {
        one: (wanted, [hit.hit.title for hit in answers[one]])
        for one, wanted in asked.items()
        if not all(any(w in _said(hit) for hit in answers[one]) for w in wanted)
    }
    assert missed == {}
    assert _told(answers) == json.loads(ANSWERS.read_text("utf-8"))


def _said(hit: ShownHit) -> str:
    return " ".join(f"{hit.hit.title} {hit.hit.text}".split())


def _told(answers: dict[str, list[ShownHit]]) -> dict[str, list[str]]:
    return {
        asked: [f"{hit.label}: {_said(hit)[:70]}" for hit in hits]
        for asked, hits in answers.items()
    }
