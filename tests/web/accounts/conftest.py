"""Real servers on loopback: identity providers as processes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from fardplan.apps.accounts.actions import create_person
from fardplan.apps.accounts.models import User
from fardplan.config.identity_providers import IdentityProvider
from tests.web.conftest import free_port


PROGRAM = (
    *(sys.executable, "-m", "oidc_provider_mock"),
    *("--require-registration", "true", "--require-nonce", "true"),
)
PASSWORD = "krumelur-banjo-tratt"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class RunningProvider:
    """A provider's process: register us, set people, and log in as one of them."""

    issuer: str

    def send(self, path: str, body: object, method: str = "POST") -> bytes:
        request = urllib.request.Request(
            self.issuer + path,
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def register(self, key: str, *domains: str) -> IdentityProvider:
        callback = f"http://testserver/konto/genom/{key}/svar/"
        client = json.loads(self.send("/oauth2/clients", {"redirect_uris": [callback]}))
        return IdentityProvider(
            key,
            f"Inloggning {key}",
            self.issuer,
            client["client_id"],
            client["client_secret"],
            domains,
        )

    def set_person(self, subject: str, **claims: object) -> None:
        self.send(f"/users/{subject}", claims, "PUT")

    def log_in(self, authorize_url: str, subject: str) -> str:
        """Log in as a person would; give the address that leads back to us."""
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            opener.open(authorize_url, urlencode({"sub": subject}).encode()).close()
        except urllib.error.HTTPError as answer:
            with answer:
                return str(answer.headers["Location"])
        raise AssertionError("the provider did not send the person back")


def _start() -> tuple[subprocess.Popen[bytes], RunningProvider]:
    port = free_port()
    process = subprocess.Popen(
        [*PROGRAM, "-p", str(port)],
        stderr=subprocess.DEVNULL,
    )
    return process, RunningProvider(f"http://127.0.0.1:{port}")


@pytest.fixture(scope="session")
def providers() -> Iterator[list[RunningProvider]]:
    """Two identity providers at once, each a process of its own."""
    started = [_start(), _start()]
    try:
        for process, provider in started:
            _wait(process, provider)
        yield [provider for _, provider in started]
    finally:
        for process, _ in started:
            process.terminate()
            process.wait(timeout=20)


def _wait(process: subprocess.Popen[bytes], provider: RunningProvider) -> None:
    for _ in range(300):
        assert process.poll() is None
        try:
            urllib.request.urlopen(f"{provider.issuer}/jwks", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the identity provider did not start")


@pytest.fixture
def person(db: None) -> User:
    """An invented person with a password."""
    return create_person(
        email="ella@exempel.example",
        name="Ella Påhitt",
        is_administrator=False,
        password=PASSWORD,
    )
