"""Laws of reading, for any text and any bytes: no crash, exact quotations, no hang."""

from __future__ import annotations

import time
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import documents
from tests.builders.pdf import pdf_of_text
from tests.builders.word import word_bytes, word_document

from fardplan.engine.sources.model import Source
from fardplan.engine.sources.output import to_json
from fardplan.engine.sources.output_shape import problems
from fardplan.engine.sources.read_error import ReadError
from fardplan.engine.sources.read_file import read_content, to_source
from fardplan.engine.sources.reading import read
from fardplan.engine.sources.themes import Lexicon, ThemeWords


LEXICON = Lexicon((ThemeWords("a", "A", ("vård", "*team")),))
SECONDS_A_PAGE = 1
PAPERS = [
    getattr(documents, name)
    for name in (
        "NOTICE",
        "AGENDA_BY_NUMBER",
        "MINUTES",
        "STRATEGY",
        "ACTIVITY_PLAN",
        "PLAN_PROCESS",
        "INVITATION",
        "OVERVIEW",
    )
]
PIECES = sorted({line for paper in PAPERS for line in paper.split("\n")})
# Pieces of real papers in any order reach further into the recognisers than any letters.
papers = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(
            ["", " ", "\f", "• ", " Ü26/4 x", "-", "1. ", "§ 1 ", "”", "\ufffd"]
        ),
        st.text(max_size=30),
    ),
    max_size=40,
).map("\n".join)
slow_start = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None
)


@slow_start
@given(papers)
def test_any_text_gives_exact_quotations_in_the_promised_shape(text):
    began = time.monotonic()
    answer = to_json(read(Source(text), LEXICON), "")
    assert time.monotonic() - began < SECONDS_A_PAGE * max(
        answer["document"]["pages"], 1
    )
    assert problems(answer) == []
    for one in [*answer["findings"], *answer["notes"]]:
        assert text[one["start"] : one["end"]] == one["quote"]
        assert one["page"] <= answer["document"]["pages"]
    assert to_json(read(Source(text), LEXICON), "") == answer


def survives(content: bytes) -> None:
    with suppress(ReadError):
        assert problems(read_content(content, LEXICON)) == []


DOCX = word_document()
DOCX.add_heading("Strategi 1", 1)
DOCX.add_paragraph("En punkt", style="List Bullet")
WHOLE = {
    "pdf": pdf_of_text(documents.STRATEGY),
    "docx": word_bytes(DOCX),
    "html": b"<html><ul><li>Ett<ul><li>tv\xc3\xa5</ul></ul><table><tr><td>a</html>",
}


@slow_start
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_damaged_file_gives_a_reason_or_findings(kind, data):
    content = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(1, len(content))) :]
    survives(bytes(content))


@slow_start
@given(st.binary(max_size=400))
def test_any_bytes_give_a_reason_or_findings(content):
    survives(content)
    survives(b"<html>" + content)
    survives(b"%PDF-1.7\n" + content)


@slow_start
@given(papers)
def test_a_pdf_of_any_paper_has_a_quotation_for_each_finding(text):
    content = pdf_of_text(text)
    try:
        source = to_source(content)
    except ReadError:
        return
    answer = read_content(content, LEXICON)
    for one in answer["findings"]:
        assert source.text[one["start"] : one["end"]] == one["quote"]
