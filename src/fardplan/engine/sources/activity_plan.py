"""A body's plan of activities for a year: focus, follow-up, meetings and suggestions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.bodies import find_bodies
from fardplan.engine.sources.dates import find_year
from fardplan.engine.sources.model import BlockKind, Finding, finding_of
from fardplan.engine.sources.parts import cut_at
from fardplan.engine.sources.planned_meetings import find_planned_meetings


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block


_NUMBER = r"^(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?"
_PARTS = (
    (
        "focus_area",
        re.compile(_NUMBER + r"(?:Fokusområden|Prioriterade områden$)", re.IGNORECASE),
    ),
    (
        "follow_up",
        re.compile(_NUMBER + r"(?:Följa\b|Uppföljning\b|Följa upp)", re.IGNORECASE),
    ),
    (
        "other_area",
        re.compile(_NUMBER + r"Övriga (?:delar|områden|frågor)\b", re.IGNORECASE),
    ),
    (
        "planned",
        re.compile(
            _NUMBER
            + r"(?:Planerade (?:aktiviteter|möten|sammanträden)|Mötesplan|Sammanträdesplan|"
            r"(?:Sammanträden|Sammanträdesdagar|Sammanträdestider|Möten|Mötestider)(?: under)? (?:19|20)\d\d)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "suggestion",
        re.compile(
            _NUMBER + r"Förslag (?:på|till) (?:fokusområden|fördjupningar|teman)\b",
            re.IGNORECASE,
        ),
    ),
)
_ANY_HEADING = re.compile(r"^(?P<chapter>\d{1,2})(?:\.\d{1,2})*\.?\s+[A-ZÅÄÖ]")
_ITEM_NUMBER = re.compile(r"^\d{1,2}[.)] (?=\S)")
MOST_WORDS = 14
_TITLE = re.compile(
    r"^(?:Utkast till )?(?:aktivitets|verksamhets|nämnd|handlings|arbets)plan (?:för )?"
    r"(?P<year>(?:19|20)\d\d)\b(?P<body>.*)$",
    re.IGNORECASE,
)
# What stands on the front page after the body's name.
_NOT_BODY = re.compile(
    r"\s(?:Beslutad|Antagen|Fastställd|Godkänd|Version|Diarienummer|Dnr|Gäller|Datum|Utkast|"
    r"Uppdaterad|Reviderad|(?:19|20)\d\d-\d\d|§)"
)
FIRST_BLOCKS = 4
_FIRST_CHAPTER = re.compile(r"^1\.? (?=[A-ZÅÄÖ])")
_BODY = re.compile(
    r"\bkommer (?P<body>[^.]{8,120}?) att prioritera|\bav (?P<other>[^.:]{8,120}?):$"
)


def find_activity_plans(blocks: Sequence[Block]) -> list[Finding]:
    """Give the plans, each with its parts as children."""
    return [plan for part in _plans(blocks) if (plan := _plan(part))]


def _plans(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """Cut where a chapter one begins: several plans may lie in one file."""
    starts = [n for n, b in enumerate(blocks) if _begins(blocks, n, b)] or [0]
    return cut_at(blocks, starts)


def _begins(blocks: Sequence[Block], number: int, block: Block) -> bool:
    following = blocks[number + 1 : number + 4]
    if _TITLE.match(block.text):
        # The same words stand in the tables of meetings.
        return block.lines[0].hint is not None or any(map(_is_first_chapter, following))
    return _is_first_chapter(block) and not any(
        _TITLE.match(b.text) for b in blocks[max(number - 3, 0) : number]
    )


def _is_first_chapter(block: Block) -> bool:
    return (
        _FIRST_CHAPTER.match(block.text) is not None
        and block.kind is not BlockKind.PARAGRAPH
    )


def _plan(blocks: Sequence[Block]) -> Finding | None:
    parts = _cut(blocks)
    if not {"focus_area", "planned"} <= set(parts):
        return None
    text = " ".join(block.text for block in blocks)
    children = [
        finding_of(kind, block, {"name": name})
        for kind in ("focus_area", "follow_up", "other_area", "suggestion")
        for block, name in _items(parts.get(kind, []))
    ]
    planned = parts["planned"]
    year = find_year(planned[0].text) or find_year(blocks[0].text)
    children += find_planned_meetings(planned, year)
    return finding_of(
        "activity_plan",
        blocks[0],
        {"body": _body(blocks, text), "year": year},
        children=tuple(children),
    )


def _cut(blocks: Sequence[Block]) -> dict[str, list[Block]]:
    parts: dict[str, list[Block]] = {}
    current: list[Block] = []
    chapter = 0
    for block in blocks:
        kind = next((name for name, cue in _PARTS if cue.match(block.text)), None)
        number = _chapter(block)
        # "1. …" under "3. Fokusområden" is an item of its list.
        is_chapter = number >= max(chapter, 1) and len(block.text.split()) < MOST_WORDS
        is_heading = block.kind is not BlockKind.PARAGRAPH or is_chapter
        if kind and is_heading and len(block.text.split()) < MOST_WORDS:
            chapter = max(chapter, number)
            # What is headed so again belongs to no part.
            current = [block] if kind in parts else parts.setdefault(kind, [block])
        elif is_chapter:
            chapter, current = number, []
        else:
            current.append(block)
    return parts


def _chapter(block: Block) -> int:
    """Give the number of the chapter that a block may head; 0 for what heads none."""
    found = _ANY_HEADING.match(block.text)
    hint = block.lines[0].hint
    if found is None or (hint and hint.kind is not BlockKind.HEADING):
        return 0
    return int(found["chapter"])


def _items(part: Sequence[Block]) -> list[tuple[Block, str]]:
    """Give the items of a part with what they say; those under a dash belong to the one above."""
    items = [b for b in part[1:] if b.kind is BlockKind.ITEM and b.level == 1]
    if not items:
        numbered = [(b, _ITEM_NUMBER.match(b.text)) for b in part[1:]]
        return [(b, b.text[found.end() :]) for b, found in numbered if found]
    # "a)" and "b)" are marks of one list.
    marks = {b.mark[-1:] for b in items}
    first = items[0].mark[-1:]
    return [(b, b.text) for b in items if b.mark[-1:] == first or len(marks) == 1]


def _body(blocks: Sequence[Block], text: str) -> str | None:
    title = _TITLE.match(blocks[0].text)
    own = _NOT_BODY.split(title["body"])[0].strip(" ,–-:") if title else ""
    if own:
        return re.sub(r"^för ", "", own)
    found = _BODY.search(text)
    if found is None:
        # Who the plan belongs to is told first of all bodies.
        told = find_bodies(blocks[:FIRST_BLOCKS])
        return str(told[0].fields["name"]) if told else None
    body = found["body"] or found["other"]
    return body[0].upper() + body[1:]
