"""Goals that a plan names as such: "Mål: …", "Delmål: …", "Målområde: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind, finding_of


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.engine.sources.model import Block, Finding


_GOAL = re.compile(
    r"(?:Mål|Delmål|Målområde|Resultatmål|Inriktningsmål|Effektmål|Nämndmål|"
    r"Strategiskt mål|Övergripande mål)(?: \d+(?:\.\d+)*)?\s*[:.–-]\s*(?P<name>\S.*)"
)


# "Målen i planen är:" with the goals in the list that follows.
_ANNOUNCES = re.compile(r"(?:Målen|Våra mål|Följande mål|Övergripande mål|Gemensamma mål)\b[^.]*:$")


def find_goals(blocks: Iterable[Block]) -> list[Finding]:
    """Give the goals among the blocks."""
    found: list[Finding] = []
    is_listed = False
    for block in blocks:
        goal = _GOAL.fullmatch(block.text)
        if goal:
            found.append(
                finding_of("goal", block, {"name": goal["name"]}, text=goal["name"])
            )
        elif is_listed and block.kind is BlockKind.ITEM:
            found.append(finding_of("goal", block, {"name": block.text}))
            continue
        is_listed = _ANNOUNCES.match(block.text) is not None
    return found
