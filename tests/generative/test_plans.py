"""Laws of versions: differences lead exactly from one to the other; frozen stays."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fardplan.engine.plans.compare import apply, compare, word_changes
from fardplan.engine.plans.content import LinkFact, NodeFact, VersionFact, version_of


KEYS = "abcdefgh"
WORDS = st.text(alphabet="ab å.\n", max_size=12)


@st.composite
def versions(draw: st.DrawFn) -> VersionFact:
    """Give a version of some of the same parts, anyhow nested, worded and linked."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    nodes = [
        NodeFact(
            key=key,
            kind=draw(st.sampled_from(["goal", "strategy"])),
            # Only under an earlier one, so it is always a tree.
            parent=draw(st.sampled_from(["", *keys[:at]])),
            position=draw(st.integers(0, 9)),
            title=draw(WORDS),
            text=draw(WORDS),
        )
        for at, key in enumerate(keys)
    ]
    ends = st.sampled_from(keys or ["a"])
    pairs = st.builds(LinkFact, ends, st.just("contributes_to"), ends)
    links = draw(st.sets(pairs, max_size=4)) if keys else set()
    return version_of(draw(WORDS), nodes, links)


@given(versions(), versions())
def test_the_differences_make_the_other_version(one, other):
    assert apply(compare(one, other), one) == other
    assert apply(compare(other, one), other) == one


@given(versions(), versions())
def test_there_are_no_differences_only_between_equals(one, other):
    assert (compare(one, other).count == 0) == (one == other)


@given(versions())
def test_each_moved_part_has_moved_and_taking_one_out_moves_none(version):
    for gone in [
        n for n in version.nodes if all(c.parent != n.key for c in version.nodes)
    ]:
        left = [node for node in version.nodes if node.key != gone.key]
        links = [
            link for link in version.links if gone.key not in (link.source, link.target)
        ]
        found = compare(version, version_of(version.title, left, links))
        assert [node.key for node in found.removed] == [gone.key]
        assert (found.added, found.moved, found.changed) == ((), (), ())


@given(versions(), WORDS)
def test_a_changed_word_is_one_difference(version, word):
    for node in version.nodes[:1]:
        rest = [n for n in version.nodes if n.key != node.key]
        changed = version_of(
            version.title, [*rest, replace(node, title=word)], version.links
        )
        assert compare(version, changed).count == (node.title != word)


@given(WORDS, WORDS)
def test_pieces_hold_both_texts_whole(before, after):
    pieces = word_changes(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after
