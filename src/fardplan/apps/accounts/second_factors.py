"""Leaves the trace when allauth adds, removes or renews a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa import signals
from django.contrib.auth.signals import user_logged_in

from fardplan.apps.accounts.actions import note_second_factor
from fardplan.apps.accounts.adapters import to_device
from fardplan.apps.accounts.sessions import DEVICE


if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.http import HttpRequest

    from fardplan.apps.accounts.models import User


def listen() -> None:
    """Connect to allauth's and Django's signals."""
    signals.authenticator_added.connect(_added)
    signals.authenticator_removed.connect(_removed)
    signals.authenticator_reset.connect(_renewed)
    user_logged_in.connect(_remember_device)


def _added(user: User, authenticator: Authenticator, **_: object) -> None:
    note_second_factor(user=user, kind=authenticator.type, action="add_second_factor")


def _removed(user: User, authenticator: Authenticator, **_: object) -> None:
    note_second_factor(
        user=user, kind=authenticator.type, action="remove_second_factor"
    )


def _renewed(user: User, authenticator: Authenticator, **_: object) -> None:
    note_second_factor(user=user, kind=authenticator.type, action="renew_second_factor")


def _remember_device(request: HttpRequest, **_: object) -> None:
    request.session[DEVICE] = to_device(request.headers.get("User-Agent", ""))
