"""The index on disk: a Tantivy index with what it was built of beside it.

In: a folder, and entries. Out: an index that is written by one at a time and read by
many. A new one is built in a folder of its own and put in place by one rename, so a
reader always has a whole one. The index holds terms and keys, never the texts.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import tantivy

from fardplan.engine.search.analysis import Analysis
from fardplan.engine.search.compounds import Lexicon


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Goes up when the analysis or the fields change: an index of another form is built anew.
FORM = 1
# Every term of an entry, to count and to widen by; the others only tell the order.
ANY = "any"
# Where words stand in the order they were written.
IN_ORDER = ("title_word", "text_word", "old_word")
_WRITER_BYTES = 64_000_000
_STATE, _LEXICON, _CURRENT, _ANEW = "state.json", "lexicon.txt", "current", "anew"


class DamagedIndexError(Exception):
    """The index can't be read, and has to be built anew."""


@dataclass(frozen=True)
class Entry:
    """One thing to find: where it is, its words, who may find it.

    ``group`` is what is read anew together; ``doors`` are the passes of which a reader
    must have one. What ``is_living`` no longer comes after what is.
    """

    kind: str
    key: str
    group: str
    title: str
    doors: tuple[str, ...]
    text: str = ""
    station: str = ""
    authorities: tuple[str, ...] = ()
    year: int | None = None
    is_living: bool = True


@dataclass(frozen=True)
class State:
    """How far an index has come: the last event that is in it, and that event's hash."""

    number: int
    hash: str
    entries: int = 0
    learnt_of: int = 0
    form: int = FORM


