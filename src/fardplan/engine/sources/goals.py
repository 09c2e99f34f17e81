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
_ANNOUNCES = re.compile(
    r"(?:Målen|Våra mål|Följande mål|Övergripande mål|Gemensamma mål)\b[^.]*:$"
)
# "2 Övergripande mål" heads a numbered list of them.
_HEADS = re.compile(
    r"(?:\d{1,2}(?:\.\d)*\.? )?(?:(?:Övergripande|Våra|Gemensamma|Prioriterade) mål|Målen)$"
)
_NUMBER = re.compile(r"\d{1,2}[.)] (?=\S)")


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
        elif is_listed and (block.kind is BlockKind.ITEM or _NUMBER.match(block.text)):
            name = _NUMBER.sub("", block.text)
            found.append(finding_of("goal", block, {"name": name}, text=name))
            continue
        is_heading = block.kind is BlockKind.HEADING and _HEADS.fullmatch(block.text)
        is_listed = bool(is_heading or _ANNOUNCES.match(block.text))
    return found
