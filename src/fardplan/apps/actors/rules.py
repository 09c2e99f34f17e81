"""May this person? Each rule raises with a reason, and has a twin that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.roles import is_administrator, leads, standing_of
from fardplan.apps.accounts.states import BODY, RoleName
from fardplan.apps.actors.states import LevelLabel, SeatRoleLabel
from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.actors.models import Body, Person

# What a body's form holds that its secretary looks after.
LOOKED_AFTER = {"composition"}


def check_edit_authority(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may change an authority."""
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får ändra en myndighet."))


def can_edit_authority(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_edit_authority` checks."""
    return _answers(check_edit_authority, user)


def check_load_register(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may load the register anew."""
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får läsa in registret."))


def _leads_home(user: User | AnonymousUser, body: Body) -> bool:
    return is_administrator(user) or leads(user, body.home.code)


def check_create_body(user: User | AnonymousUser, home: str) -> None:
    """Raise :class:`NotAllowedError` unless the person may add a body there.

    ``home`` is the code of the authority where the body will belong.
    """
    if not (is_administrator(user) or leads(user, home)):
        raise NotAllowedError(
            _(
                "Bara en administratör, eller myndighetens programledare, får lägga"
                " till ett organ där."
            )
        )


def check_create_bodies(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless there is somewhere to add a body."""
    if not (
        is_administrator(user) or standing_of(user).places(RoleName.PROGRAMME_LEAD)
    ):
        raise NotAllowedError(
            _("Bara en administratör eller programledare får lägga till organ.")
        )


def can_create_bodies(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_create_bodies` checks."""
    return _answers(check_create_bodies, user)


def check_edit_body(user: User | AnonymousUser, body: Body) -> None:
    """Raise :class:`NotAllowedError` unless the person may change or end the body."""
    if not _leads_home(user, body):
        raise NotAllowedError(
            _(
                "Bara en administratör, eller programledaren där organet hör hemma,"
                " får ändra organet."
            )
        )


def can_edit_body(user: User | AnonymousUser, body: Body) -> bool:
    """Answer what :func:`check_edit_body` checks."""
    return _answers(check_edit_body, user, body)


def check_edit_seats(user: User | AnonymousUser, body: Body) -> None:
    """Raise :class:`NotAllowedError` unless the person may look after the body.

    That is its seats, appointments, relations and rules of composition: also the
    body's secretary may.
    """
    is_secretary = standing_of(user).has(RoleName.SECRETARY, BODY, body.code)
    if not (_leads_home(user, body) or is_secretary):
        raise NotAllowedError(
            _(
                "Bara organets sekreterare, programledaren där det hör hemma eller en"
                " administratör får ändra platser, förordnanden och relationer."
            )
        )


def can_edit_seats(user: User | AnonymousUser, body: Body) -> bool:
    """Answer what :func:`check_edit_seats` checks."""
    return _answers(check_edit_seats, user, body)


def check_edit_fields(
    user: User | AnonymousUser, body: Body, fields: Iterable[str]
) -> None:
    """Raise :class:`NotAllowedError` unless the person may change these of the body."""
    if set(fields) <= LOOKED_AFTER:
        check_edit_seats(user, body)
    else:
        check_edit_body(user, body)


def check_invite_holder(user: User | AnonymousUser, body: Body) -> None:
    """Raise :class:`NotAllowedError` unless the person may invite a seat's holder."""
    if not _leads_home(user, body):
        raise NotAllowedError(
            _(
                "Bara en administratör, eller programledaren där organet hör hemma,"
                " får bjuda in den som har en plats i organet."
            )
        )


def check_undo(user: User | AnonymousUser, body: Body, event: AuditEvent) -> None:
    """Raise :class:`NotAllowedError` unless the person may take back the event."""
    if "import" in event.changes:
        check_import(user)
        return
    if event.action in ("create_body", "end_body"):
        check_edit_body(user, body)
        return
    changed = event.changes if event.action == "edit_body" else LOOKED_AFTER
    check_edit_fields(user, body, changed)


def can_undo(user: User | AnonymousUser, body: Body, event: AuditEvent) -> bool:
    """Answer what :func:`check_undo` checks."""
    return _answers(check_undo, user, body, event)


def check_import(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may read in a file of bodies."""
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får läsa in organ från en fil."))


def can_import(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_import` checks."""
    return _answers(check_import, user)


def check_give_role(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may give and take back roles."""
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får ge och ta tillbaka roller."))


def _answers(check: Callable[..., None], *asked: object, **named: object) -> bool:
    try:
        check(*asked, **named)
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
    return _answers(check_see_name, user, level=level, role=role, party=party)


def check_correct_name(user: User | AnonymousUser, person: Person) -> None:
    """Raise :class:`NotAllowedError` unless the person is the one who asks."""
    if not user.is_authenticated or person.user_id != user.pk:
        raise NotAllowedError(_("Du kan bara rätta ditt eget namn."))


def can_correct_name(user: User | AnonymousUser, person: Person) -> bool:
    """Answer what :func:`check_correct_name` checks."""
    return _answers(check_correct_name, user, person)
