"""The web process: granian with the application loaded before it forks.

Loading first makes a replaced web process answer within a tenth of a second, and lets
the processes share the memory of what was loaded.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from fardplan.cli.children import die_with_parent
from fardplan.config.wsgi import application


if TYPE_CHECKING:
    from collections.abc import Callable


def serve_web(on_ready: Callable[[], None]) -> None:
    """Serve until told to stop by SIGTERM; running requests are answered first."""
    server = Granian(
        "fardplan.config.wsgi:application",
        address=settings.SERVE_HOST,
        port=settings.SERVE_PORT,
        interface=Interfaces.WSGI,
        workers=settings.WEB_PROCESSES,
        blocking_threads=settings.WEB_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=settings.STOP_SECONDS,
        log_level="warning",  # type: ignore[arg-type]
    )
    main = os.getpid()

    def load() -> Any:
        # Runs in each forked process: none may outlive the main one.
        die_with_parent(main)
        on_ready()
        return application

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server.serve(target_loader=load, wrap_loader=False)
