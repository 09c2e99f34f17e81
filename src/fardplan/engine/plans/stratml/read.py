"""Reads StratML, part 1 or 2, of ours or anybody's, as the parts of a draft.

In: the bytes of a file and the levels that the programme uses. Out: a :class:`PlanReading`: a
version, what was not understood (notes), and what makes that the file can't become a draft
(faults). Our own files give back the version that was written. Of others a Goal becomes a
goal, an Objective a strategy under it, a PerformanceIndicator an area to follow up, and
what has no part of its own is kept as text.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from fardplan.engine.plans.content import ROOT, VersionFact
from fardplan.engine.plans.levels import LEVELS, LinkKind, NodeKind
from fardplan.engine.plans.stratml import vocabulary as words
from fardplan.engine.plans.stratml.entries import (
    LinkDraft,
    PartDraft,
    PlanDraft,
    goal_kind,
    objective_kind,
    vision_kind,
)
from fardplan.engine.plans.stratml.foreign import (
    indicator_words,
    referents,
    split_title,
    stakeholders_in_words,
)
from fardplan.engine.plans.stratml.lines import ToldLines, read_lines
from fardplan.engine.plans.stratml.place import placed
from fardplan.engine.plans.stratml.plain_text import shortened, to_key
from fardplan.engine.plans.stratml.read_xml import (
    NoteBook,
    PlanNote,
    check_children,
    children,
    line_said,
    local_name,
    open_stratml,
    said,
)
from fardplan.engine.plans.stratml.vocabulary import ROOTS, Part


if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_TITLE = 200
_XSD_ID = re.compile(r"[^\W\d][\w.-]*")
_NO_IDENTIFIER = uuid.UUID("7b0f7a62-5d4e-5a53-9f0b-0b8f2a1d5c11")


@dataclass(frozen=True)
class PlanReading:
    """What a file says; with ``faults`` it can't become a draft."""

    part: Part
    version: VersionFact
    notes: tuple[PlanNote, ...]
    faults: tuple[str, ...]


def read_stratml(
    name: str, content: bytes, levels: Collection[NodeKind]
) -> PlanReading:
    """Read a file; :class:`StratmlError` when it is no StratML at all."""
    root = open_stratml(name, content)
    part = next(one for one, told in ROOTS.items() if told == local_name(root))
    book = NoteBook()
    found = _PlanReader(levels, book).read(root)
    version, faults = placed(found, levels, book)
    return PlanReading(part, version, book.notes(), tuple(faults))


