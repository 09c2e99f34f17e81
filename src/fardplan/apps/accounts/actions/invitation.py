"""Every write to invitations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions.events import note
from fardplan.apps.accounts.actions.person import create_person
from fardplan.apps.accounts.adapters import one_line
from fardplan.apps.accounts.models import Invitation, User
from fardplan.apps.accounts.roles import Role
from fardplan.apps.accounts.rules import check_invite_as, check_open, check_withdraw
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser

INVITATION_LIFE = timedelta(days=14)


@dataclass(frozen=True)
class Place:
    """What an invitation is to: an authority by its code, a person who has a seat."""

    authority: str = ""
    person_number: int | None = None


ANYWHERE = Place()
_when_accepted: list[Callable[[Invitation, User], None]] = []


def when_accepted(
    listener: Callable[[Invitation, User], None],
) -> Callable[[Invitation, User], None]:
    """Let a station above do its part, in the same transaction, when somebody comes in."""
    _when_accepted.append(listener)
    return listener


@writes
def invite(
    *,
    email: str,
    name: str,
    role: Role,
    role_text: str,
    place: Place = ANYWHERE,
    by: User | AnonymousUser,
) -> Invitation:
    """Give an invitation to send to an address; an earlier open one is withdrawn."""
    check_invite_as(by, role, place.authority)
    assert isinstance(by, User)  # noqa: S101 -- the rule has just said so
    address = one_line(email).casefold()
    if User.objects.filter(email=address).exists():
        raise ProblemError(
            _(
                "Det finns redan ett konto med den adressen. Personen kan logga in"
                " eller själv beställa en inloggningslänk."
            )
        )
    now = timezone.now()
    Invitation.objects.filter(email=address, used_at=None, withdrawn_at=None).update(
        withdrawn_at=now
    )
    invitation = Invitation(
        email=address,
        name=one_line(name),
        role=role,
        role_text=one_line(role_text),
        authority=place.authority,
        person_number=place.person_number,
        invited_by=by,
        expires_at=now + INVITATION_LIFE,
    )
    invitation.save()
    note(invitation, "invite", by, {"role": [None, role.value]})
    return invitation


@writes
def withdraw_invitation(*, invitation_id: int, by: User | AnonymousUser) -> Invitation:
    """Make an open invitation's link stop working."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    check_withdraw(by, invitation)
    check_open(invitation, timezone.now())
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    note(invitation, "withdraw_invitation", by)
    return invitation


@writes
def accept_invitation(*, invitation_id: int, name: str, password: str | None) -> User:
    """Make the account that an invitation gives; the invitation is then used."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    check_open(invitation, timezone.now())
    if User.objects.filter(email=invitation.email).exists():
        raise ProblemError(
            _("Du har redan ett konto. Logga in, eller beställ en inloggningslänk.")
        )
    invitation.used_at = timezone.now()
    invitation.save()
    user = create_person(
        email=invitation.email,
        name=one_line(name),
        is_administrator=invitation.role == Role.ADMINISTRATOR,
        password=password,
        by=invitation.invited_by,
    )
    note(invitation, "accept_invitation", user)
    for listener in _when_accepted:
        listener(invitation, user)
    return user
