"""Job rows -> what the engine judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from fardplan.engine.jobs.transitions import Silence, State


if TYPE_CHECKING:
    from fardplan.apps.jobs.models import Job
    from fardplan.apps.jobs.registry import JobKind


def to_state(job: Job) -> State:
    return State(job.state)


def to_silence(job: Job, kind: JobKind | None) -> Silence:
    """A kind that this version no longer has can't be repeated."""
    return Silence(
        is_repeatable=kind is not None and kind.is_repeatable,
        is_asked_to_stop=job.cancel_requested_at is not None,
        attempts=job.attempts,
        attempts_allowed=settings.JOB_ATTEMPTS,
    )
