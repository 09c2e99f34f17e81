"""Telling how an initiative goes: from its page, from Mina saker, or from a letter."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.initiative import StatusForm
from fardplan.apps.plans.links import STATUS_LINK_DAYS, status_from
from fardplan.apps.plans.models import Initiative
from fardplan.apps.plans.presenters.initiative import mark, status_choices
from fardplan.apps.plans.rules import can_tell_status, check_tell_status
from fardplan.apps.plans.states import BROAD_PHASES
from fardplan.apps.plans.views.initiatives import get_initiative, undo_address


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.models import User

# A person opens a form a few times; more is somebody filling the history.
USES_A_QUARTER = 30
QUARTER_SECONDS = 15 * 60


def status(request: HttpRequest, code: str, initiative: str) -> HttpResponse:
    """The form, for who is logged in. ``jag`` leads back to Mina saker."""
    row = get_initiative(request, code, initiative)
    check_tell_status(request.user, row)
    assert request.user.is_authenticated  # noqa: S101 -- the rule has just said so
    form = _form(request, row)
    if form.is_valid() and _try_tell(request, row, form, request.user):
        if "jag" in request.POST:
            return redirect("mine:errands")
        return redirect("plans:initiative", code, initiative)
    return _show(request, row, form, person=None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status_link(request: HttpRequest, token: str) -> HttpResponse:
    """The very form by the link of a letter, for this one initiative, without a log-in."""
    found = status_from(token)
    if found is None:
        return _dead(request, _("Länken har gått ut eller är inte hel."))
    if _too_often(token):
        return _dead(request, _("Länken har öppnats för ofta. Vänta en kvart."), 429)
    row, person = _row_and_person(*found)
    # Who has left, or answers for it no longer, is let in nowhere by an old letter.
    if row is None or person is None or not can_tell_status(person, row):
        return _dead(request, _("Länken gäller inte längre för den här insatsen."))
    if request.method == "GET":
        actions.note_link_opened(row=row, by=person)
    form = _form(request, row)
    if form.is_valid() and _try_tell(request, row, form, person, through_link=True):
        return redirect("plans:status_link", token)
    return _show(request, row, form, person=person)


def _row_and_person(
    person: int, initiative: int
) -> tuple[Initiative | None, User | None]:
    try:
        row = queries.initiative_by_number(initiative)
    except Initiative.DoesNotExist:
        return None, None
    return row, queries.people_with_accounts([person]).get(person)


def _too_often(token: str) -> bool:
    key = f"status-link:{hashlib.sha256(token.encode()).hexdigest()}"
    cache.add(key, 0, QUARTER_SECONDS)
    return bool(cache.incr(key) > USES_A_QUARTER)


def _dead(request: HttpRequest, reason: str, code: int = 410) -> HttpResponse:
    context = {"reason": reason, "days": STATUS_LINK_DAYS}
    return render(request, "plans/dead_status_link.html", context, status=code)


def _form(request: HttpRequest, row: Initiative) -> StatusForm:
    return StatusForm(
        posted(request),
        initial={
            "revision": row.revision,
            "next_step": row.next_step,
            "next_day": row.next_day,
            "phase": row.phase,
        },
    )


def _try_tell(
    request: HttpRequest,
    row: Initiative,
    form: StatusForm,
    person: User,
    *,
    through_link: bool = False,
) -> bool:
    """Write it; when it can't be, show why in the form and answer False."""
    try:
        event = actions.tell_status(
            programme=row.programme,
            code=row.code,
            new=form.new,
            revision=form.cleaned_data["revision"],
            by=person,
            through_link=through_link,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        form.add_error(None, str(problem))
        form.remember(queries.initiative_by_number(row.pk).revision)
        return False
    done = _("Tack! Läget för %(name)s är sparat.") % {"name": row.name}
    if event is None:
        messages.info(request, _("Det står redan så, så inget ändrades."))
        return True
    # Taking back needs a log-in; by the link one just tells anew.
    undo = "" if through_link else undo_address(row.programme, event)
    messages.success(request, done, extra_tags=undo)
    return True


def _show(
    request: HttpRequest, row: Initiative, form: StatusForm, person: User | None
) -> HttpResponse:
    chosen = form["status"].value() or ""
    context = {
        "initiative": row,
        "programme": row.programme,
        "form": form,
        "mark": mark(row.status),
        "statuses": status_choices(chosen),
        "person": person,
        "is_gated": row.phase not in BROAD_PHASES and row.evaluation != "done",
    }
    code = 422 if form.errors else 200
    return render(request, "plans/status.html", context, status=code)
