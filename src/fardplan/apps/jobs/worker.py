"""The process that runs long work: the queue's own worker, with signs of life.

A thread beside the work tells that the worker lives, and sweeps up after workers that
don't. It uses a connection of its own, as every thread does in Django.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from fardplan.apps.jobs import progress, runner
from fardplan.apps.jobs.actions.attempts import note_sign
from fardplan.apps.jobs.actions.retention import start_daily
from fardplan.apps.jobs.actions.sweep import forget_worker, note_worker, sweep
from fardplan.apps.jobs.beside import work_beside


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

logger = logging.getLogger(__name__)
# How long a job may wait for an idle worker to look at the queue.
LOOK_SECONDS = 0.3
LONGEST_BETWEEN_SIGNS = 2.0
SECONDS_AFTER_FAILURE = 2.0
# The day's own work waits until those who started the server have got their pages, and
# is then looked for once an hour.
SECONDS_BEFORE_DAILY, SECONDS_BETWEEN_LOOKS = 300.0, 3600.0


class JobWorker(Worker):
    """Takes jobs from the queue until told to stop; ends when the one at work ends."""

    def __init__(self, *, worker_id: str) -> None:
        super().__init__(
            queue_names=["default"],
            interval=LOOK_SECONDS,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self._ended = threading.Event()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End after the job at work; told twice, lay it down at its next step.

        Unlike its parent never leaves in the middle of a line: between taking a place
        in the queue and beginning the job that would lose it until the next sweep.
        """
        if not self.running:
            progress.must_lay_down.set()
        self.running = False

    def run(self) -> None:
        """Work until told to stop, through moments without a database too."""
        threads = [
            threading.Thread(target=self._give_signs, name="signs", daemon=True),
            threading.Thread(
                target=work_beside, args=[self._ended], name="beside", daemon=True
            ),
        ]
        for thread in threads:
            thread.start()
        try:
            while self.running:
                self._run_while_database_answers()
        finally:
            self._ended.set()
            for thread in threads:
                thread.join(LONGEST_BETWEEN_SIGNS)
        forget_worker(worker=self.worker_id)

    def _run_while_database_answers(self) -> None:
        try:
            super().run()
        except DatabaseError:
            logger.exception("Arbetsprocessen når inte databasen; försöker igen")
            connection.close()
            time.sleep(SECONDS_AFTER_FAILURE)

    def _give_signs(self) -> None:
        pause = min(LONGEST_BETWEEN_SIGNS, settings.JOB_SILENCE_SECONDS / 4)
        look_at = time.monotonic() + SECONDS_BEFORE_DAILY
        while not self._ended.is_set():
            try:
                self.give_sign()
                if time.monotonic() > look_at:
                    look_at = time.monotonic() + SECONDS_BETWEEN_LOOKS
                    start_daily(now=timezone.now())
            except DatabaseError as error:
                logger.warning("Arbetsprocessen kan inte ge livstecken: %s", error)
                connection.close()
            self._ended.wait(pause)
        connections.close_all()

    def give_sign(self, gone: Sequence[str] = ()) -> None:
        """Tell that the worker and its job live, and sweep up after others."""
        note_worker(worker=self.worker_id)
        for attempt in list(runner.under_way.values()):
            note_sign(attempt=attempt)
        report = sweep(now=timezone.now(), gone=gone)
        for job in [*report.taken_up, *report.queued_anew]:
            logger.warning("Jobbet %s tas upp igen", job)
        for job in report.ended:
            logger.warning("Jobbet %s avslutades: dess arbetsprocess är borta", job)


def run_worker(
    *, worker_id: str, gone: Sequence[str], on_ready: Callable[[], None]
) -> None:
    """Be a worker until told to stop by SIGTERM or SIGINT."""
    worker = JobWorker(worker_id=worker_id)
    signal.signal(signal.SIGTERM, worker.shutdown)
    signal.signal(signal.SIGINT, worker.shutdown)
    worker.give_sign(gone=gone)
    on_ready()
    worker.run()
