"""Where pages begin, and what stands on every one of them."""

from __future__ import annotations

import pytest
from tests.builders import documents

from fardplan.engine.sources.agenda import find_agenda
from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.lines import cut_lines
from fardplan.engine.sources.meeting import find_meeting
from fardplan.engine.sources.model import Source
from fardplan.engine.sources.names import split_presenters
from fardplan.engine.sources.repair import clean


def texts_of(*pages: str) -> list[str]:
    return [block.text for block in read_blocks(Source("\f".join(pages))).blocks]


def pages_of(text: str) -> list[tuple[str, int]]:
    return [(line.text, line.page) for line in cut_lines(Source(text))[0]]


def test_a_numbered_head_does_not_part_a_sentence():
    assert texts_of(
        "Vår plan 1 (3)\nVi bygger ut den", "Vår plan 2 (3)\nnära vården i länet."
    ) == ["Vår plan 1 (3) Vi bygger ut den nära vården i länet."]


def test_a_page_number_alone_is_left_out_when_three_pages_have_one():
    assert texts_of("Ett.\n1", "Två.\n2", "Tre.\n3") == ["Ett.", "Två.", "Tre."]
    assert texts_of("Ett.\n1", "Två.\n2") == ["Ett. 1", "Två. 2"]


def test_what_is_numbered_on_its_own_stays():
    pages = [f"Målområde {n}\nText om området." for n in (1, 2, 3)]
    assert sum("Målområde" in text for text in texts_of(*pages)) == 3


def test_a_foot_that_all_pages_share_is_left_out_and_a_head_when_it_interrupts():
    pages = [
        f"Region Ek\n{word} går\nDiarienummer 7" for word in ("Ett", "så", "det", "nu")
    ]
    assert texts_of(*pages) == ["Region Ek Ett går så går det går nu går"]


def test_a_heading_that_pages_share_stays():
    pages = [f"Inspel\n\n• {word}" for word in ("Ett", "Två", "Tre", "Fyra")]
    assert texts_of(*pages).count("Inspel") == 4


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Plan 1 (2)\nA\nB\nC\nPlan 2 (2)\nD", [1, 1, 1, 1, 2, 2]),
        ("A\nB\nC\nD\nSida 1\nE\nF\nSida 2", [1, 1, 1, 1, 1, 2, 2, 2]),
        ("Plan 1 (2)\nA\nB\nC\nPlan 3 (2)\nD", [1] * 6),
        ("Plan 1 (2)\nA\nB\nC\nPlan 2 (9)\nD", [1] * 6),
        ("A\nB\nC\nD\nPlan 1 (2)\nE\nPlan 2 (2)\nF\nG\nH", [1] * 10),
    ],
)
def test_the_numbers_of_pages_tell_where_they_begin(text, pages):
    assert [page for _, page in pages_of(text)] == pages


def test_a_space_begins_a_page_or_is_a_lost_bullet():
    text = (
        "Nämnden tackar.\n Ny sida\nMed text.\nFokusområden:\n Hälsa\n Vård\n"
        "som är nära\n Omsorg\n Slut på\n  Allra sist\nText\n fortsätter här\n"
    )
    lines = cut_lines(Source(text))[0]
    assert [(line.text, line.page, line.mark) for line in lines] == [
        ("Nämnden tackar.", 1, ""),
        ("Ny sida", 2, ""),
        ("Med text.", 2, ""),
        ("Fokusområden:", 2, ""),
        ("Hälsa", 2, " "),
        ("Vård", 2, " "),
        ("som är nära", 2, ""),
        ("Omsorg", 2, " "),
        ("Slut på", 2, " "),
        ("Allra sist", 3, " "),
        ("Text", 3, ""),
        ("fortsätter här", 4, ""),
    ]


def test_a_line_that_ends_early_is_a_heading():
    texts = texts_of(
        "Genomförande\nRegiondirektören redovisar varje år hur arbetet fortskrider."
    )
    assert texts == [
        "Genomförande",
        "Regiondirektören redovisar varje år hur arbetet fortskrider.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Läget – Ada Ek, överläkare, och Bo Ask", ("Läget", ("Ada Ek", "Bo Ask"))),
        ("Läget, Ada Ek", ("Läget", ("Ada Ek",))),
        ("Avtal, Region Dal", ("Avtal, Region Dal", ())),
        ("Besök – hos oss", ("Besök – hos oss", ())),
    ],
)
def test_presenters_stand_after_a_dash_or_last(text, told):
    assert split_presenters(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Avtal VON 2025/12 om lokaler", ["Avtal VON 2025/12 om lokaler", None, ()]),
        ("Avtal VON 2025/12", ["Avtal", "VON 2025/12", ()]),
        ("Avtal VON 2025/12 Ada Ek", ["Avtal", "VON 2025/12", ("Ada Ek",)]),
    ],
)
def test_a_registry_number_ends_a_title_alone_or_with_names_after_it(text, told):
    (item,) = find_agenda(read_blocks(Source(f"1. {text}")).lines)
    fields = item.fields
    assert [fields[name] for name in ("title", "registry_number", "presenters")] == told


def test_who_signs_after_new_year_does_so_the_next_year():
    text = (
        "1. Justering\nFörslag till beslut\n"
        "Ada Ek (S) utses att justera protokollet den 4 januari."
    )
    lines = read_blocks(Source(text)).lines
    days = [
        one.fields["deadline"]
        for day in ("2027-12-20", "2027-01-02", None)
        for item in find_agenda(lines, day)
        for one in item.children
        if one.kind == "approval"
    ]
    assert days == ["2028-01-04", "2027-01-04", None]


def test_a_place_that_no_one_tells_is_none():
    text = documents.NOTICE.replace(
        "Plats: Sal Björken, Storgatan 5, Vintervik", "Plats: kl. 13.15"
    )
    meeting = find_meeting(read_blocks(Source(text)).lines)
    assert meeting is not None
    assert meeting.fields["place"] is None


def test_printed_ligatures_become_letters():
    assert (
        clean("\N{LATIN SMALL LIGATURE FI}ka i e\N{LATIN SMALL LIGATURE FFI}k")
        == "fika i effik"
    )
