"""Whose documents a person may see, which both rules and queries ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.accounts.roles import is_administrator, standing_of
from fardplan.apps.accounts.states import AUTHORITY, BODY
from fardplan.apps.actors.models import Body


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


def authorities_seen_by(user: User | AnonymousUser) -> frozenset[str] | None:
    """Give the codes of the authorities whose documents a person may see; None is all.

    Those who have a role in the authority, or in a body that is at home there. Kept on
    the object, which lives as long as one request.
    """
    if is_administrator(user):
        return None
    if "_document_authorities" not in user.__dict__:
        facts = standing_of(user).facts
        own = {fact.code for fact in facts if fact.kind == AUTHORITY}
        bodies = {fact.code for fact in facts if fact.kind == BODY}
        if bodies:
            homes = Body.objects.filter(code__in=bodies).order_by()
            own |= set(homes.values_list("home__code", flat=True))
        user.__dict__["_document_authorities"] = frozenset(own)
    kept: frozenset[str] = user.__dict__["_document_authorities"]
    return kept
