"""Assignments that a document gives.

In: blocks. Out: assignments with perspective, goal and recipient. The same words stand
in reports of how the assignments went and in what others once were asked to do: when a
chapter lists assignments, only those inside it count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.sources.model import BlockKind, Finding, finding_of


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.sources.model import Block


_GETS = (
    r"(?:(?:ska |skall )?(?:får|få|ges|fick|har fått|har givits|gavs|tilldelas|tilldelades|erhåller) "
    r"(?:i uppdrag|(?:i )?uppdraget|ett uppdrag|uppdrag|följande uppdrag))"
)
_GIVEN = (
    re.compile(rf"^(?P<recipient>[A-ZÅÄÖ][^.:]{{2,90}}?) {_GETS} att\s+(?P<task>.+)$"),
    re.compile(
        r"^(?:Det |[A-ZÅÄÖ][^.:]{2,60}? )?(?:uppdras|uppdrogs) (?:åt|till) (?P<recipient>[^.:]{3,80}?) att\s+(?P<task>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:Att |[A-ZÅÄÖ][^.:]{2,80}? )(?:ge|ger|gav|har gett) (?P<recipient>[^.:]{3,80}?)"
        r" (?:i uppdrag|uppdraget) att\s+(?P<task>.+)$"
    ),
    re.compile(
        r"^(?:Att |[A-ZÅÄÖ][^.:]{2,80}? )(?:uppdra|uppdrar|uppdrog) (?:åt|till) (?P<recipient>[^.:]{3,80}?)"
        r"(?: i uppdrag)? att\s+(?P<task>.+)$"
    ),
    re.compile(
        r"^(?P<recipient>[A-ZÅÄÖ][^.:]{2,80}?) (?:tilldelas uppdraget|uppdras|åläggs) att\s+(?P<task>.+)$"
    ),
    re.compile(
        r"^Uppdrag till (?P<recipient>[^.:]{3,60}?)\s*[:–-]\s*(?:att\s+)?(?P<task>\S.+)$"
    ),
)
# "Förvaltningen får i uppdrag att" with what is to be done in the list that follows.
_ANNOUNCES = (
    re.compile(rf"^(?P<recipient>[A-ZÅÄÖ][^.:]{{2,90}}?) {_GETS}(?: att)?\s*:?$"),
    re.compile(
        r"^(?:Det )?(?:uppdras|uppdrogs) (?:åt|till) (?P<recipient>[^.:]{3,80}?)(?: att)?\s*:?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^[A-ZÅÄÖ][^.:]{2,80}? (?:ger|gav|uppdrar (?:åt|till)|uppdrog (?:åt|till)) (?P<recipient>[^.:]{3,80}?)"
        r" (?:(?:i uppdrag|följande uppdrag|uppdraget)(?: att)?|att)\s*:?$"
    ),
    re.compile(r"^Uppdrag till (?P<recipient>[^.:]{3,60}?)\s*:?$"),
)
_BEGINS_WITH_ATT = re.compile(r"^(?:att\b,?\s+)?(?P<task>\S.*)$", re.IGNORECASE)
_BARE = re.compile(r"^Att\b,?\s+(?P<task>.+)$")
NUMBERED = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?P<title>\S.*?)[:\s]*$"
)
_GOAL = re.compile(
    r"^(?:Mål|Nämndmål|Resultatmål|Inriktningsmål) (?P<number>\d{1,2}(?:\.\d{1,2})*)\s*[:.–-]\s*(?P<title>\S.*)$"
)
_PERSPECTIVE = re.compile(r"^(?:Mål)?[Pp]erspektiv(?:et)?\s*[:–-]\s*(?P<title>\S.*)$")
_CHAPTER = re.compile(r"^uppdrag\b|\buppdrag(?: (?:för )?\d{4})?$", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:åter)?rapportering\b.*\buppdrag", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[\wåäö)”\"]\.) (?=[A-ZÅÄÖ])")
MOST_WORDS = 45
GOAL_DEPTH, PERSPECTIVE_DEPTH = 3, 2


@dataclass
class _Place:
    """Where in a numbered document we are."""

    chapter: str = ""
    perspective: str | None = None
    goal: tuple[str, str] | None = None
    is_numbered: bool = True

    def moves_to(self, block: Block) -> bool:
        """Go on to what a block heads; false when it heads nothing."""
        goal = _GOAL.match(block.text) if block.kind is BlockKind.HEADING else None
        if goal:
            self.goal, self.is_numbered = (goal["number"], goal["title"]), False
            return True
        perspective = _PERSPECTIVE.match(block.text)
        if perspective and block.kind is BlockKind.HEADING:
            self.perspective, self.goal = perspective["title"], None
            return True
        heading = NUMBERED.match(block.text) if block.mark in {"", " "} else None
        if heading is None or block.kind is BlockKind.PARAGRAPH:
            return False
        self.move(heading["number"], heading["title"])
        return True

    def move(self, number: str, title: str) -> None:
        depth = number.count(".") + 1
        if depth >= GOAL_DEPTH:
            self.goal, self.is_numbered = (number, title), True
        elif depth == PERSPECTIVE_DEPTH:
            self.perspective, self.goal = title, None
        else:
            self.chapter, self.perspective, self.goal = title, None, None


def find_assignments(blocks: Sequence[Block]) -> list[Finding]:
    """Give the assignments that a document gives."""
    place, inside, outside = _Place(), [], []
    is_report = False
    recipient: str | None = None
    for block in blocks:
        if place.moves_to(block):
            is_report, recipient = False, None
            continue
        if _REPORT.search(block.text) and len(block.text.split()) < 20:
            is_report = True
        announced = _announced(block)
        if block.kind is not BlockKind.ITEM or announced:
            recipient = announced
        found = [] if announced else _assignments(block, place, recipient)
        if not (found or announced or place.is_numbered):
            # A goal without a chapter's number has what is right under it.
            place.goal = None
        if _CHAPTER.search(place.chapter):
            inside += found
        elif not is_report:
            outside += [one for one in found if one.fields["recipient"]]
    return inside or outside


def _given(text: str) -> re.Match[str] | None:
    return next((found for cue in _GIVEN if (found := cue.match(text))), None)


def given_task(text: str) -> str | None:
    """Give what a sentence gives someone to do."""
    found = _given(text)
    return found["task"] if found else None


def _announced(block: Block) -> str | None:
    """Give who gets the assignments of the list that a block announces."""
    found = next((m for cue in _ANNOUNCES if (m := cue.match(block.text))), None)
    return found["recipient"] if found else None


def _assignments(block: Block, place: _Place, recipient: str | None) -> list[Finding]:
    """Give those of a block: a list item is one, running text has one a sentence."""
    if block.kind is BlockKind.ITEM:
        told = _given(block.text) or _BARE.match(block.text)
        if not told and recipient:
            told = _BEGINS_WITH_ATT.match(block.text)
        return [_assignment(block, told, place, recipient)] if told else []
    bare = _BARE.match(block.text) if place.goal else None
    if bare:
        return [_assignment(block, bare, place)]
    return [
        _assignment(block, told, place)
        for one in SENTENCE.split(block.text)
        if (told := _given(one))
    ]


def _assignment(
    block: Block,
    told: re.Match[str],
    place: _Place,
    announced: str | None = None,
) -> Finding:
    number, title = place.goal or (None, None)
    recipient = told.groupdict().get("recipient") or announced
    return finding_of(
        "assignment",
        block,
        {
            "text": told["task"],
            "perspective": place.perspective,
            "goal_number": number,
            "goal_title": title,
            "recipient": recipient,
        },
        text=told[0],
    )
