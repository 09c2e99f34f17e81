"""What an administrator does with other people's accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from fardplan.apps.accounts import actions, presenters, queries
from fardplan.apps.accounts.forms import PeopleFilterForm, WhyForm
from fardplan.apps.accounts.history import history_page
from fardplan.apps.accounts.models import User
from fardplan.apps.accounts.roles import Role, standings
from fardplan.apps.accounts.rules import check_manage_people
from fardplan.apps.accounts.views.account import proven_again
from fardplan.apps.common.forms import posted
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

ROWS_PER_PAGE = 50


@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Browse, search, filter and sort; the results alone when htmx asks."""
    check_manage_people(request.user)
    wanted = PeopleFilterForm(request.GET).to_filter()
    page = Paginator(queries.find_people(wanted), ROWS_PER_PAGE).get_page(
        request.GET.get("sida")
    )
    numbers = list(page.object_list)
    context = {
        "page": page,
        "rows": presenters.person_rows(
            queries.people_by_number(numbers),
            standings(numbers),
            queries.with_second_factor(numbers),
        ),
        "wanted": wanted,
        "is_narrowed": wanted != type(wanted)(sort=wanted.sort),
        "sort": wanted.sort,
        "roles": Role.choices,
        "states": [
            (queries.OPEN, _("Öppna")),
            (queries.CLOSED, _("Avstängda")),
        ],
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1),
    }
    name = "_people_results" if is_htmx(request) else "people"
    return render(request, f"accounts/{name}.html", context)


@never_cache
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One account: what it is, what was done to it, and what can be."""
    check_manage_people(request.user)
    shown = get_person(person_id)
    history = history_page(
        request,
        queries.events_about(shown, str(shown.pk)),
        lambda events: presenters.account_history(events, request.user),
    )
    context = {
        "person": shown,
        "roles": presenters.role_lines(shown, standings([shown.pk])[shown.pk]),
        "has_second_factor": bool(queries.with_second_factor([shown.pk])),
        "sessions": queries.sessions_of(shown).count(),
        "history": history,
        "is_me": shown.pk == request.user.pk,
    }
    return render(request, "accounts/person.html", context)


def get_person(person_id: int) -> User:
    """Give the account or answer 404."""
    try:
        return queries.person_by_number(person_id)
    except User.DoesNotExist:
        raise Http404 from None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@proven_again
def administrator(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make somebody an administrator, or one no longer, and say why."""
    check_manage_people(request.user)
    shown = get_person(person_id)
    # What the page asked about, even when somebody else answered meanwhile.
    to = request.POST.get("to", "" if shown.is_administrator else "1") == "1"
    name = {"name": shown.name}
    texts = {
        "title": _("Gör %(name)s till administratör?")
        if to
        else _("Ta ifrån %(name)s administratörsrätten?"),
        "lead": _("En administratör får ändra allt, och ge andra samma rätt.")
        if to
        else _("Personen kan sedan bara det som de andra rollerna ger."),
        "button": _("Gör till administratör") if to else _("Ta ifrån rätten"),
    }
    return _ask_why(
        request,
        shown,
        lambda reason: actions.set_administrator(
            user_id=shown.pk, to=to, by=request.user, reason=reason
        ),
        {k: v % name for k, v in texts.items()} | {"to": "1" if to else "0"},
        done=_("Det är gjort."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let somebody in no more, and say why."""
    check_manage_people(request.user)
    shown = get_person(person_id)
    name = {"name": shown.name}
    return _ask_why(
        request,
        shown,
        lambda reason: actions.close_account(
            user_id=shown.pk, by=request.user, reason=reason
        ),
        {
            "title": _("Stäng av kontot för %(name)s?") % name,
            "lead": _(
                "Personen loggas ut överallt genast och kommer inte in. Det som"
                " personen har gjort finns kvar. Kontot kan öppnas igen."
            ),
            "button": _("Stäng av kontot"),
        },
        done=_("Kontot är avstängt."),
        undo=reverse("accounts:person_open", args=[shown.pk]),
    )


def _ask_why(
    request: HttpRequest,
    shown: User,
    act: Callable[[str], object],
    texts: dict[str, str],
    **after: str,
) -> HttpResponse:
    form = WhyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except NotAllowedError:
            raise
        except ProblemError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, after["done"], extra_tags=after.get("undo", ""))
            return redirect("accounts:person", shown.pk)
    context: dict[str, Any] = {"form": form, "person": shown, **texts}
    status = 422 if form.errors else 200
    return render(request, "accounts/person_why.html", context, status=status)


@require_POST
def open_again(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let somebody in again."""
    check_manage_people(request.user)
    shown = get_person(person_id)
    try:
        actions.open_account(user_id=shown.pk, by=request.user)
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Kontot är öppet igen."))
    return redirect("accounts:person", shown.pk)
