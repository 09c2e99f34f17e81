"""The three levels of terms that a text is found by."""

from __future__ import annotations

from fardplan.engine.search import analysis
from fardplan.engine.search.analysis import Analysis, Terms, count_forms
from fardplan.engine.search.compounds import learn


LEXICON = learn({}, ["omsorg", "nämnd", "häl"])


def test_words_stems_and_parts():
    terms = Analysis(LEXICON).terms("Omsorgsnämnden, § 4")
    assert terms == Terms("omsorgsnämnden §4", "omsorgsnämnd §4", "4 nämnd omsorg")
    assert terms.all == {
        *["omsorgsnämnden", "omsorgsnämnd", "§4", "4", "nämnd", "omsorg"]
    }


def test_what_a_hyphen_joins_is_one_word_and_its_pieces():
    terms = Analysis(LEXICON).terms("e-hälsa")
    assert terms == Terms("e-hälsa", "ehäl", "e häl")


def test_a_number_alone_has_no_parts():
    assert Analysis(LEXICON).terms("1177").parts == ""


def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr(analysis, "MOST_KEPT", 1)
    own = Analysis(LEXICON)
    assert own.terms("nämnd nämnden nämnd").stems == "nämnd nämnd nämnd"
    assert len(own._kept) == 1


def test_forms_are_counted_without_codes():
    counts = count_forms(["Nämnden och nämnder 2019", "e-hälsa"])
    assert counts == {"nämnd": 2, "och": 1, "e": 1, "häls": 1, "häl": 1}
