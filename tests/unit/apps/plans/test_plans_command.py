"""`fardplan plans`: list, export and import from the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.builders.stratml import file_of
from tests.factories.plans import add_step, adopt, make_assembly, make_plan

from fardplan.apps.plans import queries
from fardplan.apps.plans.models import PlanVersion
from fardplan.cli.main import main


pytestmark = pytest.mark.usefixtures("few_authorities")
GOALS = file_of("<Goal><Name>Ett</Name><Extra/></Goal>")


@pytest.fixture
def version(administrator) -> PlanVersion:
    version = make_plan(administrator)
    step = add_step(administrator, version, make_assembly(administrator))
    adopt(administrator, step, date(2026, 1, 1))
    return queries.version_of("nara", 1)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.xml"
    path.write_bytes(GOALS)
    return path


def test_an_adopted_plan_is_written_with_what_does_not_fit(version, tmp_path, capfd):
    out = tmp_path / "ut.xml"
    assert main(["plans", "export", "nara", "--part", "2", "--output", str(out)]) == 0
    assert out.read_bytes() == queries.stratml_of(version, 2)
    shown = capfd.readouterr()
    assert shown.err.splitlines()[0].startswith(
        "Står som text: Delar djupare än två nivåer: 1."
    )
    assert shown.err.endswith(f"Skrivet: {out}\n")
    assert main(["plans", "export", "nara", "--format", "json"]) == 0
    assert capfd.readouterr().out == version.frozen
    assert main(["plans", "export", "nara", "--format", "csv", "--links"]) == 0
    assert (
        capfd.readouterr().out
        == "\ufeffFrån;Från, rubrik;Koppling;Till;Till, rubrik\r\n"
    )


def test_what_is_not_there_is_told(version, capsys, monkeypatch):
    assert main(["plans", "export", "finns-inte"]) == 1
    assert "Programmet finns-inte finns inte." in capsys.readouterr().err
    assert main(["plans", "export", "nara", "--version", "7"]) == 1
    assert "har ingen version 7" in capsys.readouterr().err
    assert main(["plans", "import", "saknas.xml", "--programme", "nara"]) == 1
    assert "går inte att läsa" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["plans", "export", "nara", "--format", "xlsx"]) == 1
    assert "Ange en fil med --output" in capsys.readouterr().err


def test_a_draft_has_no_stratml(administrator, capfd):
    make_plan(administrator)
    assert main(["plans", "export", "nara"]) == 1
    assert "har ingen antagen plan" in capfd.readouterr().err
    assert main(["plans", "export", "nara", "--version", "1"]) == 1
    assert "Bara antagna versioner" in capfd.readouterr().err
    assert main(["plans", "export", "nara", "--version", "1", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["number"] == 1


def test_a_file_is_shown_first_and_read_in_with_yes(version, file, capsys):
    asked = ["plans", "import", str(file), "--programme", "nara"]
    assert main(asked) == 0
    shown = capsys.readouterr()
    assert shown.out == (
        "plan.xml, rad 2: <Extra> läses inte: standarden har det inte i <Goal>\n"
        "Version 2, ”Plan”\nMål: 1, kopplingar: 0\n"
    )
    assert "--yes" in shown.err
    assert PlanVersion.objects.count() == 1
    assert main([*asked, "--json", "--yes"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {
        "part": 1,
        "version": 2,
        "title": "Plan",
        "kinds": {"goal": 1},
        "links": 0,
        "known": 0,
        "notes": [
            {
                "element": "Extra",
                "text": "läses inte: standarden har det inte i <Goal>",
                "lines": [2],
            }
        ],
        "faults": [],
    }
    assert shown.err == "Inläst som version 2, utkast.\n"
    assert [n.title for n in queries.nodes_of(queries.version_of("nara", 2))] == ["Ett"]
    assert main([*asked, "--yes"]) == 1
    assert "som någon har skrivit i" in capsys.readouterr().err


def test_it_asks_at_a_terminal(version, file, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    answers = iter(["n", "ja"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    for count in (1, 2):
        assert main(["plans", "import", str(file), "--programme", "nara"]) == 0
        assert PlanVersion.objects.count() == count


def test_the_list_tells_each_version(version, capsys):
    assert main(["plans", "list"]) == 0
    assert capsys.readouterr().out.split() == [
        *("nara", "1", "adopted", "Nära", "vård", "i", "Påhitt")
    ]
    assert main(["plans", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "programme": "nara",
            "version": 1,
            "title": "Nära vård i Påhitt",
            "state": "adopted",
        }
    ]


def test_an_empty_installation_says_so(db, capsys):
    assert main(["plans", "list"]) == 0
    assert capsys.readouterr().out == "Det finns inga program.\n"
