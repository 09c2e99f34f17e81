"""Pages are read to their end however the service tells of it, or told as torn."""

from __future__ import annotations

import pytest

from fardplan.fetchers import kolada_pages
from fardplan.fetchers.errors import FetchError
from fardplan.fetchers.kolada_pages import read_pages


TORN = "gav ett svar som inte hänger ihop: {}. Färdplan frågade 4 gånger"


@pytest.fixture
def paged(kolada, monkeypatch):
    """A page holds seven values, so that the thirty areas are five pages."""
    monkeypatch.setattr(kolada_pages, "PER_PAGE", 7)
    kolada.areas = {f"{n:04}": "K" for n in range(1100, 1130)}
    return kolada


def read(client) -> list[str]:
    return [one["id"] for one in read_pages(client, "/municipality")]


@pytest.mark.parametrize("counts", ["page", "all", "none"])
@pytest.mark.parametrize("links", ["next_url", "next_page", "none"])
@pytest.mark.parametrize("cap", [5000, 7, 4, 30, 1])
def test_every_way_of_telling_the_end_gives_all(paged, kolada_at, links, counts, cap):
    paged.links, paged.counts, paged.cap = links, counts, cap
    assert read(kolada_at) == list(paged.areas)


@pytest.mark.parametrize("links", ["next_url", "next_page", "none"])
@pytest.mark.parametrize("areas", [0, 6, 7, 14])
def test_the_last_page_may_be_full_or_empty(paged, kolada_at, links, areas):
    paged.links = links
    paged.areas = {f"{n:04}": "K" for n in range(1100, 1100 + areas)}
    assert read(kolada_at) == list(paged.areas)


@pytest.mark.parametrize("counts", ["page", "all"])
def test_a_full_page_that_says_it_is_the_last_is_not_believed(paged, kolada_at, counts):
    paged.counts = counts
    paged.faults = {2: "ends early", 3: "ends early"}
    assert read(kolada_at) == list(paged.areas)


@pytest.mark.parametrize("fault", ["repeats", "count changed"])
@pytest.mark.parametrize("at", [2, 3, 5])
def test_an_answer_that_does_not_hang_together_is_asked_anew(
    paged, kolada_at, fault, at
):
    paged.faults = {at: fault}
    assert read(kolada_at) == list(paged.areas)
    assert len(paged.asked) > 5


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("repeats", "sida 2 upprepar en tidigare sida"),
        ("count changed", r"30 rader kom men antalet sades vara 10, 10, 10, 10, 5"),
        ("404", "sida 2 finns inte, men den före gjorde det"),
    ],
)
def test_an_answer_that_never_hangs_together_is_told(paged, kolada_at, fault, told):
    paged.faults = {n: fault for n in range(1, 99) if fault == "count changed"}
    if not paged.faults:  # the first page is as it should each time
        paged.faults = dict.fromkeys((2, 4, 6, 8), fault)
    with pytest.raises(FetchError, match=TORN.format(told)):
        read(kolada_at)


def test_a_refusal_is_not_taken_for_the_end(paged, kolada_at):
    """Nothing else says here that there are more pages."""
    paged.links, paged.counts, paged.cap = "none", "none", 4
    paged.faults = {2: "404"}
    assert read(kolada_at) == list(paged.areas)


def test_pages_without_end_are_told(paged, kolada_at, monkeypatch):
    monkeypatch.setattr(kolada_pages, "MOST_PAGES", 3)
    with pytest.raises(FetchError, match="det kom fler än 3 sidor"):
        read(kolada_at)


@pytest.mark.parametrize("answer", [[], {"value": []}, {"values": None}, "nej", None])
def test_an_answer_of_another_shape_is_told(paged, kolada_at, answer):
    paged.answer = lambda *_: (200, answer)
    try:
        with pytest.raises(FetchError, match="sida 1 har inga värden"):
            read(kolada_at)
    finally:
        del paged.answer
