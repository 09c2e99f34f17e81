"""The letters that Färdplan sends, as plain text, and how they leave."""

from __future__ import annotations

import logging
import smtplib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from fardplan.apps.accounts.links import LOG_IN_LINK_MINUTES
from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.apps.accounts.models import Invitation, User

log = logging.getLogger(__name__)


class FileBackend(EmailBackend):
    """Keeps letters as files until a mail server is set, and says so in the log."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(self.file_path)
        folder.chmod(0o700)  # the letters hold links that let people in
        sent: int = super().send_messages(email_messages)
        log.warning(
            "FARDPLAN_EMAIL_URL är inte satt, så %s brev sparades i %s",
            sent,
            self.file_path,
        )
        return sent


def send_invitation(invitation: Invitation, address: str) -> None:
    """Send the link of an invitation to the invited."""
    send_letter(
        invitation.email,
        _("Inbjudan till Färdplan"),
        "accounts/mail/invitation.txt",
        {"invitation": invitation, "address": address},
    )


def send_log_in_link(user: User, address: str) -> None:
    """Send a link that logs its person in."""
    send_letter(
        user.email,
        _("Inloggningslänk till Färdplan"),
        "accounts/mail/log_in_link.txt",
        {"person": user, "address": address, "minutes": LOG_IN_LINK_MINUTES},
    )


def send_letter(to: str, subject: str, template: str, context: dict[str, Any]) -> None:
    """Send one letter; raise :class:`ProblemError` when the server won't take it."""
    body = render_to_string(template, context)
    try:
        # Django refuses line breaks in headers (BadHeaderError) before anything is sent.
        EmailMessage(subject, body, to=[to]).send()
    except (OSError, smtplib.SMTPException) as error:
        log.exception("E-postservern tog inte emot ett brev")
        raise ProblemError(
            _(
                "Brevet gick inte att skicka just nu (%(reason)s). Försök igen om en"
                " stund; hjälper det inte är e-postserverns adress fel inställd."
            )
            % {"reason": type(error).__name__}
        ) from None
