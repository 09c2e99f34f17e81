"""A real HTTP server on loopback that can be told to fail, one request at a time.

``faults`` says what goes wrong with which request, counted from 1; every other request
is answered as it should be. What the subclass answers is the truth.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


# Faults of the connection, which say nothing of the figures.
PASSING = (
    "500",
    "502",
    "503",
    "408",
    "429",
    "429 seconds",
    "429 date",
    "empty",
    "truncated",
    "short",
    "reset",
    "html",
    "slow",
)
SLOW_SECONDS = 0.4


class FaultyServer:
    """Start it, set ``faults``, ask it at ``address``; ``asked`` is what came."""

    def __init__(self) -> None:
        self.faults: dict[int, str] = {}
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.headers: list[dict[str, str]] = []
        self.statuses: list[int] = []
        self._lock = threading.Lock()
        self._server = _Server(self)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reset(self) -> None:
        self.faults = {}
        self.asked.clear()
        self.headers.clear()
        self.statuses.clear()

    def note(self, path: str, query: dict[str, str], body: Any) -> str:
        """Write down a request; give its fault."""
        with self._lock:
            self.asked.append((path, query, body))
            return self.faults.get(len(self.asked), "")

    def answer(
        self, path: str, query: dict[str, str], body: Any, fault: str
    ) -> tuple[int, Any]:
        """Give status and JSON; a fault that is not of the connection comes here."""
        raise NotImplementedError


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, owner: FaultyServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.owner = owner


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._handle(None)

    def do_POST(self) -> None:
        self._handle(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _handle(self, body: Any) -> None:
        parts = urlsplit(self.path)
        query = {k: v[0] for k, v in parse_qs(parts.query).items()}
        path = unquote(parts.path)
        self.server.owner.headers.append(dict(self.headers))
        fault = self.server.owner.note(path, query, body)
        if fault in PASSING or fault.startswith(("30", "40")):
            self._fail(fault, path, query, body)
        else:
            self._send(*self.server.owner.answer(path, query, body, fault))

    def _fail(self, fault: str, path: str, query: Any, body: Any) -> None:
        if fault[:3].isdigit():
            self._fail_with_status(fault)
            return
        if fault == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            return
        status, right = self.server.owner.answer(path, query, body, "")
        whole = json.dumps(right).encode()
        if fault == "slow":
            time.sleep(SLOW_SECONDS)
            self._bytes(status, whole)
        elif fault == "empty":
            self._bytes(200, b"")
        elif fault == "html":
            self._bytes(200, b"<h1>proxy</h1>", "text/html")
        elif fault == "truncated":
            self._bytes(200, whole[: len(whole) // 2])
        else:
            self._bytes(200, whole[: len(whole) // 2], promised=len(whole))

    def _fail_with_status(self, fault: str) -> None:
        extra = {}
        if fault == "429 seconds":
            extra = {"Retry-After": "7"}
        elif fault == "429 date":
            extra = {"Retry-After": self.date_time_string(time.time() + 30)}
        elif fault == "302":
            extra = {"Location": "https://annan.example/v4"}
        self._bytes(int(fault[:3]), b'{"detail": "fel"}', extra=extra)

    def _send(self, status: int, value: Any) -> None:
        self._bytes(status, json.dumps(value).encode())

    def _bytes(
        self,
        status: int,
        content: bytes,
        kind: str = "application/json; charset=utf-8",
        promised: int | None = None,
        extra: dict[str, str] | None = None,
    ) -> None:
        self.server.owner.statuses.append(status)
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            length = len(content) if promised is None else promised
            self.send_header("Content-Length", str(length))
            for name, value in (extra or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            self.close_connection = True  # the client had waited long enough

    def log_message(self, *_: object) -> None:
        """Stay silent."""


class FakeTime:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now

    def given(self) -> dict[str, Any]:
        """What a client takes, so that no test waits."""
        return {"sleep": self.sleep, "clock": self.clock, "chance": lambda: 0.5}
