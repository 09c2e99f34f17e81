"""May this person? Each rule raises with a reason, and has a twin that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.roles import Role, is_administrator, leads, standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import Invitation, User


def check_invite(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may invite others."""
    if is_administrator(user) or standing_of(user).places(RoleName.PROGRAMME_LEAD):
        return
    raise NotAllowedError(
        _("Bara en administratör eller programledare får bjuda in personer.")
    )


def can_invite(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_invite` checks."""
    try:
        check_invite(user)
    except NotAllowedError:
        return False
    return True


def check_invite_as(user: User | AnonymousUser, role: Role, authority: str) -> None:
    """Raise :class:`NotAllowedError` unless the person may give such an invitation.

    A programme lead invites readers to the own authority; an administrator anybody.
    """
    check_invite(user)
    if is_administrator(user):
        return
    if role != Role.READER or not leads(user, authority):
        raise NotAllowedError(
            _("En programledare får bara bjuda in läsare till sin egen myndighet.")
        )


def check_withdraw(user: User | AnonymousUser, invitation: Invitation) -> None:
    """Raise :class:`NotAllowedError` unless the person may take the invitation back."""
    if not (is_administrator(user) or leads(user, invitation.authority)):
        raise NotAllowedError(_("Inbjudan är skickad för en annan myndighet."))


def check_manage_people(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person looks after others' accounts."""
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får sköta andras konton."))


def can_manage_people(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_manage_people` checks."""
    try:
        check_manage_people(user)
    except NotAllowedError:
        return False
    return True


def check_logged_in(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless somebody is logged in."""
    if not user.is_authenticated:
        raise NotAllowedError(_("Du behöver logga in först."))


def check_open(invitation: Invitation, now: datetime) -> None:
    """Raise :class:`ProblemError` when the invitation can't be used, and say why."""
    if invitation.used_at:
        raise ProblemError(
            _(
                "Inbjudan är redan använd. En länk gäller bara en gång. Har du redan"
                " ett konto loggar du in som vanligt eller beställer en"
                " inloggningslänk."
            )
        )
    if invitation.withdrawn_at:
        raise ProblemError(
            _("Inbjudan är återtagen. Fråga den som bjöd in dig om det är ett misstag.")
        )
    if invitation.expires_at <= now:
        raise ProblemError(
            _("Inbjudan har gått ut. Be den som bjöd in dig att skicka en ny.")
        )
