"""Who works with the figures of an authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User

_ROLES = (RoleName.PROGRAMME_LEAD, RoleName.ANALYST)


def authorities_counted_for(user: User | AnonymousUser) -> set[str]:
    """Give the codes of the authorities that the person makes indicators for."""
    standing = standing_of(user)
    return {code for role in _ROLES for code in standing.places(role)}
