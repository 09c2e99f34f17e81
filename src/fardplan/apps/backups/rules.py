"""May this person? An archive holds everything, so only administrators may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


def check_handle_backups(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may see, make and take them."""
    if not (user.is_authenticated and user.is_administrator):
        raise NotAllowedError(_("Bara en administratör får hantera säkerhetskopior."))


def can_handle_backups(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_handle_backups` checks."""
    try:
        check_handle_backups(user)
    except NotAllowedError:
        return False
    return True
