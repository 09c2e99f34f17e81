"""Leaves the trace when allauth adds or removes a second factor.

The pages that do so run in one transaction (`second_factor_urls.py`), so row and event
are written together.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save

from fardplan.apps.accounts.actions import note_second_factor
from fardplan.apps.accounts.adapters import to_device
from fardplan.apps.accounts.sessions import DEVICE, STARTED


if TYPE_CHECKING:
    from django.http import HttpRequest


def listen() -> None:
    """Connect to what allauth writes and to Django's log-in."""
    post_save.connect(_added, sender=Authenticator)
    post_delete.connect(_removed, sender=Authenticator)
    user_logged_in.connect(_remember_where_and_when)


def _added(instance: Authenticator, created: bool, **_: object) -> None:
    # Saved again, with nothing to tell, each time it is used.
    if created:
        note_second_factor(
            user=instance.user, kind=instance.type, action="add_second_factor"
        )


def _removed(instance: Authenticator, **_: object) -> None:
    note_second_factor(
        user=instance.user, kind=instance.type, action="remove_second_factor"
    )


def _remember_where_and_when(request: HttpRequest, **_: object) -> None:
    request.session[STARTED] = int(time.time())
    request.session[DEVICE] = to_device(request.headers.get("User-Agent", ""))
