"""What this station stores about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.accounts.personal_data import personal_data
from fardplan.apps.actors import queries


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User


@personal_data("i organen")
def in_bodies(user: User) -> dict[str, Any]:
    """The person that the account is tied to, with every seat."""
    person = queries.own_person(user)
    return {
        "namn": person.name if person else None,
        "förordnanden": [
            {
                "organ": row.seat.body.name,
                "roll": row.seat.get_role_display(),
                "parti": row.seat.party,
                "från": row.valid_from,
                "till": row.valid_to,
            }
            for row in queries.appointments_of(user)
        ],
    }


@personal_data("tilldelade roller")
def granted_roles(user: User) -> list[dict[str, Any]]:
    """Roles that an administrator has given, those taken back too."""
    return [
        {
            "roll": row.get_role_display(),
            "myndighet": row.authority.name,
            "från": row.valid_from,
            "till": row.valid_to,
            "återtagen": row.taken_back,
        }
        for row in queries.grants_of(user)
    ]
