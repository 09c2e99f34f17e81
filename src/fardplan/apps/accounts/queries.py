"""Named reads of people and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from fardplan.apps.accounts.adapters import COLUMNS, to_chain_event
from fardplan.apps.accounts.follows import followed_things
from fardplan.apps.accounts.models import (
    AuditEvent,
    AuditHead,
    Follow,
    Identity,
    Invitation,
    PersonSession,
    User,
)
from fardplan.apps.accounts.personal_data import told_by_stations
from fardplan.apps.accounts.roles import Role, is_administrator, standing_of, standings
from fardplan.apps.accounts.states import RoleName, Standing
from fardplan.engine.accounts.audit_chain import ChainHead, find_break
from fardplan.engine.accounts.passwords import common_words_in
from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model, QuerySet

    from fardplan.apps.accounts.follows import Followed
    from fardplan.engine.accounts.audit_chain import Break


def events_about(thing: Model, key: str) -> QuerySet[AuditEvent]:
    """Give what was done to one object, latest first, with who did it."""
    return AuditEvent.objects.filter(
        object_type=thing._meta.label_lower, object_key=key
    ).select_related("made_by")


def events_of_kind(model: type[Model]) -> QuerySet[AuditEvent]:
    """Give what was done to every object of a kind, latest first, with who did it."""
    return AuditEvent.objects.filter(
        object_type=model._meta.label_lower
    ).select_related("made_by")


def first_break() -> tuple[int, Break | None]:
    """Walk the whole chain; give how many events it has and its first break, if any."""
    head = AuditHead.objects.first() or AuditHead()
    rows = AuditEvent.objects.order_by("number").values(*COLUMNS, "hash")
    chain = ((to_chain_event(row), row["hash"]) for row in rows.iterator())
    return head.number, find_break(chain, ChainHead(head.number, head.hash))


def weak_words(password: str, words: Iterable[str]) -> list[str]:
    """Give the common words a password consists of; none when it will do."""
    return common_words_in(password, words)


def sessions_of(user: User) -> QuerySet[PersonSession]:
    """Give the browsers where the person is logged in now, latest first."""
    return PersonSession.objects.filter(
        user_id=user.pk, expire_date__gt=timezone.now()
    ).order_by("-started_at")


def identities_of(user: User) -> list[tuple[Identity, str]]:
    """Give the person's identities with the name of the provider of each."""
    names = {one.issuer: one.name for one in settings.IDENTITY_PROVIDERS}
    return [
        (identity, names.get(identity.issuer, identity.issuer))
        for identity in user.identities.order_by("linked_at")
    ]


def invitations_seen_by(user: User | AnonymousUser) -> QuerySet[Invitation]:
    """Give every invitation, or those to where the person leads; latest first."""
    found = Invitation.objects.select_related("invited_by")
    if is_administrator(user):
        return found
    led = standing_of(user).places(RoleName.PROGRAMME_LEAD)
    return found.filter(authority__in=led)


def invitation_events_seen_by(user: User | AnonymousUser) -> QuerySet[AuditEvent]:
    """Give what was done to the invitations that the person sees."""
    events = events_of_kind(Invitation)
    if is_administrator(user):
        # Also to those whose details have been removed since.
        return events
    seen = invitations_seen_by(user).values_list("pk", flat=True)
    return events.filter(object_key__in=[str(number) for number in seen])


def person_with_email(email: str) -> User | None:
    """Give the active person with an address, if any."""
    return User.objects.filter(email=email.strip().casefold(), is_active=True).first()


