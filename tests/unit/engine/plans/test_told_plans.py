"""Plans told in files: what they give, and what is wrong with a bad one."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from fardplan.engine.plans.told_plans import ToldPlanError, read_plan


TOLD = {
    "code": "a",
    "name": "A",
    "home": "18",
    "authorities": ["18"],
    "levels": ["goal", "strategy"],
    "title": "Plan",
    "nodes": [
        {
            "id": "g",
            "kind": "goal",
            "title": "Mål",
            "under": [{"id": "s", "kind": "strategy", "number": 1, "title": "S"}],
        }
    ],
    "links": {"s": {"contributes_to": ["g"]}},
    "adoption": [{"body": "b", "order": 1, "day": date(2020, 12, 1)}],
    "draft": {
        "title": "Nästa",
        "changes": [
            {"edit": "g", "title": "Nytt"},
            {"move": "s", "after": "g"},
            {"remove": "s"},
            {"add": "", "nodes": [{"id": "n", "kind": "goal", "title": "N"}]},
            {"link": {"n": {"contributes_to": ["g"]}}},
        ],
    },
}


def read(**changed):
    return read_plan("a.yaml", yaml.safe_dump(TOLD | changed, allow_unicode=True))


def test_a_plan_is_read_with_its_next_draft():
    plan = read()
    (goal,) = plan.nodes
    assert [node.id for node in goal.with_all_below()] == ["g", "s"]
    assert goal.under[0].texts == {"number": "1", "title": "S"}
    assert goal.key == plan.key_of("g") != plan.key_of("s")
    assert [(s.body, s.role, s.day) for s in plan.steps] == [
        ("b", "decides", date(2020, 12, 1))
    ]
    assert [c.what for c in plan.changes] == ["edit", "move", "remove", "add", "link"]
    assert [(one.source, one.target) for one in plan.changes[-1].links] == [("n", "g")]


def test_a_plan_without_a_draft_has_no_changes():
    plan = read(draft=None, links=None)
    assert (plan.draft_title, plan.changes, plan.links) == ("", (), ())


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"levels": ["berg"]}, "'berg'"),
        ({"adoption": [{"order": 1}]}, "'body'"),
        ({"nodes": TOLD["nodes"] * 2}, r"två gånger: \['g', 's'\]"),
        ({"links": {"s": {"shift": ["x"]}}}, r"inte finns: \['x'\]"),
    ],
)
def test_a_fault_is_told_with_the_file(changed, fault):
    with pytest.raises(ToldPlanError, match=rf"^a\.yaml: .*{fault}"):
        read(**changed)
