"""May this person? Each rule raises with a reason, and has a twin that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


def check_edit_authority(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may change an authority."""
    may = user.is_authenticated and user.is_active and user.is_administrator
    if not may:
        raise NotAllowedError(_("Bara en administratör får ändra en myndighet."))


def can_edit_authority(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_edit_authority` checks."""
    try:
        check_edit_authority(user)
    except NotAllowedError:
        return False
    return True


def check_load_register(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may load the register anew."""
    if not (user.is_authenticated and user.is_administrator):
        raise NotAllowedError(_("Bara en administratör får läsa in registret."))
