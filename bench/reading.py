"""A thousand pages of PDF read into findings, beside PDFium's raw text of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pypdfium2
import yaml
from tests.builders.documents import OVERVIEW_PAGES
from tests.builders.pdf import pdf_of_text
from tests.surroundings import ROOT

from bench.table import Row
from fardplan.engine.sources.read_file import read_content
from fardplan.engine.sources.themes import lexicon_from


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGES, TURNS, LONG, LONG_TURNS = 1_000, 15, 3, 6
# Running text as such papers have it: about thirty lines fill a page.
PROSE = """Omställningen till en god och nära vård går framåt i hela länet. Under
året har fler invånare fått en fast kontakt på sin vårdcentral, och de
som behöver mycket vård möter oftare samma personer. Kommunerna och
regionen planerar nu tillsammans inför utskrivning från sjukhus.

Det som återstår är framför allt bemanningen i glesbygd. Flera hälso-
och sjukvårdsenheter delar på läkare, och distansbesök har blivit en
vana. Nästa steg är att pröva hemmonitorering för kroniskt sjuka och
att följa upp hur det påverkar besöken på akutmottagningen.
"""


def rows() -> Iterator[Row]:
    """Measure reading, best of some turns taken in alternation; then three times as long."""
    file = ROOT / "definitions" / "themes.yaml"
    lexicon = lexicon_from(yaml.safe_load(file.read_text(encoding="utf-8")))
    content = document(PAGES)
    ours, floor = [], []
    for _ in range(TURNS):
        floor.append(_seconds(lambda: raw_text(content)))
        ours.append(_seconds(lambda: read_content(content, lexicon)))
    yield Row(
        name=f"read {PAGES} PDF pages into findings",
        unit="s",
        ours=min(ours),
        floor=min(floor),
        most_times=2.5,
        note=f"floor: the raw text by pypdfium2; best of {TURNS}",
    )
    long = document(LONG * PAGES)
    longer, shorter = [], []
    for _ in range(LONG_TURNS):
        longer.append(_seconds(lambda: read_content(long, lexicon)))
        shorter += [_seconds(lambda: read_content(content, lexicon)) for _ in range(2)]
    yield Row(
        name=f"read {LONG * PAGES} PDF pages: linear?",
        unit="s",
        ours=min(longer),
        floor=LONG * min(shorter),
        most_times=1.3,
        note=f"floor: {LONG} times as long as for {PAGES} pages, in the same turns",
    )


def document(pages: int) -> bytes:
    """Give a PDF of our own invented papers."""
    texts = [f"{page}\n\n{PROSE}\n{PROSE}" for page in OVERVIEW_PAGES]
    # The regions' names head pages of their own.
    texts[0], texts[6] = OVERVIEW_PAGES[0], OVERVIEW_PAGES[6]
    return pdf_of_text("\f".join(texts[n % len(texts)] for n in range(pages)))


def raw_text(content: bytes) -> int:
    """Take out the text of each page and nothing more."""
    pdf = pypdfium2.PdfDocument(content)
    length = 0
    for number in range(len(pdf)):
        page = pdf[number]
        textpage = page.get_textpage()
        length += len(textpage.get_text_range())
        textpage.close()
        page.close()
    pdf.close()
    return length


def _seconds(work: Callable[[], object]) -> float:
    """Give the time of the processor, so that a busy machine changes both alike."""
    began = time.process_time()
    work()
    return time.process_time() - began
