"""May this person? Each rule raises with a reason, and has a twin that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.roles import is_administrator, leads, standing_of
from fardplan.apps.accounts.states import AUTHORITY, BODY, RoleName
from fardplan.apps.actors.queries import bodies_answered_for
from fardplan.apps.common.problems import NotAllowedError


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import (
        AdoptionStep,
        Initiative,
        PlanVersion,
        Programme,
    )


def check_take_part(user: User | AnonymousUser, programme: Programme) -> None:
    """Raise :class:`NotAllowedError` unless the person belongs to one of the parties.

    That is who has a role in one of the programme's authorities or in a body of theirs.
    They see drafts and comment on them.
    """
    if is_administrator(user):
        return
    facts = standing_of(user).facts
    authorities = {fact.code for fact in facts if fact.kind == AUTHORITY}
    bodies = {fact.code for fact in facts if fact.kind == BODY}
    parties = programme.authorities
    is_party = bool(authorities) and parties.filter(code__in=authorities).exists()
    if not is_party and not parties.filter(bodies__code__in=bodies).exists():
        raise NotAllowedError(_("Utkastet är bara för programmets parter."))


def can_take_part(user: User | AnonymousUser, programme: Programme) -> bool:
    """Answer what :func:`check_take_part` checks."""
    return _answers(check_take_part, user, programme)


def check_see_version(user: User | AnonymousUser, version: PlanVersion) -> None:
    """Raise :class:`NotAllowedError` unless the person may read the version.

    A draft is the parties' own until it is adopted: inside a region or municipality it
    is no official document before that (tryckfrihetsförordningen 2 kap. 12 §).
    """
    if not version.is_frozen:
        check_take_part(user, version.programme)


def can_see_version(user: User | AnonymousUser, version: PlanVersion) -> bool:
    """Answer what :func:`check_see_version` checks."""
    return _answers(check_see_version, user, version)


def check_create_programme(user: User | AnonymousUser, home: str) -> None:
    """Raise :class:`NotAllowedError` unless the person may start one there.

    ``home`` is the code of the authority that will run the programme.
    """
    if not (is_administrator(user) or leads(user, home)):
        raise NotAllowedError(
            _(
                "Bara en administratör, eller myndighetens programledare, får starta"
                " ett program där."
            )
        )


def check_create_programmes(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless there is somewhere to start a programme."""
    is_lead = bool(standing_of(user).places(RoleName.PROGRAMME_LEAD))
    if not (is_administrator(user) or is_lead):
        raise NotAllowedError(
            _("Bara en administratör eller programledare får starta ett program.")
        )


