"""Runs one attempt of one job, from taking it to writing how it went."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs.actions.attempts import (
    Attempt,
    LostAttemptError,
    begin_attempt,
    end_attempt,
)
from fardplan.apps.jobs.progress import Cancelled, LaidDown, Progress
from fardplan.apps.jobs.registry import find_kind
from fardplan.apps.jobs.states import JobState


if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

logger = logging.getLogger(__name__)
# The attempts that this process works on; worker.py gives signs of life for them.
under_way: dict[UUID, Attempt] = {}


def run_attempt(*, job_id: UUID, task_id: str, worker: str) -> None:
    """Take the job and run it; whatever happens is written on its row."""
    attempt = begin_attempt(job_id=job_id, task_id=task_id, worker=worker)
    if attempt is None:
        return
    with _known_as_under_way(attempt), override("sv"):
        try:
            _work(attempt)
        except LostAttemptError:
            logger.warning("Jobbet %s togs över av ett senare försök", job_id)
        except LaidDown:
            end_attempt(attempt=attempt, state=JobState.WAITING)
        except Cancelled:
            end_attempt(
                attempt=attempt,
                state=JobState.CANCELLED,
                reason=_("Avbröts på begäran."),
            )
        except ProblemError as problem:
            end_attempt(attempt=attempt, state=JobState.FAILED, reason=str(problem))
        except Exception as error:
            logger.exception("Jobbet %s misslyckades", job_id)
            reason = _(
                "Ett oväntat fel: %(name)s. Mer står i serverns logg vid jobbets nummer."
            )
            end_attempt(
                attempt=attempt,
                state=JobState.FAILED,
                reason=reason % {"name": type(error).__name__},
            )


def _work(attempt: Attempt) -> None:
    kind = find_kind(attempt.kind)
    if kind is None:
        raise ProblemError(
            _("Den här versionen av programmet har inget jobb av sorten ”%s”.")
            % attempt.kind
        )
    progress = Progress(attempt, can_lay_down=kind.is_repeatable)
    outcome = kind.work(progress, **attempt.arguments)
    end_attempt(attempt=attempt, state=JobState.SUCCEEDED, result=outcome.to_json())


@contextmanager
def _known_as_under_way(attempt: Attempt) -> Iterator[None]:
    under_way[attempt.job_id] = attempt
    try:
        yield
    finally:
        del under_way[attempt.job_id]
