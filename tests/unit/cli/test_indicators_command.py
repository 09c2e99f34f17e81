"""``fardplan indicators``: what it prints, and its exit codes."""

from __future__ import annotations

import argparse
import json
import shutil

import pytest
from tests.factories.indicators import change, make_indicator

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.models import Indicator
from fardplan.apps.indicators.queries import goals, told_definitions
from fardplan.cli.commands import indicators


pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    indicators.configure(parser)
    return indicators.run(parser.parse_args(words))


def test_load_tells_what_it_did(capsys, administrator):
    assert run("load") == 0
    assert capsys.readouterr().out == "44 nya, 0 med ny version och 0 oförändrade.\n"
    assert run("load", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "created": 0,
        "changed": [],
        "unchanged": 44,
        "kept": [],
    }


def test_load_names_those_that_were_edited_here(
    capsys, administrator, settings, tmp_path
):
    shutil.copytree(settings.DEFINITIONS_DIR, tmp_path / "definitions")
    settings.DEFINITIONS_DIR = tmp_path / "definitions"
    # An indicator of the same key that somebody made before it was shipped.
    make_indicator(administrator, key="vardtillfallen")
    assert run("load") == 0
    assert "Ändrade här, så filens version väntar: vardtillfallen\n" in (
        capsys.readouterr().out
    )


def test_load_tells_all_faults_and_loads_nothing(settings, tmp_path):
    shutil.copytree(settings.DEFINITIONS_DIR, tmp_path / "definitions")
    settings.DEFINITIONS_DIR = tmp_path / "definitions"
    for name, old, new in (
        ("vardtillfallen", "goal: P", "goal: X"),
        ("mangsokare", "unit: percent", "unit: tum"),
    ):
        file = tmp_path / "definitions" / "indicators" / f"{name}.yaml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(ProblemError) as problem:
        run("load")
    assert str(problem.value).splitlines() == [
        "Inga definitioner är inlästa:",
        (
            "mangsokare.yaml: unit: ska vara något av percent, index_0_1, index_0_100,"
            " per_1000, per_100000, count, days, kronor_per_inhabitant"
        ),
        "vardtillfallen.yaml: goal: ska vara något av K, T, D, P, S, R",
    ]
    assert not Indicator.objects.exists()


def test_list_narrows(capsys):
    load_definitions(definitions=told_definitions())
    assert run("list", "--goal", "K", "--search", "särskilt boende") == 0
    assert capsys.readouterr().out.splitlines() == [
        "K  fast-lakarkontakt-sabo           Fast läkarkontakt på särskilt boende",
        "K  kontinuitetsindex-sabo           Kontinuitetsindex läkare på särskilt boende",
        "K  trygghet-sarskilt-boende         Trygghet på särskilt boende",
    ]
    asked = ("--source", "survey", "--status", "unverified", "--direction", "increase")
    assert run("list", *asked, "--json") == 0
    [told] = json.loads(capsys.readouterr().out)
    assert (told["key"], told["twin"]) == (
        "fast-lakarkontakt-upplevd",
        "fast-lakarkontakt-register",
    )
    assert told["authority"] is None
    assert run("list", "--search", "finns inte") == 0
    assert capsys.readouterr().out == "Ingen indikator passar.\n"


@pytest.mark.usefixtures("few_authorities")
def test_show_tells_the_version_in_use_or_an_older_one(capsys, administrator):
    make_indicator(administrator, "18", why="Ett.\nTvå.")
    second = change(administrator, "provindikator", seen=1, name="Nytt namn")
    assert run("show", "provindikator") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "Kortnamn: provindikator",
        "Namn: Nytt namn",
        "Namn på engelska: Trial indicator",
    ]
    assert lines[-1] == f"Version: 2 ({second.sha256})"
    assert run("show", "provindikator", "--version", "1") == 0
    told = capsys.readouterr().out
    assert "Varför: Ett.\n  Två.\n" in told
    assert run("show", "provindikator", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["authority"], told["version"], told["reason"]) == (
        "18",
        2,
        "Ett skäl.",
    )
    assert told["twin_of"] is None


def test_show_names_the_twin(capsys, administrator):
    make_indicator(administrator)
    make_indicator(administrator, key="den-andra", twin="provindikator")
    assert run("show", "provindikator", "--json") == 0
    assert json.loads(capsys.readouterr().out)["twin_of"] == "den-andra"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["finns-inte"], "fardplan indicators list"),
        (["provindikator", "--version", "9"], "har ingen version 9"),
    ],
)
def test_what_is_not_there_is_told(administrator, words, reason):
    make_indicator(administrator)
    with pytest.raises(ProblemError, match=reason):
        run("show", *words)


def test_goals_that_can_not_be_used_are_told(settings, tmp_path):
    shutil.copytree(settings.DEFINITIONS_DIR, tmp_path / "definitions")
    settings.DEFINITIONS_DIR = tmp_path / "definitions"
    file = tmp_path / "definitions" / "goals.yaml"
    goals.cache_clear()
    try:
        for text, reason in (("aim: [", "giltig YAML"), ("aim: 1", "areas: saknas")):
            file.write_text(text, "utf-8")
            with pytest.raises(ProblemError, match=reason):
                run("load")
    finally:
        goals.cache_clear()
