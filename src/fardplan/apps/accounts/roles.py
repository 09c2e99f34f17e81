"""The roles that exist, in the words people read, and where a person's come from.

A role comes from what a person is. Each station that makes somebody something declares
a source (in its `role_sources.py`, as `apps/actors` does)::

    @role_source("seats", address=lambda fact: reverse("actors:body", args=[fact.code]))
    def roles_by_seats(people: Collection[int]) -> dict[int, list[RoleFact]]: ...

and asks `standing_of(user)` in its `rules.py`. Only the administrator is told by the
account itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fardplan.apps.accounts.states import (
    AUTHORITY,
    RoleFact,
    RoleName,
    Standing,
    standing_on,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


class Role(models.TextChoices):
    """A role and its name."""

    READER = RoleName.READER, _("Läsare")
    SUBSTITUTE = RoleName.SUBSTITUTE, _("Ersättare")
    MEMBER = RoleName.MEMBER, _("Ledamot")
    SECRETARY = RoleName.SECRETARY, _("Sekreterare")
    ANALYST = RoleName.ANALYST, _("Analytiker")
    PROGRAMME_LEAD = RoleName.PROGRAMME_LEAD, _("Programledare")
    ADMINISTRATOR = RoleName.ADMINISTRATOR, _("Administratör")


# What an invitation may give: the other roles come from what the person then is.
INVITED = [(str(r.value), r.label) for r in (Role.READER, Role.ADMINISTRATOR)]
DESCRIPTIONS = {
    Role.READER: _("Ser det som är delat med inloggade. Ändrar bara sitt eget konto."),
    Role.SUBSTITUTE: _("Träder in i organet när en ledamot är borta."),
    Role.MEMBER: _("Har en plats i organet."),
    Role.SECRETARY: _(
        "Sköter organets platser, förordnanden, relationer och sammansättning."
    ),
    Role.ANALYST: _("Arbetar med myndighetens uppgifter. Ändrar inga organ."),
    Role.PROGRAMME_LEAD: _(
        "Lägger till och ändrar organ som hör hemma i myndigheten, och bjuder in"
        " läsare dit."
    ),
    Role.ADMINISTRATOR: _(
        "Sköter installationen: ändrar myndigheter och organ, ger roller och bjuder in"
        " personer."
    ),
}


class TellsRoles(Protocol):
    """Gives the role facts of some people by the number of their account, in a fixed
    number of reads; facts of other days than today may be among them."""

    def __call__(self, people: Collection[int]) -> dict[int, list[RoleFact]]: ...


@dataclass(frozen=True)
class RoleSource:
    """One station's roles, and the page where a fact of it is looked after."""

    tell: TellsRoles
    address: Callable[[RoleFact], str]


_sources: dict[str, RoleSource] = {}
# A database refuses too long a list of numbers; SQLite's expressions are the shortest.
PEOPLE_AT_A_TIME = 1000


def role_source(
    name: str, *, address: Callable[[RoleFact], str]
) -> Callable[[TellsRoles], TellsRoles]:
    """Declare the decorated function as a source of roles."""

    def declare(tell: TellsRoles) -> TellsRoles:
        _sources[name] = RoleSource(tell, address)
        return tell

    return declare


def standings(people: Collection[int]) -> dict[int, Standing]:
    """Give what each account is today."""
    found: dict[int, list[RoleFact]] = {person: [] for person in people}
    numbers = list(found)
    for start in range(0, len(numbers), PEOPLE_AT_A_TIME):
        for source in _sources.values():
            told = source.tell(numbers[start : start + PEOPLE_AT_A_TIME])
            for person, facts in told.items():
                found[person] += facts
    today = timezone.localdate()
    return {person: standing_on(facts, today) for person, facts in found.items()}


def standing_of(user: User | AnonymousUser) -> Standing:
    """Give what this person is today; nothing for strangers and closed accounts.

    Kept on the object, which lives as long as one request.
    """
    if not (user.is_authenticated and user.is_active):
        return Standing()
    if "_standing" not in user.__dict__:
        user.__dict__["_standing"] = standings([user.pk])[user.pk]
    kept: Standing = user.__dict__["_standing"]
    return kept


def is_administrator(user: User | AnonymousUser) -> bool:
    """True for an administrator whose account is open."""
    return bool(user.is_authenticated and user.is_active and user.is_administrator)


def leads(user: User | AnonymousUser, authority: str) -> bool:
    """True for a programme lead of the authority with this code."""
    return standing_of(user).has(RoleName.PROGRAMME_LEAD, AUTHORITY, authority)


def role_address(fact: RoleFact) -> str:
    """Give the page where a role is looked after."""
    name, _colon, _number = fact.reference.partition(":")
    return _sources[name].address(fact)
