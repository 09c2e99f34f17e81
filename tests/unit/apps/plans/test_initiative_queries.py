"""Who may tell the status of which, told for many as for one."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative, make_initiatives, own
from tests.factories.people import granted, seated
from tests.factories.plans import make_programme

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.queries import bodies_chaired_by
from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.plans import queries
from fardplan.apps.plans.actions import NewArea, add_area
from fardplan.apps.plans.models import Initiative
from fardplan.apps.plans.rules import (
    can_see_initiative,
    can_tell_status,
    check_remind,
)


pytestmark = pytest.mark.usefixtures("few_authorities")


def test_many_are_answered_for_as_each_one_is(administrator, reader):
    version = make_initiatives(administrator, "Ett", "Två", "Tre", "Fyra")
    body = make_body(administrator)
    town = make_body(
        administrator, code="kumlaradet", home="Örebro kommun", authorities="1880"
    )
    owner = seated(administrator, body, "Olle", "Ledamot")
    own(administrator, initiative("Ett"), owner)
    edit(administrator, initiative("Två"), owner_body=body.code)
    edit(administrator, initiative("Tre"), municipalities="1880")
    edit(administrator, initiative("Fyra"), owner_body=town.code)
    people = {
        "nobody": AnonymousUser(),
        "reader": reader,
        "owner": owner,
        "chair": seated(administrator, body, "Maj", "Ordförande"),
        "secretary": seated(administrator, body, "Sam", "Sekreterare"),
        "member": seated(administrator, body, "Mia", "Ledamot"),
        "party": granted(administrator, "1880", "Pia", "programme_lead"),
        "other": granted(administrator, "1881", "Åsa", "programme_lead"),
        "lead": granted(administrator, "18", "Lena", "programme_lead"),
        "administrator": administrator,
    }
    rows = list(Initiative.objects.order_by("sort_key"))
    found = {}
    for who, user in people.items():
        many = queries.told_by(user, version.programme, rows)
        each = {row.pk for row in rows if can_tell_status(user, row)}
        assert many == each, who
        found[who] = sorted(row.name for row in rows if row.pk in many)
    everything = ["Ett", "Fyra", "Mobila team", "Tre", "Två"]
    assert found == {
        "nobody": [],
        "reader": [],
        "owner": ["Ett"],
        "chair": ["Två"],
        "secretary": ["Två"],
        "member": [],
        "party": ["Fyra", "Tre"],
        "other": [],
        "lead": everything,
        "administrator": everything,
    }
    assert can_see_initiative(owner, initiative("Ett"))
    assert not can_see_initiative(reader, initiative("Ett"))


def test_a_programme_of_one_municipality_has_its_countys_map(administrator):
    version = make_initiatives(administrator)
    programme = version.programme
    region = programme.home
    assert queries.region_of(programme) == region
    programme.home = region.municipalities.get(code="1880")
    assert queries.region_of(programme) == region
    programme.home = region.care_regions.get()
    assert queries.region_of(programme) is None
    rows = queries.initiatives_for(administrator, programme)
    places = queries.counts_by_municipality(rows, programme)
    assert [place.authority.code for place in places] == ["1880"]
    assert places[0].count == 0


def test_all_in_areas_leaves_no_line_for_the_rest(administrator):
    version = make_initiatives(administrator)
    add_area(programme=version.programme, new=NewArea("Hemma"), by=administrator)
    edit(administrator, initiative(), area="Hemma", budget="100", moved_amount="40")
    rows = queries.initiatives_for(administrator, version.programme)
    lines = queries.portfolio(rows, version.programme)
    told = [(one.area.code, one.count, one.budget, one.moved) for one in lines]
    assert told == [("hemma", 1, 100, 40)]


def test_an_event_of_another_programme_is_not_there(administrator):
    version = make_initiatives(administrator)
    event = edit(administrator, initiative(), purpose="Nytt")
    assert queries.initiative_event(version.programme, event.pk) == event
    other = make_programme(administrator, "andra", home="1881").programme
    with pytest.raises(AuditEvent.DoesNotExist):
        queries.initiative_event(other, event.pk)


def test_only_an_administrator_may_remind_all(administrator, reader):
    check_remind(administrator)
    with pytest.raises(NotAllowedError):
        check_remind(reader)


def test_a_chair_is_one_only_while_the_appointment_holds(administrator):
    body = make_body(administrator)
    chair = seated(administrator, body, "Maj", "Ordförande")
    assert bodies_chaired_by(chair, date(2026, 11, 22)) == {body.code}
    assert bodies_chaired_by(chair, date(2022, 12, 31)) == set()
