"""Following a body or an authority, and following it no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fardplan.apps.accounts import actions
from fardplan.apps.accounts.models import User
from fardplan.apps.accounts.rules import check_logged_in
from fardplan.apps.actors.views.authority import get_authority
from fardplan.apps.actors.views.body import get_body


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.actors.models import Authority, Body


@require_POST
def body(request: HttpRequest, code: str) -> HttpResponse:
    """Follow a body; with ``sluta`` no more."""
    check_logged_in(request.user)
    return _follow(request, get_body(code), "actors:body")


@require_POST
def authority(request: HttpRequest, code: str) -> HttpResponse:
    """Follow an authority; with ``sluta`` no more."""
    check_logged_in(request.user)
    return _follow(request, get_authority(code), "actors:authority")


def _follow(request: HttpRequest, thing: Body | Authority, page: str) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 -- the rule has just said so
    name = {"name": thing.name}
    if "sluta" in request.POST:
        actions.unfollow(thing=thing, key=thing.code, by=request.user)
        messages.success(
            request,
            _("Du följer inte längre %(name)s.") % name,
            extra_tags=request.path,
        )
    else:
        actions.follow(thing=thing, key=thing.code, by=request.user)
        messages.success(
            request,
            _("Du följer %(name)s. När något ändras står det i Mina saker.") % name,
        )
    if "jag" in request.POST:
        return redirect("mine:errands")
    return redirect(page, thing.code)
