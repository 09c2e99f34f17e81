"""A web server of ours or of the floor's, alike in all but the site, and its visitor."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
OURS = "fardplan.config.wsgi:settled_application"
BARE = "bench.bare.wsgi:application"
START_SECONDS = 30
WARM_UP = 20
# Where `bench/national_plans.py` leaves the key of a session.
SESSION = "session"


class BenchError(Exception):
    """The bench can't go on; ``str()`` says why."""


@dataclass(frozen=True)
class Place:
    """Where a site has its data: folder, database, and the database's name in words."""

    folder: Path
    database: str
    words: str

    def environment(self) -> dict[str, str]:
        """Give the environment that points a process here, and only here."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("FARDPLAN_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        return kept | {
            "DATABASE_URL": self.database,
            "FARDPLAN_DATA_DIR": str(self.folder),
            "FARDPLAN_LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }


def run(place: Place, *command: str) -> None:
    """Run a Python command to its end."""
    subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, *command],
        check=True,
        cwd=ROOT,
        env=place.environment(),
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def server(site: str, place: Place) -> Iterator[tuple[int, float]]:
    """Serve a site; give its port, and the seconds from start to its first answer."""
    port = _free_port()
    options = [
        "--interface=wsgi",
        "--factory",
        f"--port={port}",
        "--blocking-threads=4",
        "--no-log",
    ]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", "granian", "--host=127.0.0.1", *options, site],
        cwd=ROOT,
        env=place.environment(),
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for_answer(port, process, started)
        yield port, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _wait_for_answer(
    port: int, process: subprocess.Popen[bytes], started: float
) -> None:
    while time.perf_counter() - started < START_SECONDS:
        if process.poll() is not None:
            raise BenchError(f"the server ended with code {process.returncode}")
        try:
            fetch(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/")
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise BenchError(f"the server did not answer within {START_SECONDS} s")


def fetch(
    connection: http.client.HTTPConnection, path: str, session: str = ""
) -> float:
    """Fetch a page as a browser does, packed; give the milliseconds it took."""
    headers = {"Accept-Encoding": "gzip"}
    if session:
        headers["Cookie"] = f"fardplan_session={session}"
    began = time.perf_counter()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    spent = (time.perf_counter() - began) * 1000
    if response.status != http.HTTPStatus.OK or not body:
        raise BenchError(f"{path} answered {response.status}")
    return spent


@dataclass(frozen=True)
class Times:
    """Milliseconds of many requests, one after the other."""

    p50: float
    p95: float


def visit(port: int, path: str, requests: int, session: str = "") -> Times:
    """Fetch a page many times over one connection, after a warm-up.

    ``session`` is the key of the session of somebody who is logged in.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for _ in range(WARM_UP):
        fetch(connection, path, session)
    spent = [fetch(connection, path, session) for _ in range(requests)]
    connection.close()
    parts = statistics.quantiles(spent, n=20)
    return Times(p50=statistics.median(spent), p95=parts[18])


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
