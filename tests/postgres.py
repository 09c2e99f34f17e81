"""A PostgreSQL server of our own for as long as a ``with`` block lasts.

Made from the machine's binaries in a temporary folder, on a free port of the loopback
address, with a password of its own and without waiting for the disk. Nothing is left
of it afterwards. PostgreSQL refuses to run as root, so root starts it as another user.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg


if TYPE_CHECKING:
    from collections.abc import Iterator


OLDEST = 15
START_SECONDS = 60
# A test database is thrown away: what a power cut does to it is of no interest.
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
}


class PostgresMissingError(Exception):
    """No server can be started here; ``str()`` says why, in Swedish."""


def find_binaries() -> Path:
    """Give the folder of the newest usable ``initdb``."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve())
    versions = {_version(file.parent): file.parent for file in found}
    if not versions:
        raise PostgresMissingError("PostgreSQL saknas")
    if max(versions) < OLDEST:
        raise PostgresMissingError(f"PostgreSQL är äldre än {OLDEST}")
    return versions[max(versions)]


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Give the address (``DATABASE_URL``) of a new, empty database."""
    binaries, user = find_binaries(), _user()
    # Short on purpose: the path of a Unix socket may be at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="fp-pg-"))
    password, port = secrets.token_urlsafe(16), _free_port()
    try:
        (folder / "password").write_text(password, encoding="ascii")
        for path in (folder, folder / "password"):
            shutil.chown(path, user)
        _initialise(binaries, folder, user)
        with _server(binaries, folder, user, port):
            address = f"postgres://fardplan:{password}@127.0.0.1:{port}"
            _create_database(f"{address}/postgres")
            yield f"{address}/fardplan"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(binaries: Path) -> int:
    said = subprocess.run(
        [binaries / "postgres", "--version"],
        check=False,
        capture_output=True,
        text=True,
    )
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else 0


def _user() -> str:
    me = pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() != 0:
        return me
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise PostgresMissingError("PostgreSQL kan inte köras som root, och ingen annan")


def _as(user: str) -> dict[str, object]:
    """Give what ``subprocess`` needs to run as ``user``."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _initialise(binaries: Path, folder: Path, user: str) -> None:
    command = [
        str(binaries / "initdb"),
        f"--pgdata={folder / 'data'}",
        f"--pwfile={folder / 'password'}",
        "--username=fardplan",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=folder, **_as(user)
    )
    if done.returncode:
        raise PostgresMissingError(f"PostgreSQL gick inte att skapa: {done.stderr}")


@contextmanager
def _server(binaries: Path, folder: Path, user: str, port: int) -> Iterator[None]:
    options = {**OPTIONS, "port": str(port), "unix_socket_directories": str(folder)}
    command = [str(binaries / "postgres"), "-D", str(folder / "data")]
    command += [f"--{name}={value}" for name, value in options.items()]
    log = folder / "log"
    with log.open("wb") as out:
        # A session of its own: Ctrl+C must reach it through us, after the tests.
        server = subprocess.Popen(
            command,
            stdout=out,
            stderr=out,
            cwd=folder,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 -- no threads run here
            **_as(user),
        )
    try:
        _wait(server, port, log)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)


def _end_with_parent() -> None:
    # 1 is PR_SET_PDEATHSIG (Linux): when we are killed, the server must not stay on.
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            ready = probe.connect_ex(("127.0.0.1", port)) == 0
        if ready and "ready to accept connections" in log.read_text(errors="replace"):
            return
        time.sleep(0.05)
    text = log.read_text(errors="replace")
    raise PostgresMissingError(f"PostgreSQL startade inte:\n{text}")


def _create_database(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("create database fardplan")
