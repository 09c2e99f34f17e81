"""Rows <-> the engine's chain of events; what an identity provider says -> a few facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ProblemError
from fardplan.engine.accounts.audit_chain import ChainEvent
from fardplan.engine.accounts.devices import device_name
from fardplan.engine.accounts.personal_numbers import is_personal_identity_number


if TYPE_CHECKING:
    from collections.abc import Mapping

# What is hashed, as the table names it.
COLUMNS = (
    "number",
    "at",
    "made_by_id",
    "action",
    "object_type",
    "object_key",
    "reason",
    "changes",
    "previous_hash",
)


def to_chain_event(row: Mapping[str, Any]) -> ChainEvent:
    """Give the hashed form of a row of :data:`COLUMNS`."""
    return ChainEvent(
        number=row["number"],
        at=row["at"].isoformat(timespec="microseconds"),
        made_by=row["made_by_id"],
        action=row["action"],
        object_type=row["object_type"],
        object_key=row["object_key"],
        reason=row["reason"],
        changes=row["changes"],
        previous_hash=row["previous_hash"],
    )


@dataclass(frozen=True)
class IdentityClaims:
    """All that is taken from an identity provider. Everything else is dropped at once.

    ``email`` is empty unless it is an address; ``is_verified`` is false when the
    provider says that it has not checked the address.
    """

    issuer: str
    subject: str
    email: str
    is_verified: bool
    name: str

    def speaks_for(self, trusted_domains: tuple[str, ...]) -> bool:
        """True when the address lies in a domain the provider is trusted for."""
        domain = self.email.rpartition("@")[2]
        return self.is_verified and bool(domain) and domain in trusted_domains


def to_identity_claims(issuer: str, raw: Mapping[str, Any]) -> IdentityClaims:
    """Give the few facts needed; refuse a subject that is a personal identity number.

    A Swedish identity provider may send ``personalIdentityNumber`` and much else
    unasked. None of it is kept, here or in a log.
    """
    subject = str(raw["sub"])
    if is_personal_identity_number(subject):
        raise ProblemError(
            _(
                "Identitetstjänsten skickar personnummer som identitet, och det tar"
                " Färdplan inte emot. Be den som sköter tjänsten att skicka ett annat"
                " id."
            )
        )
    email = _email(raw.get("email"))
    parts = [raw.get("given_name"), raw.get("family_name")]
    name = raw.get("name") or " ".join(str(part) for part in parts if part)
    return IdentityClaims(
        issuer=issuer,
        subject=subject,
        email=email,
        is_verified=raw.get("email_verified", True) in (True, "true"),
        name=" ".join(str(name).split())[:120] or email.partition("@")[0],
    )


def _email(raw: object) -> str:
    address = str(raw or "").strip().casefold()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def one_line(text: str) -> str:
    """Give the text without outer spaces; refuse one that could start a new header."""
    if not text.isprintable():
        raise ProblemError(
            _("Texten får inte innehålla radbrytningar eller styrtecken.")
        )
    return text.strip()


def to_device(user_agent: str) -> str:
    """Give the browser and the system a session belongs to."""
    return device_name(user_agent)
