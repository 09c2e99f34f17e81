"""The words that answer are marked, and the passage is the one around them."""

from __future__ import annotations

from fardplan.engine.search.analysis import Analysis
from fardplan.engine.search.compounds import learn
from fardplan.engine.search.highlight import Marker
from fardplan.engine.search.question import read_question


ANALYSIS = Analysis(learn({}, ["omsorg", "nämnd", "plan", "vård"]))


def marked(question: str, text: str, *widened: str, longest: int | None = None) -> str:
    marker = Marker(read_question(question), ANALYSIS, frozenset(widened))
    bits = marker.marked(text, longest)
    return "".join(f"[{said}]" if is_hit else said for said, is_hit in bits)


def test_inflections_and_compounds_are_marked_whole():
    text = "Omsorgsnämnden och nämnderna, ej namnet."
    assert marked("nämnd", text) == "[Omsorgsnämnden] och [nämnderna], ej namnet."


def test_codes_are_marked_as_written():
    assert marked("RS 2019-1234", "Dnr RS 2019–1234.") == "Dnr [RS] [2019–1234]."


def test_a_function_word_is_marked_only_as_written():
    assert marked("planer för vård", "Plan för vård för") == "[Plan] [för] [vård] [för]"


def test_widened_words_are_marked_by_likeness_beginning_and_parts():
    assert marked("vårdplna", "En vårdplan", "vårdplna") == "En [vårdplan]"
    assert marked("oms", "omsorg", "oms") == "[omsorg]"
    assert marked("vårdplan", "plan för vård", "vårdplan") == "[plan] för [vård]"
    assert marked("mål", "mål och mil", "mål") == "[mål] och mil"


def test_nothing_is_marked_that_does_not_answer():
    assert marked("skola", "vård") == "vård"


def test_the_passage_is_where_most_hits_stand():
    text = "plan " + "fyllnad " * 40 + "vård och plan " + "mer fyllnad " * 40
    shown = marked("vård plan", text, longest=100)
    assert "[vård] och [plan]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 115


def test_a_long_text_without_hits_begins_at_its_start():
    assert marked("vård", "ord " * 50, longest=20) == "ord ord ord ord ord …"


def test_a_text_without_spaces_is_cut_all_the_same():
    shown = marked("vård", "x" * 300 + " vård " + "y" * 300, longest=60)
    assert "[vård]" in shown


def test_a_letter_that_folds_to_two_moves_no_mark():
    assert marked("vård", "İ och vård") == "İ och [vård]"


def test_what_was_meant_is_the_nearest_word_that_was_found():
    marker = Marker(read_question("vårdplna hemma"), ANALYSIS, frozenset({"vårdplna"}))
    assert marker.meant(["vårdplaner", "en vårdplan"]) == {"vårdplna": "vårdplan"}
    assert marker.meant(["något annat"]) == {}
    assert marker.meant(["vårdplna"]) == {}


def test_a_beginning_is_no_slip():
    marker = Marker(read_question("omso"), ANALYSIS, frozenset({"omso"}))
    assert marker.meant(["omsorgsnämnden"]) == {}


def test_hits_at_the_start_are_shown_from_the_start():
    shown = marked("vård", "vård och " + "fyllnad " * 40, longest=60)
    assert shown.startswith("[vård] och fyllnad")


def test_a_lone_hit_later_on_moves_no_passage():
    text = "vård och vård " + "fyllnad " * 40 + "vård " + "fyllnad " * 40
    assert marked("vård", text, longest=60).startswith("[vård] och [vård]")
