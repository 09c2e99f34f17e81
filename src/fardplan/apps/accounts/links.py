"""Signed links that are sent by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import Invitation, User


_INVITATION_SALT = "fardplan.invitation"
_LOG_IN_SALT = "fardplan.log_in_link"
LOG_IN_LINK_MINUTES = 15


def invitation_token(invitation: Invitation) -> str:
    """Give the part of the address that proves the invitation."""
    return signing.dumps(invitation.pk, salt=_INVITATION_SALT)


def invitation_id_from(token: str) -> int | None:
    """Give which invitation it is; None for a link that we did not sign."""
    try:
        return int(signing.loads(token, salt=_INVITATION_SALT))
    except signing.BadSignature:
        return None


def log_in_token(user: User) -> str:
    """Give the part of the address that logs a person in, once and soon."""
    return signing.dumps([user.pk, user.link_number], salt=_LOG_IN_SALT)


def log_in_from(token: str) -> tuple[int, int] | None:
    """Give person and link number; None when too old or not signed by us."""
    try:
        person, number = signing.loads(
            token, salt=_LOG_IN_SALT, max_age=LOG_IN_LINK_MINUTES * 60
        )
    except signing.BadSignature:
        return None
    return int(person), int(number)
