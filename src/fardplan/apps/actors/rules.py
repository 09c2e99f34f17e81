"""May this person? Each rule raises with a reason, and has a twin that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.actors.states import LevelLabel, SeatRoleLabel
from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.actors.models import Person


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


def check_edit_body(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may change bodies and seats."""
    if not (user.is_authenticated and user.is_administrator):
        raise NotAllowedError(_("Bara en administratör får ändra ett organ."))


def can_edit_body(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_edit_body` checks."""
    try:
        check_edit_body(user)
    except NotAllowedError:
        return False
    return True


def _is_elected(level: str, role: str, party: str) -> bool:
    """True for a seat whose holder is chosen by voters or their representatives.

    Adjuncts and secretaries of a board are its officials. In a mixed body, those who
    sit there for a party are elected.
    """
    if role in (SeatRoleLabel.ADJUNCT, SeatRoleLabel.SECRETARY):
        return False
    return level == LevelLabel.POLITICAL or (level == LevelLabel.MIXED and bool(party))


def check_see_name(
    user: User | AnonymousUser, *, level: str, role: str, party: str
) -> None:
    """Raise :class:`NotAllowedError` unless the person may see who holds a seat.

    Who is elected is public. The names of officials are shown to people with an
    account: the public needs the post, not the person (data minimisation, article 5.1 c
    of the General Data Protection Regulation).
    """
    if not (user.is_authenticated or _is_elected(level, role, party)):
        raise NotAllowedError(_("Logga in för att se tjänstepersoners namn."))


def can_see_name(
    user: User | AnonymousUser, *, level: str, role: str, party: str
) -> bool:
    """Answer what :func:`check_see_name` checks."""
    try:
        check_see_name(user, level=level, role=role, party=party)
    except NotAllowedError:
        return False
    return True


def check_correct_name(user: User | AnonymousUser, person: Person) -> None:
    """Raise :class:`NotAllowedError` unless the person is the one who asks."""
    if not user.is_authenticated or person.user_id != user.pk:
        raise NotAllowedError(_("Du kan bara rätta ditt eget namn."))


def can_correct_name(user: User | AnonymousUser, person: Person) -> bool:
    """Answer what :func:`check_correct_name` checks."""
    try:
        check_correct_name(user, person)
    except NotAllowedError:
        return False
    return True
