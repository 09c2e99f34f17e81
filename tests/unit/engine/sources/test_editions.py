"""A new edition held against the one before it."""

from __future__ import annotations

from fardplan.engine.sources.editions import (
    WINDOW,
    EditionFinding,
    compare_editions,
    fingerprints,
    is_same_title,
)


Said = tuple[str, str, int | None]


def edition(told: list[Said], first: int) -> list[EditionFinding]:
    """Findings told as kind, text and the place of their parent, numbered from first."""
    prints = fingerprints(told)
    return [
        EditionFinding(
            first + place,
            kind,
            text,
            prints[place],
            None if parent is None else first + parent,
        )
        for place, (kind, text, parent) in enumerate(told)
    ]


def compared(old: list[Said], new: list[Said]) -> tuple[dict, dict, tuple]:
    """Give what is same, changed and gone; old ones by place, new ones from 100."""
    change = compare_editions(edition(old, 1), edition(new, 100))
    return dict(change.same), dict(change.changed), change.gone


def test_what_is_said_twice_in_one_place_is_two_findings():
    prints = fingerprints([("seat", "Vakant (S)", None)] * 2)
    assert len(set(prints)) == 2


def test_case_spaces_and_points_make_nothing_new():
    one, other = (
        fingerprints([("goal", text, None)])[0]
        for text in ("Trygg  vård.", "trygg vård")
    )
    assert one == other


def test_the_same_words_in_another_place_are_another_finding():
    told = [("strategy", "A", None), ("strategy", "B", None)]
    first = fingerprints([*told, ("theme", "x", 0)])[2]
    second = fingerprints([*told, ("theme", "x", 1)])[2]
    assert first != second


def test_new_changed_and_gone():
    old = [
        ("goal", "En trygg vård nära dig", None),
        ("goal", "Färre ska vänta länge", None),
        ("obstacle", "Brist på personal", None),
    ]
    new = [
        ("goal", "En trygg vård nära dig", None),
        ("goal", "Färre ska vänta för länge", None),
        ("success_factor", "Brist på personal", None),
    ]
    assert compared(old, new) == ({100: 1}, {101: 2}, (3,))


def test_what_belongs_to_something_reworded_is_still_the_same():
    old = [("strategy", "Hälsa där du bor", None), ("theme", "Samverkan", 0)]
    new = [("strategy", "Hälsa där du lever", None), ("theme", "samverkan", 0)]
    assert compared(old, new) == ({101: 2}, {100: 1}, ())


def test_what_belongs_to_something_new_is_new():
    old = [("strategy", "Hälsa där du bor", None), ("theme", "Samverkan", 0)]
    new = [("strategy", "Ekonomi i balans", None), ("theme", "Samverkan", 0)]
    assert compared(old, new) == ({}, {}, (1, 2))


def test_letters_alike_in_another_order_are_not_alike():
    assert compared([("goal", "abcdefghij", None)], [("goal", "jihgfedcba", None)]) == (
        {},
        {},
        (1,),
    )


def test_many_are_compared_with_those_near_them():
    many = WINDOW + 10
    old = [("bullet", f"Punkt nummer {n} om något", None) for n in range(many)]
    new = [("bullet", f"Punkt nummer {n} om något!x", None) for n in range(many)]
    same, changed, gone = compared(old, new)
    assert (same, gone, len(changed)) == ({}, (), many)


def test_titles_of_two_editions():
    assert is_same_title("Verksamhetsplan 2027", "Verksamhetsplan 2028")
    assert is_same_title("Plan för god vård", "Plan för god vård.")
    assert not is_same_title("Plan för god vård", "Budget för god skola")
    assert not is_same_title("2027", "2028")
    assert not is_same_title("Plan", "2028")
