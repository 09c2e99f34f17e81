"""Who may change an authority: the whole truth table."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from fardplan.apps.accounts.models import User
from fardplan.apps.actors.rules import can_edit_authority, check_edit_authority
from fardplan.apps.common.problems import NotAllowedError


TABLE = [
    ("stranger", AnonymousUser(), False),
    ("reader", User(name="Rut"), False),
    ("administrator", User(name="Astrid", is_administrator=True), True),
    ("closed reader", User(name="Rut", is_active=False), False),
    (
        "closed administrator",
        User(name="Astrid", is_administrator=True, is_active=False),
        False,
    ),
]


@pytest.mark.parametrize(("who", "user", "may"), TABLE)
def test_only_an_administrator_whose_account_is_open_may_edit(who, user, may):
    assert can_edit_authority(user) is may


@pytest.mark.parametrize("user", [user for _who, user, may in TABLE if not may])
def test_the_reason_is_told(user):
    with pytest.raises(NotAllowedError) as problem:
        check_edit_authority(user)

    assert str(problem.value) == "Bara en administratör får ändra en myndighet."
