"""`fardplan read`: one document, folders, several at a time, and what goes wrong."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import threading
from typing import TYPE_CHECKING

import pytest
from tests.builders import documents
from tests.builders.pdf import pdf_of_text

from fardplan.apps.sources import watched_readers
from fardplan.apps.sources.watched_readers import (
    ADVICE,
    MOST_MEMORY_GB,
    NO_MEMORY,
    STOPPED,
    read_all,
)
from fardplan.cli.main import main
from fardplan.engine.sources.output_shape import problems
from fardplan.engine.sources.page_count import pages_of
from fardplan.engine.sources.themes import Lexicon


if TYPE_CHECKING:
    from pathlib import Path


LEXICON = Lexicon(())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.pdf").write_bytes(pdf_of_text(documents.NOTICE))
    (tmp_path / "a.txt").write_text(documents.STRATEGY, encoding="utf-8")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04 trasig")
    (tmp_path / "bild.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_one_document_is_one_object(folder, capsys):
    assert main(["read", str(folder / "b.pdf"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert problems(answer) == []
    assert answer["document"]["kind"] == "meeting_notice"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_read_in_order_and_one_bad_file_stops_nothing(folder, capsys, jobs):
    assert main(["read", str(folder), "--json", "--jobs", jobs]) == 1
    told = capsys.readouterr()
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert [line["file"] for line in lines] == [
        str(folder / name) for name in ("a.txt", "b.pdf", "c.docx")
    ]
    assert "skadad eller avhuggen" in lines[2]["error"]
    assert "c.docx" in told.err


def test_people_get_a_summary_with_what_to_review(tmp_path, capsys):
    paper = tmp_path / "plan.txt"
    paper.write_text(
        f"{documents.STRATEGY}\nMåndag 4 maj 2028 antas planen.", encoding="utf-8"
    )
    assert main(["read", str(paper)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        lines[0]
        == f"{paper}: strategy_plan, 1 sidor, Strategisk plan för Nordanå 2028–2032"
    )
    assert lines[-1] == (
        "  Att granska, sidan 1: 2028-05-04 är en torsdag, men dokumentet skriver måndag."
    )


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_single_bad_file_says_why(folder, capsys, as_json):
    assert main(["read", str(folder / "bild.png"), *as_json]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Filen är en bild" in told.err


def test_an_empty_folder_says_what_is_looked_for(tmp_path, capsys):
    assert main(["read", str(tmp_path)]) == 1
    assert ".docx, .htm, .html, .pdf, .txt" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "33", "två"])
def test_a_number_of_jobs_that_cannot_be(jobs, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["read", "x", "--jobs", jobs])
    assert "--jobs" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "100000", "länge"])
def test_a_time_that_cannot_be(seconds, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["read", "x", "--seconds", seconds])
    assert "--seconds" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_hangs_dies_or_eats_memory_stops_alone(folder, jobs):
    files = [folder / name for name in ("hang", "die", "eat", "a.txt")]
    answers = list(read_all(files, LEXICON, jobs=jobs, seconds=0.5, read=_misbehave))
    assert answers == [
        f"Läsningen avbröts efter 0,5 sekunder. {ADVICE}",
        STOPPED,
        NO_MEMORY,
        "läst: a.txt",
    ]


def _misbehave(path: Path, _lexicon: object) -> str:
    if path.name == "hang":
        # A pattern that backtracks: no exception reaches it from outside.
        re.match("(a+)+$", "a" * 60 + "b")
    if path.name == "die":
        os._exit(1)
    if path.name == "eat":
        return _eat()
    return f"läst: {path.name}"


def _eat() -> str:
    try:
        bytearray((MOST_MEMORY_GB + 1) * 1024**3)
    except MemoryError:
        return NO_MEMORY
    return "fick minnet"


def test_memory_that_runs_out_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(f"{watched_readers.READERS[0]}.read_file", _no_memory)
    assert watched_readers.read_or_reason(tmp_path, LEXICON) == NO_MEMORY


def _no_memory(_path: object, _lexicon: object) -> str:
    raise MemoryError


def test_files_are_read_beside_another_thread(folder):
    ended = threading.Event()
    beside = threading.Thread(target=ended.wait)
    beside.start()
    try:
        (answer,) = read_all([folder / "a.txt"], LEXICON, jobs=1)
    finally:
        ended.set()
        beside.join()
    assert isinstance(answer, dict)
    assert answer["document"]["kind"] == "strategy_plan"


def test_a_batch_that_is_left_leaves_no_process(folder):
    files = [folder / name for name in ("a.txt", "hang", "hang")]
    answers = read_all(files, LEXICON, jobs=2, read=_misbehave)
    assert next(answers) == "läst: a.txt"
    answers.close()
    assert multiprocessing.active_children() == []


def test_a_long_document_has_more_time(tmp_path):
    paper = tmp_path / "lang.pdf"
    paper.write_bytes(pdf_of_text("Sida\f" * 9 + "Sist"))
    assert pages_of(paper) == 10
    assert pages_of(tmp_path / "saknas.pdf") == 0
    (tmp_path / "a.txt").write_text("Sida", encoding="utf-8")
    assert pages_of(tmp_path / "a.txt") == 0
    paper.write_bytes(b"%PDF-1.7 trasig")
    assert pages_of(paper) == 0
