"""What words a text has: codes as written, å, ä and ö kept, hyphens that hold together."""

from __future__ import annotations

import pytest

from fardplan.engine.search.words import Word, folded, runs_of, words_in, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Målet är nära", ["målet", "är", "nära"]),
        ("mal och mål", ["mal", "och", "mål"]),
        ("§ 12 och §12a", ["§12", "och", "§12a"]),
        ("12 kap. 3 § 4 st", ["12", "kap", "§3", "4", "st"]),
        ("Dnr RS 2019–1234.", ["dnr", "rs", "2019-1234"]),
        ("19RS1234 och 2018/19:20", ["19rs1234", "och", "2018/19:20"]),
        ("e-hälsa och/eller vård- och omsorg", "e-hälsa och eller vård och omsorg"),
        ("kl. 09.30", ["kl", "09.30"]),
        ("…!?", []),
    ],
)
def test_words(text, words):
    found = [word.text for word in words_of(folded(text))]
    assert found == (words.split() if isinstance(words, str) else words)


def test_each_word_tells_where_it_stands():
    text = folded("Enligt § 12 i RS 2019-1")
    found = list(words_of(text))
    assert [text[one.start : one.end] for one in found] == [
        *("enligt", "§ 12", "i", "rs", "2019-1")
    ]
    assert [one.is_code for one in found] == [False, True, False, False, True]


def test_a_letter_with_a_combining_mark_is_the_letter():
    assert folded("A\u030angsjo\u0308") == "ångsjö"


def test_runs_hold_the_same_words():
    text = folded("vård/omsorg enligt 3 § 2019-1")
    apart = [word.text for run in runs_of(text) for word in words_in(run)]
    assert apart == [word.text for word in words_of(text)]


def test_pieces_of_a_code():
    assert Word("2018/19:20", 0, 10, is_code=True).pieces == ["2018", "19", "20"]


def test_a_word_without_end_is_cut():
    assert [len(word.text) for word in words_of("a" * 500 + " " + "1" * 500)] == [
        60,
        60,
    ]
