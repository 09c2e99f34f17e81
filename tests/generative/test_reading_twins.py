"""What is quick in reading gives what its slow twin gives."""

from __future__ import annotations

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.pdf import Placed, write_pdf
from tests.reference.body_mentions import mentions as slow_mentions
from tests.reference.pdf_letters import SlowLetters

from fardplan.engine.sources.bodies import CUES, mentions
from fardplan.engine.sources.pdf_letters import Letters


words = st.one_of(
    st.sampled_from(
        [
            *CUES,
            "Region",
            "Nämnd för",
            "hälso- och",
            "sjukvårds",
            "Politiska",
            ". ",
            ".",
        ]
    ),
    st.sampled_from(["en", "er", "et", "ens", "na", " ", "  ", "_", ", ", " (HSN) "]),
    st.text(max_size=8),
)
lines = st.builds(
    Placed,
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30),
    st.floats(20, 500),
    st.floats(20, 800),
    st.floats(4, 30),
    st.booleans(),
)


@given(st.lists(words, max_size=30).map("".join))
def test_bodies_are_mentioned_where_the_patterns_alone_find_them(text):
    assert [found.span() for found in mentions(text)] == slow_mentions(text)


@given(st.lists(st.lists(lines, max_size=6), min_size=1, max_size=3))
def test_letters_are_what_pypdfium2_says_letter_by_letter(pages):
    document = pypdfium2.PdfDocument(write_pdf(pages))
    letters = Letters()
    for page in document:
        textpage = page.get_textpage()
        letters.turn_to(textpage.raw)
        fast = told(letters, textpage.count_chars())
        slow = told(SlowLetters(textpage), textpage.count_chars())
        textpage.close()
        page.close()
        assert fast == slow
    document.close()


def told(letters: Letters | SlowLetters, count: int) -> list[object]:
    """Give all that the letters tell."""
    return [
        letters.text(),
        *((letters.span(n, count - 1), letters.size(n)) for n in range(count)),
        *(letters.are_bold(n, count - 1) for n in range(count)),
    ]
