"""What is asked for, out of what was written in the box."""

from __future__ import annotations

from fardplan.engine.search.question import MOST_WORDS, read_question


def test_words_are_needed_and_function_words_are_not():
    question = read_question("  Planer för   vården ")
    assert [(one.word.text, one.stem, one.is_needed) for one in question.asked] == [
        ("planer", "plan", True),
        ("för", "för", False),
        ("vården", "vård", True),
    ]
    assert question.words == ("planer", "för", "vården")


def test_function_words_alone_are_needed():
    assert [one.is_needed for one in read_question("till och från").asked] == [True] * 3


def test_codes_keep_their_form():
    assert [one.stem for one in read_question("RS 2019–1234 § 12").asked] == [
        *("rs", "2019-1234", "§12")
    ]


def test_words_within_quotation_marks_stand_in_a_row():
    question = read_question('”god och nära vård” "plan" 2030')
    assert question.phrases == (("god", "och", "nära", "vård"),)


def test_nothing_is_no_question():
    assert not read_question("  ?! ")
    assert not read_question('""')
    assert read_question("vård")


def test_a_pasted_page_is_cut():
    assert len(read_question("ord " * 100).asked) == MOST_WORDS
