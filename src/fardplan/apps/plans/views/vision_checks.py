"""What closes gaps beside the versions: parts that are done, and vision checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fardplan.apps.common.forms import posted
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.thread import DoneForm, VisionCheckForm
from fardplan.apps.plans.models import VisionCheck
from fardplan.apps.plans.rules import check_edit_plan, check_mark_done
from fardplan.apps.plans.views.fetching import (
    get_node,
    get_programme,
    get_version,
    plan_context,
    tell_problem,
    try_save,
)


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import Node, PlanVersion, Programme


def vision_checks(request: HttpRequest, code: str) -> HttpResponse:
    """Every occasion, and the form for the next."""
    shown = get_programme(request, code)
    version = queries.versions_for(request.user, shown)[0]
    version.programme = shown
    form = VisionCheckForm(posted(request), initial={"day": timezone.localdate()})
    if request.method == "POST":
        check_edit_plan(request.user, shown)
    if form.is_valid() and try_save(form, lambda: _save(request, shown, form)):
        messages.success(request, _("Avstämningen är sparad."))
        return redirect("plans:vision_checks", code)
    context = plan_context(request, version, "thread") | {
        "form": form,
        "checks": queries.vision_checks_of(shown),
        "shows_people": request.user.is_authenticated,
    }
    status = 422 if form.errors else 200
    return render(request, "plans/vision_checks.html", context, status=status)


def _save(request: HttpRequest, shown: Programme, form: VisionCheckForm) -> None:
    said = form.cleaned_data
    actions.check_vision(
        programme=shown,
        day=said["day"],
        against=said["against"],
        is_kept=said["is_kept"] == "ja",
        text=said["text"],
        by=cast("User", request.user),
    )


@require_POST
def remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take back one that was entered by mistake."""
    shown = get_programme(request, code)
    user = cast("User", request.user)
    check_edit_plan(user, shown)
    try:
        actions.remove_vision_check(programme=shown, number=number, by=user)
    except VisionCheck.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Avstämningen är borttagen."))
    return redirect("plans:vision_checks", code)


@require_POST
def done(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """Mark a part as done; with ``inte`` take it back."""
    version = get_version(request, code, number)
    shown = get_node(version, key)
    above = queries.initiative_above(shown)
    check_mark_done(request.user, version.programme, above)
    form = DoneForm(request.POST)
    if "inte" in request.POST:
        actions.unmark_done(
            version=version, key=str(shown.key), by=cast("User", request.user)
        )
        messages.success(request, _("Delen är inte längre markerad som klar."))
    elif not form.is_valid():
        messages.error(request, _("Skriv vilken dag det blev klart, som 2026-11-22."))
    elif tell_problem(request, lambda: _mark(request, version, shown, form)):
        messages.success(request, _("Delen är markerad som klar."))
    return redirect("plans:node", code, number, shown.key)


def _mark(
    request: HttpRequest, version: PlanVersion, shown: Node, form: DoneForm
) -> None:
    actions.mark_done(
        version=version,
        key=str(shown.key),
        by=cast("User", request.user),
        **form.cleaned_data,
    )
