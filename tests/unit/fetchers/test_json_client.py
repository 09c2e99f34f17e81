"""What is asked again, what is not, and how long it takes."""

from __future__ import annotations

import re
import ssl
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.builders.faulty_server import PASSING

from fardplan import __version__
from fardplan.fetchers import json_client
from fardplan.fetchers.errors import FetchError, RefusedError
from fardplan.fetchers.json_client import JsonClient
from fardplan.fetchers.pace import Pace


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_asked_again(kolada, kolada_at, fault):
    kolada.faults = {1: fault, 2: fault}
    assert kolada_at.get("/municipality")["count"] == 5
    assert len(kolada.asked) == 3


@pytest.mark.parametrize("fault", PASSING)
def test_what_does_not_pass_is_told_with_what_to_do(kolada, kolada_at, fault):
    kolada.faults = dict.fromkeys(range(1, 20), fault)
    with pytest.raises(FetchError) as told:
        kolada_at.get("/municipality")
    assert len(kolada.asked) == json_client.ATTEMPTS
    assert re.fullmatch(
        rf"Kolada gick inte att fråga \({kolada.address}\): .+\. Färdplan försökte 6"
        r" gånger\. Försök igen senare, eller se efter att servern når adressen; inget"
        r" har sparats\.",
        str(told.value),
    )


@pytest.mark.parametrize("status", ["400", "401", "403", "404"])
def test_what_will_not_pass_is_asked_once(kolada, kolada_at, status):
    kolada.faults = {1: status}
    with pytest.raises(RefusedError) as told:
        kolada_at.get("/municipality", {"page": 1})
    assert (told.value.status, len(kolada.asked)) == (int(status), 1)
    assert str(told.value) == (
        f'Kolada svarade {status} på /municipality?page=1: {{"detail": "fel"}}'
    )


def test_a_redirect_is_not_followed(kolada, kolada_at):
    kolada.faults = {1: "302"}
    with pytest.raises(FetchError, match=r"har flyttat till https://annan\.example/v4"):
        kolada_at.post("/municipality", {}, {"selection": []})
    assert len(kolada.asked) == 1


def test_each_wait_is_twice_the_one_before(kolada, kolada_at, clock):
    kolada.faults = dict.fromkeys(range(1, 6), "500")
    kolada_at.get("/municipality")
    # Chance adds a half here; the pace adds nothing, as the waits are long enough.
    assert clock.slept == [0.75, 1.5, 3.0, 6.0, 12.0]


@pytest.mark.parametrize(
    ("fault", "least"), [("429", 0.75), ("429 seconds", 7), ("429 date", 29)]
)
def test_the_source_says_how_long_to_wait(kolada, kolada_at, clock, fault, least):
    kolada.faults = {1: fault}
    kolada_at.get("/municipality")
    assert len(clock.slept) == 1
    assert least <= clock.slept[0] <= least + 2


def test_one_who_asks_for_a_long_wait_is_not_waited_for(
    kolada, kolada_at, clock, monkeypatch
):
    monkeypatch.setattr(json_client, "LONGEST_WAIT_SECONDS", 5)
    kolada.faults = {1: "429 seconds"}
    with pytest.raises(FetchError, match=r"svarade 429\. Försök igen om 0 minuter"):
        kolada_at.get("/municipality")
    assert clock.slept == []


def test_a_server_that_drips_is_not_waited_for(kolada, clock, monkeypatch):
    ticks = iter(range(0, 100_000, 400))
    client = JsonClient(
        "Kolada", kolada.address, sleep=clock.sleep, clock=ticks.__next__
    )
    with pytest.raises(FetchError, match="svaret kom för långsamt"):
        client.get("/municipality")


def test_an_answer_without_end_is_refused(kolada, kolada_at, monkeypatch):
    monkeypatch.setattr(json_client, "MOST_BYTES", 100)
    with pytest.raises(FetchError, match="svarade med mer än"):
        kolada_at.get("/municipality")


def test_it_says_who_is_asking(kolada, kolada_at):
    kolada_at.get("/municipality")
    assert kolada.headers[0]["User-Agent"].startswith(f"Fardplan/{__version__} ")


@pytest.mark.parametrize("address", ["http://", "http://[x", "kolada.se/v3"])
def test_an_address_that_is_none_is_told(clock, address):
    client = JsonClient("Kolada", address, **clock.given())
    with pytest.raises(FetchError, match="adressen är felskriven"):
        client.get("/kpi")


def test_nobody_at_the_address_is_told(clock):
    client = JsonClient("Kolada", "http://127.0.0.1:9", **clock.given())
    with pytest.raises(FetchError, match=r"förbindelsen bröts \(ConnectionError\)"):
        client.get("/kpi")


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Make a key and a certificate that no authority has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            pem,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    return folder / "key.pem", folder / "certificate.pem"


def test_a_certificate_that_nobody_vouches_for_is_told_at_once(tmp_path, clock):
    key, certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    client = JsonClient(
        "SCB", f"https://127.0.0.1:{server.server_port}", **clock.given()
    )
    with pytest.raises(FetchError, match=r"certifikatet på .+ går inte att lita på"):
        client.get("/config")
    thread.join()
    server.server_close()
    assert clock.slept == []


def test_the_pace_is_kept_in_every_window(clock):
    pace = Pace(3, 10.0, sleep=clock.sleep, clock=clock.clock)
    times = []
    for _ in range(10):
        pace.wait()
        times.append(clock.now)
        clock.now += 1
    assert all(times[i + 3] - times[i] >= 10 for i in range(7))
    assert times[-1] - times[0] == 30


@pytest.mark.parametrize(("calls", "seconds"), [(0, 1), (1, 0)])
def test_a_pace_that_never_lets_anyone_through_is_refused(clock, calls, seconds):
    with pytest.raises(ValueError, match="minst ett anrop"):
        Pace(calls, seconds, sleep=clock.sleep, clock=clock.clock)
