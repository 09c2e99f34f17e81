"""The sources' stand-ins, started once for each file of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.builders.faulty_server import SLOW_SECONDS, FakeTime
from tests.builders.kolada_server import KoladaServer, row
from tests.builders.scb_server import ScbServer

from fardplan.fetchers.json_client import JsonClient
from fardplan.fetchers.kolada import kolada_client
from fardplan.fetchers.scb import scb_client


if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def _kolada_server() -> Iterator[KoladaServer]:
    server = KoladaServer()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def _scb_server() -> Iterator[ScbServer]:
    server = ScbServer()
    yield server
    server.stop()


@pytest.fixture
def clock() -> FakeTime:
    return FakeTime()


@pytest.fixture
def kolada(_kolada_server: KoladaServer) -> KoladaServer:
    """Three indicators, five areas and three years, with every kind of row."""
    server = _kolada_server
    server.reset()
    fill(server)
    return server


def fill(server: KoladaServer) -> None:
    """Put an invented truth in the server."""
    server.kpis = {"N00001": "K", "N00002": "L", "N00003": "A"}
    server.areas = {"0000": "L", "0014": "L", "0009": "L", "1480": "K", "0980": "K"}
    server.rows = [
        row(
            kpi,
            area,
            year,
            {"T": number + year / 10, "K": number + 1, "M": number + 2},
            changed=f"{year + 1}-03-01",
        )
        for number, (kpi, kind) in enumerate(server.kpis.items())
        for area in server.areas
        for year in (2022, 2023, 2024)
        if area == "0000" or kind in {"A", server.areas[area]}
    ]
    # A year without figures for one area, one that is secret, one that is taken away.
    server.rows = [
        one
        for one in server.rows
        if (one["kpi"], one["municipality"], one["period"]) != ("N00003", "1480", 2024)
    ]
    _change(server, "N00001", "0980", {"T": 4.5, "K": "Private", "M": None})
    _change(server, "N00002", "0009", {"T": "removed", "K": "removed"})
    _change(server, "N00003", "0014", {"T": 7, "K": "removed", "M": 3})


def _change(server: KoladaServer, kpi: str, area: str, values: dict) -> None:
    for number, one in enumerate(server.rows):
        if (one["kpi"], one["municipality"], one["period"]) == (kpi, area, 2023):
            server.rows[number] = row(kpi, area, 2023, values, one["changed"])


@pytest.fixture
def kolada_at(
    kolada: KoladaServer, clock: FakeTime, request: pytest.FixtureRequest
) -> JsonClient:
    return patient(kolada_client(kolada.address, **clock.given()), request)


@pytest.fixture
def scb(_scb_server: ScbServer) -> ScbServer:
    _scb_server.reset()
    return _scb_server


@pytest.fixture
def scb_at(
    scb: ScbServer, clock: FakeTime, request: pytest.FixtureRequest
) -> JsonClient:
    return patient(scb_client(scb.address, **clock.given()), request)


def patient(client: JsonClient, request: pytest.FixtureRequest) -> JsonClient:
    """Let a client be impatient only where the server is told to be slow."""
    given = getattr(request.node, "callspec", None)
    if given and given.params.get("fault") == "slow":
        client.timeout = (5.0, SLOW_SECONDS / 2)
    return client