def schema() -> tantivy.Schema:
    """Give the fields of the index."""
    build = tantivy.SchemaBuilder()
    for name in IN_ORDER:
        build.add_text_field(name, tokenizer_name="whitespace")
    for name in ("title_stem", "text_stem"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("title_part", "text_part", ANY):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    build.add_text_field("whole", tokenizer_name="raw", index_option="basic")
    build.add_text_field("place", stored=True, tokenizer_name="raw")
    for name in ("group", "doors"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("station", "kind", "authority", "year"):
        build.add_text_field(
            name, fast=True, tokenizer_name="raw", index_option="basic"
        )
    return build.build()


class Writer:
    """Writes entries to one index; nothing is seen before :meth:`keep`."""

    def __init__(self, folder: Path, analysis: Analysis) -> None:
        self._folder, self._analysis = folder, analysis
        self._fields = schema()
        self._index = tantivy.Index(self._fields, path=str(folder))
        # One thread: the same entries in the same order make the same index.
        self._writer = self._index.writer(_WRITER_BYTES, num_threads=1)
        self.added = 0

    def forget(self, group: str) -> None:
        """Take away what was written of a group."""
        self._writer.delete_documents_by_term("group", group)

    def add(self, entry: Entry) -> None:
        """Write an entry."""
        self._writer.add_document(to_document(entry, self._analysis))
        self.added += 1

    def keep(self, state: State) -> None:
        """Make what was written seen, and tell how far it goes."""
        self._writer.commit()
        self._index.reload()
        count = self._index.searcher().num_docs
        write_whole(
            self._folder / _STATE, json.dumps(asdict(replace(state, entries=count)))
        )

    def close(self) -> None:
        """Let go of the index; what was not kept is gone."""
        self._writer.rollback()
        self._writer.wait_merging_threads()


def to_document(entry: Entry, analysis: Analysis) -> tantivy.Document:
    """Give the terms of an entry. What no longer lives comes last."""
    document = tantivy.Document()
    title, text = analysis.terms(entry.title), analysis.terms(entry.text)
    if entry.is_living:
        for terms, where in ((title, "title"), (text, "text")):
            document.add_text(f"{where}_word", terms.words)
            document.add_text(f"{where}_stem", terms.stems)
            document.add_text(f"{where}_part", terms.parts)
        document.add_text("whole", title.words)
    else:
        document.add_text("old_word", f"{title.words} {text.words}")
    document.add_text(ANY, " ".join(title.all | text.all))
    document.add_text("place", f"{entry.kind} {entry.key}")
    document.add_text("group", entry.group)
    document.add_text("kind", entry.kind)
    document.add_text("station", entry.station)
    for door in entry.doors:
        document.add_text("doors", door)
    for authority in entry.authorities:
        document.add_text("authority", authority)
    if entry.year is not None:
        document.add_text("year", str(entry.year))
    return document


@dataclass(frozen=True)
class IndexReader:
    """An index that is open for reading."""

    index: tantivy.Index
    fields: tantivy.Schema
    analysis: Analysis
    state: State
    mark: tuple[Any, ...]


def open_index(folder: Path, known: IndexReader | None = None) -> IndexReader | None:
    """Give the index in place, or None; ``known`` again when nothing was written since."""
    current = _current(folder)
    if current is None:
        return None
    try:
        return _open(current, known)
    except (OSError, ValueError, TypeError) as problem:
        # A new one may have been put in place, and the old removed, since we looked.
        if _current(folder) != current:
            return open_index(folder, known)
        raise DamagedIndexError(str(problem)) from problem


def _open(current: Path, known: IndexReader | None) -> IndexReader:
    seen = (current / _STATE).stat()
    # A process that was forked can't use what its parent had open.
    mark = (os.getpid(), current.name, seen.st_mtime_ns, seen.st_ino)
    if known is not None and known.mark == mark:
        return known
    state = _state(current)
    if known is not None and known.mark[:2] == mark[:2]:
        known.index.reload()
        return replace(known, state=state, mark=mark)
    index = tantivy.Index.open(str(current))
    index.config_reader("manual")
    index.reload()
    return IndexReader(index, index.schema, Analysis(_lexicon(current)), state, mark)


def state_of(folder: Path) -> State | None:
    """Give how far the index in place has come; None when it can't be gone on with."""
    current = _current(folder)
    if current is None or (folder / _ANEW).exists():
        return None
    try:
        state = _state(current)
    except (OSError, ValueError, TypeError):
        return None
    return state if state.form == FORM else None


def ask_for_new(folder: Path) -> None:
    """Tell whoever writes the index that it has to be built anew."""
    (folder / _ANEW).touch()


@contextmanager
def writing(folder: Path) -> Iterator[bool]:
    """Be the one who writes; False when somebody else does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def going_on(folder: Path) -> Iterator[Writer]:
    """Write more to the index in place; inside :func:`writing`."""
    current = _current(folder)
    if current is None:
        raise DamagedIndexError("there is no index to go on with")
    try:
        writer = Writer(current, Analysis(_lexicon(current)))
    except (OSError, ValueError) as problem:
        raise DamagedIndexError(str(problem)) from problem
    try:
        yield writer
    finally:
        writer.close()


@contextmanager
def building(folder: Path, lexicon: Lexicon) -> Iterator[Writer]:
    """Build an index beside, and put it in place at the end; inside :func:`writing`."""
    asked = folder / _ANEW
    was_asked = asked.exists()
    place = _new_folder(folder)
    (place / _LEXICON).write_text("\n".join(sorted(lexicon.forms)), "utf-8")
    writer = Writer(place, Analysis(lexicon))
    try:
        yield writer
    finally:
        writer.close()
    write_whole(folder / _CURRENT, place.name)
    if was_asked:
        asked.unlink(missing_ok=True)
    _remove_others(folder, place)


def write_whole(file: Path, text: str) -> None:
    """Write a file so that whoever reads it meets the old or the new, never a part."""
    beside = file.with_name(f"{file.name}.new")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)


def _new_folder(folder: Path) -> Path:
    numbers = [int(old.name) for old in _folders(folder)]
    place = folder / str(max(numbers, default=0) + 1)
    place.mkdir()
    return place


def _remove_others(folder: Path, kept: Path) -> None:
    # Whoever reads an old one has its files open, which keeps them until it lets go.
    for old in _folders(folder):
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)


def _folders(folder: Path) -> Sequence[Path]:
    return [one for one in folder.iterdir() if one.is_dir() and one.name.isdigit()]


def _current(folder: Path) -> Path | None:
    try:
        name = (folder / _CURRENT).read_text("ascii")
    except (OSError, ValueError):
        return None
    return folder / name if name.isdigit() else None


def _state(current: Path) -> State:
    return State(**json.loads((current / _STATE).read_text("utf-8")))


def _lexicon(current: Path) -> Lexicon:
    return Lexicon(frozenset((current / _LEXICON).read_text("utf-8").split()))
