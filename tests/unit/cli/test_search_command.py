"""``fardplan search``: what it prints, for whom, and its exit codes."""

from __future__ import annotations

import json

import pytest
from tests.factories.bodies import make_body
from tests.factories.documents import make_document

from fardplan.apps.common.problems import ProblemError
from fardplan.cli.commands import search
from fardplan.engine.search.index_files import writing


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"


def run(*words: str) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    search.configure(parser)
    return search.run(parser.parse_args(words))


def test_without_an_index_it_tells_what_to_do():
    with pytest.raises(ProblemError, match="--rebuild"):
        run("nämnd")


def test_rebuilds_and_finds(administrator, capsys):
    make_body(administrator, code="namnden", name="Omsorgsnämnden", mandate="Om vård.")
    assert run("--rebuild") == 0
    assert "5 sökbara" in capsys.readouterr().err
    assert run("nämnd") == 0
    assert capsys.readouterr().out == (
        "1 träffar.\n\nOmsorgsnämnden  (Nämnd)\n  /organ/namnden/\n  Om vård.\n"
    )
    assert run("xyzzyx") == 1
    assert run("omsrogsnämnd", "--rebuild") == 0
    assert "Menade du ”omsorgsnämnden”?" in capsys.readouterr().out


def test_json_for_a_person_who_may_see_more(administrator, capsys):
    make_document(administrator, "Vårdplatser i länet.", name="plan 2021.txt")
    run("--rebuild")
    assert run("vårdplats", "--json") == 1
    assert json.loads(capsys.readouterr().out)["total"] == 0
    assert run("vårdplats", "--json", "--as", administrator.email.upper()) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["stations"] == {"sources": told["total"]}
    passage = next(one for one in told["hits"] if one["kind"] == "passage")
    assert passage["passage"].startswith("[Vårdplatser] i länet")
    assert passage["authority"] == "Region Örebro län"


def test_an_unknown_person_is_told_of():
    run("--rebuild")
    with pytest.raises(ProblemError, match="inget öppet konto"):
        run("vård", "--as", "nobody@exempel.example")


def test_only_one_builds_at_a_time(settings):
    with writing(settings.SEARCH_DIR), pytest.raises(ProblemError, match="Vänta"):
        run("--rebuild")