class _PlanReader:
    def __init__(self, levels: Collection[NodeKind], book: NoteBook) -> None:
        self._levels, self._book = levels, book
        self._found = PlanDraft()
        self._taken: set[str] = set()

    def read(self, root: Any) -> PlanDraft:
        """Give all that the file tells of, in its order."""
        check_children(root, self._book)
        self._found.title = self._title(root)
        of_vision = self._lines_of_plan(root)
        plan_core = next(iter(children(root, "StrategicPlanCore")), None)
        if plan_core is None:
            self._book.add(root, "saknar StrategicPlanCore, där målen ska ligga")
            plan_core = root
        else:
            check_children(plan_core, self._book)
        for vision in children(plan_core, "Vision"):
            self._described(vision, vision_kind(self._levels), of_vision)
        for mission in children(plan_core, "Mission"):
            self._described(mission, NodeKind.STARTING_POINT, ToldLines())
        for value in children(plan_core, "Value"):
            self._value(value)
        for goal in children(plan_core, "Goal"):
            self._goal(goal)
        return self._found

    def _title(self, root: Any) -> str:
        title = line_said(root, "Name", self._book)
        if not title:
            self._book.add(root, "saknar Name, som blir planens titel")
        elif len(title) > LONGEST_TITLE:
            self._book.add(
                root, f"har en titel på över {LONGEST_TITLE} tecken: den kortas"
            )
        return shortened(title, LONGEST_TITLE)

    def _lines_of_plan(self, root: Any) -> ToldLines:
        """Read what our files say of the vision there; note what others say."""
        lines = said(root, "OtherInformation", self._book).split("\n")
        start = words.OF_THE_VISION
        if lines[0].startswith("Program: "):
            own = [ln.removeprefix(start) for ln in lines if ln.startswith(start)]
            return read_lines("\n".join(own))
        for name in ("Description", "OtherInformation"):
            for one in children(root, name):
                if "".join(one.itertext()).strip():
                    self._book.add(one, "om hela planen följer inte med till utkastet")
        return ToldLines()

    def _entry(
        self, element: Any, kind: NodeKind, texts: dict[str, str], lines: ToldLines
    ) -> PartDraft:
        """Start a part, with its key; one without an identifier gets it of its place."""
        identifier = line_said(element, "Identifier", self._book)
        key = to_key(identifier)
        if identifier and not _XSD_ID.fullmatch(identifier):
            self._book.add(element, "har en Identifier som inte är ett giltigt xsd:ID")
        if identifier and key in self._taken:
            self._book.add(element, "har samma Identifier som en tidigare del")
        if not identifier or key in self._taken:
            place = f"{len(self._taken)} {local_name(element)} {texts['title']}"
            key = str(uuid.uuid5(_NO_IDENTIFIER, place))
        self._taken.add(key)
        for name in (identifier or key, key):
            self._found.keys.setdefault(name, key)
        entry = PartDraft(
            key=key,
            kind=kind,
            element=element,
            told_parent=lines.parent,
            texts={**texts, **self._plain(element, lines)},
            initiative=lines.plain.get(words.INITIATIVE, ""),
        )
        self._found.entries.append(entry)
        self._found.links += [
            LinkDraft(key, link, target, element) for link, target in lines.links
        ]
        return entry

    def _plain(self, element: Any, lines: ToldLines) -> dict[str, str]:
        """Give the fields that our lines tell of."""
        told = lines.plain
        found = {
            "less_of": told.get(words.LESS, ""),
            "more_of": told.get(words.MORE, ""),
        }
        if words.NUMBER in told:
            found["number"] = told[words.NUMBER]
        day = told.get(words.DAY, "")
        if day and not _is_day(day):
            self._book.add(element, "har ett datum som inte är skrivet som 2026-11-22")
            day = ""
        return {**found, "day": day}

    def _described(self, element: Any, kind: NodeKind, lines: ToldLines) -> None:
        """Take a Vision or a Mission, which have a description and no name."""
        check_children(element, self._book)
        title, text = split_title(said(element, "Description", self._book))
        if not title:
            self._book.add(element, "är tom och tas inte med")
            return
        if kind != NodeKind.VISION:
            word = words.KIND_WORDS[kind].lower()
            self._book.add(
                element, f"har ingen motsvarighet i programmet och blir {word}"
            )
        self._entry(element, kind, {"title": title, "text": text}, lines)

    def _value(self, element: Any) -> None:
        check_children(element, self._book)
        title = line_said(element, "Name", self._book)
        text = said(element, "Description", self._book)
        if not title:
            title, text = split_title(text)
        if not title:
            self._book.add(element, "är tom och tas inte med")
            return
        texts = {"title": title, "text": text}
        self._entry(element, NodeKind.STARTING_POINT, texts, ToldLines())

    def _goal(self, element: Any) -> None:
        goal = self._part(element, goal_kind(self._levels), ROOT)
        kind = objective_kind(self._levels, goal.kind if goal else None)
        for objective in children(element, "Objective"):
            entry = self._part(objective, kind, goal.key if goal else ROOT)
            for indicator in children(objective, "PerformanceIndicator"):
                if entry is not None:
                    self._indicator(indicator, entry)

    def _part(self, element: Any, kind: NodeKind, parent: str) -> PartDraft | None:
        """Take a Goal or an Objective; None for a collection, and for an empty one."""
        check_children(element, self._book)
        lines = read_lines(said(element, "OtherInformation", self._book))
        if lines.kind == words.COLLECTION:
            return None
        texts = self._words(element, lines)
        if not texts["title"]:
            self._book.add(
                element, "har varken Name eller Description och tas inte med"
            )
            return None
        told = words.KINDS_BY_WORD.get(lines.kind.casefold(), kind)
        entry = self._entry(element, told, texts, lines)
        entry.parent = parent
        return entry

    def _words(self, element: Any, lines: ToldLines) -> dict[str, str]:
        title = line_said(element, "Name", self._book)
        text = said(element, "Description", self._book)
        text = "" if text == words.NO_TEXT else text
        if not title:
            title, text = split_title(text)
            if title:
                told = "saknar Name: början av Description blir rubrik"
                self._book.add(element, told)
        more = [lines.rest]
        if not lines.kind:  # in our own files they are told of the initiative
            more.append(stakeholders_in_words(element, self._book))
        return {
            "number": line_said(element, "SequenceIndicator", self._book),
            "title": title,
            "text": "\n\n".join(one for one in (text, *more) if one),
        }

    def _indicator(self, element: Any, objective: PartDraft) -> None:
        """Take an indicator of another program as an area to follow up."""
        if objective.kind == NodeKind.MEASUREMENT_AREA:
            return  # our own files tell the same of the part itself
        check_children(element, self._book)
        title, text = indicator_words(element, self._book)
        if not title:
            self._book.add(element, "säger inte vad som mäts och tas inte med")
            return
        texts = {"title": title, "text": text}
        area = self._entry(element, NodeKind.MEASUREMENT_AREA, texts, ToldLines())
        area.parent = objective.key
        followed = [objective.key] if objective.kind in LEVELS else []
        for source in (*followed, *referents(element, self._book)):
            self._found.links.append(
                LinkDraft(source, LinkKind.FOLLOWED_BY, area.key, element)
            )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
