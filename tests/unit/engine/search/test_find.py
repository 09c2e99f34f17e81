"""What is found, in which order, by whom, and how many of each."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tantivy

from fardplan.engine.search.compounds import learn
from fardplan.engine.search.find import Counts, Filters, Hits, ReaderQuestion, find
from fardplan.engine.search.index_files import (
    DamagedIndexError,
    Entry,
    State,
    building,
    open_index,
    writing,
)
from fardplan.engine.search.question import read_question
from fardplan.engine.search.stems import forms


WORDS = "omsorg nämnd vård plan hem sjuk skola"
LEXICON = learn({}, [form for word in WORDS.split() for form in forms(word)])


@pytest.fixture
def search(tmp_path):
    """Give a search among entries, by what they are to be told of."""
    opened = None

    def build(*entries: Entry) -> None:
        nonlocal opened
        with writing(tmp_path), building(tmp_path, LEXICON) as writer:
            for one in entries:
                writer.add(one)
            writer.keep(State(1, "x"))
        opened = open_index(tmp_path)

    def ask(text: str, *passes: str, filters: Filters | None = None, **more) -> Hits:
        wanted = ReaderQuestion(
            read_question(text), passes or ("public",), filters or Filters(), **more
        )
        return find(opened, wanted)

    ask.build = build
    return ask


def entry(key: str, title: str = "", text: str = "", **more) -> Entry:
    own = {"kind": "k", "group": key, "doors": ("public",), "station": "plans"} | more
    return Entry(key=key, title=title, text=text, **own)


def keys(found: Hits) -> list[str]:
    return [key for _kind, key in found.places]


def test_title_before_text_written_before_stem_before_part(search):
    search.build(
        entry("old", "Nämnd", "nämnd", is_living=False),
        entry("part in text", "Annat", "omsorgsnämnden"),
        entry("stem in text", "Annat", "nämnder"),
        entry("word in text", "Annat", "nämnd"),
        entry("part in title", "Omsorgsnämnden"),
        entry("stem in title", "Nämnderna i länet"),
        entry("word in title", "En nämnd i länet"),
        entry("whole title", "Nämnd"),
        entry("none", "Namn", "namn"),
    )
    assert keys(search("nämnd")) == [
        *("whole title", "word in title", "stem in title", "part in title"),
        *("word in text", "stem in text", "part in text", "old"),
    ]


def test_all_needed_words_must_be_there_and_function_words_need_not(search):
    search.build(
        entry("both", "Plan", "vård"),
        entry("one", "Plan"),
        entry("for", "Plan för vård"),
    )
    assert keys(search("plan för vård")) == ["for", "both"]


def test_the_title_in_a_row_comes_first(search):
    search.build(entry("other", "Vård som plan"), entry("row", "En plan vård här"))
    assert keys(search("plan vård")) == ["row", "other"]


def test_words_within_quotation_marks_stand_in_a_row(search):
    search.build(
        entry("no", "", "vård nära och god"),
        entry("yes", "", "en god och nära vård"),
        entry("title", "God och nära vård"),
        entry("old", "", "god och nära vård", is_living=False),
    )
    assert keys(search("”god och nära vård”")) == ["title", "yes", "old"]


def test_letters_are_kept_apart_and_codes_found_as_written(search):
    search.build(
        entry("mal", "Mal"),
        entry("mål", "Mål"),
        entry("code", "", "RS 2019-1234, § 12"),
    )
    assert keys(search("mål")) == ["mål"]
    assert keys(search("mal")) == ["mal"]
    assert keys(search("RS 2019-1234")) == ["code"]
    assert keys(search("1234")) == ["code"]
    assert keys(search("§12")) == ["code"]
    assert keys(search("2019-1235")) == []


def test_only_a_word_without_hits_is_widened(search):
    search.build(
        entry("1", "Vårdplan"), entry("2", "Skolor"), entry("3", "Vårdplaner i skolan")
    )
    assert search("vårdplan").widened == frozenset()
    slip = search("vårdplna")
    assert (keys(slip), slip.widened) == (["1", "3"], {"vårdplna"})
    both = search("vårdplna skola")
    assert (keys(both), both.widened) == (["3"], {"vårdplna"})
    assert keys(search("vårdp")) == ["1", "3"]


def test_a_compound_that_nothing_has_is_taken_apart(search):
    search.build(entry("1", "Nämnd för omsorg"), entry("2", "Omsorg"))
    assert keys(search("omsorgsnämnden")) == ["1"]


def test_words_that_are_there_but_not_together_are_not_widened(search):
    search.build(entry("1", "Skola"), entry("2", "Omsorg"))
    assert search("skola omsorg") == Hits(counts=Counts())


def test_what_is_too_short_or_has_digits_is_not_widened(search):
    search.build(entry("1", "Skola"))
    found = search("xy")
    assert (found.total, found.widened) == (0, {"xy"})
    assert search("2018").total == 0


def test_a_reader_finds_only_behind_own_doors(search):
    search.build(
        entry("open", "Vård"),
        entry("closed", "Vård", doors=("a", "b")),
        entry("secret", "Hemligt", doors=("c",)),
    )
    assert keys(search("vård")) == ["open"]
    assert set(keys(search("vård", "public", "b"))) == {"open", "closed"}
    assert search("vård").counts.station == {"plans": 1}
    assert keys(search("hemligt")) == []
    # Not even as what may have been meant.
    assert keys(search("hemligr")) == []
    assert keys(search("hemligr", "c")) == ["secret"]


def test_nobody_without_passes_finds_anything_and_nothing_is_no_question(search):
    search.build(entry("open", "Vård"))
    assert search("") == Hits()
    assert search("vård", filters=Filters(station="sources")).total == 0


def test_hits_are_narrowed_and_each_filter_counts_its_own_choices(search):
    search.build(
        entry("1", "Vård", year=2020, authorities=("18",)),
        entry("2", "Vård", year=2021, authorities=("18", "1880")),
        entry("3", "Vård", year=2021, station="sources", authorities=("1880",)),
        entry("4", "Vård"),
    )
    every = search("vård")
    assert every.total == 4
    assert every.counts == Counts(
        station={"plans": 3, "sources": 1},
        authority={"18": 2, "1880": 2},
        year={"2021": 2, "2020": 1},
    )
    narrow = search("vård", filters=Filters(station="plans", year="2021"))
    assert (keys(narrow), narrow.total) == (["2"], 1)
    assert narrow.counts == Counts(
        station={"plans": 1, "sources": 1},
        authority={"18": 1, "1880": 1},
        year={"2021": 1, "2020": 1},
    )
    assert keys(search("vård", filters=Filters(authority="1880"))) == ["2", "3"]


def test_a_filter_without_hits_widens_nothing(search):
    search.build(entry("1", "Vård", year=2020))
    found = search("vård", filters=Filters(year="1999"))
    assert (found.total, found.widened) == (0, frozenset())
    assert found.counts.year == {"2020": 1}


def test_pages_follow_each_other(search):
    search.build(*(entry(str(n), "Vård") for n in range(7)))
    pages = [keys(search("vård", first=first, most=3)) for first in (0, 3, 6)]
    assert sorted(key for page in pages for key in page) == [*"0123456"]
    assert [len(page) for page in pages] == [3, 3, 1]


def test_an_index_of_other_fields_is_damaged(tmp_path, search):
    search.build(entry("open", "Vård"))
    opened = open_index(tmp_path)
    other = tantivy.SchemaBuilder().build()
    with pytest.raises(DamagedIndexError):
        find(
            replace(opened, fields=other),
            ReaderQuestion(read_question("vård"), ("public",)),
        )


def test_no_passes_no_hits(tmp_path, search):
    search.build(entry("open", "Vård"))
    assert (
        find(open_index(tmp_path), ReaderQuestion(read_question("vård"), ())) == Hits()
    )
