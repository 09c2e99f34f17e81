"""Named reads of the register, on the whole of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors import queries
from fardplan.apps.actors.actions import edit_authority, load_register
from fardplan.apps.actors.models import Authority
from fardplan.engine.shared.colour import to_css


pytestmark = pytest.mark.usefixtures("register")


def codes(found) -> list[str]:
    return [row.code for row in found]


def test_the_counts_take_gotland_as_both():
    assert queries.counts_by_kind() == {
        "state": 1,
        "care_region": 6,
        "region": 21,
        "municipality": 290,
        "total": 317,
    }


@pytest.mark.parametrize(
    ("code", "found"), [("09", "09"), ("0980", "09"), ("1880", "1880")]
)
def test_an_authority_is_found_by_either_code(code, found):
    assert queries.authority_by_code(code).code == found


def test_an_unknown_code_is_found_by_nobody():
    with pytest.raises(Authority.DoesNotExist):
        queries.authority_by_code("9999")


def test_care_regions_and_regions_come_in_swedish_order():
    assert codes(queries.care_regions()) == [
        "mellansverige",
        "norra",
        "stockholm-gotland",
        "sydostra",
        "sodra",
        "vastra",
    ]
    assert [row.short_name for row in queries.regions()][-6:] == [
        "Västerbotten",
        "Västernorrland",
        "Västmanland",
        "Västra Götalandsregionen",
        "Örebro län",
        "Östergötland",
    ]


def test_the_members_of_a_care_region_are_its_regions():
    sodra = Authority.objects.get(code="sodra")

    assert codes(queries.members_of(sodra)) == ["10", "13", "07", "12"]


def test_the_members_of_a_region_are_its_municipalities():
    blekinge = Authority.objects.get(code="10")

    assert codes(queries.members_of(blekinge)) == [
        "1082",
        "1080",
        "1060",
        "1081",
        "1083",
    ]


def test_gotland_has_no_municipality_beside_itself():
    gotland = Authority.objects.get(code="09")

    assert codes(queries.members_of(gotland)) == []
    assert codes(queries.municipalities_within(gotland)) == ["09"]


def test_the_municipalities_within_a_region_are_those_of_the_county():
    blekinge = Authority.objects.get(code="10")

    assert set(codes(queries.municipalities_within(blekinge))) == {
        "1060",
        "1080",
        "1081",
        "1082",
        "1083",
    }


def test_the_names_of_the_regions_come_alone():
    assert codes(queries.region_names()) == codes(queries.regions())


def test_codes_are_those_of_the_rows():
    found = queries.find_authorities(
        queries.AuthorityFilter(kind="state", sort="-kind")
    )

    assert queries.codes_of(found) == {"staten"}


def test_the_version_changes_with_the_register_and_not_with_an_edit(administrator):
    first = queries.register_version()
    edit_authority(
        code="09", new={"website": "https://g"}, seen={"website": ""}, by=administrator
    )
    assert queries.register_version() == first

    facts = queries.register_facts()
    load_register(facts=facts)
    assert queries.register_version() == first

    load_register(facts=[*facts[:-1], replace(facts[-1], name="Nytt namn")])
    assert queries.register_version()[0] > first[0]
    assert queries.register_version()[1] == first[1] == 317


def test_290_have_a_municipality_s_duties():
    found = {row.municipality_code for row in queries.with_municipality_code()}

    assert found == set(queries.map_shapes().municipalities)


def test_only_an_edit_of_an_authority_can_be_undone(administrator):
    loaded = AuditEvent.objects.first()
    edit = edit_authority(
        code="09", new={"website": "https://g"}, seen={"website": ""}, by=administrator
    )
    other = record_event(
        action="edit_authority", about=administrator, key="09", by=None
    )

    assert queries.edit_event(edit.pk) == edit
    for event in (loaded, other):
        with pytest.raises(AuditEvent.DoesNotExist):
            queries.edit_event(event.pk)


def test_a_theme_is_the_palette_of_the_colour():
    assert queries.theme_css(Authority(theme_colour="#b3261e")) == to_css(
        {"accent": "#b3261e"}
    )
    assert queries.theme_css(Authority()) == ""


def test_the_shapes_are_read_once():
    assert queries.map_shapes() is queries.map_shapes()
