"""A body's plan of activities for a year: focus, follow-up, meetings and suggestions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.bodies import find_bodies
from fardplan.engine.sources.body_name import bare_body
from fardplan.engine.sources.contents import is_contents_line
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
        re.compile(
            _NUMBER
            + r"(?:(?:[A-ZÅÄÖ][\wåäö]+s |Våra |Årets )?(?:(?:prioriterade )?fokusområden|prioriterade områden(?: under| för)?(?: (?:19|20)\d\d)?$|"
            r"fokus(?: under)? (?:19|20)\d\d$|(?:det (?:här )?)?ska vi fokusera på$|(?:det (?:här )?)?fokuserar vi på$|"
            r"prioriteringar(?: under| för)?(?: (?:19|20)\d\d)?$|särskilt fokus\b))",
            re.IGNORECASE,
        ),
    ),
    (
        "follow_up",
        re.compile(
            _NUMBER
            + r"(?:Följa\b|Uppföljning\b|Uppföljningsområden|Följa upp|Följs upp|(?:Så|Detta|Det|Det här) följer (?:vi|nämnden|rådet)\b|"
            r"(?:Vi|Nämnden|Rådet|Utskottet) följer\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "other_area",
        re.compile(_NUMBER + r"Övriga (?:delar|områden|frågor)\b", re.IGNORECASE),
    ),
    (
        "planned",
        re.compile(
            _NUMBER
            + r"(?:(?:(?:Planerade|Årets) (?:aktiviteter|möten|sammanträden|sammankomster|träffar)|Mötesplan|Sammanträdesplan|Årshjul|Årsplan|"
            r"Mötesdatum|(?:Möten|Sammanträden) under året|(?:Sammanträden|Sammanträdesdagar|Sammanträdesdatum|Sammanträdestider|Möten|Mötestider)"
            r"(?: under| för)? (?:19|20)\d\d)\b|(?:Sammanträden|Möten|Mötestider|Sammanträdesdagar|Sammanträdestider)$)",
            re.IGNORECASE,
        ),
    ),
    (
        "suggestion",
        re.compile(
            _NUMBER
            + r"(?:Förslag|Idéer|Uppslag) (?:på|till|om) (?:nya |kommande |framtida )?"
            r"(?:kommande )?(?:fokusområden|fördjupningar|fördjupning|teman|temadagar|studiebesök|ämnen)\b",
            re.IGNORECASE,
        ),
    ),
)
_ANY_HEADING = re.compile(r"^(?P<chapter>\d{1,2})(?:\.\d{1,2})*\.?\s+[A-ZÅÄÖ]")
_ITEM_NUMBER = re.compile(r"^\d{1,2}[.)] (?=\S)")
MOST_WORDS = 14
_PLAN = r"(?:aktivitets|verksamhets|nämnd|handlings|arbets)plan"
_TITLE = re.compile(
    rf"^(?:Utkast till )?(?:(?P<owner>[A-ZÅÄÖ][\wåäöÅÄÖ ]{{3,60}}?)(?:s | [–-] ))?{_PLAN}"
    r"(?:(?: för| –| -)? (?P<before>[A-ZÅÄÖa-zåäö][^\d.:]{3,80}?),?)?(?: för)? (?P<year>(?:19|20)\d\d)\b(?P<body>.*)$",
    re.IGNORECASE,
)
# What stands on the front page after the body's name.
_NOT_BODY = re.compile(
    r"\s(?:Beslutad|Antagen|Fastställd|Godkänd|Version|Diarienummer|Dnr|Gäller|Datum|Utkast|"
    r"Uppdaterad|Reviderad|(?:19|20)\d\d-\d\d|§)"
)
FIRST_BLOCKS = 4
# "2 Beredningen för äldre": the chapter in which a plan of several lies.
_CHAPTER_OF_BODY = re.compile(
    r"^(?:\d{1,2}\.?\s+)?(?P<body>(?:[\wåäöÅÄÖ-]+ ){0,4}?[\wåäöÅÄÖ-]*(?:nämnden|nämnd|beredningen|beredning|styrelsen|"
    r"utskottet|utskott|rådet|råd|forumet|forum|kommittén|gruppen)(?: (?:för|i|med) .+| [A-ZÅÄÖ][\wåäö]+)?)$",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(
    r"^[\wåäö -]*?(?:aktivitets|verksamhets)plan(?:er)?\b.*\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_FIRST_BLOCKS_OF_FILE = 12
_MUST_HAVE = frozenset({"focus_area", "planned"})
# A plan that its title tells may lack one of them.
_FEWEST_PARTS_OF_TITLED = 1
_FIRST_CHAPTER = re.compile(r"^1\.? (?=[A-ZÅÄÖ])")
_BODY = re.compile(
    r"\bkommer (?P<body>[^.]{8,120}?) att prioritera|\bav (?P<other>[^.:]{8,120}?):$"
)


def find_activity_plans(blocks: Sequence[Block]) -> list[Finding]:
    """Give the plans, each with its parts as children."""
    year = next(
        (
            y
            for b in blocks[:_FIRST_BLOCKS_OF_FILE]
            if _OF_SEVERAL.match(b.text) and (y := find_year(b.text))
        ),
        None,
    )
    return [
        plan for before, part in _plans(blocks) if (plan := _plan(part, before, year))
    ]


def _plans(blocks: Sequence[Block]) -> list[tuple[Block | None, Sequence[Block]]]:
    """Cut where a chapter one begins: several plans may lie in one file.

    Before each is given what stands right above it, which may tell whose plan it is.
    """
    starts = [n for n, b in enumerate(blocks) if _begins(blocks, n, b)]
    if len(starts) < 2:
        starts = _headed_by_bodies(blocks) or starts or [*range(len(blocks[:1]))]
    above = [blocks[n - 1] if n else None for n in starts]
    return [*zip(above, cut_at(blocks, starts), strict=True)]


def _headed_by_bodies(blocks: Sequence[Block]) -> list[int]:
    """Give where the plans begin of a file that has one for each of several bodies."""
    is_titled = any(
        _OF_SEVERAL.match(block.text) for block in blocks[:_FIRST_BLOCKS_OF_FILE]
    )
    if not is_titled:
        return []
    heads = [
        n
        for n, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and _CHAPTER_OF_BODY.match(block.text)
    ]
    parts = cut_at(blocks, heads)
    return [
        n
        for n, part in zip(heads, parts, strict=True)
        if sum(map(_heads_part, part)) >= len(_MUST_HAVE)
    ]


def _begins(blocks: Sequence[Block], number: int, block: Block) -> bool:
    following = blocks[number + 1 : number + 4]
    if is_contents_line(block.lines[0].text):
        return False
    if _TITLE.match(block.text):
        # The same words stand in the tables of meetings.
        return (
            block.lines[0].hint is not None
            or any(map(_is_first_chapter, following))
            or any(map(_heads_part, following))
        )
    return _is_first_chapter(block) and not any(
        _TITLE.match(b.text) for b in blocks[max(number - 3, 0) : number + 2]
    )


def _heads_part(block: Block) -> bool:
    is_heading = block.kind is BlockKind.HEADING
    return is_heading and any(cue.match(block.text) for _, cue in _PARTS)


def _is_first_chapter(block: Block) -> bool:
    return (
        _FIRST_CHAPTER.match(block.text) is not None
        and block.kind is not BlockKind.PARAGRAPH
    )


def _plan(
    blocks: Sequence[Block], above: Block | None, of_file: int | None
) -> Finding | None:
    parts = _cut(blocks)
    is_titled = _TITLE.match(blocks[0].text) is not None
    fewest = _FEWEST_PARTS_OF_TITLED if is_titled else len(_MUST_HAVE)
    if len(_MUST_HAVE & {*parts}) < fewest or len(parts) < len(_MUST_HAVE):
        return None
    text = " ".join(block.text for block in blocks)
    children = [
        finding_of(kind, block, {"name": name})
        for kind in ("focus_area", "follow_up", "other_area", "suggestion")
        for block, name in _items(parts.get(kind, []))
    ]
    planned = parts.get("planned", [])
    year = next(
        (one for b in (*planned[:1], blocks[0]) if (one := find_year(b.text))), of_file
    )
    children += find_planned_meetings(planned, year)
    return finding_of(
        "activity_plan",
        blocks[0],
        {"body": _body(blocks, text, above), "year": year},
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
        # A day of meetings may be about the meetings of next year.
        if kind == "planned" and current is parts.get(kind):
            kind = None
        is_heading = block.kind is not BlockKind.PARAGRAPH or is_chapter
        if kind and is_heading and len(block.text.split()) < MOST_WORDS:
            chapter = max(chapter, number)
            # What is headed so again belongs to no part.
            is_again = len(parts.get(kind, [])) > 1
            current = [block]
            if not is_again:
                parts[kind] = current
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


def _body(blocks: Sequence[Block], text: str, above: Block | None) -> str | None:
    title = _TITLE.match(blocks[0].text)
    told = (title["owner"], title["before"], title["body"]) if title else ()
    names = (_NOT_BODY.split(one)[0].strip(" ,–-:") for one in told if one)
    own = next((one for one in names if one), None)
    if own:
        return bare_body(re.sub(r"^för ", "", own))
    chapter = _CHAPTER_OF_BODY.match((above if title and above else blocks[0]).text)
    if chapter:
        return bare_body(chapter["body"])
    found = _BODY.search(text)
    if found is None:
        # Who the plan belongs to is told first of all bodies.
        named = find_bodies(blocks[:FIRST_BLOCKS])
        return str(named[0].fields["name"]) if named else None
    body = found["body"] or found["other"]
    return body[0].upper() + body[1:]
