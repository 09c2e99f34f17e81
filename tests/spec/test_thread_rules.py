"""Each rule of the thread check against small plans, as the manual prints them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.builders.small_plans import told_followed, told_plan

from fardplan.engine.indicators import thread_checks
from fardplan.engine.plans.checks import CHECKS, find_gaps
from fardplan.engine.plans.thread_rules import ThreadRulesError, read_thread_rules


ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 22)
SPEC = yaml.safe_load((ROOT / "tests/spec/thread_rules.yaml").read_text("utf-8"))
FILE = (ROOT / "definitions/thread_rules.yaml").read_text("utf-8")
RULES = read_thread_rules(FILE)
CASES = [
    pytest.param(rule, case, id=f"{rule}-{number}")
    for rule, cases in SPEC.items()
    for number, case in enumerate(cases)
]


def test_every_rule_has_a_text_a_check_and_a_table():
    assert set(RULES) == set(CHECKS) | thread_checks.RULES == set(SPEC)


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_the_table_holds(rule, case):
    checks = CHECKS | thread_checks.indicator_checks(told_followed(case))
    gaps = find_gaps(told_plan(case), {rule: RULES[rule]}, DAY, checks)
    assert [gap.key or "programme" for gap in gaps] == case["gaps"]
    if "says" in case:
        assert gaps[0].text == case["says"]
    # Each sentence has what its braces ask for.
    assert all(gap.text for gap in gaps)


def test_the_worst_come_first_and_keep_the_order_of_the_file():
    plan = told_plan(SPEC["initiative_without_goal"][0])
    keys = list(dict.fromkeys(gap.rule.key for gap in find_gaps(plan, RULES, DAY)))
    grave = ["breaks", "weakens", "note"]
    order = sorted(RULES, key=lambda key: grave.index(RULES[key].severity))
    assert keys == [key for key in order if key in keys]
    assert keys[:2] == ["initiative_without_goal", "initiative_without_owner"]


def test_many_names_are_told_shortly():
    names = [f"Nämnd {n}" for n in range(1, 10)]
    case = {"plan": "goal A", "adoption": {"has_begun": True, "waiting": names}}
    [gap] = find_gaps(
        told_plan(case), {"adoption_unfinished": RULES["adoption_unfinished"]}, DAY
    )
    assert gap.text.endswith("Nämnd 5, Nämnd 6 och 3 till.")


def test_a_ring_of_links_ends():
    plan = told_plan({"plan": "goal A | to=B\ngoal B | to=A"})
    rule = {"goal_without_initiative": RULES["goal_without_initiative"]}
    assert [gap.key for gap in find_gaps(plan, rule, DAY)] == ["A", "B"]


FIRST = "".join(FILE.partition("\n- key: initiative_without_owner")[0])


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("severity: breaks", "severity: worst", "regel 1 .*'worst' is not a valid"),
        ("place: initiatives", "place: moon", "regel 1 .*'moon' is not a valid"),
        ("  mend: Koppla till ett mål", "", "mend saknas"),
        ("mend: Koppla till ett mål", "mend: 7", "mend saknas eller är ingen text"),
        ("severity: breaks", "severity: breaks\n  ord: x", "ord är inget fält"),
        (
            "severity: breaks",
            "severity: breaks\n  limits: {days: -1}",
            "limits ska vara hela tal",
        ),
        ("severity: breaks", "severity: breaks\n  limits: 3", "limits ska vara hela"),
        ("till något mål i planen.", "till {något mål i planen.", "regel 1"),
    ],
)
def test_a_wrong_file_is_told_where(was, becomes, reason):
    assert was in FIRST
    with pytest.raises(ThreadRulesError, match=reason):
        read_thread_rules(FIRST.replace(was, becomes, 1))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "inte giltig YAML"),
        ("", "minst en regel"),
        ("- 7", "regel 1 ska ha fälten"),
        (f"{FIRST}\n{FIRST}", "samma key"),
    ],
)
def test_a_file_that_is_no_list_of_rules_is_refused(text, reason):
    with pytest.raises(ThreadRulesError, match=reason):
        read_thread_rules(text)
