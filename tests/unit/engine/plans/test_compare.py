"""What differs between two versions, told exactly."""

from __future__ import annotations

import json

import pytest

from fardplan.engine.plans.compare import (
    FieldChange,
    LinkFact,
    NodeMove,
    Piece,
    PieceKind,
    apply,
    compare,
    word_changes,
)
from fardplan.engine.plans.content import (
    NodeFact,
    canonical_json,
    fingerprint,
    version_of,
)


def node(key: str, parent: str = "", position: int = 0, **said: str) -> NodeFact:
    return NodeFact(
        key=key,
        kind="goal",
        parent=parent,
        position=position,
        **{"title": key.upper(), **said},
    )


def plan(*nodes: NodeFact, title: str = "Plan", links=()):
    return version_of(title, nodes, links)


def test_nothing_differs_between_a_version_and_itself():
    version = plan(node("a"), node("b", "a"))
    found = compare(version, version)
    assert found.count == 0
    assert apply(found, version) == version


def test_each_sort_of_difference_is_told_once():
    old = plan(
        node("a"),
        node("b", position=1),
        node("c", position=2),
        node("gone", "a"),
        links=[LinkFact("a", "contributes_to", "b")],
    )
    new = plan(
        node("new"),
        node("a", position=1, title="A2"),
        node("b", position=2),
        node("c", "a"),
        title="Ny plan",
        links=[LinkFact("b", "contributes_to", "a")],
    )
    found = compare(old, new)
    assert found.title == ("Plan", "Ny plan")
    assert [one.key for one in found.removed] == ["gone"]
    assert [one.key for one in found.added] == ["new"]
    assert found.moved == (NodeMove("c", "", 2, "a", 0),)
    assert found.changed == (FieldChange("a", "title", "A", "A2"),)
    assert found.unlinked == (LinkFact("a", "contributes_to", "b"),)
    assert found.linked == (LinkFact("b", "contributes_to", "a"),)
    assert found.count == 7
    assert apply(found, old) == new


def test_one_that_goes_first_moves_no_other():
    old = plan(*(node(key, position=at) for at, key in enumerate("abcde")))
    new = plan(*(node(key, position=at) for at, key in enumerate("eabcd")))
    assert [move.key for move in compare(old, new).moved] == ["e"]
    assert apply(compare(old, new), old) == new


@pytest.mark.parametrize(
    "nodes",
    [
        [node("a"), node("a")],
        [node("a", "lost")],
        [node("a", "b"), node("b", "a")],
    ],
    ids=["a key twice", "a lost parent", "a ring"],
)
def test_parts_that_make_no_tree_are_refused(nodes):
    with pytest.raises(ValueError, match="no tree"):
        version_of("Plan", nodes, [])


def test_a_link_to_nowhere_is_refused():
    with pytest.raises(ValueError, match="not there"):
        plan(node("a"), links=[LinkFact("a", "shift", "b")])


def test_the_same_content_has_the_same_text_and_hash_whatever_the_order():
    one = plan(node("a", position=3), node("b", "a"), node("c", position=7))
    other = plan(node("c", position=1), node("a"), node("b", "a"))
    assert one == other
    text = canonical_json(one, {"number": 1})
    assert text == canonical_json(other, {"number": 1})
    assert [n["key"] for n in json.loads(text)["nodes"]] == ["a", "b", "c"]
    # Counted once by hand with sha256sum.
    assert fingerprint("å") == (
        "e83979df9d36090142f23051f8e8d7ad48e5c20dff5c9e7b92ca3454f67469f9"
    )


def test_words_that_differ_are_told_between_those_that_stay():
    assert word_changes("en trygg vård", "en nära och trygg") == [
        Piece(PieceKind.SAME, "en "),
        Piece(PieceKind.ADDED, "nära och "),
        Piece(PieceKind.SAME, "trygg"),
        Piece(PieceKind.REMOVED, " vård"),
    ]
