"""The worker keeps the index fresh beside its jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.jobs.beside import beside_jobs
from fardplan.apps.search.actions import StoppedError, refresh_index


if TYPE_CHECKING:
    from collections.abc import Callable


@beside_jobs
def keep_index_fresh(should_stop: Callable[[], bool]) -> None:
    """Let the search box find what was written a moment ago."""
    try:
        refresh_index(should_stop=should_stop)
    except StoppedError:
        return
