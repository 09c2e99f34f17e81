"""What helps and hinders a change, and its shifts from less of to more of.

In: the blocks of a plan. Out: success factors and obstacles (two lists told apart by
their bullets, under a caption that names both, or each under its heading), and shifts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.columns import WIDE_GAP
from fardplan.engine.sources.model import BlockKind, Finding, finding_of
from fardplan.engine.sources.task_tables import rows_by_head


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block, Line


_BOTH = re.compile(r"\bframgångsfaktorer\b.*\bhinder\b", re.IGNORECASE | re.DOTALL)
_FACTORS = re.compile(
    r"^(?:\d\.? )?(?:framgångsfaktorer|(?:det (?:här )?)?(?:som )?(?:krävs )?för att (?:vi ska )?lyckas(?: krävs| behövs| behöver vi)?|"
    r"förutsättningar för (?:att lyckas|framgång)|så lyckas vi|nycklar till framgång)\s*:?$",
    re.IGNORECASE,
)
_OBSTACLES = re.compile(
    r"^(?:\d\.? )?(?:(?:möjliga )?hinder(?: på vägen)?|utmaningar|(?:det )?(?:här |som )?kan hindra oss|risker och hinder)\s*:?$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"\bFramgångsfaktorer (?:är|är följande):? (?P<list>1\. .+?)(?<!\d)\.(?: [A-ZÅÄÖ]|$)",
    re.DOTALL,
)
_COLUMNS = re.compile(r"^MINDRE AV MER AV$")
# "Reaktiv Proaktiv & hälsofrämjande": the second capital begins the other column.
_TWO_HEADINGS = re.compile(
    r"^(?P<less>[A-ZÅÄÖ][a-zåäö ]+?) (?P<more>[A-ZÅÄÖ][a-zåäö& ]+)$"
)
_HEADS = frozenset({("mindre av", "mer av"), ("från", "till"), ("mindre", "mer")})
# Of two cells only one space is left: the second begins with the line's other capital.
_ONE_CAPITAL = re.compile(
    r"^(?P<less>[A-ZÅÄÖ][^A-ZÅÄÖ.]{5,70}) (?P<more>[A-ZÅÄÖ][^A-ZÅÄÖ.]{5,70})$"
)
_FROM_TO = re.compile(
    r"^(?:Vi (?:ska )?(?:går?|rör oss|förflyttar oss) )?från (?P<less>[^.]{3,80}?) till (?P<more>[^.]{3,80})\.?$",
    re.IGNORECASE,
)


def find_factors(blocks: Sequence[Block]) -> list[Finding]:
    """Give success factors and obstacles."""
    found: list[Finding] = []
    for number, block in enumerate(blocks):
        following = _items_after(blocks, number)
        if _FACTORS.match(block.text):
            found += [_factor("success_factor", one) for one in following]
        elif _OBSTACLES.match(block.text):
            found += [_factor("obstacle", one) for one in following]
        elif _BOTH.search(block.text) and len({one.mark for one in following}) > 1:
            # Two lists under one caption: what helps comes first, as it does in the words.
            first = following[0].mark
            found += [
                _factor("success_factor" if one.mark == first else "obstacle", one)
                for one in following
            ]
        else:
            found += _inline(block)
    return found or _in_table(blocks)


def _in_table(blocks: Sequence[Block]) -> list[Finding]:
    """Give the factors of a table with a column for each of the two."""
    kinds = (("success_factor", _FACTORS), ("obstacle", _OBSTACLES))
    return [
        finding_of(kind, block, {"name": cell}, text=cell)
        for head, block, cells in rows_by_head(blocks)
        for title, cell in zip(head, cells, strict=False)
        for kind, cue in kinds
        if cue.match(title)
    ]


def _items_after(blocks: Sequence[Block], number: int) -> list[Block]:
    items = []
    for block in blocks[number + 1 :]:
        if block.kind is not BlockKind.ITEM:
            break
        items.append(block)
    return items


def _factor(kind: str, block: Block) -> Finding:
    return finding_of(kind, block, {"name": block.text})


def _inline(block: Block) -> list[Finding]:
    found = _INLINE.search(block.text)
    if found is None:
        return []
    parts = re.split(r"[;,]?\s*(?:och )?\d\. ", found["list"])
    return [
        finding_of("success_factor", block, {"name": part.strip()}, text=part.strip())
        for part in parts
        if part.strip()
    ]


def find_shifts(blocks: Sequence[Block]) -> list[Finding]:
    """Give each shift that stands as "Från … till …" or as a row of two cells."""
    found = []
    heads = False
    for block in blocks:
        sentences = _from_to(block)
        cells = block.text.split(" | ")
        if sentences:
            found += sentences
        elif block.kind is BlockKind.ROW and len(cells) == 2:
            if heads:
                found.append(_shift(block, *cells))
            heads = heads or _is_head(cells)
        else:
            heads = False
    return found or _in_rows(blocks) or _in_columns(blocks)


def _in_rows(blocks: Sequence[Block]) -> list[Finding]:
    """Give the shifts of a table of which only wide gaps between the columns are left."""
    found: list[Finding] = []
    heads = False
    page = rows = 0
    for line in (line for block in blocks for line in block.lines):
        cells = WIDE_GAP.split(line.text)
        # The table ends with its page, and where an empty line parts its rows from others.
        if heads and (line.page != page or (rows and line.gap)):
            heads = False
        glued = _ONE_CAPITAL.match(line.text) if heads and len(cells) == 1 else None
        cells = [glued["less"], glued["more"]] if glued else cells
        is_row = len(cells) == 2 and heads
        if is_row:
            found.append(_shift(line, *cells))
        heads = len(cells) == 2 and (heads or _is_head(cells))
        page, rows = line.page, rows + 1 if is_row else 0
    return found


def _from_to(block: Block) -> list[Finding]:
    """Give the shift that a block is, or one for each line when several are such."""
    whole = _FROM_TO.match(block.text)
    told = [(one, m) for one in block.lines if (m := _FROM_TO.match(one.text))]
    if len(told) > 1:
        return [_shift(one, found["less"], found["more"]) for one, found in told]
    return [_shift(block, whole["less"], whole["more"])] if whole else []


def _in_columns(blocks: Sequence[Block]) -> list[Finding]:
    """Give the shifts of two columns that extraction set after each other.

    The right column comes first: headings with their points; then the left, which has
    none. Two belong together when they stand on one line or begin with the same word,
    and so do the last two left over. Anything else is left out.
    """
    start = next((n for n, b in enumerate(blocks) if _COLUMNS.match(b.text)), None)
    if start is None:
        return []
    more, less = _columns(blocks, start)
    found, rest = [], []
    for right in more:
        first = right.text.split()[0]
        left = next((one for one in less if one.text.split()[0] == first), None)
        one_line = _TWO_HEADINGS.match(right.text)
        if left:
            less.remove(left)
            found.append(_shift(right, left.text, right.text))
        elif one_line:
            found.append(_shift(right, one_line["less"], one_line["more"]))
        else:
            rest.append(right)
    if len(rest) == len(less) == 1:
        found.append(_shift(rest[0], less[0].text, rest[0].text))
    return found


def _columns(blocks: Sequence[Block], start: int) -> tuple[list[Block], list[Block]]:
    """Give the headings that have points under them, and those that have none."""
    more: list[Block] = []
    less: list[Block] = []
    for number, block in enumerate(blocks[start + 1 :], start + 1):
        if block.kind is BlockKind.PARAGRAPH or block.text.startswith("Figur"):
            break
        if block.kind is BlockKind.HEADING:
            (more if _items_after(blocks, number) else less).append(block)
    return more, less


def _is_head(cells: Sequence[str]) -> bool:
    return (cells[0].casefold().strip(" :"), cells[1].casefold().strip(" :")) in _HEADS


def _shift(block: Block | Line, less: str, more: str) -> Finding:
    return finding_of(
        "shift",
        block,
        {"less_of": less.strip(), "more_of": more.strip()},
        confidence=0.9,
    )
