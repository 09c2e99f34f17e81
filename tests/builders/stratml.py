"""The StratML schemas, which lie outside the repository, and invented files to read."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from fardplan.engine.plans.levels import LEVELS
from fardplan.engine.plans.stratml.plan_record import PlanRecord
from fardplan.engine.plans.stratml.read import PlanReading, read_stratml
from fardplan.engine.plans.stratml.vocabulary import NAMESPACES, ROOTS, Part
from tests.surroundings import REQUIRE_ALL, find_shared


FILES = {
    Part.ONE: "stratml_part1_iso17469.xsd",
    Part.TWO: "stratml_part2_performance.xsd",
}
ABOUT = PlanRecord(
    programme="Nära vård i Påhitt",
    home="Region Påhitt",
    authorities=("Region Påhitt", "Påhitts kommun"),
    number=1,
)


def schemas() -> dict[Part, Any]:
    """Give the schema of each part; skip the test, or fail it, when they are missing."""
    shared = find_shared()
    if shared is None or not (shared / "standards").is_dir():
        if REQUIRE_ALL:
            pytest.fail("the StratML schemas are missing: ../shared/standards")
        pytest.skip("the StratML schemas are not on this machine")
    return {
        part: etree.XMLSchema(etree.parse(shared / "standards" / name))
        for part, name in FILES.items()
    }


def problems(schema: Any, content: bytes) -> list[str]:
    """Give what the schema has against a file."""
    schema.validate(etree.fromstring(content))
    return [f"{one.line}: {one.message}" for one in schema.error_log]


def file_of(
    core: str, part: Part = Part.ONE, before: str = "<Name>Plan</Name>"
) -> bytes:
    """Give a file with this content of its StrategicPlanCore."""
    return (
        f'<{ROOTS[part]} xmlns="{NAMESPACES[part]}">{before}\n<StrategicPlanCore>'
        f"{core}</StrategicPlanCore></{ROOTS[part]}>"
    ).encode()


def read(content: bytes, levels: Any = LEVELS) -> PlanReading:
    """Read a file of a programme that uses all levels."""
    return read_stratml("plan.xml", content, levels)
