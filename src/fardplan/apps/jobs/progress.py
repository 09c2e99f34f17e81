"""How a job tells how far it has come, and hears that it should stop."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from django.db import connection

from fardplan.apps.jobs.actions.attempts import Attempt, note_progress


if TYPE_CHECKING:
    from uuid import UUID

    from fardplan.apps.accounts.models import User

# A page asks once a second; twice as often is plenty, and spares the database.
SECONDS_BETWEEN_WRITES = 0.5


class Cancelled(Exception):
    """Somebody asked the job to stop. Let it pass: what is done stays done."""


class LaidDown(Exception):
    """The server is being stopped: the job goes back to the queue."""


# Set when this process must end soon.
must_lay_down = threading.Event()


class Progress:
    """Call it now and then: ``progress(done, total, "Läser sida 3")``."""

    def __init__(self, attempt: Attempt, *, can_lay_down: bool) -> None:
        self._attempt = attempt
        self._can_lay_down = can_lay_down
        self._written_at = 0.0

    @property
    def job_id(self) -> UUID:
        """The job's number, the same in every attempt."""
        return self._attempt.job_id

    @property
    def started_by(self) -> User | None:
        """Whoever started the job; None for the server's command line."""
        return self._attempt.started_by

    def __call__(self, done: int, total: int = 0, text: str = "") -> None:
        """Write the progress; raise :class:`Cancelled` when asked to stop."""
        _check_outside_transaction()
        if self._can_lay_down and must_lay_down.is_set():
            raise LaidDown
        now = time.monotonic()
        is_last = done >= total > 0
        if now - self._written_at < SECONDS_BETWEEN_WRITES and not is_last:
            return
        self._written_at = now
        if note_progress(attempt=self._attempt, done=done, total=total, text=text):
            raise Cancelled


def _check_outside_transaction() -> None:
    """Nobody sees what an open transaction writes, and on SQLite nobody else writes.

    The transaction that Django's TestCase wraps around a test doesn't count, as for
    ``atomic(durable=True)``.
    """
    blocks = connection.atomic_blocks
    if blocks and not blocks[-1]._from_testcase:  # type: ignore[attr-defined]
        raise RuntimeError(
            "progress() was called inside a transaction: nobody would see it before"
            " the end, and a cancelled job could not stop. Call it between"
            " transactions."
        )
