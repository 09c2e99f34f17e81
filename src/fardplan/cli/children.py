"""A child process of the supervisor: started by forking, watched, ended.

Forking shares what the supervisor has loaded, so that a killed child is replaced within
a tenth of a second (starting Python anew takes about a second of processor time).
"""

from __future__ import annotations

import ctypes
import logging
import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING

from django.db import connections


if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15  # <sys/prctl.h>
# A child that ends this often in a row before it got ready will not get ready.
MOST_FAILED_STARTS = 5
LONGEST_PAUSE = 2.0
# Starting is cheap: a child that got ready and was then killed is back at once.
LONGEST_PAUSE_WHEN_KILLED = 0.2
# A child that lived so long after it got ready was well.
WELL_AFTER = 5.0


def die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when its parent ends, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the kernel was told
        os._exit(1)


def name_process(name: str) -> None:
    """Let `ps` and `top` tell the processes apart (the kernel keeps 15 letters)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode()[:15])


def close_connections() -> None:
    """A connection must not be shared by two processes, nor must the pool's threads."""
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "close_pool"):
            connection.close_pool()


class Child:
    """One process: what it runs, whether it is ready, when to start it anew."""

    def __init__(
        self, name: str, work: Callable[[Child, Callable[[], None]], None]
    ) -> None:
        """``work`` gets the child itself, and a function to call when it is ready."""
        self.name = name
        self._work = work
        self.pid = 0
        self.starts = 0
        self.is_ready = False
        self._failed_starts = 0
        self._short_lives = 0
        self._ready_end = -1
        self._ready_at = 0.0
        self._start_at = 0.0

    @property
    def is_hopeless(self) -> bool:
        return self._failed_starts >= MOST_FAILED_STARTS

    @property
    def is_due(self) -> bool:
        """True when it should run but doesn't, and the pause is over."""
        return not self.pid and time.monotonic() >= self._start_at

    def start(self) -> None:
        """Fork. In the child this never returns."""
        self.starts += 1
        self.is_ready = False
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            self._be_the_child(parent, writing)
        os.close(writing)
        self._ready_end = reading

    def _be_the_child(self, parent: int, writing: int) -> None:
        code = 1
        try:
            die_with_parent(parent)
            name_process(f"fardplan-{self.name}")
            os.setsid()  # Ctrl+C is for the supervisor, which ends the children in turn
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            self._work(self, lambda: _tell(writing))
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            logger.exception("Processen %s föll", self.name)
        finally:
            close_connections()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def look(self) -> bool:
        """Notice whether it got ready or ended; True when it has ended."""
        if not self.pid:
            return False
        if not self.is_ready and select.select([self._ready_end], [], [], 0)[0]:
            self.is_ready = os.read(self._ready_end, 1) == b"+"
            self._ready_at = time.monotonic()
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        if not ended:
            return False
        # SIGKILL comes from outside (an operator, a machine short of memory) and says
        # nothing about whether the process can start.
        self._after_end(is_killed=status == signal.SIGKILL)
        return True

    def _after_end(self, *, is_killed: bool) -> None:
        os.close(self._ready_end)
        self.pid = 0
        now = time.monotonic()
        is_well = self.is_ready and now - self._ready_at >= WELL_AFTER
        self._short_lives = 0 if is_well else self._short_lives + 1
        if self.is_ready:
            self._failed_starts = 0
        elif not is_killed:
            self._failed_starts += 1
        if self.is_ready or is_killed:
            pause = min(0.02 * self._short_lives, LONGEST_PAUSE_WHEN_KILLED)
        else:
            pause = min(0.1 * self._failed_starts**2, LONGEST_PAUSE)
        self._start_at = now + pause

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self.pid:
            os.kill(self.pid, number)


def _tell(writing: int) -> None:
    os.write(writing, b"+")
