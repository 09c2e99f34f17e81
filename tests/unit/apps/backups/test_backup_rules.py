"""Who may handle backups."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from fardplan.apps.accounts.models import User
from fardplan.apps.backups.rules import can_handle_backups, check_handle_backups
from fardplan.apps.common.problems import NotAllowedError


@pytest.mark.parametrize(
    ("person", "may"),
    [
        (User(is_administrator=True), True),
        (User(is_administrator=False), False),
        (AnonymousUser(), False),
    ],
)
def test_only_an_administrator_may(person, may):
    assert can_handle_backups(person) is may


def test_the_reason_is_told():
    with pytest.raises(NotAllowedError, match="Bara en administratör får hantera"):
        check_handle_backups(AnonymousUser())
