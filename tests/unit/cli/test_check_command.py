"""`fardplan check`: the gaps of a programme's thread."""

from __future__ import annotations

import json

import pytest
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative
from tests.factories.plans import make_plan

from fardplan.cli.main import main


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]


def test_the_gaps_are_told_by_rule_and_decide_the_exit_code(administrator, capsys):
    make_plan(administrator)
    assert main(["check", "nara"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Nära vård i Påhitt, version 1: 8 luckor\n")
    assert "\nBryter tråden: Insatser som ingen ansvarar för\n  Mobila team: " in out
    assert "\n  Nära vård i Påhitt: Inget organ står på listan" in out
    edit(administrator, initiative(), owner_body=make_body(administrator).code)
    assert main(["check", "nara", "--version", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["programme"], told["version"]) == ("nara", 1)
    assert [(gap["rule"], gap["severity"], gap["name"]) for gap in told["gaps"]] == [
        ("adoption_not_begun", "weakens", ""),
        ("goal_without_measurement", "weakens", "Trygg hemma"),
        ("goal_without_day", "weakens", "Trygg hemma"),
        ("goal_without_indicator", "weakens", "Trygg hemma"),
        ("initiative_without_next_day", "note", "Mobila team"),
        ("initiative_status_missing", "note", "Mobila team"),
        ("parts_without_source", "note", ""),
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["finns-inte"], "kortadressen finns-inte. Det finns: nara."),
        (["nara", "--version", "9"], "kortadressen nara och versionen 9."),
    ],
)
def test_what_is_not_there_is_told(administrator, capsys, arguments, told):
    make_plan(administrator)
    assert main(["check", *arguments]) == 1
    assert told in capsys.readouterr().err


def test_without_programmes_there_is_nothing_to_check(db, capsys):
    assert main(["check", "nara"]) == 1
    assert "Det finns: inga program än." in capsys.readouterr().err
