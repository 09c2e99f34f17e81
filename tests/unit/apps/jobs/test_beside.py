"""Work beside jobs: done again and again, and never the end of the worker."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError

from fardplan.apps.jobs import beside


@pytest.fixture
def works(monkeypatch):
    """The work that is declared, and none of what the stations declared."""
    monkeypatch.setattr(beside, "_known", {})
    monkeypatch.setattr(beside, "SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr(beside, "SECONDS_AFTER_FAILURE", 0.0)
    return beside._known


@pytest.mark.django_db
@pytest.mark.parametrize("problem", [OperationalError("borta"), OSError("full disk")])
def test_what_fails_is_told_and_tried_again(works, caplog, problem):
    ended = threading.Event()
    done: list[bool] = []

    @beside.beside_jobs
    def work(should_stop):
        done.append(should_stop())
        if len(done) == 1:
            raise problem
        ended.set()

    beside.work_beside(ended)
    assert done == [False, False]
    assert str(problem) in caplog.text


def test_the_search_index_is_kept_fresh_beside_jobs():
    assert "fardplan.apps.search.beside" in beside._known
