"""Version against version: exactly what differs, and the way from one to the other.

In: two versions. Out: :class:`Differences`, such that ``apply(compare(a, b), a) == b``.
A part is the same in both when its key is. Among siblings that stay, the longest row
that keeps its order stands still and only the others count as moved (longest increasing
subsequence; Schensted 1961), so that one inserted part does not move all after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from fardplan.engine.plans.content import (
    LinkFact,
    NodeFact,
    VersionFact,
    children_by_parent,
    version_of,
)


if TYPE_CHECKING:
    from collections.abc import Sequence

# What of a part is compared beside where it lies.
FIELDS = (
    *("kind", "number", "title", "text", "day", "less_of", "more_of"),
    "initiative",
)


@dataclass(frozen=True)
class NodeMove:
    """That a part lies elsewhere; the positions are among the siblings of each."""

    key: str
    old_parent: str
    old_position: int
    parent: str
    position: int


@dataclass(frozen=True)
class FieldChange:
    """That a field of a part says something else."""

    key: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Differences:
    """All that is needed to make the one version of the other."""

    title: tuple[str, str] | None
    removed: tuple[NodeFact, ...]
    added: tuple[NodeFact, ...]
    moved: tuple[NodeMove, ...]
    changed: tuple[FieldChange, ...]
    unlinked: tuple[LinkFact, ...]
    linked: tuple[LinkFact, ...]

    @property
    def count(self) -> int:
        """How many differences there are in all."""
        parts = (self.removed, self.added, self.moved, self.changed)
        links = len(self.unlinked) + len(self.linked)
        return sum(map(len, parts)) + links + (self.title is not None)


def compare(before: VersionFact, after: VersionFact) -> Differences:
    """Give what was removed, added, moved and changed, each in the order of its tree."""
    old = {node.key: node for node in before.nodes}
    new = {node.key: node for node in after.nodes}
    still = _standing_still(old, after)
    return Differences(
        title=(before.title, after.title) if before.title != after.title else None,
        removed=tuple(node for node in before.nodes if node.key not in new),
        added=tuple(node for node in after.nodes if node.key not in old),
        moved=tuple(
            _move(old[node.key], node)
            for node in after.nodes
            if node.key in old and node.key not in still
        ),
        changed=tuple(
            change
            for node in after.nodes
            if node.key in old
            for change in _changes(old[node.key], node)
        ),
        unlinked=tuple(sorted(before.links - after.links)),
        linked=tuple(sorted(after.links - before.links)),
    )


def _standing_still(old: dict[str, NodeFact], after: VersionFact) -> set[str]:
    """Give the keys of parts that need not be moved."""
    still: set[str] = set()
    for parent, siblings in children_by_parent(after.nodes).items():
        stayed = [
            node.key
            for node in siblings
            if node.key in old and old[node.key].parent == parent
        ]
        positions = [old[key].position for key in stayed]
        still.update(stayed[at] for at in _longest_rising(positions))
    return still


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Give the places of the longest strictly rising subsequence."""
    ends: list[int] = []  # the smallest last number of a row of each length
    last_at: list[int] = []  # and its place
    before: list[int] = []  # the place before each in its row, or -1
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last_at[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last_at[length : length + 1] = [at]
    row: list[int] = []
    at = last_at[-1] if last_at else -1
    while at >= 0:
        row.append(at)
        at = before[at]
    return row[::-1]


def _move(old: NodeFact, new: NodeFact) -> NodeMove:
    return NodeMove(new.key, old.parent, old.position, new.parent, new.position)


def _changes(old: NodeFact, new: NodeFact) -> list[FieldChange]:
    return [
        FieldChange(new.key, name, getattr(old, name), getattr(new, name))
        for name in FIELDS
        if getattr(old, name) != getattr(new, name)
    ]


def apply(differences: Differences, version: VersionFact) -> VersionFact:
    """Make the other version of the one that the differences were counted from."""
    gone = {node.key for node in differences.removed}
    kept = {node.key: node for node in version.nodes if node.key not in gone}
    for change in differences.changed:
        node = kept[change.key]
        kept[change.key] = replace(node, **{change.field: change.after})  # type: ignore[arg-type]  # every field named there is text
    arriving = [(node.parent, node.position, node) for node in differences.added]
    for move in differences.moved:
        node = kept.pop(move.key)
        arriving.append((move.parent, move.position, node))
    siblings = {
        parent: [node.key for node in nodes]
        for parent, nodes in children_by_parent(kept.values()).items()
    }
    # Those that stand still keep their order, so each arrival, taken from the first
    # place on, falls where it is to be.
    for parent, position, node in sorted(arriving, key=lambda one: one[:2]):
        siblings.setdefault(parent, []).insert(position, node.key)
        kept[node.key] = node
    placed = [
        replace(kept[key], parent=parent, position=at)
        for parent, keys in siblings.items()
        for at, key in enumerate(keys)
    ]
    links = (version.links - set(differences.unlinked)) | set(differences.linked)
    title = differences.title[1] if differences.title else version.title
    return version_of(title, placed, links)


class PieceKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words that is in both texts, or only in one of them."""

    kind: PieceKind
    text: str


def word_changes(before: str, after: str) -> list[Piece]:
    """Give both texts in one, word by word: what is the same, removed and added."""
    old, new = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, after))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for same, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if same == "equal":
            pieces.append(Piece(PieceKind.SAME, "".join(old[from_old:to_old])))
            continue
        if to_old > from_old:
            pieces.append(Piece(PieceKind.REMOVED, "".join(old[from_old:to_old])))
        if to_new > from_new:
            pieces.append(Piece(PieceKind.ADDED, "".join(new[from_new:to_new])))
    return pieces
