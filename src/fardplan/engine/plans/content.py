"""The content of one version of a plan: its parts in their tree, and their links.

In: parts in any order. Out: a :class:`VersionFact` where they stand in the order of the
tree and siblings are numbered from 0, so that two versions with the same content are
equal and have the same canonical JSON (keys sorted, no spaces, as RFC 8785 for the
plain strings and whole numbers that a plan holds) and the same SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = ""


@dataclass(frozen=True, kw_only=True)
class NodeFact:
    """One part. ``parent`` is a key, empty at the root; ``day`` is ISO text or empty."""

    key: str
    kind: str
    parent: str = ROOT
    position: int = 0
    number: str = ""
    title: str
    text: str = ""
    day: str = ""
    less_of: str = ""
    more_of: str = ""
    initiative: str = ""


@dataclass(frozen=True, order=True)
class LinkFact:
    """A link from one part to another, by their keys."""

    source: str
    kind: str
    target: str


@dataclass(frozen=True)
class VersionFact:
    """All that a version says; made by :func:`version_of`."""

    title: str
    nodes: tuple[NodeFact, ...]
    links: frozenset[LinkFact]


def version_of(
    title: str, nodes: Iterable[NodeFact], links: Iterable[LinkFact]
) -> VersionFact:
    """Give the version; refuse parts that make no tree, and links to nowhere."""
    given = list(nodes)
    keys = {node.key for node in given}
    ordered = tuple(in_tree_order(given))
    if len(keys) != len(given) or len(ordered) != len(given):
        raise ValueError("the parts make no tree: a key twice, a lost parent or a ring")
    linked = frozenset(links)
    if not {k for link in linked for k in (link.source, link.target)} <= keys:
        raise ValueError("a link leads to a part that is not there")
    return VersionFact(title, ordered, linked)


def children_by_parent(nodes: Iterable[NodeFact]) -> dict[str, list[NodeFact]]:
    """Give the parts under each parent, in their order."""
    found: dict[str, list[NodeFact]] = defaultdict(list)
    for node in nodes:
        found[node.parent].append(node)
    for siblings in found.values():
        siblings.sort(key=lambda node: (node.position, node.key))
    return found


def in_tree_order(nodes: Iterable[NodeFact]) -> list[NodeFact]:
    """Give the parts from the top down, with siblings numbered from 0.

    What does not hang together with the root is left out.
    """
    below = children_by_parent(nodes)
    ordered: list[NodeFact] = []
    waiting = [*_numbered(below.get(ROOT, []))][::-1]
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting += _numbered(below.pop(node.key, []))[::-1]
    return ordered


def _numbered(siblings: list[NodeFact]) -> list[NodeFact]:
    return [replace(node, position=at) for at, node in enumerate(siblings)]


def canonical_json(version: VersionFact, about: Mapping[str, Any]) -> str:
    """Give the one text that says all of the version, with what it belongs to."""
    content = {
        **about,
        "format": 1,
        "title": version.title,
        "nodes": [asdict(node) for node in version.nodes],
        "links": [asdict(link) for link in sorted(version.links)],
    }
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def fingerprint(text: str) -> str:
    """Give the SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
