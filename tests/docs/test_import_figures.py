"""The how-to on reading in figures: its commands are run, and print what it shows."""

from __future__ import annotations

import re
import shlex

import pytest
from tests.surroundings import ROOT

from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.queries import told_definitions
from fardplan.cli.main import main


PAGE = (ROOT / "docs" / "how-to" / "import-figures.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
RUNS = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.django_db
@pytest.mark.parametrize(("command", "shown"), RUNS)
def test_the_page_shows_what_is_printed(
    tmp_path, settings, monkeypatch, capsys, command, shown
):
    settings.STORE_DIR = tmp_path / "store"
    load_definitions(definitions=told_definitions())
    for name, text in FILES:
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    _, *words = shlex.split(command)
    main(words)
    assert capsys.readouterr().out == shown


def test_the_page_has_examples():
    assert len(FILES) == 3
    assert len(RUNS) == 2
