"""Logs out who has been away too long, and asks for a second factor where one must be."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import UpdateError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fardplan.apps.accounts.roles import is_administrator
from fardplan.apps.common.storage_problems import storage_problem


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.models import User

logger = logging.getLogger(__name__)
SEEN = "seen"
# All it takes to add a first app or key, or to give up.
NEEDED_TO_SET_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_reauthenticate",
    "accounts:log_out",
    "set_language",
    "health",
}
# The session is written once a minute at most, not with every page.
GRAIN_SECONDS = 60


class IdleMiddleware:
    """Remembers when a logged-in session was last used, and ends it when idle."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            self._keep_or_end(request, int(time.time()))
        return self.get_response(request)

    def _keep_or_end(self, request: HttpRequest, now: int) -> None:
        seen = request.session.get(SEEN, now)
        if now - seen > settings.IDLE_SECONDS:
            logout(request)
            messages.info(
                request,
                _("Du har loggats ut eftersom du var borta länge. Logga in igen."),
            )
        elif now - seen >= GRAIN_SECONDS or SEEN not in request.session:
            self._remember(request, now)

    def _remember(self, request: HttpRequest, now: int) -> None:
        request.session[SEEN] = now
        try:
            request.session.save()
        except UpdateError as error:
            # Pages can be read although the database takes no writes just now. A session
            # that was ended elsewhere is left to Django's own answer.
            if storage_problem(error.__context__):
                logger.warning("the session could not be marked as seen: %s", error)
                request.session.modified = False


class SecondFactorMiddleware:
    """Sends whoever must have a second factor, and has none, to set one up first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        user = request.user
        match = request.resolver_match
        if not _must_have_one(user) or match is None:
            return None
        if match.view_name in NEEDED_TO_SET_UP or is_mfa_enabled(user):
            return None
        messages.info(
            request,
            _(
                "Här krävs tvåstegsinloggning. Lägg till en app eller en"
                " säkerhetsnyckel, så kommer du vidare."
            ),
        )
        return redirect("mfa_index")


def _must_have_one(user: User | AnonymousUser) -> bool:
    whom = settings.REQUIRE_SECOND_FACTOR
    return bool(user.is_authenticated) and (
        whom == "all" or (whom == "administrators" and is_administrator(user))
    )
