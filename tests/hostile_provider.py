"""An identity provider that can be told to lie, as a real server on loopback.

It speaks OpenID Connect well enough to let people in, so that a test that refuses one
lie differs from the one that is accepted in that lie only.
"""

from __future__ import annotations

import base64
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


CLIENT = "fardplan"


class HostileProvider:
    """Start it, log in by :meth:`code_for`, and set ``claims`` or ``faults`` before."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.other_key = RSAKey.generate_key(2048, {"kid": "one"})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.reset()

    def reset(self) -> None:
        self.claims: dict[str, object] = {}
        self.metadata: dict[str, object] = {}
        self.userinfo: dict[str, object] = {}
        self.header = {"alg": "RS256", "kid": "one"}
        self.forged_as = ""
        self.signs_with = self.key
        self.nonce = ""
        self.asked: list[dict[str, list[str]]] = []

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def code_for(self, authorize_url: str) -> str:
        """Log in as a person would; give the address the person is sent back to."""
        asked = parse_qs(urlsplit(authorize_url).query)
        self.asked.append(asked)
        self.nonce = asked["nonce"][0]
        return f"{asked['redirect_uri'][0]}?code=abc&state={asked['state'][0]}"

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **self.metadata,
        }

    def token(self) -> dict[str, object]:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject-1",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "email": "rut@exempel.example",
            "name": "Rut Påhitt",
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = self._signed(claims)
        return {"access_token": "t", "token_type": "Bearer", "id_token": signed}

    def _signed(self, claims: dict[str, object]) -> str:
        if self.forged_as:
            return self._forged(claims)
        return jwt.encode(self.header, claims, self.signs_with, algorithms=["RS256"])

    def _forged(self, claims: dict[str, object]) -> str:
        """Sign with the public key as if it were a shared secret, or not at all."""
        header = {"alg": self.forged_as, "kid": "one"}
        body = ".".join(_base64(json.dumps(part).encode()) for part in (header, claims))
        if self.forged_as == "none":
            return body + "."
        secret = self.key.as_pem(private=False)
        return f"{body}.{_base64(hmac.digest(secret, body.encode(), 'sha256'))}"


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _handler(provider: HostileProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/.well-known/openid-configuration": provider.discovery,
                "/jwks": lambda: {"keys": [provider.key.as_dict(private=False)]},
                "/userinfo": lambda: provider.userinfo,
            }
            self._answer(answers[self.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.asked.append(parse_qs(body))
            self._answer(provider.token())

        def _answer(self, value: dict[str, object]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    return Handler
