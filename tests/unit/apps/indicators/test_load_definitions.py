"""Loading the shipped definitions: new ones, changed ones, and those edited here."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.indicators.actions import (
    DefinitionsReport,
    edit_definition,
    load_definitions,
)
from fardplan.apps.indicators.models import Indicator, IndicatorVersion
from fardplan.apps.indicators.queries import current_version_of, told_definitions
from fardplan.engine.indicators.definition import (
    canonical_json,
    definition_of,
    fingerprint,
    to_data,
)


pytestmark = pytest.mark.django_db
TOLD = told_definitions()
FIRST = TOLD[0]


def loaded(*definitions) -> DefinitionsReport:
    return load_definitions(definitions=definitions)


def row() -> Indicator:
    return Indicator.objects.get(key=FIRST.key)


def test_every_shipped_definition_becomes_an_indicator_with_a_version():
    report = load_definitions(definitions=TOLD)
    assert report == DefinitionsReport(created=[one.key for one in TOLD])
    assert {r.key: r.current_number for r in Indicator.objects.all()} == {
        one.key: 1 for one in TOLD
    }
    version = IndicatorVersion.objects.get(indicator__key=FIRST.key)
    assert definition_of(json.loads(version.definition)) == FIRST
    assert version.sha256 == fingerprint(canonical_json(FIRST)) == version.loaded_sha256


def test_a_second_load_changes_nothing():
    load_definitions(definitions=TOLD)
    events = AuditEvent.objects.count()
    report = load_definitions(definitions=TOLD)
    assert report == DefinitionsReport(unchanged=len(TOLD))
    assert AuditEvent.objects.count() == events == len(TOLD)


def test_a_changed_file_starts_a_new_version_and_keeps_the_old(administrator):
    loaded(FIRST)
    changed = replace(FIRST, name="Ett nytt namn")
    report = load_definitions(definitions=[changed], by=administrator)
    assert report == DefinitionsReport(changed=[FIRST.key])
    assert (row().name, row().current_number) == ("Ett nytt namn", 2)
    versions = row().versions.order_by("number")
    told = [definition_of(json.loads(v.definition)) for v in versions]
    assert told == [FIRST, replace(changed, version=2)]
    assert [v.started_by for v in versions] == [None, administrator]
    assert loaded(changed) == DefinitionsReport(unchanged=1)


def test_a_file_may_tell_a_later_number_but_never_an_earlier():
    loaded(FIRST)
    loaded(replace(FIRST, name="A", version=7))
    loaded(replace(FIRST, name="B", version=3))
    numbers = row().versions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 7, 8]


def test_what_people_edited_stays_when_the_file_changes(administrator):
    loaded(FIRST)
    new = to_data(FIRST) | {"name": "Vårt namn"}
    edit_definition(
        key=FIRST.key, new=new, seen=1, reason="Tydligare", by=administrator
    )
    assert loaded(FIRST) == DefinitionsReport(unchanged=1)
    report = loaded(replace(FIRST, name="Filens nya namn"))
    assert report == DefinitionsReport(kept=[FIRST.key])
    assert current_version_of(row()).number == 2
    assert row().name == "Vårt namn"
