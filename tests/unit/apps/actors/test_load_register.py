"""Loading the register: first time, again, with news, and beside people's edits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.actors.actions import LoadReport, edit_authority, load_register
from fardplan.apps.actors.models import Authority
from fardplan.engine.actors.authority_register import STATE, AuthorityFact


SODRA, VASTRA = (
    AuthorityFact(code=code, name=name, short_name=name, kind="care_region")
    for code, name in (("sodra", "Södra"), ("vastra", "Västra"))
)
HALLAND, SKANE = (
    AuthorityFact(
        code=code,
        name=f"Region {name}",
        short_name=name,
        kind="region",
        county=f"{name}s län",
        care_regions=care,
    )
    for code, name, care in (
        ("13", "Halland", ("sodra", "vastra")),
        ("12", "Skåne", ("sodra",)),
    )
)
HYLTE = AuthorityFact(
    code="1315",
    name="Hylte kommun",
    short_name="Hylte",
    kind="municipality",
    county="Hallands län",
    region="13",
    municipality_code="1315",
    care_regions=("sodra",),
)
FACTS = [STATE, SODRA, VASTRA, HALLAND, SKANE, HYLTE]

pytestmark = pytest.mark.django_db


def snapshot() -> dict[str, tuple[object, ...]]:
    """Give all that is stored of each authority."""
    return {
        row.code: (
            row.name,
            row.kind,
            row.county,
            row.municipality_code,
            row.region.code if row.region else None,
            sorted(care.code for care in row.care_regions.all()),
            row.website,
        )
        for row in Authority.objects.all()
    }


def test_the_first_load_makes_every_authority():
    report = load_register(facts=FACTS)

    assert report == LoadReport(created=[fact.code for fact in FACTS])
    assert snapshot() == {
        "staten": ("Staten", "state", "", None, None, [], ""),
        "sodra": ("Södra", "care_region", "", None, None, [], ""),
        "vastra": ("Västra", "care_region", "", None, None, [], ""),
        "13": (
            "Region Halland",
            "region",
            "Hallands län",
            None,
            None,
            ["sodra", "vastra"],
            "",
        ),
        "12": ("Region Skåne", "region", "Skånes län", None, None, ["sodra"], ""),
        "1315": (
            "Hylte kommun",
            "municipality",
            "Hallands län",
            "1315",
            "13",
            ["sodra"],
            "",
        ),
    }


def test_the_first_load_leaves_one_short_event_an_authority(administrator):
    load_register(facts=FACTS, by=administrator)

    events = AuditEvent.objects.exclude(object_type="accounts.user")
    assert {
        (event.object_key, event.action, event.object_type, event.made_by)
        for event in events
    } == {
        (fact.code, "load_register", "actors.authority", administrator)
        for fact in FACTS
    }
    assert len(events) == len(FACTS)
    assert {str(event.changes) for event in events} == {"{}"}


def test_a_second_load_changes_nothing_and_writes_no_event():
    load_register(facts=FACTS)
    before, events = snapshot(), AuditEvent.objects.count()

    assert load_register(facts=FACTS) == LoadReport(unchanged=len(FACTS))
    assert snapshot() == before
    assert AuditEvent.objects.count() == events


def test_a_changed_fact_is_written_and_told_in_codes(administrator):
    load_register(facts=FACTS)
    news = replace(HYLTE, name="Hylte stad", region="12", care_regions=("vastra",))

    report = load_register(facts=[*FACTS[:-1], news], by=administrator)

    assert report == LoadReport(changed=["1315"], unchanged=5)
    assert snapshot()["1315"] == (
        "Hylte stad",
        "municipality",
        "Hallands län",
        "1315",
        "12",
        ["vastra"],
        "",
    )
    event = AuditEvent.objects.first()
    assert event.made_by == administrator
    assert event.changes == {
        "name": ["Hylte kommun", "Hylte stad"],
        "search_key": [
            "hylte kommun hylte 1315 1315 hallands län",
            "hylte stad hylte 1315 1315 hallands län",
        ],
        "region": ["13", "12"],
        "care_regions": ["sodra", "vastra"],
    }


def test_an_authority_that_left_the_register_is_kept_and_reported():
    load_register(facts=FACTS)

    report = load_register(facts=FACTS[:-1])

    assert report == LoadReport(unchanged=5, not_in_register=["1315"])
    assert Authority.objects.filter(code="1315").count() == 1


def test_what_people_edited_survives_a_load(administrator):
    load_register(facts=FACTS)
    edit_authority(
        code="1315",
        new={"website": "https://www.hylte.example"},
        seen={"website": ""},
        by=administrator,
    )

    load_register(facts=[*FACTS[:-1], replace(HYLTE, name="Hylte stad")])

    row = Authority.objects.get(code="1315")
    assert (row.name, row.website) == ("Hylte stad", "https://www.hylte.example")


def test_a_load_that_stops_half_way_leaves_nothing():
    nobody = User(name="Ingen")  # never saved, so no event can name the person

    with pytest.raises(
        ValueError, match="someone without an account can't have done it"
    ):
        load_register(facts=FACTS, by=nobody)

    assert Authority.objects.count() == 0
    assert AuditEvent.objects.count() == 0
