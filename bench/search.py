"""A million invented passages in the search box's index, beside SQLite's own full text."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from bench.table import Row
from fardplan.engine.search.analysis import count_forms
from fardplan.engine.search.compounds import learn
from fardplan.engine.search.find import Filters, ReaderQuestion, find
from fardplan.engine.search.index_files import (
    Entry,
    State,
    building,
    open_index,
    writing,
)
from fardplan.engine.search.question import read_question


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fardplan.engine.search.index_files import IndexReader

PASSAGES, SENTENCES, TURNS = 1_000_000, 60_000, 3
# Words that compounds are made of, the commonest first: texts have them as often as a
# word's place in the list says (Zipf), beside compounds and names that few texts have.
WORDS = [
    "vård",
    "region",
    "kommun",
    "patient",
    "plan",
    "insats",
    "samverkan",
    "hälsa",
    "omsorg",
    "verksamhet",
    "behov",
    "uppföljning",
    "nämnd",
    "utveckling",
    "mål",
    "team",
    "hem",
    "läkare",
    "arbete",
    "primärvård",
    "sjukhus",
    "stöd",
    "invånare",
    "barn",
    "äldre",
    "psykiatri",
    "digital",
    "möte",
    "beslut",
    "uppdrag",
    "ansvar",
    "personal",
    "kvalitet",
    "kompetens",
    "resurs",
    "ekonomi",
    "budget",
    "tillgänglighet",
    "trygghet",
    "delaktighet",
    "rehabilitering",
    "habilitering",
    "skola",
    "socialtjänst",
    "chef",
    "ledning",
    "grupp",
    "styrelse",
    "process",
    "projekt",
]
COMMON = [
    "och",
    "att",
    "det",
    "i",
    "på",
    "är",
    "som",
    "en",
    "för",
    "av",
    "med",
    "till",
    "den",
    "har",
    "de",
    "inte",
    "om",
    "ett",
    "kan",
    "ska",
]
PASSES = ("public", *(f"sources:{n}" for n in range(3)))
# What people write: common and rare words, inflections, compounds, several words, words in
# a row, a code, slips, beginnings, and with a filter.
QUESTIONS = (
    *("vård", "patienter", "omsorgsnämnden", "vårdplaner", "hemmet", "samverkansgrupp"),
    *("vård i hemmet för äldre", "psykiatri barn skola", "mål och uppföljning"),
    *("”vård region”", "RS 2019-1234", "§ 12", "xyzzy", "vårdplna", "samvrekan"),
    *("omsrogsnämndne", "rehabilit", "lednings"),
)


def rows() -> Iterator[Row]:
    """Measure building and asking; the slowest questions count."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = list(_texts(PASSAGES))
        plain = sqlite3.connect(folder / "plain.sqlite3")
        built_plain = _seconds(lambda: _build_plain(plain, texts))
        built = _seconds(lambda: _build(folder / "search", texts))
        size = _megabytes(folder / "search")
        yield Row(
            name=f"index {PASSAGES:,} passages",
            unit="s",
            ours=built,
            floor=built_plain,
            note=f"{size:.0f} MB; beside: SQLite FTS5, words as they stand",
        )
        if opened := open_index(folder / "search"):
            yield _asked(opened, plain)
        plain.close()


def _asked(opened: IndexReader, plain: sqlite3.Connection) -> Row:
    found = {
        text: 1000 * min(_seconds(_question(opened, text)) for _ in range(TURNS))
        for text in QUESTIONS
    }
    beside = [
        1000 * min(_seconds(_plain_question(plain, text)) for _ in range(TURNS))
        for text in QUESTIONS
    ]
    slowest = max(found, key=lambda text: found[text])
    return Row(
        name=f"ask {PASSAGES:,} passages, the slowest of {len(QUESTIONS)} questions",
        unit="ms",
        ours=found[slowest],
        floor=max(beside),
        most=100,
        note=(
            f"”{slowest}”; median {sorted(found.values())[len(found) // 2]:.0f} ms;"
            " with counts and rights; beside: SQLite FTS5, ranked and counted"
        ),
    )


def _question(opened: IndexReader, text: str) -> Callable[[], object]:
    asked = ReaderQuestion(read_question(text), PASSES, Filters())
    return lambda: find(opened, asked)


def _plain_question(plain: sqlite3.Connection, text: str) -> Callable[[], object]:
    words = [f'"{word}"' for word in text.replace("”", "").split()]

    def ask() -> None:
        found = " ".join(words)
        sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 20"
        plain.execute(sql, [found]).fetchall()
        plain.execute(
            "SELECT count(*) FROM passages WHERE passages MATCH ?", [found]
        ).fetchone()

    return ask


def _build(folder: Path, texts: list[str]) -> None:
    lexicon = learn(count_forms(texts[:20_000]))
    with writing(folder), building(folder, lexicon) as writer:
        for number, text in enumerate(texts):
            writer.add(
                Entry(
                    kind="passage",
                    key=f"{number // 50}:{number % 50}:0:400",
                    group=f"document:{number // 50}",
                    title="",
                    text=text,
                    # Some thousands of documents of each of 21 regions.
                    doors=("sources:all", f"sources:{number // 50 % 21}"),
                    station="sources",
                    authorities=(str(number // 50 % 21),),
                    year=2010 + number // 50 % 15,
                )
            )
        writer.keep(State(1, "x"))


def _build_plain(plain: sqlite3.Connection, texts: list[str]) -> None:
    plain.execute("CREATE VIRTUAL TABLE passages USING fts5(text, content='')")
    rows = ((number, text) for number, text in enumerate(texts, 1))
    plain.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", rows)
    plain.commit()


def _texts(count: int) -> Iterator[str]:
    """Give invented passages of some sixty words, the same each time."""
    chance = random.Random(1)  # noqa: S311 -- texts, not secrets
    names = [
        "".join(chance.choices("bdfgklmnrstvaeiouåäö", k=7)) for _ in range(40_000)
    ]
    compounds = [
        chance.choice(WORDS)
        + chance.choice(("", "s"))
        + chance.choice(WORDS)
        + chance.choice(("", "en", "er", "erna"))
        for _ in range(20_000)
    ]
    words = [*WORDS, *compounds, *names]
    weights = list(accumulate(1 / (place + 3) for place in range(len(words))))
    sentences = [
        " ".join(
            word
            for pair in zip(
                chance.choices(words, cum_weights=weights, k=5),
                chance.choices(COMMON, k=5),
                strict=True,
            )
            for word in pair
        )
        for _ in range(SENTENCES)
    ]
    for number in range(count):
        code = f"RS {2010 + number % 15}-{number % 9000}" if number % 40 == 0 else ""
        yield ". ".join([*chance.choices(sentences, k=6), code])


def _megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
