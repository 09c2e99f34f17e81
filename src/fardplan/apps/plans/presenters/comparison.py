"""What differs between two versions, in words that people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.apps.plans.states import NODE_FIELDS, LinkLabel


if TYPE_CHECKING:
    from fardplan.apps.plans.queries.comparison import Comparison, Piece


@dataclass(frozen=True)
class PartLine:
    """One part, with the headings above it."""

    label: str
    title: str
    path: str
    key: str
    text: str = ""


@dataclass(frozen=True)
class MovedLine:
    """A part that lies elsewhere: from where and to where."""

    part: PartLine
    before: str
    after: str


@dataclass(frozen=True)
class ChangedLine:
    """A field of a part that says something else, word by word."""

    part: PartLine
    field: str
    pieces: list[Piece]


@dataclass(frozen=True)
class LinkLine:
    """A link that came or went."""

    source: str
    words: str
    target: str


@dataclass(frozen=True)
class ComparisonPage:
    """All differences, each sort for itself."""

    count: int
    title: tuple[str, str] | None
    added: list[PartLine]
    removed: list[PartLine]
    moved: list[MovedLine]
    changed: list[ChangedLine]
    linked: list[LinkLine]
    unlinked: list[LinkLine]


def comparison_page(found: Comparison, names: dict[str, str]) -> ComparisonPage:
    """Tell the differences; ``names`` are what the programme calls each kind."""
    told, old, new = found.differences, found.old, found.new

    def part(key: str, *, was: bool = False) -> PartLine:
        node = (old if was else new)[key]
        return PartLine(
            label=f"{names[node.kind]} {node.number}".strip(),
            title=node.title,
            path=found.path(key, was=was),
            key=key,
            text=node.text,
        )

    def links(rows: object, *, was: bool) -> list[LinkLine]:
        nodes = old if was else new
        return [
            LinkLine(
                nodes[row.source].title,
                str(LinkLabel(row.kind).label),
                nodes[row.target].title,
            )
            for row in rows  # type: ignore[attr-defined]  # the engine's links
        ]

    return ComparisonPage(
        count=told.count,
        title=told.title,
        added=[part(node.key) for node in told.added],
        removed=[part(node.key, was=True) for node in told.removed],
        moved=[
            MovedLine(part(m.key), found.path(m.key, was=True), found.path(m.key))
            for m in told.moved
        ],
        changed=[
            ChangedLine(part(c.key), str(NODE_FIELDS.get(c.field, c.field)), pieces)
            for c, pieces in found.words
        ],
        linked=links(told.linked, was=False),
        unlinked=links(told.unlinked, was=True),
    )
