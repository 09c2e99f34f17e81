"""Named reads of what makes people something: seats held and roles given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.actors.adapters.role import grant_to_role, seat_to_role
from fardplan.apps.actors.models import Appointment, Authority, Grant, Person
from fardplan.apps.actors.states import AuthorityKind, SeatRoleLabel


if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.engine.accounts.roles import RoleFact


def roles_by_seats(people: Collection[int]) -> dict[int, list[RoleFact]]:
    """Give the roles that seats give, by the number of the account."""
    rows = Appointment.objects.filter(person__user__in=people)
    found: dict[int, list[RoleFact]] = {}
    for row in rows.select_related("seat__body", "person"):
        fact, user_id = seat_to_role(row), row.person.user_id
        if fact and user_id is not None:
            found.setdefault(user_id, []).append(fact)
    return found


def roles_by_grants(people: Collection[int]) -> dict[int, list[RoleFact]]:
    """Give the roles that an administrator has given, by the number of the account."""
    rows = Grant.objects.filter(user__in=people, taken_back=False)
    found: dict[int, list[RoleFact]] = {}
    for row in rows.select_related("authority"):
        found.setdefault(row.user_id, []).append(grant_to_role(row))
    return found


def grant_by_id(grant_id: int) -> Grant:
    """Give one grant with whose it is and where."""
    return Grant.objects.select_related("user", "authority").get(pk=grant_id)


def grants_of(user: User) -> list[Grant]:
    """Give every role that a person has been given, the latest first."""
    return list(Grant.objects.filter(user=user).select_related("authority"))


def authorities_to_lead() -> QuerySet[Authority]:
    """Give where somebody may have a role: everywhere but in the state."""
    return Authority.objects.exclude(kind=AuthorityKind.STATE)


def people_to_tie(text: str) -> QuerySet[Person]:
    """Give people in bodies without an account whose names hold each of the words."""
    found = Person.objects.filter(user=None).annotate(seats=Count("appointments"))
    for word in text.split():
        # Both ways of writing it: SQLite's own comparison knows only a to z.
        found = found.filter(Q(name__icontains=word) | Q(name__contains=word.title()))
    return found


def appointments_of(user: User) -> list[Appointment]:
    """Give every seat the person of an account has had, the latest first."""
    return list(
        Appointment.objects.filter(person__user=user)
        .select_related("seat__body__home", "seat__authority")
        .order_by("-valid_from", "-pk")
    )


def bodies_chaired_by(user: User, day: date) -> set[str]:
    """Give the codes of the bodies that the person of an account is chair of."""
    return {
        row.seat.body.code
        for row in Appointment.objects.filter(
            person__user=user, seat__role=SeatRoleLabel.CHAIR
        ).select_related("seat__body")
        if all(
            (one.valid_from is None or one.valid_from <= day)
            and (one.valid_to is None or day <= one.valid_to)
            for one in (row, row.seat, row.seat.body)
        )
    }


def bodies_answered_for(user: User) -> set[str]:
    """Give the codes of the bodies that the person is chair or secretary of today.

    Kept on the object, which lives as long as one request.
    """
    if "_bodies_answered_for" not in user.__dict__:
        chaired = bodies_chaired_by(user, timezone.localdate())
        secretary = standing_of(user).places(RoleName.SECRETARY)
        user.__dict__["_bodies_answered_for"] = chaired | set(secretary)
    kept: set[str] = user.__dict__["_bodies_answered_for"]
    return kept
