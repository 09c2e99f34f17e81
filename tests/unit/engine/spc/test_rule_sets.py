"""The rule sets as data: those that are there, and how a wrong file is told."""

from __future__ import annotations

import pytest
from tests.surroundings import ROOT

from fardplan.engine.spc.kinds import Signal
from fardplan.engine.spc.rule_sets import RuleSetsError, read_rule_sets


FILE = (ROOT / "definitions/spc_rule_sets.yaml").read_text("utf-8")
FIRST = FILE.partition("\n- key: anhoej")[0]


def test_the_sets_that_are_there():
    found = read_rule_sets(FILE)
    lengths = {
        key: (rules.shift_points, rules.trend_points) for key, rules in found.items()
    }
    assert lengths == {"nhs": (7, 7), "anhoej": (0, 0), "nelson": (9, 6), "ihi": (8, 6)}
    assert found["anhoej"].signals == {Signal.OUTSIDE, Signal.RUNS, Signal.CROSSINGS}
    assert found["nhs"].near == 2 / 3
    assert found["anhoej"].xmr_factor == pytest.approx(3 / 1.128, abs=1e-12)


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("key: nhs", "key: ''", "uppsättning 1 .*key saknas eller är ingen text"),
        ("[outside, trend", "[outside, magic, trend", "signals ska vara en lista"),
        ("signals: [outside", "signals: []\n  ord: [outside", "ord är inget fält"),
        ("trend_points: 7", "trend_points: 2", "trend_points ska vara ett helt tal"),
        ("trend_points: 7", "trend_points: true", "trend_points ska vara ett helt tal"),
        ("trend_points: 7", "", "trend_points ska vara ett helt tal från 3 till 50"),
        ("outside, trend, ", "outside, ", "trend_points anges bara när signalen"),
        ("near: 2/3", "near: 1", "near ska vara ett tal eller bråk mellan 0 och 1"),
        ("near: 2/3", "near: 1/0", "near ska vara ett tal"),
        ("xmr_factor: 2.66", "xmr_factor: mycket", "xmr_factor ska vara ett tal"),
    ],
)
def test_a_wrong_set_is_told_where(was, becomes, reason):
    assert was in FIRST
    with pytest.raises(RuleSetsError, match=reason):
        read_rule_sets(FIRST.replace(was, becomes, 1))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "inte giltig YAML"),
        ("", "minst en regeluppsättning"),
        ("- 7", "uppsättning 1 ska ha fälten"),
        (f"{FIRST}\n{FIRST}", "samma key"),
        (
            FIRST.replace("signals: [outside, trend, two_of_three, shift]", ""),
            "signals",
        ),
    ],
)
def test_a_file_that_is_no_list_of_sets_is_refused(text, reason):
    with pytest.raises(RuleSetsError, match=reason):
        read_rule_sets(text)
