"""`fardplan read`: one document, folders, several at a time, and what goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.builders import documents
from tests.builders.pdf import pdf_of_text

from fardplan.cli.commands import read
from fardplan.cli.main import main
from fardplan.engine.sources.output_shape import problems


if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_process_that_dies_is_told_and_the_rest_goes_on(folder, monkeypatch):
    files = sorted(folder.glob("*.*"))[:2]
    monkeypatch.setattr(read, "read_or_reason", _die)
    answers = [answer for _, answer in read._answers(files, 2)]
    assert answers == [read.STOPPED, read.STOPPED]


def _die(_path: object, _lexicon: object) -> None:
    import os

    os._exit(1)
