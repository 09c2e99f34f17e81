"""A real `fardplan serve` in a process of its own, and a browser to use it with."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest


if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "fardplan-demo"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Browser:
    """Just enough of a browser: cookies, forms, no following of redirects."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Give status, body and the address redirected to; OSError when cut off."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=25)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
            body = urllib.parse.urlencode(form | token)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(link):
            try:
                link.request(method, path, body, headers)
                answer = link.getresponse()
                text = answer.read().decode()
            except http.client.HTTPException as error:
                raise ConnectionError(str(error)) from None
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, text, answer.headers.get("Location") or ""

    def log_in(self) -> None:
        self.ask("GET", "/konto/logga-in/")
        who = {"username": "admin@fardplan.example", "password": PASSWORD}
        status, _text, _to = self.ask("POST", "/konto/logga-in/", who)
        assert status == 302

    def fields(self, path: str) -> dict[str, str]:
        """Give the values of a page's form as they stand."""
        status, text, _to = self.ask("GET", path)
        if status != 200:
            raise ConnectionError(f"{status} from {path}")
        found = {}
        for tag in re.findall(r"<input[^>]*>", text):
            name, value = (
                re.search(r'name="(\w+)"', tag),
                re.search(r'value="([^"]*)"', tag),
            )
            if name:
                found[name[1]] = value[1] if value else ""
        return found


class Server:
    """`fardplan serve` on a port and a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.port = free_port()
        self.database = database
        self.log = folder / "log"
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
            "FARDPLAN_DATA_DIR": str(folder),
            "DATABASE_URL": database,
            "FARDPLAN_PORT": str(self.port),
            "FARDPLAN_JOB_SILENCE_SECONDS": "3",
            "FARDPLAN_JOB_ATTEMPTS": "20",
            "FARDPLAN_STOP_SECONDS": "5",
            "FARDPLAN_LOG_LEVEL": "WARNING",
        }
        self.sqlite_file = folder / "fardplan.sqlite3"
        self.process: subprocess.Popen[str] | None = None

    def command(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "fardplan", *words],
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def start(self) -> str:
        """Start it; give the line it prints when it answers."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "fardplan", "serve"],
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(30)

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def children(self, name: str) -> list[int]:
        """Give the supervisor's children whose name begins so."""
        return [pid for pid in child_processes(self.pid) if process_name(pid) == name]

    def web_workers(self) -> list[int]:
        return [
            pid
            for main in self.children("fardplan-webb")
            for pid in child_processes(main)
        ]

    def family(self) -> list[int]:
        """Give every process below the supervisor."""
        found, unseen = [], [self.pid]
        while unseen:
            below = child_processes(unseen.pop())
            found += below
            unseen += below
        return found

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database itself."""
        if self.database:
            with psycopg.connect(self.database) as link:
                return list(link.execute(question))  # type: ignore[call-overload]
        link = sqlite3.connect(self.sqlite_file, timeout=30)
        with contextlib.closing(link):
            return list(link.execute(question))


def child_processes(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(word) for word in text.split()]


def process_name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server ready to start; stopped and emptied afterwards."""
    asked = os.environ.get("DATABASE_URL", "")
    is_postgresql = asked.startswith("postgres")
    name = f"fardplan_endurance_{os.getpid()}_{time.monotonic_ns()}"
    url = ""
    if is_postgresql:
        with psycopg.connect(asked, autocommit=True) as link:
            link.execute(f"create database {name}".encode())
        url = urllib.parse.urlsplit(asked)._replace(path=f"/{name}").geturl()
    made = Server(tmp_path, url)
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.wait()
        made.process.stdout.close()
    if is_postgresql:
        with psycopg.connect(asked, autocommit=True) as link:
            link.execute(f"drop database {name} with (force)".encode())
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture
def browser_class() -> type[Browser]:
    return Browser
