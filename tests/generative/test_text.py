"""Laws of the text keys, for any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.reference.swedish_order import comes_before

from fardplan.engine.shared.text import search_key, swedish_sort_key


names = st.text(
    st.one_of(st.sampled_from("aåäöéüvwz -2AÅÄÖ"), st.characters(codec="utf-8")),
    max_size=8,
)


@given(names, names)
def test_the_sort_key_agrees_with_its_slow_twin(one, other):
    assert (swedish_sort_key(one) <= swedish_sort_key(other)) == comes_before(
        one, other
    )


@given(names)
def test_the_sort_key_holds_plain_digits_only(name):
    assert swedish_sort_key(name).strip("0123456789") == ""


@given(names)
def test_a_search_key_is_its_own_search_key(name):
    once = search_key(name)

    assert search_key(once) == once


@given(names, names)
def test_every_word_of_what_is_searched_is_found(name, county):
    key = search_key(name, county)

    assert [
        w for t in (name, county) for w in search_key(t).split() if w not in key
    ] == []
