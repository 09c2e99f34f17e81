"""What is read of indicators, in how many reads; the job; and what is found."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.factories.indicators import change, make_indicator
from tests.factories.people import granted

from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.common.searchables import EventOf, searchables
from fardplan.apps.indicators import queries
from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.models import Indicator
from fardplan.apps.indicators.personal_data import versions
from fardplan.apps.indicators.rules import (
    can_create_indicators,
    can_edit_indicator,
    check_load_definitions,
)
from fardplan.apps.jobs.actions.people import start_job
from fardplan.apps.jobs.runner import run_attempt


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
NOBODY = AnonymousUser()
OURS = "indicators.indicator"


def test_the_register_is_read_in_as_many_reads_however_long(
    administrator, client, django_assert_max_num_queries
):
    load_definitions(definitions=queries.told_definitions())
    with django_assert_max_num_queries(6):
        assert client.get("/indikatorer/").status_code == 200


def test_an_authority_is_offered_to_those_who_count_for_it(administrator, reader):
    analyst = granted(administrator, "18", "Ali", "analyst")
    assert queries.owner_choices(analyst) == [("18", "Region Örebro län")]
    assert queries.owner_choices(reader) == []
    assert queries.owner_choices(administrator) == [
        ("", "Alla: en indikator som delas")
    ]


def test_who_may_is_answered_too(administrator, reader):
    make_indicator(administrator, "18")
    row = Indicator.objects.get()
    analyst = granted(administrator, "18", "Ali", "analyst")
    told = [
        (can_edit_indicator(who, row), can_create_indicators(who))
        for who in (NOBODY, reader, analyst, administrator)
    ]
    assert told == [(False, False), (False, False), (True, True), (True, True)]
    check_load_definitions(administrator)
    with pytest.raises(NotAllowedError, match="läsa in definitionerna"):
        check_load_definitions(analyst)


def test_the_names_offered_as_a_twin_leave_out_oneself(administrator):
    make_indicator(administrator)
    make_indicator(administrator, key="den-andra", name="Den andra")
    assert queries.indicator_names("provindikator") == [("den-andra", "Den andra")]
    assert len(queries.indicator_names()) == 2


def test_the_job_loads_and_tells(administrator):
    job = start_job(kind="load_definitions", by=administrator)
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")
    job.refresh_from_db()
    assert job.result["text"] == (
        "44 nya, 0 med ny version, 0 oförändrade. 0 är ändrade här och behölls."
    )


def test_what_can_be_found_of_an_indicator(administrator):
    make_indicator(administrator, "18", status="ended", ended="2024")
    make_indicator(administrator, key="den-andra", name="Den andra")
    change(administrator, "den-andra", seen=1, name="Den bytta")
    kind = searchables()["indicator"]
    groups = list(kind.groups())
    assert groups == ["indicator:provindikator", "indicator:den-andra"]
    first, second = kind.entries(groups)
    assert (first.title, first.authorities, first.is_living) == (
        *("Provindikator", ("18",)),
        False,
    )
    assert (second.title, second.authorities, second.is_living) == (
        "Den bytta",
        (),
        True,
    )
    assert "De som fick hjälp." in first.text
    assert list(kind.passes(NOBODY)) == []
    shown = kind.shown(["provindikator", "den-andra", "borta"], NOBODY)
    assert {key: (hit.title, str(hit.note)) for key, hit in shown.items()} == {
        "provindikator": ("Provindikator", "avslutad"),
        "den-andra": ("Den bytta", ""),
    }
    event = EventOf(OURS, "provindikator", "edit_definition", {})
    assert list(kind.touched(event)) == ["indicator:provindikator"]
    assert list(kind.touched(event._replace(object_type="actors.body"))) == []


def test_a_person_is_told_which_versions_are_theirs(administrator, reader):
    make_indicator(administrator)
    change(administrator, "provindikator", seen=1, name="Nytt")
    assert [(row["version"], row["varför"]) for row in versions(administrator)] == [
        (1, ""),
        (2, "Ett skäl."),
    ]
    assert versions(reader) == []
