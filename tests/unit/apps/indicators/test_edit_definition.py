"""A definition is changed by starting a version, and by nothing else."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.factories.indicators import change, definition_data, make_indicator
from tests.factories.people import granted

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.common.problems import ConflictError, NotAllowedError, ProblemError
from fardplan.apps.indicators.actions import create_indicator, edit_definition
from fardplan.apps.indicators.models import Indicator, IndicatorVersion
from fardplan.engine.indicators.definition import DefinitionError, fingerprint


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]
KEY = "provindikator"


def numbers() -> list[int]:
    rows = IndicatorVersion.objects.filter(indicator__key=KEY).order_by("number")
    return list(rows.values_list("number", flat=True))


def test_a_new_indicator_has_one_version_and_an_event(administrator):
    version = make_indicator(administrator, "18")
    row = Indicator.objects.get(key=KEY)
    assert (row.owner.code, row.current_number, row.goal) == ("18", 1, "T")
    assert json.loads(version.definition)["name"] == "Provindikator"
    assert version.sha256 == fingerprint(version.definition)
    assert (version.loaded_sha256, version.started_by) == ("", administrator)
    event = AuditEvent.objects.first()
    assert (event.action, event.object_key) == ("create_indicator", KEY)
    assert event.changes == {"version": [None, 1], "sha256": [None, version.sha256]}


def test_a_change_starts_the_next_version_and_the_old_one_stays(administrator):
    first = make_indicator(administrator)
    second = change(administrator, KEY, seen=1, direction="decrease")
    row = Indicator.objects.get(key=KEY)
    assert (row.current_number, row.direction) == (2, "decrease")
    first.refresh_from_db()
    assert json.loads(first.definition)["direction"] == "increase"
    told = json.loads(second.definition)
    assert (told["direction"], told["version"]) == ("decrease", 2)
    event = AuditEvent.objects.first()
    assert (event.action, event.reason) == ("edit_definition", "Ett skäl.")
    assert event.changes["version"] == [1, 2]


def test_nothing_changed_starts_nothing(administrator):
    make_indicator(administrator)
    events = AuditEvent.objects.count()
    assert change(administrator, KEY, seen=1) is None
    assert (numbers(), AuditEvent.objects.count()) == ([1], events)


def test_key_and_number_are_not_for_people(administrator):
    make_indicator(administrator)
    new = definition_data(name="Annat", key="ett-annat", version=9)
    version = edit_definition(key=KEY, new=new, seen=1, reason="Skäl", by=administrator)
    told = json.loads(version.definition)
    assert (told["key"], told["version"], version.number) == (KEY, 2, 2)


def test_what_somebody_else_began_meanwhile_is_told(administrator):
    make_indicator(administrator)
    change(administrator, KEY, seen=1, name="Först")
    with pytest.raises(ConflictError, match="börjat på version 2"):
        change(administrator, KEY, seen=1, name="Sedan")
    assert numbers() == [1, 2]


def test_a_reason_is_needed(administrator):
    make_indicator(administrator)
    new = definition_data(name="Annat")
    with pytest.raises(ProblemError, match="Skriv varför"):
        edit_definition(key=KEY, new=new, seen=1, reason=" ", by=administrator)
    assert numbers() == [1]


def test_what_is_wrong_is_refused_by_the_one_validator(administrator):
    make_indicator(administrator)
    with pytest.raises(DefinitionError, match="unit: ska vara något av"):
        change(administrator, KEY, seen=1, unit="tum")
    with pytest.raises(DefinitionError, match="key: ska vara små bokstäver"):
        make_indicator(administrator, key="Å Ä")
    assert numbers() == [1]


@pytest.mark.parametrize(
    ("twin", "told"),
    [("finns-inte", "ingen indikator med"), (KEY, "inte sin egen tvilling")],
)
def test_a_twin_is_another_that_there_is(administrator, twin, told):
    make_indicator(administrator)
    with pytest.raises(ProblemError, match=told):
        change(administrator, KEY, seen=1, twin=twin)
    make_indicator(administrator, key="den-andra")
    assert change(administrator, KEY, seen=1, twin="den-andra").number == 2


def test_a_key_is_taken_once(administrator):
    make_indicator(administrator)
    with pytest.raises(ConflictError, match="redan taget"):
        make_indicator(administrator)


def test_a_lead_and_an_analyst_make_their_authoritys_own_and_no_others(administrator):
    for name, role in (("Lena", "programme_lead"), ("Ali", "analyst")):
        person = granted(administrator, "18", name, role)
        key = f"av-{name.lower()}"
        make_indicator(person, "18", key=key)
        assert change(person, key, seen=1, name="Nytt").number == 2
        for owner in ("", "1881"):
            with pytest.raises(NotAllowedError, match="Välj en myndighet"):
                make_indicator(person, owner, key="annans")
        make_indicator(administrator, key=f"delad-{name.lower()}")
        with pytest.raises(NotAllowedError, match="som alla delar"):
            change(person, f"delad-{name.lower()}", seen=1, name="Mitt")
        make_indicator(administrator, "1881", key=f"kumlas-{name.lower()}")
        with pytest.raises(NotAllowedError, match="programledare och analytiker"):
            change(person, f"kumlas-{name.lower()}", seen=1, name="Mitt")


@pytest.mark.parametrize("owner", ["", "18"])
def test_others_make_none(administrator, reader, owner):
    make_indicator(administrator, owner)
    for nobody in (reader, AnonymousUser()):
        with pytest.raises(NotAllowedError):
            change(nobody, KEY, seen=1, name="Mitt")
        with pytest.raises(NotAllowedError):
            create_indicator(new=definition_data(key="mitt"), owner=owner, by=nobody)
    assert list(Indicator.objects.values_list("key", flat=True)) == [KEY]
