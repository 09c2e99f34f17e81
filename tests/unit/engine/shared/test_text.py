"""The Swedish order of names, and what a search compares."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.reference.swedish_order import comes_before

from fardplan.engine.shared.text import search_key, swedish_sort_key


# Written down in the order that a Swedish reader expects.
ORDERED = [
    "",
    "2 kap.",
    "A-kassan",
    "Ab",
    "Alingsås",
    "Alvesta",
    "Région",
    "Region Örebro",
    "Regionen",
    "Upplands-Bro",
    "Upplands Väsby",
    "Upplandsbyn",
    "Vara",
    "Wara",
    "Ydre",
    "Ürgüp",
    "Zinkgruvan",
    "Åmål",
    "Åre",
    "Älmhult",
    "Öckerö",
    "Ødeshög",
    "Þingeyri",
    "Ωmega",
]


def test_names_come_in_swedish_order():
    assert sorted(set(ORDERED), key=swedish_sort_key) == ORDERED


def test_the_slow_twin_orders_the_names_alike():
    assert all(comes_before(one, other) for one, other in pairwise(ORDERED))


def test_the_key_holds_digits_only_so_that_every_collation_orders_alike():
    assert {c for name in ORDERED for c in swedish_sort_key(name)} <= set("0123456789")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÖREBRO", "örebro"),
        ("Linné", "Linne"),
        ("A\u030alands", "Ålands"),  # a and a ring apart, as macOS writes file names
        ("Upplands-Bro", "Upplands Bro"),
        ("Æ", "Ä"),
        ("Ü", "Y"),
        ("½", "12"),
    ],
)
def test_these_have_the_same_place(one, other):
    assert swedish_sort_key(one) == swedish_sort_key(other)


def test_search_key_folds_case_and_spaces_but_keeps_the_letters():
    assert search_key("Region  ÖREBRO län ", "", "18") == "region örebro län 18"


def test_search_key_knows_letters_written_in_two_parts():
    assert search_key("O\u0308rebro") == "örebro"


def test_search_key_of_nothing_is_nothing():
    assert search_key("", "") == ""
