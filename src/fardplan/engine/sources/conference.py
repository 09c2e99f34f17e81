"""An invitation to a series of conferences: when and where, the programme, the themes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fardplan.engine.sources.dates import MONTHS
from fardplan.engine.sources.model import BlockKind, Finding, finding_of
from fardplan.engine.sources.parts import cut_at
from fardplan.engine.sources.repair import join_lines


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block, Line


_CONFERENCE = re.compile(
    rf"^(?:(?:den )?\d{{1,2}}(?: ?[–-] ?\d{{1,2}})? )?(?P<month>{'|'.join(MONTHS)}) (?P<year>(?:19|20)\d\d)\s*[-–:|]\s*(?P<region>[A-ZÅÄÖ][\wåäö/ ()-]+)$",
    re.IGNORECASE,
)
# The row of a table: the region first, or last.
_ROW = re.compile(
    rf"^(?P<region>[A-ZÅÄÖ][\wåäö/ ()-]*regionen?)(?: \| |\s{{2,}})(?:(?:den )?\d{{1,2}}(?: ?[–-] ?\d{{1,2}})? )?"
    rf"(?P<month>{'|'.join(MONTHS)}) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"^(?:[Kk]l\.? ?|[Kk]lockan )?(?P<time>\d{1,2}[.:]\d{2})(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?(?!\s?[-–])[\s|]+(?P<title>[^\s|].*)$"
)
_POLL = re.compile(r"\bmentometer|\bomröstning|\bmenti", re.IGNORECASE)
_THEMES = re.compile(
    r"\bteman?\b[^.]*:$|^(?:Våra |Årets |Dagens )?teman$", re.IGNORECASE
)
_FIXED = re.compile(
    r"\b(?:övergripande|fasta|gemensamma) teman är (?P<list>[^.–:]{5,200}?)(?: –|[.:])"
)
_GUESTS = re.compile(
    r"\b(?:(?:Målgruppen|Målgrupp|Inbjudna)(?: för [^.:]{3,60}?)? (?:är|utgörs av|består av)|"
    r"^(?:Målgrupp|Inbjudna|För vem|Vem kan delta\?|Vänder sig till)\s*:)"
    r"\s*(?P<list>[^.]{10,600})(?:\.|$)",
    re.DOTALL,
)
_WHO = re.compile(
    r"^(?:Vilka (?:bjuds in|är inbjudna|vänder (?:sig|vi oss)\b.*)|Vem (?:bjuds in|kan delta)|Inbjudna|Målgrupp(?:er)?|Deltagare|"
    r"(?:Konferensen|Dagen) vänder sig till|För (?:vem|vilka))\s*[?:]?$",
    re.IGNORECASE,
)


def find_conferences(lines: Sequence[Line]) -> list[Finding]:
    """Give each conference once, though the schedule may be printed twice."""
    found: dict[tuple[str, str], Finding] = {}
    for line in lines:
        match = _CONFERENCE.match(line.text) or _ROW.match(line.text)
        if match:
            number = MONTHS.index(match["month"].casefold()) + 1
            month, region = f"{match['year']}-{number:02d}", match["region"].strip()
            found.setdefault(
                (month, region),
                finding_of("conference", line, {"care_region": region, "month": month}),
            )
    return list(found.values())


def find_slots(lines: Sequence[Line]) -> list[Finding]:
    """Give the programme: a start time and a title, and whether the room is asked."""
    starts = [n for n, line in enumerate(lines) if _SLOT.match(line.text)]
    return [_slot(part) for part in cut_at(lines, starts)]


def _slot(lines: Sequence[Line]) -> Finding:
    match = _SLOT.match(lines[0].text)
    assert match is not None  # noqa: S101 -- the lines were chosen by this pattern
    block = list(_paragraph(lines))
    hour, minute = re.split(r"[.:]", match["time"])
    return Finding(
        kind="programme_slot",
        text=join_lines(line.text for line in block),
        start=lines[0].start,
        end=block[-1].end,
        page=lines[0].page,
        fields={
            "start": f"{int(hour):02d}:{minute}",
            "title": _title(match["title"], block),
            "poll": any(_POLL.search(line.text) for line in block),
        },
    )


def _paragraph(lines: Sequence[Line]) -> list[Line]:
    block = [lines[0]]
    for line in lines[1:]:
        if line.gap:
            break
        block.append(line)
    return block


def _title(first: str, block: Sequence[Line]) -> str:
    """Give the title: the first line, or the sentence when it goes on in lower case."""
    if len(block) > 1 and block[1].is_lower:
        whole = join_lines([first, *(line.text for line in block[1:])])
        return whole.split(". ", 1)[0].rstrip(".")
    return " ".join(first.split()).rstrip(".")


def find_themes(blocks: Sequence[Block]) -> list[Finding]:
    """Give the themes listed after a sentence that announces them."""
    found: list[Finding] = []
    is_listed = False
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            if is_listed:
                found.append(finding_of("theme", block, {"name": block.text}))
        else:
            is_listed = _THEMES.search(block.text) is not None
            fixed = _FIXED.search(block.text)
            found += [
                finding_of("theme", block, {"name": name}, text=name)
                for name in re.split(r", | och ", fixed["list"] if fixed else "")
                if name
            ]
    return found


def find_guest_roles(blocks: Sequence[Block]) -> list[Finding]:
    """Give the roles of those who are invited."""
    found = []
    is_listed = has_marks = False
    for block in blocks:
        if _WHO.match(block.lines[0].text):
            is_listed, has_marks = True, False
            found += [_role(line) for line in block.lines[1:]]
            continue
        # Of a marked list what has no mark is the end.
        is_end = block.text.endswith((".", ":")) or (
            has_marks and block.kind is not BlockKind.ITEM
        )
        is_listed = is_listed and not is_end
        if is_listed:
            has_marks = block.kind is BlockKind.ITEM
            found += (
                [_role(block)] if has_marks else [_role(one) for one in block.lines]
            )
            continue
        match = _GUESTS.search(block.text)
        if match:
            parts = re.split(r", | och (?:eventuellt )?(?=[a-zåäö])", match["list"])
            found += [
                finding_of(
                    "guest_role", block, {"name": name.strip()}, text=name.strip()
                )
                for name in _roles(parts)
            ]
    return found


def _role(told: Block | Line) -> Finding:
    return finding_of("guest_role", told, {"name": told.text})


def _roles(parts: Sequence[str]) -> list[str]:
    """Put "hälso- och sjukvårdsdirektörer" together again."""
    roles: list[str] = []
    for part in parts:
        if roles and roles[-1].endswith("-"):
            roles[-1] += f" och {part}"
        else:
            roles.append(part)
    return roles
