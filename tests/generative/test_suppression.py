"""Laws of suppression: what is hidden can't be worked out from what is shown.

The auditor (`tests/reference/suppression_audit.py`) tries every table of whole numbers
that agrees with what is published.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import event, given
from hypothesis import strategies as st
from tests.builders.counts import by_sex, country, without
from tests.reference.suppression_audit import (
    audit_of,
    solved_exactly,
    told_value,
    untold_value,
)

from fardplan.engine.indicators.suppression.hidden_places import hidden_places
from fardplan.engine.indicators.suppression.protect import protect
from fardplan.engine.indicators.suppression.publish import safe_observations
from fardplan.engine.indicators.suppression.rule import Hiding, SuppressionRule
from fardplan.engine.indicators.suppression.table import COLUMNS, CountRow, table_of


PLACES = ("1401", "1402", "1403", "1404", "0180", "0181", "0980")
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))
RULES = st.builds(
    SuppressionRule,
    least_count=st.integers(3, 6),
    shows_zero=st.booleans(),
    alternatives=st.integers(2, 4),
)


@st.composite
def tables(draw):
    """Give a small country, with or without denominators and some of its sums."""
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, unique=True))
    pairs = st.tuples(COUNTS, COUNTS)
    counts = {place: draw(pairs) for place in places}
    wholes = None
    if draw(st.booleans()):
        left = {place: draw(pairs) for place in places}
        wholes = {
            place: tuple(a + b for a, b in zip(counts[place], left[place], strict=True))
            for place in places
        }
    areas = draw(st.sets(st.sampled_from(["00", "14", "01", "09"])))
    sexes = draw(st.sampled_from([set(), {"T"}, {"K"}, {"K", "M"}]))
    rows = without(country(counts, wholes), areas, sexes)
    # Holes, and sums that noise or people of no known area have put out of joint.
    for _ in range(draw(st.integers(0, 2)) if rows else 0):
        odd = draw(st.integers(0, len(rows) - 1))
        if draw(st.booleans()):
            rows = [*rows[:odd], *rows[odd + 1 :]] or rows
        else:
            noise = draw(st.integers(0, 3))
            o = rows[odd]
            whole = None if o.denominator is None else o.denominator + noise
            noisy = replace(o, numerator=o.numerator + noise, denominator=whole)
            rows = [*rows[:odd], noisy, *rows[odd + 1 :]]
        if not rows:
            break
    return rows


def keys(safe, *, but=()):
    return {
        (s.observation.area, str(s.observation.sex))
        for s in safe
        if not s.is_shown and s.hiding not in but
    }


@given(tables(), RULES)
def test_whoever_sees_the_marks_can_not_work_out_a_hidden_figure(rows, rule):
    safe = safe_observations(rows, rule)
    hidden = keys(safe)
    audit = audit_of(rows, hidden, untold_value)
    for s in safe:
        # Where nothing at all is shown there is nothing to work anything out from.
        if not s.is_shown and len(hidden) < len(rows):
            left = audit.possible((s.observation.area, str(s.observation.sex)))
            assert len(left) >= s.values_left >= 2


@given(tables(), RULES)
def test_nor_can_most_who_are_told_which_figures_are_small(rows, rule):
    safe = safe_observations(rows, rule)
    small = keys(safe, but={Hiding.COMPLEMENTARY})
    audit = audit_of(rows, keys(safe), told_value(rule, small))
    table = table_of(
        [
            CountRow(
                area=o.area,
                sex=o.sex,
                numerator=o.numerator,
                denominator=o.denominator,
            )
            for o in rows
        ]
    )
    found = protect(table, rule)
    for s in safe:
        o = s.observation
        place = table.areas.index(o.area), COLUMNS.index(o.sex)
        if not s.is_shown and found.holds_if_told[place]:
            assert len(audit.possible((o.area, str(o.sex)))) >= s.values_left
        elif not s.is_shown:
            event("holds only for one who is not told")


@given(tables(), RULES)
def test_no_small_number_is_shown(rows, rule):
    for true, s in zip(rows, safe_observations(rows, rule), strict=True):
        counts = [true.numerator]
        if true.denominator is not None:
            counts += [true.denominator, true.denominator - true.numerator]
        lowest = 1 if rule.shows_zero else 0
        if true.denominator != 0 and any(
            lowest <= c < rule.least_count for c in counts
        ):
            assert s.hiding is Hiding.PRIMARY
        if s.is_shown:
            assert s.observation == true
        else:
            o = s.observation
            assert (o.numerator, o.denominator, o.value, o.raw) == (None,) * 3 + ("",)


@given(tables(), RULES)
def test_columns_are_judged_as_observations_are(rows, rule):
    expected = {
        (s.observation.area, s.observation.sex, s.observation.period): (
            s.hiding,
            s.values_left,
        )
        for s in safe_observations(rows, rule)
        if not s.is_shown
    }
    assert hidden_places(by_sex(rows), rule) == expected


@given(
    st.dictionaries(
        st.builds(lambda r, m: f"{r:02}{m:02}", st.integers(1, 9), st.integers(1, 30)),
        st.tuples(COUNTS, COUNTS),
        min_size=1,
        max_size=60,
    )
)
def test_sums_alone_tell_nothing_in_larger_tables(counts):
    rows = country(counts)
    hidden = keys(safe_observations(rows, SuppressionRule()))
    assert solved_exactly(rows, hidden) == set()
