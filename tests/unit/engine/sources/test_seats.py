"""Seats, however a notice sets names, parties, offices and columns."""

from __future__ import annotations

import pytest

from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.columns import open_rows
from fardplan.engine.sources.model import Source
from fardplan.engine.sources.seat_person import person_of
from fardplan.engine.sources.seats import find_seats


CHAIR, VICE, MEMBER, SUBSTITUTE = "chair", "vice_chair", "member", "substitute"


def seats(text: str) -> list[tuple[object, ...]]:
    lines = open_rows(read_blocks(Source(text)).lines)
    found = (one.fields for one in find_seats(lines))
    return [(told["name"], told["party"], told["role"]) for told in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anita Björk (S), ordförande", ("Anita Björk", "S", CHAIR)),
        ("Anita Björk, ordförande (S)", ("Anita Björk", "S", CHAIR)),
        ("1. Peder Frisk C, 1:e vice ordf.", ("Peder Frisk", "C", VICE)),
        ("Andre vice ordförande: Eva van der Ek (MP)", ("Eva van der Ek", "MP", VICE)),
        ("Lars G. Ek (KD)", ("Lars G. Ek", "KD", None)),
        ("Ledamot, Ada Ek, S", ("Ada Ek", "S", MEMBER)),
        ("Ada Ek (S), ersättare", ("Ada Ek", "S", SUBSTITUTE)),
        ("S Ada Ek", ("Ada Ek", "S", None)),
        ("Ada Ek KD", ("Ada Ek", "KD", None)),
        ("Vakant, M", (None, "M", None)),
        ("Ada Ek, chef, ordförande", ("Ada Ek", None, CHAIR)),
        ("Ada Ek, Ekby kommun", ("Ada Ek", None, None)),
    ],
)
def test_a_person_is_told_by_name_party_and_office_in_any_order(text, expected):
    person = person_of(text)
    assert person is not None
    assert person[:3] == expected


@pytest.mark.parametrize(
    "text", ["Motion från Ada Ek (S)", "Region Ekby", "Ada Ek är ny", "Kommunhuset"]
)
def test_what_is_no_person_has_no_seat(text):
    assert person_of(text) is None


def test_columns_with_offices_on_lines_of_their_own_stay_apart():
    text = (
        "LEDAMÖTER                     ERSÄTTARE\n"
        "Anita Björk (S)               Mats Ahl (S)\n"
        "ordförande\n"
        "Peder Frisk (C)               Rose Holst (C)\n"
        "                              Ulf Ståhl (M)\n"
        "Kent Lundin (M)\n"
    )
    assert seats(text) == [
        ("Anita Björk", "S", CHAIR),
        ("Peder Frisk", "C", MEMBER),
        ("Kent Lundin", "M", MEMBER),
        ("Mats Ahl", "S", SUBSTITUTE),
        ("Rose Holst", "C", SUBSTITUTE),
        ("Ulf Ståhl", "M", SUBSTITUTE),
    ]


def test_a_row_that_lacks_a_cell_has_its_people_under_the_nearest_head():
    text = (
        "Ledamöter            Huvudman        Ersättare\n"
        "Ada Ek (S)           Ekby kommun     Bo Lind (M)\n"
        "Eva Ask (C)                          Ola Berg (V)\n"
    )
    assert seats(text) == [
        ("Ada Ek", "S", MEMBER),
        ("Eva Ask", "C", MEMBER),
        ("Bo Lind", "M", SUBSTITUTE),
        ("Ola Berg", "V", SUBSTITUTE),
    ]


def test_a_list_on_one_line_has_a_seat_for_each():
    text = (
        "Ledamöter: Ada Ek (S), ordförande, Bo Lind (M) och Eva Ask (C)\n"
        "Ersättare: Vakant (V)\n"
    )
    assert seats(text) == [
        ("Ada Ek", "S", CHAIR),
        ("Bo Lind", "M", MEMBER),
        ("Eva Ask", "C", MEMBER),
        (None, "V", SUBSTITUTE),
    ]


def test_a_table_has_the_office_in_a_cell():
    text = (
        "Ledamöter och ersättare\n"
        "Ada Ek | S | Ordförande\nBo Lind | M | Ledamot\nEva Ask | C | Ersättare\n"
    )
    assert seats(text) == [
        ("Ada Ek", "S", CHAIR),
        ("Bo Lind", "M", MEMBER),
        ("Eva Ask", "C", SUBSTITUTE),
    ]


def test_people_without_a_party_are_seats_where_several_stand_under_a_heading():
    text = "Kallade\nAda Ek, socialchef\nBo Lind, Ekby kommun\n\nÖvriga\nEva Ask, strateg\n"
    assert seats(text) == [("Ada Ek", None, MEMBER), ("Bo Lind", None, MEMBER)]


def test_one_person_without_a_party_is_no_seat():
    assert seats("Kallade\nAda Ek, socialchef\nVälkomna\n") == []


def test_whom_the_head_names_by_office_has_that_office():
    text = (
        "Ordförande: Ada Ek (S)\nVice ordförande: Bo Lind (M)\n"
        "Ledamöter\nAda Ek (S)\nEva Ask (C)\n"
    )
    assert seats(text) == [
        ("Bo Lind", "M", VICE),
        ("Ada Ek", "S", CHAIR),
        ("Eva Ask", "C", MEMBER),
    ]


def test_the_agenda_ends_the_list():
    assert seats("Ledamöter\nAda Ek (S)\n\n§ 1 Upprop\nBo Lind (M)\n") == [
        ("Ada Ek", "S", MEMBER)
    ]
