"""What is hidden and what is shown, in tables small enough to check by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders.counts import changed, country, observation, without
from tests.reference.suppression_audit import solved_exactly

from fardplan.engine.indicators.observation import ValueStatus
from fardplan.engine.indicators.suppression.publish import (
    DERIVED_REASON,
    REASON,
    difference,
    may_derive,
    safe_observations,
)
from fardplan.engine.indicators.suppression.rule import (
    Hiding,
    SuppressionError,
    SuppressionRule,
)


RULE = SuppressionRule()
COUNT = SuppressionRule(has_complement=False)


def told(rows, rule=RULE):
    """Give what became of each figure, as letters: shown, primary, complementary."""
    return {
        s.observation.area + str(s.observation.sex): s.hiding.value[0]
        for s in safe_observations(rows, rule)
    }


def split_key(key):
    return key[:-1], key[-1]


def hidden(rows, rule=RULE):
    return {key: kind for key, kind in told(rows, rule).items() if kind != "s"}


def test_a_table_without_small_numbers_is_shown_whole():
    rows = country({"1401": (20, 30), "1402": (9, 40)})
    assert [s.observation for s in safe_observations(rows, RULE)] == rows
    assert hidden(rows) == {}


def test_one_small_number_takes_a_neighbour_and_the_other_sex_with_it():
    rows = country({"1401": (3, 30), "1402": (9, 40), "1403": (80, 90)})
    assert hidden(rows) == {"1401K": "p", "1401M": "c", "1402K": "c", "1402M": "c"}


def test_two_hidden_ones_do_not_tell_each_other_by_their_sum():
    """1 and 1 are hidden, 2 is their published sum: only another one leaves a doubt."""
    rows = country({"1401": (1, 50), "1402": (1, 50), "1403": (90, 90)})
    kinds = hidden(rows)
    assert (kinds["1401K"], kinds["1402K"]) == ("p", "p")
    assert kinds["1403K"] == "c"
    assert [
        s.values_left for s in safe_observations(rows, RULE) if s.hiding == "primary"
    ] == [3, 3]


def test_the_only_municipality_of_a_region_takes_the_region_with_it():
    """Gotland is one of each: 0980 and 09 are the same figure."""
    rows = country({"0980": (2, 60), "1401": (30, 40), "1402": (50, 60)})
    kinds = hidden(rows)
    assert (kinds["0980K"], kinds["09K"]) == ("p", "p")
    # The regions' sum over the country would tell, so another region has one hidden.
    assert {"14K", "00K"} & set(kinds)


def test_what_is_left_of_the_whole_is_protected_like_the_part():
    """Everybody but 3: the share would tell of the three."""
    rows = country(
        {"1401": (97, 200), "1402": (150, 300)},
        {"1401": (100, 400), "1402": (400, 600)},
    )
    assert hidden(rows)["1401K"] == "p"
    assert hidden(rows, COUNT) == {}


def test_a_small_denominator_is_hidden_though_the_numerator_is_larger():
    """Visits to people: 7 visits by 3 people."""
    counts = {"1401": (7, 60), "1402": (50, 60), "1403": (70, 80)}
    rows = country(counts, {"1401": (3, 50), "1402": (40, 50), "1403": (60, 70)})
    assert hidden(rows, COUNT)["1401K"] == "p"


def test_lone_small_numbers_in_many_regions_protect_each_other():
    """One in each region, all else zero: the regions are small too, the country is not."""
    counts = {
        f"{region:02}{at:02}": (2 if at == 1 else 0, 9 * at)
        for region in range(1, 9)
        for at in range(1, 4)
    }
    counts["0903"], counts["0904"] = (0, 50), (0, 60)
    rows = country(counts)
    found = safe_observations(rows, RULE)
    kinds = hidden(rows)
    assert {kinds[f"0{region}K"] for region in range(1, 9)} == {"p"}
    assert not {"00K", "09K", "0903K"} & set(kinds)
    assert {s.values_left for s in found if not s.is_shown} == {3}
    assert solved_exactly(rows, set(map(split_key, kinds))) == set()


def test_zero_is_shown_unless_the_rule_says_otherwise():
    rows = country(
        {"1401": (0, 60), "1402": (50, 60)}, {"1401": (90, 90), "1402": (90, 90)}
    )
    assert told(rows)["1401K"] == "s"
    strict = SuppressionRule(shows_zero=False)
    assert told(rows, strict)["1401K"] == "p"


def test_an_empty_group_is_shown_also_where_zero_is_not():
    rows = [observation("14", "T", 0, 0), observation("01", "T", 30, 60)]
    assert hidden(rows, SuppressionRule(shows_zero=False)) == {}


def test_a_sex_that_is_left_out_is_protected_as_if_it_stood_there():
    """T is 30 and M is 27: that K is 3 can be worked out."""
    rows = without(
        country({"1401": (3, 27), "1402": (40, 50), "1403": (60, 70)}), set(), {"K"}
    )
    kinds = hidden(rows)
    assert {"1401M", "1401T"} & set(kinds)


def test_figures_of_both_sexes_only_are_protected_by_their_neighbours():
    rows = without(country({"1401": (1, 2), "1402": (9, 9)}), set(), {"K", "M"})
    assert hidden(rows) == {"1401T": "p", "1402T": "c"}


def test_a_sum_for_both_is_protected_where_its_sexes_are_not_told():
    rows = [
        o
        for o in country({"1401": (1, 2), "1402": (9, 9), "1403": (9, 30)})
        if (o.area, str(o.sex)) not in {("1401", "K"), ("1401", "M")}
    ]
    assert hidden(rows) == {"1401T": "p", "1402K": "c", "1402M": "c", "1402T": "c"}


def test_a_sum_is_not_protected_by_one_whose_sexes_have_no_room():
    """1402 could take it as both, but nobody there is a woman."""
    rows = [
        o
        for o in country({"1401": (1, 2), "1402": (0, 9), "1403": (9, 30)})
        if (o.area, str(o.sex)) not in {("1401", "K"), ("1401", "M")}
    ]
    assert set(hidden(rows)) == {"1401T", "1403K", "1403M", "1403T"}


def test_regions_without_municipalities_take_each_other():
    rows = [o for o in country({"1401": (3, 30), "0180": (9, 40)}) if len(o.area) == 2]
    assert hidden(rows) == {"14K": "p", "14M": "c", "01K": "c", "01M": "c"}


def test_without_any_sum_only_what_is_small_is_hidden():
    rows = without(country({"1401": (3, 30), "1402": (9, 40)}), {"00", "14"}, {"T"})
    assert hidden(rows) == {"1401K": "p"}


def test_where_kinds_alone_would_tell_the_marks_do_not():
    """A region of 4 with four times 1: all small, so only the marks may be seen."""
    rows = country(
        {f"140{at}": (1, 0) for at in range(1, 5)}
        | {"0180": (70, 80), "0181": (60, 50)}
    )
    found = safe_observations(rows, RULE)
    assert all(s.values_left > 1 for s in found if not s.is_shown)
    assert {s.observation.reason for s in found if not s.is_shown} == {REASON}


def test_a_hidden_figure_leaves_nothing_of_itself():
    rows = country(
        {"1401": (3, 30), "1402": (9, 40)}, {"1401": (50, 60), "1402": (70, 80)}
    )
    [(found, true)] = [
        (s.observation, row)
        for s, row in zip(safe_observations(rows, RULE), rows, strict=True)
        if s.hiding == "primary"
    ]
    bare = {"numerator": None, "denominator": None, "value": None, "raw": ""}
    assert found == replace(true, **bare, status=ValueStatus.SUPPRESSED, reason=REASON)


def test_totals_that_do_not_add_up_stay_as_they_are():
    """SCB adds noise: a total may differ from its parts by some."""
    rows = country({"1401": (20, 30), "1402": (9, 40)})
    noisy = changed(rows, "14", "K", numerator=27)
    assert [s.observation for s in safe_observations(noisy, RULE)] == noisy


def test_sums_that_contradict_each_other_leave_nothing_to_show():
    """The only way for 3 to be less is by a total that is nobody at all."""
    rows = [observation("14", "T", 3, 3), observation("00", "T", 0, 0)]
    assert told(rows) == {"14T": "p", "00T": "c"}
    assert [s.values_left for s in safe_observations(rows, RULE)] == [1, 1]


def test_ratios_without_counts_pass_as_their_source_gives_them():
    rows = [replace(observation("1401", "T", None), value=0.02)]
    assert [s.observation for s in safe_observations(rows, RULE)] == rows


def test_a_denominator_alone_is_judged_as_a_count():
    rows = [
        replace(observation("1401", "T", None, 3), value=0.5),
        replace(observation("1402", "T", None, 30), value=0.5),
        replace(observation("14", "T", None, 33), value=0.5),
    ]
    assert hidden(rows) == {"1401T": "p", "1402T": "c"}


def test_a_row_that_lacks_its_numerator_is_judged_by_itself():
    rows = [*country({"1401": (20, 30)}, {"1401": (40, 50)})]
    rows += [observation("0180", "T", None, 3), observation("0181", "T", None, 30)]
    assert hidden(rows) == {"0180T": "p"}


def test_periods_are_tables_of_their_own():
    rows = [observation("14", "T", 3, period="2023"), observation("14", "T", 30)]
    found = safe_observations(rows, RULE)
    assert [s.hiding for s in found] == [Hiding.PRIMARY, Hiding.SHOWN]


def test_a_rule_of_nothing_hides_nothing():
    rows = country({"1401": (1, 1)})
    assert hidden(rows, SuppressionRule(least_count=0)) == {}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"least_count": 2}, "Minsta antal är 2"),
        ({"alternatives": 1}, "Antalet möjliga värden är 1"),
    ],
)
def test_a_rule_that_can_not_be_kept_is_refused(fields, told):
    with pytest.raises(SuppressionError, match=told):
        SuppressionRule(**fields)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([observation("SE11", "T", 9)], "Området 'SE11'"),
        ([observation("140", "T", 9)], "Området '140'"),
        ([observation("14", "T", 9)] * 2, "Område 14, kön T: två rader"),
    ],
)
def test_a_table_whose_sums_can_not_be_known_is_refused(rows, told):
    with pytest.raises(SuppressionError, match=told):
        safe_observations(rows, RULE)


def test_a_difference_is_hidden_when_either_figure_is():
    shown, small = safe_observations(
        [observation("14", "T", 9, period="2023"), observation("14", "T", 3)], RULE
    )
    [other] = safe_observations([observation("14", "T", 30, period="2022")], RULE)
    assert difference(shown, other).value == 9 - 30
    for told in (difference(shown, small), difference(small, shown)):
        assert (told.value, told.reason) == (None, DERIVED_REASON)
    assert (may_derive([shown, other]), may_derive([shown, small])) == (True, False)


def test_a_difference_with_a_missing_figure_says_what_is_missing():
    [shown] = safe_observations([observation("14", "T", 30)], RULE)
    gap = replace(
        shown.observation,
        value=None,
        status=ValueStatus.MISSING,
        reason="Inte inlämnat.",
    )
    missing = replace(shown, observation=gap)
    for told in (difference(shown, missing), difference(missing, shown)):
        assert (told.value, told.reason) == (None, "Inte inlämnat.")
