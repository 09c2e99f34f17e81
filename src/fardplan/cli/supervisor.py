"""Keeps the web server and the workers running, and ends them in good order."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
import uuid
from typing import TYPE_CHECKING

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.jobs.worker import run_worker
from fardplan.cli.children import Child, close_connections
from fardplan.cli.web import serve_web


if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

logger = logging.getLogger(__name__)
TICK = 0.05
# After the limit a job may lay itself down at its next step; then it is killed.
SECONDS_TO_LAY_DOWN = 3.0


class Supervisor:
    """Starts the children, replaces one that ends, stops them all when told to."""

    def __init__(
        self, *, workers: int, address: tuple[str, int], stop_seconds: int
    ) -> None:
        self._address = address
        self._stop_seconds = stop_seconds
        self._run = uuid.uuid4().hex[:12]
        self._is_told_to_stop = False
        self._has_announced = False
        self.children = [Child("webb", lambda _child, ready: serve_web(ready))]
        self.children += [
            Child(f"jobb-{n}", self._worker(n)) for n in range(1, workers + 1)
        ]

    def _worker(self, number: int) -> Callable[[Child, Callable[[], None]], None]:
        """Each start has an id of its own; the former is told to be gone."""

        def work(child: Child, on_ready: Callable[[], None]) -> None:
            name = f"{socket.gethostname()[:30]}-{self._run}-{number}"
            gone = [f"{name}.{child.starts - 1}"] if child.starts > 1 else []
            worker_id = f"{name}.{child.starts}"
            run_worker(worker_id=worker_id, gone=gone, on_ready=on_ready)

        return work

    def run(self) -> None:
        """Keep everything running until SIGTERM or SIGINT; then end in good order."""
        signal.signal(signal.SIGTERM, self._note_stop)
        signal.signal(signal.SIGINT, self._note_stop)
        try:
            while not self._is_told_to_stop:
                self._keep_running()
                time.sleep(TICK)
        finally:
            self._stop()

    def _note_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_told_to_stop = True

    def _keep_running(self) -> None:
        for child in self.children:
            if child.look():
                logger.warning("Processen %s avslutades och startas igen", child.name)
                if child.is_hopeless:
                    raise ProblemError(
                        f"Processen {child.name} avslutas genast varje gång den"
                        " startas, så Färdplan ger upp.\nOrsaken står i loggen ovanför"
                        " de här raderna. Rätta den och starta igen."
                    )
            if child.is_due:
                close_connections()
                child.start()
        if not self._has_announced and self.children[0].is_ready:
            self._announce()

    def _announce(self) -> None:
        host, port = self._address
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            return
        shown = f"[{host}]" if ":" in host else host
        print(
            f"Färdplan svarar på http://{shown}:{port} (avsluta med Ctrl+C)",
            flush=True,
        )
        self._has_announced = True

    def _stop(self) -> None:
        """Ask, wait, ask jobs to lay down their work, wait a little, kill."""
        self._send(signal.SIGTERM)
        if not self._have_ended(within=self._stop_seconds):
            logger.warning("Pågående jobb läggs ner och tas upp vid nästa start")
            self._send(signal.SIGTERM)
            if not self._have_ended(within=SECONDS_TO_LAY_DOWN):
                self._send(signal.SIGKILL)
                self._have_ended(within=SECONDS_TO_LAY_DOWN)

    def _send(self, number: signal.Signals) -> None:
        for child in self.children:
            child.send(number)

    def _have_ended(self, *, within: float) -> bool:
        limit = time.monotonic() + within
        while time.monotonic() < limit:
            for child in self.children:
                child.look()
            if not any(child.pid for child in self.children):
                return True
            time.sleep(TICK)
        return False


def own_worker_id() -> str:
    """Give an id for a worker that is started by hand."""
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
