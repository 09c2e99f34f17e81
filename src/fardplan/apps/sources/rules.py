"""May this person? Each rule raises with a reason, and has a twin that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.accounts.roles import is_administrator, leads, standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.common.problems import NotAllowedError
from fardplan.apps.sources.sight import authorities_seen_by


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User
    from fardplan.apps.sources.models import SourceDocument


def check_see_documents(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` for those who have not logged in."""
    if not user.is_authenticated:
        raise NotAllowedError(_("Logga in för att se dokumenten."))


def check_see_document(user: User | AnonymousUser, document: SourceDocument) -> None:
    """Raise :class:`NotAllowedError` unless the person belongs to its authority."""
    check_see_documents(user)
    seen = authorities_seen_by(user)
    if seen is not None and document.authority.code not in seen:
        raise NotAllowedError(_("Dokumentet tillhör en annan myndighet."))


def check_upload(user: User | AnonymousUser, authority: str) -> None:
    """Raise :class:`NotAllowedError` unless the person may upload documents there."""
    if not (is_administrator(user) or leads(user, authority)):
        raise NotAllowedError(
            _("Bara myndighetens programledare eller en administratör får ladda upp.")
        )


def check_upload_somewhere(user: User | AnonymousUser) -> None:
    """Raise :class:`NotAllowedError` unless there is somewhere to upload to."""
    if not (
        is_administrator(user) or standing_of(user).places(RoleName.PROGRAMME_LEAD)
    ):
        raise NotAllowedError(
            _("Bara en programledare eller administratör får ladda upp dokument.")
        )


def can_upload_somewhere(user: User | AnonymousUser) -> bool:
    """Answer what :func:`check_upload_somewhere` checks."""
    try:
        check_upload_somewhere(user)
    except NotAllowedError:
        return False
    return True


def check_review(user: User | AnonymousUser, document: SourceDocument) -> None:
    """Raise :class:`NotAllowedError` unless the person may say yes and no to findings."""
    if not (is_administrator(user) or leads(user, document.authority.code)):
        raise NotAllowedError(
            _(
                "Bara myndighetens programledare eller en administratör får granska"
                " fynden."
            )
        )


def can_review(user: User | AnonymousUser, document: SourceDocument) -> bool:
    """Answer what :func:`check_review` checks."""
    try:
        check_review(user, document)
    except NotAllowedError:
        return False
    return True
