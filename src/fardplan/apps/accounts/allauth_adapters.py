"""Where allauth asks us: addresses, words, and how secrets are kept."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from fardplan.apps.accounts.addresses import client_address


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from fardplan.apps.accounts.models import User


def display_name(user: User) -> str:
    """What a person is called in an authenticator."""
    return user.name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up by themselves, and every sensitive step asks for proof again."""

    error_messages: ClassVar[dict[str, str | _StrPromise]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("Lösenordet stämmer inte."),
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod och försök igen."),
        "too_many_login_attempts": _(
            "För många fel i rad. Vänta fem minuter och försök igen."
        ),
        "rate_limited": _("För många försök på kort tid. Vänta en stund."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        # Only somebody closed while logging in comes here; every way in checks before.
        return redirect("accounts:log_in")

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        return True


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of second factors encrypted with the installation's key."""

    error_messages: ClassVar[dict[str, str | _StrPromise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod och försök igen."),
        "cannot_generate_recovery_codes": _(
            "Reservkoder finns bara när du har en autentiseringsapp eller nyckel."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"fardplan.second_factor" + settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key.digest()))
