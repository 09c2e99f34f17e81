"""Logs out a person who has been away too long."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import UpdateError
from django.utils.translation import gettext as _

from fardplan.apps.common.storage_problems import storage_problem


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)
SEEN = "seen"
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
