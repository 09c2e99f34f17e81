"""Who may change bodies, see whose name it is, and correct their own: every case."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from fardplan.apps.actors import rules
from fardplan.apps.actors.models import Authority, Body, Person
from fardplan.apps.actors.states import LevelLabel, SeatRoleLabel
from fardplan.apps.common.problems import NotAllowedError


OFFICIAL_ROLES = {"adjunct", "secretary"}


@pytest.fixture
def people(administrator, reader):
    return {"public": AnonymousUser(), "reader": reader, "administrator": administrator}


def test_the_reason_is_told(people):
    reader, body = people["reader"], Body(code="a", home=Authority(code="18"))
    with pytest.raises(NotAllowedError, match="Bara en administratör, eller program"):
        rules.check_edit_body(reader, body)
    with pytest.raises(NotAllowedError, match="Bara organets sekreterare"):
        rules.check_edit_seats(reader, body)
    with pytest.raises(NotAllowedError, match="Logga in för att se"):
        rules.check_see_name(
            people["public"], level="officials", role="member", party=""
        )


@pytest.mark.parametrize("party", ["", "Påhittspartiet"])
@pytest.mark.parametrize("role", SeatRoleLabel.values)
@pytest.mark.parametrize("level", LevelLabel.values)
def test_see_a_name(people, level, role, party):
    is_public = role not in OFFICIAL_ROLES and (
        level == "political" or (level == "mixed" and party != "")
    )
    seen = {
        who: rules.can_see_name(user, level=level, role=role, party=party)
        for who, user in people.items()
    }
    assert seen == {"public": is_public, "reader": True, "administrator": True}


def test_correct_a_name(people):
    person = Person(name="Rut Påhitt", user=people["reader"])
    may = {who: rules.can_correct_name(user, person) for who, user in people.items()}
    assert may == {"public": False, "reader": True, "administrator": False}
    nobody = Person(name="Någon Påhitt")
    assert not any(rules.can_correct_name(user, nobody) for user in people.values())
