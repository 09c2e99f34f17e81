"""Strategies of a plan, with what each links to, develops and follows.

In: the blocks of a document. Out: one finding for each strategy, its lists as children.
Where columns were mixed in extraction the running text of a strategy stands before its
heading; it begins where the lists of the strategy before have ended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.sources.contents import is_contents_line
from fardplan.engine.sources.model import BlockKind, Finding, finding_of
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fardplan.engine.sources.model import Block, Line


_HEADING = re.compile(
    r"^(?:STRATEGI|Strategi|Strategiskt område|Strategisk inriktning|Delstrategi|Insatsområde|Prioriterat område|Målområde)\s+(?P<number>\d{1,2})\s*[:.–-]?\s*(?P<title>.*)$"
)
_LETTERED = re.compile(r"^(?P<letter>[A-H])[.:)]?\s+(?P<title>[A-ZÅÄÖ][^.]{3,80})$")
_CHAPTER = re.compile(
    r"^(?:[\d.]+ )?(?:Våra |De \w+ )?(?:[Ss]trategier(?:na)?|[Ss]trategiska (?:inriktningar|områden|vägval|förflyttningar))\b"
)
_LISTS = (
    ("definition_link", re.compile(r"^Koppling(?:ar)? till\b.*:?$", re.IGNORECASE)),
    (
        "development_area",
        re.compile(
            r"^(?:(?:Exempel på |Prioriterade |Viktiga )*utvecklingsområden\b.*|(?:Prioriterade |Viktiga )?"
            r"(?:utvecklingsinsatser|insatser)|(?:Det (?:här )?|Detta |Så |Här )(?:gör|ska|vill|utvecklar) vi(?: utveckla| göra)?|(?:Det (?:här )?|Detta )(?:ska|vill) vi (?:göra|utveckla))\s*:?$",
            re.IGNORECASE,
        ),
    ),
    (
        "measurement_area",
        re.compile(
            r"^(?:Exempel på |Förslag på )?(?:mätområde[nt]?|mätetal|indikatorer|nyckeltal|mått)"
            r"(?: och (?:mått|indikatorer|nyckeltal))?(?: för uppföljning)?\s*:?$|^(?:Det (?:här )?|Detta |Så )(?:mäter|följer) vi(?: upp)?(?: det)?\s*:?$",
            re.IGNORECASE,
        ),
    ),
    ("knowledge_area", re.compile(r"^Kunskapsområden?\s*:?$", re.IGNORECASE)),
)
_QUOTE = re.compile(r"[”“\"»](?P<quote>[^”“\"]{8,600})[”“\"«]")
_OPENS_QUOTE = re.compile(r"[”“\"]")
_KNOWLEDGE = re.compile(
    r"\bkunskapsområde(?:n|na|t)?(?: inom [^.:,]{3,30}? är| är| som|:)? (?P<list>[^.]{5,400}?)"
    r"(?: är (?:viktiga|centrala)\b[^.]*)?\.",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d{1,2}[.)] (?=\S)")
_NAME = re.compile(r"^(?P<name>[^:–]{3,80}?)(?::| –)\s")
LONGEST_TITLE_LINES = 5


@dataclass
class _Draft:
    number: int
    heading: Line
    title: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def find_strategies(blocks: Sequence[Block]) -> list[Finding]:
    """Give the strategies in order."""
    return [_finding(draft) for draft in _drafts(blocks)]


def _drafts(blocks: Sequence[Block]) -> list[_Draft]:
    heads = [n for n, block in enumerate(blocks) if _HEADING.match(block.lines[0].text)]
    heads = heads or _lettered(blocks)
    heads = [
        n
        for n in heads
        if not (blocks[n].mark.strip() or is_contents_line(blocks[n].lines[0].text))
    ]
    if not heads:
        return []
    begins = [
        _body_begins(blocks, n, before)
        for before, n in zip([-1, *heads], heads, strict=False)
    ]
    ends = [*begins[1:], len(blocks)]
    drafts = []
    for head, first, last in zip(heads, begins, ends, strict=True):
        draft = _Draft(_number(blocks[head].lines[0].text), blocks[head].lines[0])
        draft.blocks = [*blocks[first:last]]
        draft.title = _title_lines(blocks, head, last)
        drafts.append(draft)
    return drafts


def _lettered(blocks: Sequence[Block]) -> list[int]:
    """Give the headings "A Hälsan först", "B …" of a chapter of strategies."""
    heads: list[int] = []
    is_inside = False
    for number, block in enumerate(blocks):
        is_inside = is_inside or _CHAPTER.match(block.text) is not None
        found = _LETTERED.match(block.lines[0].text) if is_inside else None
        if (
            found
            and block.kind is BlockKind.HEADING
            and ord(found["letter"]) - ord("A") == len(heads)
        ):
            heads.append(number)
    return heads if len(heads) > 1 else []


def _number(heading: str) -> int:
    """Give the number of a strategy; of a letter its place in the alphabet."""
    found = _HEADING.match(heading)
    return int(found["number"]) if found else ord(heading[0]) - ord("A") + 1


def _body_begins(blocks: Sequence[Block], head: int, before: int) -> int:
    """Give where the text of a strategy begins, which may be before its heading."""
    first = head
    for number in range(head - 1, before, -1):
        if blocks[number].page != blocks[head].page or _is_in_list(blocks[number]):
            break
        first = number
    return first


def _is_in_list(block: Block) -> bool:
    is_item = block.kind is BlockKind.ITEM or _NUMBER.match(block.text) is not None
    return is_item or _list_kind(block) is not None


def _title_lines(blocks: Sequence[Block], head: int, last: int) -> list[Line]:
    lines = [line for block in blocks[head:last] for line in block.lines]
    title: list[Line] = []
    for line in lines[1:]:
        starts_quote = _OPENS_QUOTE.search(line.text)
        if line.mark or (starts_quote and not starts_quote.start()):
            break
        if title and (line.gap or len(title) == LONGEST_TITLE_LINES):
            break
        title.append(line)
        if starts_quote:
            break
    return title


def _finding(draft: _Draft) -> Finding:
    lines = [line for block in draft.blocks for line in block.lines]
    own = _HEADING.match(draft.heading.text) or _LETTERED.match(draft.heading.text)
    inline = own["title"] if own else ""
    title = inline or join_lines(
        _OPENS_QUOTE.split(line.text)[0] for line in draft.title if line.text
    )
    after = [line for line in lines if line.start > draft.heading.start]
    quote = _QUOTE.search(join_lines(line.text for line in after[:16]))
    last = draft.title[-1] if draft.title and not inline else draft.heading
    return Finding(
        kind="strategy",
        text=title,
        start=draft.heading.start,
        end=last.end,
        page=draft.heading.page,
        fields={
            "number": draft.number,
            "title": title,
            "quote": quote["quote"] if quote else None,
        },
        children=tuple(_children(draft.blocks)),
    )


def _list_kind(block: Block) -> str | None:
    return next((kind for kind, cue in _LISTS if cue.match(block.text)), None)


def _children(blocks: Sequence[Block]) -> Iterator[Finding]:
    current: str | None = None
    for block in blocks:
        kind = _list_kind(block)
        if kind:
            current = kind
        elif current and _is_listed(block):
            yield _child(current, block)
        elif block.kind is not BlockKind.ITEM:
            current = None
            yield from _knowledge(block)


def _is_listed(block: Block) -> bool:
    is_item = block.kind is BlockKind.ITEM and block.mark != " "
    return is_item or _NUMBER.match(block.text) is not None


def _child(kind: str, block: Block) -> Finding:
    text = _NUMBER.sub("", block.text)
    named = _NAME.match(text) if kind == "development_area" else None
    name = named["name"] if named else text.rstrip(".")
    return finding_of(kind, block, {"name": name}, text=text)


def _knowledge(block: Block) -> Iterator[Finding]:
    found = _KNOWLEDGE.search(block.text)
    if found is None:
        return
    # "a, b och c, samt d": a comma before samt makes "b och c" one of them.
    has_comma = re.search(r", (?:samt|och) ", found["list"])
    parts = r", samt |, och |, " if has_comma else r", | samt | och "
    for part in re.split(parts, found["list"]):
        name = part.strip()
        yield finding_of(
            "knowledge_area", block, {"name": name}, text=name, confidence=0.85
        )
