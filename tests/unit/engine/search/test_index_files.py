"""The index on disk: built beside and swapped, gone on with, damaged, written by one."""

from __future__ import annotations

import os

import pytest

from fardplan.engine.search import index_files
from fardplan.engine.search.compounds import learn
from fardplan.engine.search.find import ReaderQuestion, find
from fardplan.engine.search.index_files import (
    DamagedIndexError,
    Entry,
    State,
    ask_for_new,
    building,
    going_on,
    open_index,
    state_of,
    writing,
)
from fardplan.engine.search.question import read_question


LEXICON = learn({}, ["omsorg", "nämnd"])


def entry(key: str, title: str, **more) -> Entry:
    return Entry(
        **{"kind": "thing", "group": f"g{key}", "doors": ("public",)}
        | {"key": key, "title": title, "station": "plans"}
        | more
    )


def build(folder, *entries: Entry, number: int = 1) -> None:
    with writing(folder) as is_ours, building(folder, LEXICON) as writer:
        assert is_ours
        for one in entries:
            writer.add(one)
        writer.keep(State(number, f"hash {number}", learnt_of=len(entries)))


def keys(opened, text: str) -> list[str]:
    found = find(opened, ReaderQuestion(read_question(text), ("public",)))
    return [key for _kind, key in found.places]


def test_there_is_none_at_first(tmp_path):
    assert open_index(tmp_path / "search") is None
    assert state_of(tmp_path) is None
    with writing(tmp_path), pytest.raises(DamagedIndexError), going_on(tmp_path):
        raise AssertionError


def test_what_was_built_is_found_and_tells_how_far_it_goes(tmp_path):
    build(tmp_path, entry("1", "Omsorgsnämnden"), entry("2", "Skolan"), number=7)
    assert keys(open_index(tmp_path), "nämnd") == ["1"]
    assert state_of(tmp_path) == State(7, "hash 7", entries=2, learnt_of=2)


def test_an_open_one_is_kept_until_it_is_written_to(tmp_path):
    build(tmp_path, entry("1", "Omsorg"))
    opened = open_index(tmp_path)
    assert open_index(tmp_path, opened) is opened
    with writing(tmp_path), going_on(tmp_path) as writer:
        writer.forget("g1")
        writer.add(entry("1", "Skola"))
        writer.add(entry("2", "Skola", group="g2"))
        writer.keep(State(2, "hash 2"))
    again = open_index(tmp_path, opened)
    assert (keys(again, "omsorg"), keys(again, "skola")) == ([], ["1", "2"])
    assert state_of(tmp_path) == State(2, "hash 2", entries=2)


def test_what_was_not_kept_is_gone(tmp_path):
    build(tmp_path, entry("1", "Omsorg"))
    with going_on(tmp_path) as writer:
        writer.add(entry("2", "Omsorg"))
    assert keys(open_index(tmp_path), "omsorg") == ["1"]


def test_a_new_one_takes_the_place_of_the_old_while_that_is_read(tmp_path):
    build(tmp_path, entry("1", "Omsorg"))
    before = open_index(tmp_path)
    build(tmp_path, entry("2", "Omsorg"), number=2)
    assert keys(before, "omsorg") == ["1"]
    assert keys(open_index(tmp_path, before), "omsorg") == ["2"]
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == ["2"]


def test_one_that_was_not_finished_is_never_put_in_place(tmp_path):
    build(tmp_path, entry("1", "Omsorg"))
    with pytest.raises(ZeroDivisionError), building(tmp_path, LEXICON):
        1 / 0  # noqa: B018
    assert keys(open_index(tmp_path), "omsorg") == ["1"]
    build(tmp_path, entry("3", "Omsorg"))
    assert keys(open_index(tmp_path), "omsorg") == ["3"]
    assert len([one for one in tmp_path.iterdir() if one.is_dir()]) == 1


def test_only_one_writes_at_a_time(tmp_path):
    with writing(tmp_path) as first, writing(tmp_path) as second:
        assert (first, second) == (True, False)
    with writing(tmp_path) as third:
        assert third


def test_a_new_one_is_built_when_asked_for(tmp_path):
    build(tmp_path, entry("1", "Omsorg"))
    ask_for_new(tmp_path)
    assert state_of(tmp_path) is None
    build(tmp_path, entry("1", "Omsorg"), number=3)
    assert state_of(tmp_path).number == 3


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("state.json", "{"),
        ("state.json", '{"unknown": 1}'),
        ("state.json", '{"number": 1, "hash": "x", "form": 0}'),
    ],
)
def test_one_with_another_state_is_not_gone_on_with(tmp_path, file, content):
    build(tmp_path, entry("1", "Omsorg"))
    (tmp_path / "1" / file).write_text(content)
    assert state_of(tmp_path) is None


@pytest.mark.parametrize("file", ["meta.json", "lexicon.txt", "state.json"])
def test_a_damaged_one_is_told_of(tmp_path, file):
    build(tmp_path, entry("1", "Omsorg"))
    (tmp_path / "1" / file).write_bytes(b"\xff{")
    with pytest.raises(DamagedIndexError):
        open_index(tmp_path)


@pytest.mark.parametrize("file", ["meta.json", "lexicon.txt"])
def test_a_damaged_one_is_not_gone_on_with(tmp_path, file):
    build(tmp_path, entry("1", "Omsorg"))
    (tmp_path / "1" / file).write_bytes(b"\xff{")
    with pytest.raises(DamagedIndexError), going_on(tmp_path):
        raise AssertionError


def test_the_name_of_the_place_is_not_believed(tmp_path):
    build(tmp_path, entry("1", "Omsorg"))
    (tmp_path / "current").write_text("../else")
    assert open_index(tmp_path) is None
    (tmp_path / "current").write_bytes(b"\xff")
    assert open_index(tmp_path) is None


def test_damage_that_is_met_in_the_search_is_told_of(tmp_path):
    build(tmp_path, *(entry(str(n), f"Omsorg {n}") for n in range(50)))
    opened = open_index(tmp_path)
    for store in (tmp_path / "1").glob("*.store"):
        os.truncate(store, 0)
        store.unlink()
    for file in (tmp_path / "1").glob("*.term"):
        file.write_bytes(b"x" * 10)
    with pytest.raises(DamagedIndexError):
        find(open_index(tmp_path), ReaderQuestion(read_question("omsorg"), ("public",)))
    del opened


def test_one_that_is_swapped_while_it_is_opened_is_opened_anew(tmp_path, monkeypatch):
    build(tmp_path, entry("1", "Omsorg"))
    old = tmp_path / "1"
    build(tmp_path, entry("2", "Omsorg"))
    places = iter([old, tmp_path / "2", tmp_path / "2"])
    monkeypatch.setattr(index_files, "_current", lambda _folder: next(places))
    assert keys(open_index(tmp_path), "omsorg") == ["2"]
