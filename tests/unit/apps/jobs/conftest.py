"""Kinds of job that only these tests know."""

from __future__ import annotations

import pytest

from fardplan.apps.jobs import registry
from fardplan.apps.jobs.registry import Outcome, job_kind


def anybody(_user) -> None:
    """Everyone may start it."""


@pytest.fixture
def declare(monkeypatch):
    """Declare a kind for this test only: ``declare("count", work)``."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    def _declare(name: str, work=None, *, is_repeatable: bool = True) -> None:
        job_kind(
            name=name, title=name, check_start=anybody, is_repeatable=is_repeatable
        )(work or (lambda progress, **_arguments: Outcome("klart")))

    return _declare
