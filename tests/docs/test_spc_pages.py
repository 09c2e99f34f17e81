"""The pages on SPC: each example gives what it shows, each figure is what was counted."""

from __future__ import annotations

import re

import pytest
import yaml
from tests.surroundings import ROOT

from fardplan.cli.main import main


PAGE = (ROOT / "docs/how-to/judge-a-series.md").read_text("utf-8")
FILES = dict(re.findall(r"```csv (\S+)\n(.*?)```", PAGE, re.DOTALL))
EXAMPLES = re.findall(r"```console\n\$ fardplan (.+?)\n(.*?)```", PAGE, re.DOTALL)


def test_there_are_files_and_examples():
    assert len(FILES) >= 2
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize(("command", "answer"), EXAMPLES, ids=[c for c, _ in EXAMPLES])
def test_an_example_gives_what_it_shows(command, answer, tmp_path, monkeypatch, capsys):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(command.split())
    told = capsys.readouterr()
    assert (told.out + told.err).split() == answer.split()


def test_the_table_of_false_alarms_is_what_was_counted():
    page = (ROOT / "docs/explanation/spc.md").read_text("utf-8")
    text = (ROOT / "definitions/spc_false_alarms.yaml").read_text("utf-8")
    rates = yaml.safe_load(text)
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", page, re.MULTILINE)
    assert len(rows) == 5
    for points, told in rows:
        at = [rates[key]["limits"][int(points)] for key in rates]
        at += [rates[key]["run"][int(points)] for key in ("nhs", "anhoej")]
        shown = [f"{100 * chart:.1f} % ({100 * icon:.1f})" for chart, icon in at]
        assert told.split(" | ") == shown
