"""What this station makes people: members, secretaries, programme leads, analysts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from fardplan.apps.accounts.actions import when_accepted
from fardplan.apps.accounts.roles import role_source
from fardplan.apps.actors import actions, queries


if TYPE_CHECKING:
    from collections.abc import Collection

    from fardplan.apps.accounts.states import RoleFact


@role_source("seats", address=lambda fact: reverse("actors:body", args=[fact.code]))
def seats(people: Collection[int]) -> dict[int, list[RoleFact]]:
    """Roles by the seats that people hold."""
    return queries.roles_by_seats(people)


@role_source(
    "grants", address=lambda fact: reverse("actors:authority", args=[fact.code])
)
def grants(people: Collection[int]) -> dict[int, list[RoleFact]]:
    """Roles by what an administrator has given."""
    return queries.roles_by_grants(people)


when_accepted(actions.tie_invited)