def stored_about(user: User) -> dict[str, Any]:
    """Give everything stored about a person, as the person may take it along.

    Article 15 of the GDPR: what is processed, in a form that can be kept.
    """
    return {
        "konto": {
            "e-post": user.email,
            "namn": user.name,
            "behörighet": user.role.label,
            "skapad": user.created_at,
            "har lösenord": user.has_usable_password(),
        },
        "inloggning hos andra": [
            {"utfärdare": i.issuer, "identitet": i.subject, "kopplad": i.linked_at}
            for i in user.identities.order_by("linked_at")
        ],
        "tvåstegsinloggning": [
            {
                "slag": a.get_type_display(),
                "tillagd": a.created_at,
                "använd": a.last_used_at,
            }
            for a in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "inloggade webbläsare": [
            {"webbläsare": s.device, "sedan": s.started_at} for s in sessions_of(user)
        ],
        "inbjudningar": [
            {
                "namn": i.name,
                "uppdrag": i.role_text,
                "skickad": i.created_at,
                "använd": i.used_at,
            }
            for i in Invitation.objects.filter(email=user.email)
        ],
        "händelser": [
            {
                "nummer": e.number,
                "tid": e.at,
                "handling": e.action,
                "gäller": f"{e.object_type} {e.object_key}",
            }
            for e in AuditEvent.objects.filter(made_by=user).order_by("number")
        ],
        "följer": [thing.title for thing in things_followed_by(user)],
        **told_by_stations(user),
    }


@dataclass(frozen=True)
class PeopleFilter:
    """Which accounts an administrator asked for; empty means everything."""

    text: str = ""
    role: str = ""
    state: str = ""
    sort: str = "name"


PEOPLE_SORTS = ("name", "email", "created")
OPEN, CLOSED = "oppna", "avstangda"


def find_people(wanted: PeopleFilter) -> list[int]:
    """Give the numbers of the accounts that fit, in the asked order.

    Sorted and searched here: the databases' own orders know no Swedish, and there are
    thousands of accounts at the most.
    """
    found = list(User.objects.order_by("pk"))
    if wanted.state:
        found = [user for user in found if user.is_active == (wanted.state == OPEN)]
    for word in search_key(wanted.text).split():
        found = [u for u in found if word in search_key(f"{u.name} {u.email}")]
    if wanted.role:
        known = standings([user.pk for user in found])
        found = [u for u in found if wanted.role in role_names(u, known[u.pk])]
    key = {
        "name": lambda user: swedish_sort_key(user.name),
        "email": lambda user: user.email,
        "created": lambda user: user.created_at,
    }[wanted.sort.removeprefix("-")]
    return [u.pk for u in sorted(found, key=key, reverse=wanted.sort.startswith("-"))]


def role_names(user: User, standing: Standing) -> set[str]:
    """Give the names of all that an account is; a reader when it is nothing else."""
    names = {str(fact.role) for fact in standing.facts}
    if user.is_administrator:
        names.add(Role.ADMINISTRATOR.value)
    return names or {Role.READER.value}


def people_by_number(numbers: list[int]) -> list[User]:
    """Give accounts in the order of their numbers in the list."""
    found = User.objects.in_bulk(numbers)
    return [found[number] for number in numbers]


def person_by_number(number: int) -> User:
    """Give one account."""
    return User.objects.get(pk=number)


def with_second_factor(numbers: list[int]) -> set[int]:
    """Give which of the accounts ask for more than a password."""
    rows = Authenticator.objects.filter(user_id__in=numbers)
    kept = rows.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(kept.values_list("user_id", flat=True))


def unused_invitations_by(
    user: User, after: datetime, before: datetime
) -> list[Invitation]:
    """Give what a person sent that expires between two moments, still unanswered.

    An address that has an account by now, or a newer invitation, needs no reminder.
    """
    rows = Invitation.objects.filter(
        invited_by=user, expires_at__gt=after, used_at=None, withdrawn_at=None
    )
    newest = {row.email: row for row in rows.order_by("pk")}
    known = User.objects.filter(email__in=newest).values_list("email", flat=True)
    return [
        row
        for email, row in newest.items()
        if row.expires_at <= before and email not in set(known)
    ]


def is_followed_by(user: User | AnonymousUser, thing: Model, key: str) -> bool:
    """True when the person follows the thing; strangers follow nothing."""
    return isinstance(user, User) and (
        Follow.objects.filter(
            user=user, object_type=thing._meta.label_lower, object_key=key
        ).exists()
    )


def things_followed_by(user: User) -> list[Followed]:
    """Give what a person follows, by name; what is gone is left out."""
    things = _things(list(Follow.objects.filter(user=user)))
    found = [thing for own in things.values() for thing in own.values()]
    return sorted(found, key=lambda thing: swedish_sort_key(thing.title))


def _things(rows: list[Follow]) -> dict[str, dict[str, Followed]]:
    keys: dict[str, set[str]] = {}
    for row in rows:
        keys.setdefault(row.object_type, set()).add(row.object_key)
    return followed_things(keys)


def unseen_changes(user: User) -> list[tuple[Follow, Followed, list[AuditEvent]]]:
    """Give what others did to what a person follows, since last seen; latest first."""
    rows = list(Follow.objects.filter(user=user))
    things = _things(rows)
    found = []
    for kind, own in things.items():
        of_kind = [r for r in rows if r.object_type == kind and r.object_key in own]
        if not of_kind:
            continue
        events = AuditEvent.objects.filter(
            object_type=kind,
            object_key__in=own,
            number__gt=min(row.seen_number for row in of_kind),
        ).exclude(made_by=user)
        by_key: dict[str, list[AuditEvent]] = {}
        for event in events.select_related("made_by"):
            by_key.setdefault(event.object_key, []).append(event)
        for row in of_kind:
            new = [
                event
                for event in by_key.get(row.object_key, [])
                if event.number > row.seen_number
            ]
            if new:
                found.append((row, own[row.object_key], new))
    return found


def latest_event() -> int:
    """Give the number of the last event of the chain."""
    return AuditHead.objects.values_list("number", flat=True).first() or 0
