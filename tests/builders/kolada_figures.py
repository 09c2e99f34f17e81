"""An invented Kolada with the areas of the register, and indicators that ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.actors.authority_register import read_register
from tests.builders.kolada_server import row
from tests.factories.indicators import make_indicator
from tests.surroundings import ROOT


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.accounts.models import User
    from tests.builders.kolada_server import KoladaServer

PHONE, DOCTOR, ENDED = "prov-telefon", "prov-lakare", "prov-avslutad"
KPIS = {PHONE: "N00001", DOCTOR: "N00002", ENDED: "N00009"}
YEARS = (2022, 2023, 2024)


def make_kolada_indicators(by: User, keys: Iterable[str] = KPIS) -> None:
    """Add one for regions, one for municipalities, and one that has ended, or some."""
    levels = {
        PHONE: ["country", "region"],
        DOCTOR: ["country", "municipality"],
        ENDED: ["country"],
    }
    for key in keys:
        ended = {"status": "ended", "ended": "2020"} if key == ENDED else {}
        make_indicator(
            by,
            key=key,
            name=f"Prov {key}",
            source={"kind": "kolada", "id": KPIS[key]},
            area_levels=levels[key],
            **ended,
        )


def fill(server: KoladaServer) -> None:
    """Put a value for each place in the server, all of them different."""
    facts = read_register(ROOT / "definitions" / "authorities")
    regions = [f"00{one.code}" for one in facts if one.kind == "region"]
    municipalities = [one.code for one in facts if one.kind == "municipality"]
    server.kpis = {KPIS[PHONE]: "L", KPIS[DOCTOR]: "K"}
    server.areas = {
        **dict.fromkeys(["0000", *regions], "L"),
        **dict.fromkeys([*municipalities, "0980"], "K"),
    }
    server.rows = [
        row(kpi, area, year, {"T": int(area) + year / 10_000, "K": 1.0, "M": 2.0})
        for kpi, kind in server.kpis.items()
        for area, of in server.areas.items()
        for year in YEARS
        if area == "0000" or of == kind
    ]
