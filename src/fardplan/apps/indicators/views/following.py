"""Which indicators follow one part of a plan: chosen and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fardplan.apps.common.forms import posted
from fardplan.apps.indicators import actions, queries
from fardplan.apps.indicators.forms.following import FollowForm
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.apps.plans.views.fetching import (
    get_node,
    get_version,
    plan_context,
    try_save,
)


if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def followed(request: HttpRequest, code: str, number: int, key: UUID) -> HttpResponse:
    """What follows a part, and the form that adds one more."""
    version = get_version(request, code, number)
    shown = get_node(version, str(key))
    form = FollowForm(posted(request))
    form.offer(queries.unfollowed_indicators(version.programme, str(key)))
    if request.method == "POST":
        check_edit_plan(request.user, version.programme)

    def save() -> None:
        actions.follow_part(
            version=version,
            key=str(key),
            indicator=form.cleaned_data["indicator"],
            by=cast("User", request.user),
        )

    if form.is_valid() and try_save(form, save):
        messages.success(request, _("Indikatorn följer nu delen."))
        return redirect("indicators:followed", code, number, key)
    context = plan_context(request, version, "thread") | {
        "node": shown,
        "form": form,
        "followings": queries.followings_of(version.programme, [str(key)]),
    }
    status = 422 if form.errors else 200
    return render(request, "indicators/followed.html", context, status=status)


@require_POST
def stop(
    request: HttpRequest, code: str, number: int, key: UUID, indicator: str
) -> HttpResponse:
    """Take an indicator away from a part; it is chosen again on the same page."""
    version = get_version(request, code, number)
    get_node(version, str(key))
    user = cast("User", request.user)
    actions.stop_following(version=version, key=str(key), indicator=indicator, by=user)
    messages.success(request, _("Indikatorn följer inte delen längre."))
    return redirect("indicators:followed", code, number, key)
