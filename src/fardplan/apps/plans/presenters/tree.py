"""The parts of a version -> one nested list, drawn in a single loop.

Between the rows stand the tags that nest them. With an include for each part, a plan of
400 parts took five times as long to draw.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fardplan.apps.plans.presenters.part_tools import part_tools
from fardplan.apps.plans.states import (
    BESIDE_KINDS,
    CHECKED_KINDS,
    KIND_PLURALS,
    PARENT_KINDS,
    LinkLabel,
    NodeLabel,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.plans.models import Node, NodeLink, Programme

LAST = "sist"


class Tag(SafeString):
    """What nests the rows; the template tells it from a row by its empty key."""

    key = ""


_OPEN, _CLOSE, _END = Tag('<ol class="parts">'), Tag("</ol>"), Tag("</li>")


@dataclass(frozen=True)
class MoveChoice:
    """A button that moves a part one step; ``value`` is parent and predecessor."""

    direction: str
    label: str
    symbol: str
    value: str


@dataclass(frozen=True)
class LinkWords:
    """What a part is tied to in one way."""

    words: str
    targets: list[Node]


@dataclass(frozen=True)
class TreeRow:
    """One part as the page draws it; ``hidden`` parts below it are not drawn."""

    node: Node
    key: str
    parent: str
    label: str
    number: str
    heading: str
    links: list[LinkWords]
    comments: int
    hidden: int
    moves: list[MoveChoice]
    tools: SafeString
    is_checked: bool


Piece: TypeAlias = "TreeRow | Tag"


@dataclass(frozen=True)
class Section:
    """The tree itself, or all of one kind that stands beside it."""

    kind: str
    title: str
    pieces: list[Piece]


def kind_names(programme: Programme) -> dict[str, str]:
    """Give what each kind is called in the programme: its own name, or the usual one."""
    own = {one["kind"]: one["name"] for one in programme.levels if one["name"]}
    return {str(k): own.get(k, str(label)) for k, label in NodeLabel.choices}


class Tree:
    """A version's parts with what hangs on each.

    ``edit_at`` is the version's address for those who may change its parts.
    """

    def __init__(
        self,
        nodes: Iterable[Node],
        links: Iterable[NodeLink],
        names: dict[str, str],
        commented: Iterable[str] = (),
        *,
        hidden: Mapping[int, int] | None = None,
        edit_at: str = "",
    ) -> None:
        rows = list(nodes)
        self._names, self._edit_at = names, edit_at
        self._by_pk = {row.pk: row for row in rows}
        self._below: dict[int | None, list[Node]] = defaultdict(list)
        # At the top each kind beside the tree stands in a list of its own. Places are
        # kept, since to look for each part in its list takes the square of their number.
        self._beside: dict[tuple[int | None, str], list[Node]] = defaultdict(list)
        self._place: dict[int, tuple[int, int]] = {}
        for row in rows:
            below, beside = self._below[row.parent_id], self._beside[_list_of(row)]
            self._place[row.pk] = (len(below), len(beside))
            below.append(row)
            beside.append(row)
        self._links: dict[int, list[NodeLink]] = defaultdict(list)
        for link in links:
            self._links[link.source_id].append(link)
        self._comments = Counter(commented)
        # How many below each part have not been read.
        self._hidden = hidden or {}

    def sections(self) -> list[Section]:
        """Give the tree of levels, and then each kind that stands beside it."""
        top = self._below[None]
        levels = [node for node in top if node.kind not in BESIDE_KINDS]
        found = [Section("", "", self._pieces(levels))]
        for kind, title in KIND_PLURALS.items():
            rows = [node for node in top if node.kind == kind in BESIDE_KINDS]
            if rows:
                found.append(Section(kind, str(title), self._pieces(rows)))
        return found

    def branch(self, key: str) -> list[Section]:
        """Give one part with all below it."""
        chosen = [node for node in self._by_pk.values() if str(node.key) == key]
        return [Section("", "", self._pieces(chosen))]

    def part(self, key: str) -> TreeRow:
        """Give one part alone, as it is drawn after a change."""
        node = next(n for n in self._by_pk.values() if str(n.key) == key)
        return self._row(node, 0, [node])

    def _pieces(self, siblings: list[Node]) -> list[Piece]:
        found: list[Piece] = []
        for at, node in enumerate(siblings):
            row = self._row(node, at, siblings)
            found.append(row)
            below = self._below.get(node.pk, [])
            if below:
                found += [_OPEN, *self._pieces(below), _CLOSE]
            found.append(_END)
        return found

    def _row(self, node: Node, at: int, siblings: list[Node]) -> TreeRow:
        moves = list(self._moves(node)) if self._edit_at else []
        follows = at > 0 and siblings[at - 1].kind == node.kind
        is_run = node.kind in BESIDE_KINDS and node.parent_id is not None
        return TreeRow(
            node=node,
            # A key is hexadecimal: escaping it some thousand times shows in the time.
            key=mark_safe(str(node.key)),  # noqa: S308 -- a UUID
            parent=self._key(node.parent_id),
            label=self._label(node),
            number=node.number if node.kind in BESIDE_KINDS else "",
            heading=str(KIND_PLURALS[node.kind]) if is_run and not follows else "",
            links=self._link_words(node),
            comments=self._comments[str(node.key)],
            hidden=self._hidden.get(node.pk, 0),
            moves=moves,
            tools=self._tools(node, moves),
            is_checked=node.kind in CHECKED_KINDS,
        )

    def _tools(self, node: Node, moves: list[MoveChoice]) -> SafeString:
        if not self._edit_at:
            return SafeString("")
        return part_tools(self._edit_at, str(node.key), node.title, moves)

    def _key(self, pk: int | None) -> str:
        # The parent of a branch's own part has not been read.
        return str(self._by_pk[pk].key) if pk in self._by_pk else ""

    def _label(self, node: Node) -> str:
        if node.kind in BESIDE_KINDS or node.kind == NodeLabel.STATEMENT:
            return ""
        return f"{self._names[node.kind]} {node.number}".strip()

    def _link_words(self, node: Node) -> list[LinkWords]:
        by_kind: dict[str, list[Node]] = defaultdict(list)
        for link in self._links.get(node.pk, ()):
            by_kind[link.kind].append(link.target)
        return [
            LinkWords(
                str(LinkLabel(kind).label),
                sorted(targets, key=lambda one: (one.position, one.pk)),
            )
            for kind, targets in by_kind.items()
        ]

    def _moves(self, node: Node) -> Iterable[MoveChoice]:
        every, beside = self._below[node.parent_id], self._beside[_list_of(node)]
        _among_all, at = self._place[node.pk]
        parent = self._key(node.parent_id)
        if at:
            before, _among_like = self._place[beside[at - 1].pk]
            after = str(every[before - 1].key) if before else ""
            yield MoveChoice("upp", _("Flytta upp"), "↑", f"{parent}:{after}")
        if at < len(beside) - 1:
            after = str(beside[at + 1].key)
            yield MoveChoice("ned", _("Flytta ned"), "↓", f"{parent}:{after}")
        allowed = PARENT_KINDS[node.kind]
        if at and beside[at - 1].kind in allowed:
            value = f"{beside[at - 1].key}:{LAST}"
            yield MoveChoice("in", _("Lägg under den ovanför"), "→", value)
        above = self._by_pk.get(node.parent_id or 0)
        if above:
            over = self._by_pk.get(above.parent_id or 0)
            if (over.kind if over else "") in allowed:
                value = f"{self._key(above.parent_id)}:{above.key}"
                yield MoveChoice("ut", _("Flytta ut ett steg"), "←", value)


def _list_of(node: Node) -> tuple[int | None, str]:
    """Give what the parts that a part can change places with have in common."""
    is_apart = node.parent_id is None and node.kind in BESIDE_KINDS
    return node.parent_id, node.kind if is_apart else ""
