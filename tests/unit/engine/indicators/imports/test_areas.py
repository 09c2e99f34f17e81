"""Names and codes of areas, as files write them."""

from __future__ import annotations

import pytest
from tests.builders.figures import area_book
from tests.surroundings import ROOT

from fardplan.engine.actors.authority_register import read_register


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("Riket", "00"),
            ("Hela riket", "00"),
            ("0000", "00"),
            ("0", "00"),
            ("SE", "00"),
        ),
        *(
            ("18", "18"),
            ("0018", "18"),
            ("Örebro län", "18"),
            ("Region Örebro län", "18"),
        ),
        *(("1880", "1880"), ("ÖREBRO  kommun", "1880"), ("1880 Örebro", "1880")),
        *(("Örebro (1880)", "1880"), ("18 Örebro län", "18"), ("03 Uppsala", "03")),
        # A spreadsheet takes away leading zeros.
        *(("180", "0180"), ("9", "09"), ("1", "01")),
        *(("VGR", "14"), ("Västra Götaland", "14"), ("Västra Götalandsregionen", "14")),
        *(("Sörmland", "04"), ("Södermanlands län", "04"), ("Södermanland", "04")),
        *(("Dalarna", "20"), ("Dalarnas län", "20"), ("Hallands län", "13")),
        *(("Jämtland", "23"), ("Region Jämtland Härjedalen", "23")),
        *(("Stockholms läns landsting", "01"), ("Landstinget i Värmland", "17")),
        *(("Göteborgs stad", "1480"), ("Malmö stad", "1280"), ("Falun", "2080")),
        *(("Region Gotland", "09"), ("Gotlands kommun", "0980"), ("0980", "0980")),
    ],
)
def test_an_area_is_found(text, code):
    found = area_book().find(text)
    assert (found.code, found.problem) == (code, "")


@pytest.mark.parametrize(
    ("text", "region", "municipality"),
    [("Örebro", "18", "1880"), ("Gotland", "09", "0980"), ("Stockholm", "01", "0180")],
)
def test_a_name_that_two_areas_share_is_settled_by_the_kind(text, region, municipality):
    book = area_book()
    assert book.find(text, "region").code == region
    assert book.find(text, "municipality").code == municipality
    unsure = book.find(text)
    assert (unsure.is_understood, unsure.code) == (False, "")
    assert f"({region}) eller " in unsure.problem
    assert "regioner eller kommuner" in unsure.advice


@pytest.mark.parametrize(
    ("text", "problem", "advice"),
    [
        ("", "området saknas", "Skriv"),
        ("Narnia", "”Narnia” är okänt", "Skriv områdets kod"),
        ("Orebro lan", "”Orebro lan” är okänt", "Menas Region Örebro län?"),
        ("9999", "koden ”9999” är inget område", "som hos SCB"),
        ("1917", "1917 gäller inte längre", "0331"),
        ("1880 Stockholm", "inte samma område", "Koden 1880 är Örebro kommun."),
        ("Narnia 10", "inte samma område", "Koden 10 är Region Blekinge."),
        ("9999 Narnia", "koden ”9999” är inget område", "SCB"),
    ],
)
def test_what_is_no_area_is_told(text, problem, advice):
    found = area_book().find(text)
    assert not found.is_understood
    assert problem in found.problem
    assert advice in found.advice


def test_a_near_name_is_told_as_the_kind_that_the_column_holds():
    assert area_book().find("Örebbro", "region").advice == "Menas Region Örebro län?"
    assert area_book().find("Örebbro", "municipality").advice == "Menas Örebro kommun?"


def test_each_name_of_the_register_is_its_own_area():
    for fact in read_register(ROOT / "definitions" / "authorities"):
        if fact.kind in {"region", "municipality"}:
            assert area_book().find(fact.name).code == fact.code
            assert area_book().name(fact.code) == fact.name
    assert area_book().name("nowhere") == "nowhere"


def test_the_kind_of_a_column_is_told_by_the_cells_that_can_only_be_one():
    book = area_book()
    assert book.kind_of_most(["Örebro", "Skåne", "Dalarna", "Riket"]) == "region"
    assert book.kind_of_most(["Örebro", "Falun", "Narnia"]) == "municipality"
    assert book.kind_of_most(["Örebro", "Falun", "Skåne"]) == ""
