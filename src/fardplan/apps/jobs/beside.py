"""Work that a worker does all the while beside its jobs, in a thread of its own.

Each station's `beside.py` declares its own with ``@beside_jobs``. It is called every
other second by every worker, looks first whether there is anything to do, and may be told
to stop.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, connections


if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    Beside = Callable[[Callable[[], bool]], None]

logger = logging.getLogger(__name__)
SECONDS_BETWEEN = 1.5
# What failed is left alone a while, and told of once each time.
SECONDS_AFTER_FAILURE = 30.0
_known: dict[str, Beside] = {}


def beside_jobs(work: Beside) -> Beside:
    """Declare the decorated function as work beside jobs."""
    _known[work.__module__] = work
    return work


def work_beside(ended: threading.Event) -> None:
    """Do all such work until told that the worker has ended."""
    while not ended.is_set():
        went_well = [_do(work, ended.is_set) for work in list(_known.values())]
        ended.wait(SECONDS_BETWEEN if all(went_well) else SECONDS_AFTER_FAILURE)
    connections.close_all()


def _do(work: Beside, should_stop: Callable[[], bool]) -> bool:
    """Do one; whatever it fails of, the worker goes on with its jobs."""
    try:
        work(should_stop)
    except DatabaseError as error:
        logger.warning("Databasen svarar inte arbetet vid sidan av: %s", error)
        connection.close()
        return False
    except Exception:
        logger.exception("Arbetet vid sidan av jobben gick fel")
        return False
    return True
