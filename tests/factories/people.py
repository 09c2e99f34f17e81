"""Invented people of each role, made through the production actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fardplan.apps.accounts.actions import create_person
from fardplan.apps.actors import actions
from fardplan.apps.actors.models import Person, Seat
from tests.factories.bodies import appoint, make_seat


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.actors.models import Body

LONG_AGO = date(2020, 1, 1)


def make_person(name: str) -> User:
    """Give an account with no password; ``name`` is one word."""
    return create_person(
        email=f"{name.lower()}@exempel.example",
        name=f"{name} Påhitt",
        is_administrator=False,
    )


def seated(by: User, body: Body, name: str, role: str) -> User:
    """Give an account whose person holds a new seat in the body."""
    user = make_person(name)
    appoint(by, make_seat(by, body, role=role), user.name)
    person = Person.objects.get(name=user.name)
    actions.tie_person(person_id=person.pk, user_id=user.pk, by=by)
    return user


def granted(by: User, authority: str, name: str, role: str) -> User:
    """Give an account with a role in the authority with this code."""
    user = make_person(name)
    actions.give_role(
        user_id=user.pk, role=role, authority=authority, days=(LONG_AGO, None), by=by
    )
    return user


def seat_of(user: User) -> Seat:
    """Give the seat that the account's person holds."""
    return Seat.objects.get(appointments__person__user=user)
