"""Definitions and goals as files: every fault of every file at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.factories.indicators import definition_data

from fardplan.engine.indicators.definition import DefinitionStatus, changed_fields
from fardplan.engine.indicators.definition_files import (
    DefinitionFilesError,
    read_definitions,
)
from fardplan.engine.indicators.goals import OUTCOMES, GoalsError, ShiftGoal, read_goals
from fardplan.engine.indicators.yaml_text import YamlTextError, plain_data


SHIPPED = Path(__file__).parents[4] / "definitions"
GOALS_TEXT = (SHIPPED / "goals.yaml").read_text(encoding="utf-8")
GOALS = read_goals(GOALS_TEXT)


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def put(folder: Path, name: str, **more: object) -> None:
    text = yaml.safe_dump(definition_data(key=name, **more), allow_unicode=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(DefinitionFilesError) as error:
        read_definitions(folder, GOALS)
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


def test_the_shipped_definitions_are_44_in_all_goals():
    found = read_definitions(SHIPPED / "indicators", GOALS)
    assert len(found) == 44
    counts = {goal: sum(d.goal is goal for d in found.values()) for goal in ShiftGoal}
    assert list(counts.values()) == [12, 7, 6, 8, 5, 6]
    assert ShiftGoal.RESOURCES not in OUTCOMES
    assert {key for key, d in found.items() if d.status is DefinitionStatus.ENDED} == {
        *("delaktighet-npe", "information-npe", "kontinuitet-koordinering-npe")
    }
    unsure = [d for d in found.values() if d.status is DefinitionStatus.UNVERIFIED]
    assert all(d.not_verified for d in unsure)
    assert len(unsure) == 13


def test_the_four_goals_of_the_agreements_each_have_a_target():
    found = read_definitions(SHIPPED / "indicators", GOALS)
    targets = [
        (one.agreement_goal, d.key, one.kind.value, one.value, one.by)
        for d in found.values()
        for one in d.targets
    ]
    assert sorted(targets, key=str) == [
        (1, "fast-lakarkontakt-register", "level", 55, "2022"),
        (1, "fast-lakarkontakt-upplevd", "level", 55, "2022"),
        (2, "kontinuitetsindex-lakare", "change_percent", 20, "2022"),
        (3, "fast-lakarkontakt-sabo", "level", 80, "2022"),
        (4, "kontinuitetsindex-sabo", "rise", None, "2022"),
    ]
    assert list(GOALS.agreement_goals) == [1, 2, 3, 4]


def test_every_shipped_definition_says_where_it_comes_from():
    for one in read_definitions(SHIPPED / "indicators", GOALS).values():
        assert one.source.id or one.source.note or one.not_verified, one.key
        assert all(target.source for target in one.targets)
        assert all(value.source for value in one.baseline)


def test_all_faults_of_all_files_are_told(folder):
    put(folder, "a", unit="tum", goal="X")
    put(folder, "b", twin="finns-inte")
    (folder / "c.yaml").write_text("key: c\nkey: d\n", encoding="utf-8")
    (folder / "d.yaml").write_bytes(b"\xff\xfe")
    put(
        folder,
        "e",
        targets=[
            {"kind": "rise", "agreement": "Vi", "source": "Här", "agreement_goal": 9}
        ],
    )
    assert faults(folder) == [
        "a.yaml: goal: ska vara något av K, T, D, P, S, R",
        (
            "a.yaml: unit: ska vara något av percent, index_0_1, index_0_100, per_1000,"
            " per_100000, count, days, kronor_per_inhabitant"
        ),
        "c.yaml: rad 1: key står två gånger",
        "d.yaml: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        "b.yaml: twin: finns-inte finns inte bland filerna",
        "e.yaml: targets nummer 1 agreement_goal: 9 finns inte i goals.yaml",
    ]


def test_a_file_has_the_name_of_its_key(folder):
    put(folder, "a")
    (folder / "a.yaml").rename(folder / "b.yaml")
    assert faults(folder) == ["b.yaml: key: ska vara filens namn utan .yaml"]


def test_twins_name_each_other(folder):
    put(folder, "a", twin="b")
    put(folder, "b")
    put(folder, "c", twin="c")
    put(folder, "d", twin="e")
    put(folder, "e", unit="tum")
    assert [fault for fault in faults(folder) if "twin" in fault] == [
        "a.yaml: twin: b ska i sin tur ha a som tvilling",
        "c.yaml: twin: en indikator är inte sin egen tvilling",
    ]
    put(folder, "b", twin="a")
    for name in "cde":
        (folder / f"{name}.yaml").unlink()
    assert list(read_definitions(folder, GOALS)) == ["a", "b"]


def test_the_example_in_the_manual_is_a_whole_definition(folder):
    manual = SHIPPED.parent / "docs" / "how-to" / "define-an-indicator.md"
    text = manual.read_text(encoding="utf-8").partition("```yaml\n")[2]
    (folder / "vardtillfallen.yaml").write_text(text.partition("```")[0], "utf-8")
    [told] = read_definitions(folder, GOALS).values()
    shipped = read_definitions(SHIPPED / "indicators", GOALS)[told.key]
    assert changed_fields(told, shipped) == ["baseline"]


def test_an_empty_folder_has_no_definitions(folder):
    assert read_definitions(folder, GOALS) == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: [", "rad 1: är inte giltig YAML: expected the node content"),
        ("a: 1\n b: 2", "rad 2: är inte giltig YAML: "),
        ("x:\n  a: 1\n  a: 2", "rad 2: a står två gånger"),
        ("a: \x07", "är inte giltig YAML: "),
        ("a: 0x_", "är inte giltig YAML: invalid literal"),
    ],
)
def test_a_text_that_is_no_yaml_says_where(text, reason):
    with pytest.raises(YamlTextError) as error:
        plain_data(text)
    assert str(error.value).startswith(reason)


def test_a_day_stays_text():
    assert plain_data("a: 2024-05-01\nb: 2024-05\nc: 7") == {
        "a": "2024-05-01",
        "b": "2024-05",
        "c": 7,
    }


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("key: R", "key: X", "areas nummer 6 key: ska vara något av K, T, D, P, S, R"),
        ("key: R", "key: S", "areas: ska ha vart och ett av K, T, D, P, S, R"),
        ("number: 4", "number: 3", "agreement_goals: två mål har samma number"),
        ("number: 4", "number: fyra", "agreement_goals nummer 4 number: ska vara"),
    ],
)
def test_goals_that_do_not_add_up_say_so(old, new, reason):
    with pytest.raises(GoalsError) as error:
        read_goals(GOALS_TEXT.replace(old, new))
    assert str(error.value).startswith(reason)
