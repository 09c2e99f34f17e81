"""Pages are cut into passages that hold every word once."""

from __future__ import annotations

import pytest

from fardplan.engine.search.passages import LONGEST, passages


PARAGRAPH = "En mening om nära vård som är ganska lång, och till och med längre. " * 3


def texts(page: str) -> list[str]:
    return [page[start:end] for start, end in passages(page)]


def test_empty_lines_part_passages():
    assert texts(f"{PARAGRAPH}\n\n  \n{PARAGRAPH}") == [PARAGRAPH, PARAGRAPH]


def test_short_ones_are_joined_with_the_next():
    assert texts(f"Rubrik\n\n{PARAGRAPH}") == [f"Rubrik\n\n{PARAGRAPH}"]


def test_a_short_one_is_not_joined_with_what_is_too_long():
    page = f"Rubrik\n\n{'x' * (LONGEST - 3)}"
    assert texts(page) == ["Rubrik", "x" * (LONGEST - 3)]


@pytest.mark.parametrize("page", ["Ord. " * 900, "ord " * 900, "o" * 2000])
def test_long_ones_are_cut(page):
    found = passages(page)
    assert max(end - start for start, end in found) <= LONGEST
    assert "".join(texts(page)).split() == page.split()


@pytest.mark.parametrize("page", ["", " \n\n \n"])
def test_an_empty_page_has_none(page):
    assert passages(page) == []
