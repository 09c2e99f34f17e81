"""Goals that a plan names as such: "Mål: …", "Delmål: …", "Målområde: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import finding_of


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.engine.sources.model import Block, Finding


_GOAL = re.compile(
    r"(?:Mål|Delmål|Målområde|Resultatmål|Inriktningsmål|Effektmål|Nämndmål|"
    r"Strategiskt mål|Övergripande mål)(?: \d+(?:\.\d+)*)?\s*[:.–-]\s*(?P<name>\S.*)"
)


def find_goals(blocks: Iterable[Block]) -> list[Finding]:
    """Give the goals among the blocks."""
    return [
        finding_of("goal", block, {"name": found["name"]}, text=found["name"])
        for block in blocks
        if (found := _GOAL.fullmatch(block.text))
    ]
