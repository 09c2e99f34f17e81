"""Every write to who people are at identity providers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions.events import note
from fardplan.apps.accounts.actions.person import create_person
from fardplan.apps.accounts.models import Identity, User
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.common.writes import writes


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.adapters import IdentityClaims


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
    note(user, "link_identity", by, {"issuer": [None, claims.issuer]})
    return identity


@writes
def unlink_identity(*, identity: Identity, by: User | AnonymousUser) -> None:
    """Take away a way in; the account stays."""
    note(identity.user, "unlink_identity", by, {"issuer": [identity.issuer, None]})
    identity.delete()
