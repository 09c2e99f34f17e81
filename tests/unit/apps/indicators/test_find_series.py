"""Finding one series: what is chosen when nothing is, and what is kept for the next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders.counts import country
from tests.factories.indicators import definition_data, make_indicator

from fardplan.apps.indicators.queries import series
from fardplan.apps.indicators.queries.series import SeriesWanted, find_series, rule_of
from fardplan.engine.indicators.definition import definition_of
from fardplan.engine.indicators.store.writer import add_run


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
ROWS = country(
    {"1880": (3, 60), "1881": (70, 80), "1860": (90, 95)},
    {"1880": (100, 100), "1881": (100, 100), "1860": (100, 100)},
)


@pytest.fixture
def folder(settings, tmp_path):
    settings.STORE_DIR = tmp_path / "store"
    series._kept.clear()
    return settings.STORE_DIR


def figures(key="provindikator"):
    return [replace(o, indicator=key, value=100 * o.value) for o in ROWS]


def test_the_first_area_and_sex_are_shown_when_none_is_asked_for(folder, administrator):
    add_run(folder, "a", figures())
    found = find_series(make_indicator(administrator), SeriesWanted())
    assert (found.wanted.area, found.wanted.sex) == ("00", "T")
    assert (found.wanted.chart, found.wanted.rules) == ("p", "nhs")
    assert found.areas == {
        "00": "Riket",
        "18": "Region Örebro län",
        "1860": "Laxå kommun" if "Laxå" in str(found.areas) else found.areas["1860"],
        "1880": "Örebro kommun",
        "1881": "Kumla kommun",
    }
    assert found.sexes == ("T", "K", "M")
    assert found.runs == {"2024": "a"}


def test_without_figures_there_is_no_series(folder, administrator):
    found = find_series(make_indicator(administrator), SeriesWanted(area="1880"))
    assert (found.judged, found.alarms, found.areas) == (None, None, {})


def test_a_small_number_is_hidden_before_it_is_judged(folder, administrator):
    add_run(folder, "a", figures())
    version = make_indicator(administrator)
    found = find_series(version, SeriesWanted(area="1880", sex="K"))
    [point] = found.judged.points
    assert (point.is_hidden, point.value, point.centre) == (True, None, None)
    [point] = find_series(version, SeriesWanted(area="00", sex="K")).judged.points
    assert point.value == pytest.approx(100 * 163 / 300)


def test_a_judgement_is_kept_until_the_figures_change(folder, administrator):
    add_run(folder, "a", figures())
    version = make_indicator(administrator)
    for _ in range(2):
        find_series(version, SeriesWanted())
    assert len(series._kept) == 1
    more = [replace(o, period="2025") for o in figures()]
    add_run(folder, "b", more)
    find_series(version, SeriesWanted())
    assert len(series._kept) == 2


def test_no_more_judgements_are_kept_than_there_is_room_for(
    folder, administrator, monkeypatch
):
    monkeypatch.setattr(series, "_KEPT", 1)
    add_run(folder, "a", [*figures(), *figures("annan")])
    for key in ("provindikator", "annan"):
        find_series(make_indicator(administrator, key=key), SeriesWanted())
    assert len(series._kept) == 1


def test_a_chart_that_nobody_has_counted_false_alarms_for_says_nothing(
    folder, administrator, monkeypatch
):
    monkeypatch.setattr(series, "_alarm_rates", dict)
    add_run(folder, "a", figures())
    assert find_series(make_indicator(administrator), SeriesWanted()).alarms is None


def test_the_target_is_the_first_that_is_a_level(folder, administrator):
    told = {"agreement": "Ett avtal", "source": "Sidan 1"}
    targets = [{"kind": "rise", **told}, {"kind": "level", "value": 55, **told}]
    version = make_indicator(administrator, targets=targets)
    assert find_series(version, SeriesWanted()).target == 55


@pytest.mark.parametrize(
    ("fields", "least", "has_complement"),
    [
        ({}, 5, True),
        ({"unit": "per_1000"}, 5, False),
        ({"least_count": 10}, 10, True),
        ({"least_count": 2}, 3, True),
        ({"least_count": 1}, 0, True),
    ],
)
def test_the_rule_comes_of_the_definition(fields, least, has_complement):
    rule = rule_of(definition_of(definition_data(**fields)))
    assert (rule.least_count, rule.has_complement) == (least, has_complement)
