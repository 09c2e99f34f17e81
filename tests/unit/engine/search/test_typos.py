"""How many slips apart two words are, and how many a word may have."""

from __future__ import annotations

import pytest

from fardplan.engine.search.typos import allowed, distance


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("vårdplan", "vårdplan", 0),
        ("vårdplna", "vårdplan", 1),
        ("samrad", "samråd", 1),
        ("nämd", "nämnd", 1),
        ("omsrogsnämndne", "omsorgsnämnden", 2),
        ("mål", "plan", 3),
        ("vård", "vårdplanering", 3),
        ("", "ab", 2),
    ],
)
def test_distance(one, other, slips):
    assert distance(one, other, 2) == slips
    assert distance(other, one, 2) == slips


@pytest.mark.parametrize(
    ("word", "slips"),
    [("mål", 0), ("nämd", 1), ("vårdpln", 1), ("vårdplna", 2), ("2019-1234", 0)],
)
def test_longer_words_may_have_more(word, slips):
    assert allowed(word) == slips
