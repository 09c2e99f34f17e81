"""Tables of what is to be done, by whom, or of how it went.

In: blocks. Out: assignments of a table "Uppdrag | Ansvarig | Klart", reports back of one
that tells the status of each. The head of the table decides which.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind, finding_of


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Block, Finding


CELLS = " | "
_TASK = re.compile(
    r"(?:Vad|Uppdrag(?:et)?|Att göra|Åtgärd|Vad ska göras\??)$", re.IGNORECASE
)
_WHO = re.compile(
    r"(?:Vem|Ansvarig|Ansvar|Till|Mottagare|Uppdragstagare|Ansvarig (?:nämnd|funktion|part))$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:Status|Läge|Lägesrapport|Återrapport(?:ering)?|Resultat)$", re.IGNORECASE
)


def rows_by_head(
    blocks: Sequence[Block],
) -> Iterator[tuple[Sequence[str], Block, Sequence[str]]]:
    """Give each row of each table with its head; a row may lack its last cells."""
    head: Sequence[str] = ()
    for block in blocks:
        cells = [cell.strip() for cell in block.text.split(CELLS)]
        if block.gap:
            # An empty line parts two tables.
            head = ()
        if block.kind is not BlockKind.ROW:
            head = ()
        elif not head:
            head = cells if len(cells) > 1 else ()
        else:
            yield head, block, cells


def find_task_rows(blocks: Sequence[Block]) -> list[Finding]:
    """Give the assignments and reports that such tables have, a row each."""
    return [
        found
        for head, block, cells in rows_by_head(blocks)
        if (found := _row(head, block, cells))
    ]


def _row(head: Sequence[str], block: Block, cells: Sequence[str]) -> Finding | None:
    task, who, status = (_value(cue, head, cells) for cue in (_TASK, _WHO, _STATUS))
    if task is None:
        return None
    if status is not None:
        return finding_of(
            "report_back",
            block,
            {"assignment": task, "status": status, "informed": ()},
            text=task,
        )
    if who is None:
        return None
    return finding_of(
        "assignment",
        block,
        {
            "text": task,
            "perspective": None,
            "goal_number": None,
            "goal_title": None,
            "recipient": who,
        },
        text=task,
    )


def _value(
    cue: re.Pattern[str], head: Sequence[str], cells: Sequence[str]
) -> str | None:
    """Give the cell under the first head that a cue fits."""
    place = next((n for n, one in enumerate(head) if cue.match(one)), len(cells))
    return cells[place] if place < len(cells) else None
