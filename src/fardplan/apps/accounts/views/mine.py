"""Mina saker: what I owe, what I was invited to, what changed in what I follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.accounts import actions, presenters, queries
from fardplan.apps.accounts.forms import SeenForm
from fardplan.apps.accounts.views.account import get_me
from fardplan.apps.common.errands import errands_of


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_safe
def errands(request: HttpRequest) -> HttpResponse:
    """All that concerns me, in three lists, and what I follow."""
    user = get_me(request)
    today = timezone.localdate()
    found = errands_of(user, today)
    context = {
        "groups": presenters.errand_groups(found, today),
        "follows": queries.things_followed_by(user),
        "latest": queries.latest_event(),
    }
    return render(request, "accounts/mine.html", context)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Say that I have seen what changed, in one thing or in all."""
    user = get_me(request)
    form = SeenForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data
        actions.mark_seen(up_to=asked["up_to"], follow_id=asked["follow"], by=user)
        messages.success(request, _("Markerat som sett."))
    else:
        messages.error(request, _("Det gick inte att se vad du menade. Försök igen."))
    return redirect("mine:errands")
