"""The level of each list item where the extractor lost the indentation.

In: the blocks of one section. Out: the level of each item. An item that announces a
list opens the next level; the list goes on while its items are written alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block


_ANNOUNCES = re.compile(
    r"(?::|\b(?:att|är|ska|omfatta|omfattar|innebär|innefattar|innehåller|genom|"
    r"bl\.a\.|t\.ex\.|dvs\.|nämligen|som))$"
)
_TITLE_OF_TEXT = re.compile(r"(?:Målbild|Mål|Vision|Syfte|Uppdrag)\b[^.:]*[^.:;,]$")
_NUMBERS = {
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
}
_COUNT = re.compile(rf"\b({'|'.join(_NUMBERS)})\b[^.]*$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:är|har|ska|kan|finns|leds|gäller|ses|sker|ingår|består|arbetar|antogs|beslutades)\b"
)
ALIKE_WORDS, ALIKE_ITEMS = 3, 3


def item_levels(blocks: Sequence[Block]) -> dict[int, int]:
    """Give the level of each item, by where the item starts."""
    levels: dict[int, int] = {}
    parent: Block | None = None
    run: list[Block] = []
    before: Block | None = None
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.ITEM:
            parent, run, before = None, [], None
            continue
        if block.lines[0].hint:
            levels[block.start] = block.level
            continue
        if parent is None and before is not None and _opens(before, blocks, number):
            parent, run = before, []
        after = blocks[number + 1 : number + 2]
        is_next = bool(after) and after[0].kind is BlockKind.ITEM
        is_sentence_next = is_next and after[0].text.endswith(".")
        if parent is not None and _belongs(block, parent, run, is_sentence_next):
            run.append(block)
            levels[block.start] = 2
        else:
            parent, run = None, []
            levels[block.start] = 1
            before = block
    return levels


def _opens(before: Block, blocks: Sequence[Block], number: int) -> bool:
    if _ANNOUNCES.search(before.text):
        return True
    block = blocks[number]
    is_glued = block.gap == 0
    if (
        before.text[-1:].isalpha()
        and block.lines[0].is_lower
        and not before.lines[0].is_lower
    ):
        return True
    if _TITLE_OF_TEXT.match(before.text) and is_glued:
        return True
    alike = [_first_words(one) for one in blocks[number : number + ALIKE_ITEMS]]
    return (
        len(alike) == ALIKE_ITEMS
        and len(set(alike)) == 1
        and alike[0] != _first_words(before)
    )


def _first_words(block: Block) -> tuple[str, ...]:
    return tuple(block.text.split()[:ALIKE_WORDS])


def _belongs(
    block: Block, parent: Block, run: list[Block], is_sentence_next: bool
) -> bool:
    if not run:
        return True
    first = run[0]
    if first.lines[0].is_lower:
        return block.lines[0].is_lower
    if _TITLE_OF_TEXT.match(parent.text) and not _ANNOUNCES.search(parent.text):
        return block.gap == 0 and block.text.endswith(".")
    counted = _COUNT.search(parent.text)
    if counted:
        return len(run) < _NUMBERS[counted[1].casefold()]
    if first.text.endswith(".") != block.text.endswith("."):
        # The last of a list may end with a full stop when the others do not.
        is_last = not run[-1].text.endswith(".")
        # Two sentences after a list of names belong to the level above.
        is_sentence = is_sentence_next and _VERB.search(block.text) is not None
        is_last = is_last and not is_sentence
        return is_last and len(block.text) < 2 * len(first.text)
    return not (block.gap and all(not one.gap for one in run[1:]) and len(run) > 1)