def can_create_programmes(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_create_programmes` checks."""
    return _answers(check_create_programmes, user)


def check_edit_plan(user: User | AnonymousUser, programme: Programme) -> None:
    """Raise :class:`NotAllowedError` unless the person writes the programme's plan."""
    if not (is_administrator(user) or leads(user, programme.home.code)):
        raise NotAllowedError(
            _(
                "Bara programledaren där programmet drivs, eller en administratör, får"
                " ändra planen."
            )
        )


def can_edit_plan(user: User | AnonymousUser, programme: Programme) -> bool:
    """Answer what :func:`check_edit_plan` checks."""
    return _answers(check_edit_plan, user, programme)


def check_register_decision(user: User | AnonymousUser, step: AdoptionStep) -> None:
    """Raise :class:`NotAllowedError` unless the person may enter the body's decision.

    The body's secretary may, beside those who write the plan.
    """
    if standing_of(user).has(RoleName.SECRETARY, BODY, step.body.code):
        return
    if not can_edit_plan(user, step.version.programme):
        raise NotAllowedError(
            _(
                "Bara organets sekreterare, programledaren där programmet drivs eller"
                " en administratör får skriva in organets beslut."
            )
        )


def can_register_decision(user: User | AnonymousUser, step: AdoptionStep) -> bool:
    """Answer what :func:`check_register_decision` checks."""
    return _answers(check_register_decision, user, step)


def check_see_initiative(user: User | AnonymousUser, initiative: Initiative) -> None:
    """Raise :class:`NotAllowedError` unless the person may read of the initiative.

    What an adopted version holds is public; the rest is for the programme's parties,
    and for whoever answers for it.
    """
    if initiative.nodes.filter(version__frozen_at__isnull=False).exists():
        return
    if not (
        can_answer_for(user, initiative) or can_take_part(user, initiative.programme)
    ):
        raise NotAllowedError(_("Insatsen står bara i ett utkast av planen."))


def can_see_initiative(user: User | AnonymousUser, initiative: Initiative) -> bool:
    """Answer what :func:`check_see_initiative` checks."""
    return _answers(check_see_initiative, user, initiative)


def check_answer_for(user: User | AnonymousUser, initiative: Initiative) -> None:
    """Raise :class:`NotAllowedError` unless the person answers for the initiative.

    That is the owner, and the chair and the secretary of the body that owns it.
    """
    if user.is_authenticated and user.is_active:
        if initiative.owner and initiative.owner.user_id == user.pk:
            return
        body = initiative.owner_body
        if body is not None and body.code in bodies_answered_for(user):
            return
    raise NotAllowedError(_("Du ansvarar inte för insatsen."))


def can_answer_for(user: User | AnonymousUser, initiative: Initiative) -> bool:
    """Answer what :func:`check_answer_for` checks."""
    return _answers(check_answer_for, user, initiative)


def check_edit_initiative(user: User | AnonymousUser, initiative: Initiative) -> None:
    """Raise :class:`NotAllowedError` unless the person may change the facts of it.

    That is who writes the programme's plan, and the programme lead of a party that the
    initiative belongs to: where it is done, who takes part, or whose body owns it.
    """
    if can_edit_plan(user, initiative.programme):
        return
    led = set(standing_of(user).places(RoleName.PROGRAMME_LEAD))
    parties = initiative.programme.authorities.filter(code__in=led) if led else ()
    own = {party.code for party in parties}
    if own and own & _authorities_of(initiative):
        return
    raise NotAllowedError(
        _(
            "Bara programledaren där programmet drivs, eller hos en part som insatsen"
            " gäller, får ändra insatsens uppgifter."
        )
    )


def _authorities_of(initiative: Initiative) -> set[str]:
    rows = (initiative.municipalities, initiative.partner_authorities)
    found = {one.code for row in rows for one in row.all()}
    body = initiative.owner_body
    return found | ({body.home.code} if body else set())


def can_edit_initiative(user: User | AnonymousUser, initiative: Initiative) -> bool:
    """Answer what :func:`check_edit_initiative` checks."""
    return _answers(check_edit_initiative, user, initiative)


def check_tell_status(user: User | AnonymousUser, initiative: Initiative) -> None:
    """Raise :class:`NotAllowedError` unless the person may tell how it goes."""
    if can_answer_for(user, initiative) or can_edit_initiative(user, initiative):
        return
    raise NotAllowedError(
        _(
            "Bara den som ansvarar för insatsen, det ansvariga organets ordförande och"
            " sekreterare, eller programledaren får ändra läget."
        )
    )


def can_tell_status(user: User | AnonymousUser, initiative: Initiative) -> bool:
    """Answer what :func:`check_tell_status` checks."""
    return _answers(check_tell_status, user, initiative)


def check_mark_done(
    user: User | AnonymousUser, programme: Programme, initiative: Initiative | None
) -> None:
    """Raise :class:`NotAllowedError` unless the person may tell that a part is done.

    Whoever answers for the initiative that the part lies under may, beside those who
    write the plan.
    """
    if initiative is not None and can_answer_for(user, initiative):
        return
    check_edit_plan(user, programme)


def can_mark_done(
    user: User | AnonymousUser, programme: Programme, initiative: Initiative | None
) -> bool:
    """Answer what :func:`check_mark_done` checks."""
    return _answers(check_mark_done, user, programme, initiative)


def check_remind(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless the person may send reminders to all."""
    if not is_administrator(user):
        raise NotAllowedError(_("Bara en administratör får skicka påminnelser."))


def _answers(check: Callable[..., None], *asked: object) -> bool:
    try:
        check(*asked)
    except NotAllowedError:
        return False
    return True
