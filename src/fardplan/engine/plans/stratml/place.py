"""Puts the parts of a file where a plan may have them.

In: the parts as they were found. Out: the version that they make, and what makes that it
can't become a draft. A part that may not lie where the file has it is put higher up; a
link that can't be is left out; both are noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.plans.content import ROOT, LinkFact, version_of
from fardplan.engine.plans.levels import (
    LEVELS,
    PARENTS,
    RefusedPlaceError,
    check_link,
)
from fardplan.engine.plans.stratml.entries import LONGEST
from fardplan.engine.plans.stratml.read_xml import local_name
from fardplan.engine.plans.stratml.vocabulary import KIND_WORDS


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fardplan.engine.plans.content import VersionFact
    from fardplan.engine.plans.levels import NodeKind
    from fardplan.engine.plans.stratml.entries import LinkDraft, PartDraft, PlanDraft
    from fardplan.engine.plans.stratml.read_xml import NoteBook

MOST_PARTS = 5000


def placed(
    found: PlanDraft, levels: Collection[NodeKind], book: NoteBook
) -> tuple[VersionFact, list[str]]:
    """Give the version, and the faults in Swedish."""
    places = _Places(found, book)
    faults = [*_faults(found, levels), *places.settle()]
    nodes = [entry.to_node(at) for at, entry in enumerate(found.entries)]
    for entry in found.entries:
        for name in entry.too_long:
            book.add(
                entry.element,
                f"har mer än {LONGEST[name]} tecken där det inte får plats: det kortas,"
                " och står helt i texten",
            )
    return version_of(found.title, nodes, places.links()), faults


def _faults(found: PlanDraft, levels: Collection[NodeKind]) -> Iterator[str]:
    kinds = [entry.kind for entry in found.entries]
    if not kinds:
        yield "Filen har inget mål, ingen vision och inga värden, så det blir ingen plan."
    if len(kinds) > MOST_PARTS:
        yield f"Filen har {len(kinds)} delar. Högst {MOST_PARTS} kan läsas in: dela den."
    for kind in LEVELS:
        if kind in kinds and kind not in levels:
            yield (
                f"Filen har {kinds.count(kind)} delar på nivån {KIND_WORDS[kind]}, som"
                " programmet inte använder. Lägg till nivån i programmet och välj filen"
                " igen."
            )


class _Places:
    def __init__(self, found: PlanDraft, book: NoteBook) -> None:
        self._found, self._book = found, book
        self._entries = {entry.key: entry for entry in found.entries}

    def settle(self) -> Iterator[str]:
        """Give each part a parent that it may have; tell of those that have none."""
        for entry in self._found.entries:
            self._follow_told(entry)
        for entry in self._found.entries:
            chain = [*self._above(entry)]
            allowed = [key for key in chain if self._may_lie(entry, key)]
            if not allowed:
                yield (
                    f"Rad {entry.element.sourceline}, <{local_name(entry.element)}>"
                    f" ”{entry.texts['title']}”: {KIND_WORDS[entry.kind]} kan inte ligga"
                    " där, och inte överst i planen heller."
                )
            elif allowed[0] != entry.parent:
                self._book.add(
                    entry.element, "får inte ligga där i planen och läggs högre upp"
                )
            entry.parent = allowed[0] if allowed else ROOT

    def _follow_told(self, entry: PartDraft) -> None:
        """Put it under the part that its lines name, unless that lies under itself."""
        if not entry.told_parent:
            return
        key = self._found.keys.get(entry.told_parent, "")
        before, entry.parent = entry.parent, key
        if key not in self._entries or entry.key in self._above(entry):
            entry.parent = before
            self._book.add(
                entry.element,
                "säger att den ligger under en del som inte går att följa",
            )

    def _above(self, entry: PartDraft) -> Iterator[str]:
        """Give the keys above a part, the nearest first, and the root last."""
        at, seen = entry.parent, set[str]()
        while at != ROOT and at not in seen:
            yield at
            seen.add(at)
            at = self._entries[at].parent
        yield ROOT

    def _may_lie(self, entry: PartDraft, key: str) -> bool:
        parent = self._entries[key].kind if key else None
        return parent in PARENTS[entry.kind]

    def links(self) -> set[LinkFact]:
        """Give the links that can be."""
        return {
            LinkFact(self._found.keys[link.source], link.kind.value, key)
            for link in self._found.links
            if (key := self._target(link))
        }

    def _target(self, link: LinkDraft) -> str:
        ends = [self._found.keys.get(end, "") for end in (link.source, link.target)]
        try:
            source, target = (self._entries[key] for key in ends)
            check_link(source.kind, link.kind, target.kind)
        except (KeyError, RefusedPlaceError):
            self._book.add(link.element, "har en koppling som inte går att följa")
            return ""
        return target.key if target is not source else ""
