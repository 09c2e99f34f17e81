"""/plan/<program>/insatser/<insats>/insats.pdf: one initiative on a page."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from tests.factories.initiatives import edit, initiative, make_initiatives, tell
from tests.factories.people import granted
from tests.web.reading import links


pytestmark = pytest.mark.usefixtures("few_authorities")
PAGE = "/plan/nara/insatser/mobila-team/"
PAPER = f"{PAGE}insats.pdf"


@pytest.fixture
def version(administrator):
    version = make_initiatives(administrator)
    edit(
        administrator,
        initiative(),
        purpose="Fler klarar sig hemma.",
        phase="Pilot",
        municipalities="1880",
        agreement="3",
        predictability="3",
        budget="1200000",
    )
    step = {"next_step": "Anställ", "next_day": date(2026, 12, 1)}
    tell(administrator, initiative(), "at_risk", text="Ingen sökte.", **step)
    return version


def pages(client) -> list[str]:
    pytest.importorskip("typst", reason="typst saknas: kör make setup-dev")
    answer = client.get(PAPER)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'inline; filename="insats-mobila-team.pdf"'
    )
    assert b"/StructTreeRoot" in answer.content
    paper = pypdfium2.PdfDocument(answer.content)
    found = [page.get_textpage().get_text_bounded() for page in paper]
    paper.close()
    return [" ".join(text.split()) for text in found]


def test_the_page_tells_what_it_is_how_it_goes_and_what_is_next(
    client, administrator, version
):
    client.force_login(granted(administrator, "1880", "Ali", "analyst"))
    assert links(client.get(PAGE))["Skriv ut på en sida"] == PAPER
    (text,) = pages(client)
    for words in (
        "Mobila team",
        "Nära vård i Påhitt · 1 Team som kommer hem",
        "! Risk för avvikelse · Pilot",
        "Fler klarar sig hemma.",
        "Ingen sökte. Nästa steg: Anställ (2026-12-01)",
        "Kommuner Örebro",
        "Budget 1 200 000 kr",
        "Så leder ni insatsen",
    ):
        assert words in text
    assert "Belägg" not in text


def test_before_anything_is_told_it_says_so(client, administrator):
    make_initiatives(administrator)
    client.force_login(administrator)
    (text,) = pages(client)
    assert "Ingen har berättat hur det går ännu." in text
    assert "Uppgifter" not in text


def test_long_words_are_set_smaller_and_the_longest_go_on(
    client, administrator, version
):
    client.force_login(administrator)
    edit(administrator, initiative(), purpose="Fler klarar sig hemma. " * 150)
    assert len(pages(client)) == 1
    long = {"purpose": "Fler klarar sig hemma. " * 260, "evaluation": "Gjord"}
    edit(administrator, initiative(), **long, evaluation_result="Ja. " * 1400)
    assert len(pages(client)) == 2


def test_a_draft_is_for_its_parties(client, administrator, version):
    assert client.get(PAPER).status_code == 302
    client.force_login(granted(administrator, "1881", "Gun", "analyst"))
    assert client.get(PAPER).status_code == 404
