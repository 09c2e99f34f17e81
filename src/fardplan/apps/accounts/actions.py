"""Every write to people and to the record of events."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.accounts.adapters import one_line, to_chain_event
from fardplan.apps.accounts.models import (
    AuditEvent,
    AuditHead,
    Identity,
    Invitation,
    PersonSession,
    User,
)
from fardplan.apps.accounts.roles import Role
from fardplan.apps.accounts.rules import (
    check_invite_as,
    check_open,
    check_withdraw,
)
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes
from fardplan.engine.accounts.audit_chain import event_hash


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model

    from fardplan.apps.accounts.adapters import IdentityClaims

INVITATION_LIFE = timedelta(days=14)


@writes
def record_event(
    *,
    action: str,
    about: Model,
    key: str,
    by: User | AnonymousUser | None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Leave the trace of a write; call it inside the action that makes the write."""
    if isinstance(by, User) and by.pk is None:
        raise ValueError("someone without an account can't have done it")
    # The lock on the one head row makes writers queue, so numbers have no gaps.
    head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1)
    row: dict[str, Any] = {
        "number": head.number + 1,
        # Stored with microseconds in UTC by both databases, so the hash can be redone.
        "at": timezone.now().astimezone(UTC),
        "made_by_id": by.pk if isinstance(by, User) else None,
        "action": action,
        "object_type": about._meta.label_lower,
        "object_key": key,
        "reason": reason,
        # As the database will give it back: tuples become lists, dates text.
        "changes": json.loads(json.dumps(changes or {}, cls=DjangoJSONEncoder)),
        "previous_hash": head.hash,
    }
    event = AuditEvent(**row, hash=event_hash(to_chain_event(row)))
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save()
    return event


@writes
def create_person(
    *,
    email: str,
    name: str,
    is_administrator: bool,
    password: str | None = None,
    by: User | AnonymousUser | None = None,
) -> User:
    """Give a new account; without a password it is reached by other ways in."""
    user = User(email=email.casefold(), name=name, is_administrator=is_administrator)
    user.set_password(password)
    user.save()
    record_event(
        action="create_person",
        about=user,
        key=str(user.pk),
        by=by,
        changes={"role": [None, user.role.value]},
    )
    return user


@writes
def set_demo_user(
    *, email: str, name: str, password: str, is_administrator: bool
) -> User:
    """Create an invented person for the demo, or put the person back as it was."""
    user, _created = User.objects.get_or_create(email=email, defaults={"name": name})
    user.name, user.is_administrator, user.is_active = name, is_administrator, True
    user.set_password(password)
    user.save()
    record_event(action="set_demo_user", about=user, key=str(user.pk), by=None)
    return user


@writes
def invite(
    *,
    email: str,
    name: str,
    role: Role,
    role_text: str,
    authority: str = "",
    by: User | AnonymousUser,
) -> Invitation:
    """Give an invitation to send to an address; an earlier open one is withdrawn.

    ``authority`` is the code of the one that a programme lead invites for.
    """
    check_invite_as(by, role, authority)
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
        authority=authority,
        invited_by=by,
        expires_at=now + INVITATION_LIFE,
    )
    invitation.save()
    _note(invitation, "invite", by, {"role": [None, role.value]})
    return invitation


@writes
def withdraw_invitation(*, invitation_id: int, by: User | AnonymousUser) -> Invitation:
    """Make an open invitation's link stop working."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    check_withdraw(by, invitation)
    check_open(invitation, timezone.now())
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    _note(invitation, "withdraw_invitation", by)
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
    _note(invitation, "accept_invitation", user)
    return user


@writes
def use_log_in_link(*, person_id: int, number: int) -> User:
    """Use up a log-in link; give whose it is."""
    user = User.objects.select_for_update().filter(pk=person_id, is_active=True).first()
    if user is None or user.link_number != number:
        raise ProblemError(
            _("Länken är redan använd eller ersatt av en nyare. Beställ en ny.")
        )
    user.link_number += 1
    user.save(update_fields=["link_number"])
    return user


@writes
def change_name(*, user: User, name: str, by: User | AnonymousUser) -> None:
    """Correct one's own name."""
    before, after = user.name, one_line(name)
    if before != after:
        user.name = after
        user.save(update_fields=["name"])
        _note(user, "change_name", by, {"name": [before, after]})


@writes
def change_password(*, user: User, password: str, by: User | AnonymousUser) -> None:
    """Give a new password; every other session of the person ends by itself."""
    user.set_password(password)
    user.save(update_fields=["password"])
    _note(user, "change_password", by)


@writes
def end_sessions(*, user: User, by: User | AnonymousUser) -> int:
    """Log a person out everywhere, log-in links too; give how many sessions ended."""
    ended, _kinds = PersonSession.objects.filter(user_id=user.pk).delete()
    user.link_number += 1
    user.save(update_fields=["link_number"])
    _note(user, "end_sessions", by)
    return ended


@writes
def come_in_by_identity(
    *, claims: IdentityClaims, trusted_domains: tuple[str, ...]
) -> User:
    """Give whose identity it is.

    A new identity is only tied to an account by e-mail when its provider is trusted to
    speak for the address's domain; otherwise anybody with an own provider could take
    over an account by claiming its address.
    """
    known = _known_identity(claims)
    if known is not None:
        return _active(known.user)
    if not claims.speaks_for(trusted_domains):
        raise ProblemError(
            _(
                "Inloggningen lyckades, men ingen i Färdplan är kopplad till den. Har"
                " du redan ett konto loggar du in med det och kopplar inloggningen"
                " under Mitt konto. Annars behöver du en inbjudan."
            )
        )
    user = User.objects.select_for_update().filter(email=claims.email).first()
    if user is None:
        user = create_person(
            email=claims.email, name=claims.name, is_administrator=False
        )
    link_identity(claims=claims, user=_active(user), by=user)
    return user


def _known_identity(claims: IdentityClaims) -> Identity | None:
    return (
        Identity.objects.select_related("user")
        .filter(issuer=claims.issuer, subject=claims.subject)
        .first()
    )


def _active(user: User) -> User:
    if not user.is_active:
        raise ProblemError(_("Kontot är avstängt. Kontakta den som är administratör."))
    return user


@writes
def link_identity(
    *, claims: IdentityClaims, user: User, by: User | AnonymousUser
) -> Identity:
    """Tie an identity to a person who asked for it."""
    known = _known_identity(claims)
    if known is not None and known.user_id != user.pk:
        raise ProblemError(_("Den inloggningen är redan kopplad till ett annat konto."))
    if known is not None:
        return known
    identity = Identity(user=user, issuer=claims.issuer, subject=claims.subject)
    identity.save()
    _note(user, "link_identity", by, {"issuer": [None, claims.issuer]})
    return identity


@writes
def unlink_identity(*, identity: Identity, by: User | AnonymousUser) -> None:
    """Take away a way in; the account stays."""
    _note(identity.user, "unlink_identity", by, {"issuer": [identity.issuer, None]})
    identity.delete()


@writes
def note_second_factor(*, user: User, kind: str, action: str) -> None:
    """Leave the trace of a second factor that was added, removed or renewed."""
    _note(user, action, user, {"kind": [None, kind]})


def _note(
    about: User | Invitation,
    action: str,
    by: User | AnonymousUser,
    changes: dict[str, Any] | None = None,
) -> None:
    record_event(action=action, about=about, key=str(about.pk), by=by, changes=changes)
