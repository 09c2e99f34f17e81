"""Compounds are taken apart by known words; what is no compound is left whole."""

from __future__ import annotations

import pytest

from fardplan.engine.search.compounds import learn
from fardplan.engine.search.stems import forms, stem


KNOWN = (
    "omsorg nämnd vård plan arbete hem sjuk hälsa samverkan grupp läkare region"
    " styrelse kommun team primär förbund möte"
)
LEXICON = learn({}, [form for word in KNOWN.split() for form in forms(word)])


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("omsorgsnämnden", "omsorg nämnd"),
        ("hälsovård", "hälsa vård"),
        ("samverkansgruppen", "samverkan grupp"),
        ("regionstyrelsen", "region styrelse"),
        ("styrelsemötet", "styrelse möte"),
        ("läkarförbundet", "läkare förbund"),
    ],
)
def test_parts(word, inside):
    assert LEXICON.parts(stem(word)) == tuple(stem(part) for part in inside.split())


def test_parts_are_found_joined_too():
    assert set(LEXICON.parts("hemsjukvård")) == {
        *("hem", "sjuk", "vård", "hemsjuk", "sjukvård")
    }
    assert LEXICON.pieces("hemsjukvård") == ("hem", "sjuk", "vård")


@pytest.mark.parametrize("word", ["kommunikation", "vård", "omsorg", "xyzzyvård"])
def test_what_is_no_compound_has_no_parts(word):
    assert LEXICON.parts(stem(word)) == ()
    assert LEXICON.pieces(stem(word)) == ()


def test_the_fewest_parts_win():
    lexicon = learn({}, ["barn", "barnom", "omsorg", "sorg"])
    assert lexicon.pieces("barnomsorg") == ("barn", "omsorg")


def test_words_are_learnt_that_texts_often_have():
    counts = {"trygg": 3, "larm": 2, "kaj": 9, "från": 9, "trygg4": 9}
    assert learn(counts, ["råd", "när"]).forms == {"trygg", "råd", "när"}


def test_the_first_part_may_have_lost_less_of_its_ending():
    lexicon = learn({}, [*forms("arbete"), "grupp"])
    assert lexicon.parts("arbetsgrupp") == (stem("arbete"), "grupp")
