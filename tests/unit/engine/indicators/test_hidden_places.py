"""Which figures of whole columns are hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders.counts import by_sex, country, observation, without

from fardplan.engine.indicators.suppression.hidden_places import hidden_places
from fardplan.engine.indicators.suppression.rule import Hiding, SuppressionRule


RULE = SuppressionRule()
SMALL = country({"1401": (3, 30), "1402": (9, 40), "1403": (80, 90)})
LARGE = country({"1401": (13, 30), "1402": (9, 40)})


def places(rows, rule=RULE):
    return {
        area + str(sex) + period: hiding
        for (area, sex, period), (hiding, _) in hidden_places(
            by_sex(rows), rule
        ).items()
    }


def test_only_the_period_with_a_small_number_has_anything_hidden():
    rows = [*SMALL, *(replace(o, period="2023") for o in LARGE)]
    assert places(rows) == {
        "1401K2024": Hiding.PRIMARY,
        "1401M2024": Hiding.COMPLEMENTARY,
        "1402K2024": Hiding.COMPLEMENTARY,
        "1402M2024": Hiding.COMPLEMENTARY,
    }


def test_a_rule_of_nothing_hides_nothing():
    assert places(SMALL, SuppressionRule(least_count=0)) == {}


@pytest.mark.parametrize("sex", ["K", "M"])
def test_a_sex_that_is_left_out_is_a_small_number_all_the_same(sex):
    """30 and 27 are shown, so that the third is 3 can be worked out."""
    rows = country({"1401": (3, 27) if sex == "K" else (27, 3), "1402": (40, 50)})
    assert places(without(rows, set(), {sex}))


def test_a_sex_that_one_area_lacks_is_one_too():
    rows = country({"1401": (3, 27), "1402": (40, 50), "1403": (60, 70)})
    assert places([o for o in rows if (o.area, o.sex) != ("1401", "K")])


def test_figures_without_counts_are_not_judged():
    rows = [replace(observation("14", "T", None), value=3.0)]
    assert places(rows) == {}


def test_denominators_alone_are_counts():
    rows = [observation("14", "T", None, 3), observation("01", "T", None, 30)]
    assert places(rows) == {"14T2024": Hiding.PRIMARY}
