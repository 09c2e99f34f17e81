"""Every write to the roles that people are given, and to whom an account belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import User
from fardplan.apps.actors.models import Authority, Grant, Person
from fardplan.apps.actors.rules import check_give_role
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, Invitation


@writes
def give_role(
    *,
    user_id: int,
    role: str,
    authority: str,
    days: tuple[date, date | None],
    by: User | AnonymousUser,
    reason: str = "",
) -> Grant:
    """Make somebody programme lead or analyst of an authority; ``days`` are from and to."""
    check_give_role(by)
    start, end = days
    if end and end < start:
        raise ProblemError(_("Slutdatum är före startdatum."))
    # The account is the lock: two can't give the same role at once.
    user = User.objects.select_for_update().get(pk=user_id)
    place = Authority.objects.get(code=authority)
    same = Grant.objects.filter(
        user=user, role=role, authority=place, taken_back=False
    ).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=start))
    if (same.filter(valid_from__lte=end) if end else same).exists():
        raise ConflictError(_("Personen har redan den rollen där, under den tiden."))
    grant = Grant.objects.create(
        user=user, role=role, authority=place, valid_from=start, valid_to=end
    )
    _tell("give_role", grant, by, reason)
    return grant


@writes
def take_back_role(
    *, grant_id: int, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """End a given role at once."""
    check_give_role(by)
    grant = _locked(grant_id)
    if grant.taken_back:
        raise ConflictError(_("Rollen är redan återtagen."))
    grant.taken_back = True
    grant.save(update_fields=["taken_back"])
    return _tell("take_back_role", grant, by, reason)


@writes
def undo_take_back_role(*, grant_id: int, by: User | AnonymousUser) -> AuditEvent:
    """Give the role again as it was, when it was taken back by mistake."""
    check_give_role(by)
    grant = _locked(grant_id)
    if not grant.taken_back:
        raise ConflictError(_("Rollen gäller redan."))
    if grant.valid_to and grant.valid_to < timezone.localdate():
        raise ConflictError(_("Rollens tid har gått ut. Ge den på nytt i stället."))
    same = Grant.objects.filter(
        user=grant.user, role=grant.role, authority=grant.authority, taken_back=False
    )
    if same.exists():
        raise ConflictError(_("Personen har redan fått rollen på nytt."))
    grant.taken_back = False
    grant.save(update_fields=["taken_back"])
    return _tell("undo_take_back_role", grant, by, "")


def _locked(grant_id: int) -> Grant:
    found = Grant.objects.select_for_update().filter(pk=grant_id)
    return found.select_related("user", "authority").get()


@writes
def tie_person(
    *, person_id: int, user_id: int, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Say that an account belongs to someone who sits in bodies."""
    check_give_role(by)
    person = Person.objects.select_for_update().get(pk=person_id)
    user = User.objects.select_for_update().get(pk=user_id)
    if person.user_id is not None or Person.objects.filter(user=user).exists():
        raise ConflictError(
            _("Kontot eller personen är redan kopplad. Koppla loss först.")
        )
    person.user = user
    person.save(update_fields=["user"])
    return _tell_tie("tie_person", user, [None, person.pk], by, reason)


@writes
def tie_invited(invitation: Invitation, user: User) -> None:
    """Let the account of somebody invited to a seat belong to who holds it.

    The invitation said so, and whoever sent it might. A person who has got another
    account meanwhile keeps that one.
    """
    person = (
        Person.objects.select_for_update()
        .filter(pk=invitation.person_number or 0, user=None)
        .first()
    )
    if person is not None:
        person.user = user
        person.save(update_fields=["user"])
        _tell_tie("tie_person", user, [None, person.pk], invitation.invited_by, "")


@writes
def untie_person(
    *, user_id: int, by: User | AnonymousUser, reason: str = ""
) -> AuditEvent:
    """Take back :func:`tie_person`; the person keeps the seats."""
    check_give_role(by)
    person = Person.objects.select_for_update().filter(user_id=user_id).first()
    if person is None:
        raise ConflictError(_("Kontot är inte kopplat till någon person."))
    user = User.objects.get(pk=user_id)
    person.user = None
    person.save(update_fields=["user"])
    return _tell_tie("untie_person", user, [person.pk, None], by, reason)


def _tell_tie(
    action: str,
    user: User,
    change: list[int | None],
    by: User | AnonymousUser,
    reason: str,
) -> AuditEvent:
    return record_event(
        action=action,
        about=user,
        key=str(user.pk),
        by=by,
        changes={"person_id": change},
        reason=reason,
    )


def _tell(
    action: str, grant: Grant, by: User | AnonymousUser, reason: str
) -> AuditEvent:
    told: dict[str, Any] = {
        "grant_id": grant.pk,
        "role": grant.role,
        "authority": grant.authority.code,
        "place": grant.authority.name,
        "start": grant.valid_from,
        "end": grant.valid_to,
    }
    return record_event(
        action=action,
        about=grant.user,
        key=str(grant.user_id),
        by=by,
        changes={name: [None, value] for name, value in told.items()},
        reason=reason,
    )
