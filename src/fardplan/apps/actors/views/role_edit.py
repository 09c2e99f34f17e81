"""Giving people roles, and saying which person in the bodies an account is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fardplan.apps.accounts.forms import WhyForm
from fardplan.apps.accounts.views.people import get_person
from fardplan.apps.actors import actions, queries
from fardplan.apps.actors.forms.role import PersonSearchForm, RoleForm
from fardplan.apps.actors.models import Grant, Person
from fardplan.apps.actors.rules import check_give_role
from fardplan.apps.actors.views.asking import try_save
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User

MOST_PEOPLE = 30
# These pages lie under Personer, so no station is marked in the navigation.
NOT_A_STATION = {"current_app": "accounts"}


def _ask(
    request: HttpRequest, form: RoleForm | WhyForm, person: User, **texts: str
) -> HttpResponse:
    context = {"form": form, "person": person, **NOT_A_STATION, **texts}
    status = 422 if form.errors else 200
    return render(request, "accounts/person_why.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make somebody programme lead or analyst."""
    check_give_role(request.user)
    person = get_person(person_id)
    form = RoleForm(
        posted(request),
        authorities=queries.authorities_to_lead(),
        initial={"start": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def save() -> None:
            actions.give_role(
                user_id=person.pk,
                role=given["role"],
                authority=given["authority"],
                days=(given["start"], given["end"]),
                by=request.user,
                reason=given["reason"],
            )

        if try_save(form, save):
            messages.success(request, _("Rollen är given."))
            return redirect("accounts:person", person.pk)
    return _ask(
        request,
        form,
        person,
        title=_("Ge %(name)s en roll") % {"name": person.name},
        lead=_("Rollen gäller i en myndighet och kan tas tillbaka när som helst."),
        button=_("Ge rollen"),
    )


def _get_grant(grant_id: int) -> Grant:
    try:
        return queries.grant_by_id(grant_id)
    except Grant.DoesNotExist:
        raise Http404 from None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, grant_id: int) -> HttpResponse:
    """End a given role at once, and say why."""
    check_give_role(request.user)
    grant = _get_grant(grant_id)
    form = WhyForm(posted(request))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            reason = form.cleaned_data["reason"]
            actions.take_back_role(grant_id=grant.pk, by=request.user, reason=reason)

        if try_save(form, save):
            undo = reverse("actors:role_give_back", args=[grant.pk])
            messages.success(request, _("Rollen är tillbakatagen."), extra_tags=undo)
            return redirect("accounts:person", grant.user_id)
    words = {"role": grant.get_role_display(), "place": grant.authority.name}
    return _ask(
        request,
        form,
        grant.user,
        title=_("Ta tillbaka rollen %(role)s, %(place)s?") % words,
        lead=_("%(name)s kan inte längre det som rollen ger, från och med nu.")
        % {"name": grant.user.name},
        button=_("Ta tillbaka rollen"),
    )


@require_POST
def give_back(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Undo taking a role back."""
    check_give_role(request.user)
    grant = _get_grant(grant_id)
    try:
        actions.undo_take_back_role(grant_id=grant.pk, by=request.user)
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Rollen gäller igen."))
    return redirect("accounts:person", grant.user_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest, person_id: int) -> HttpResponse:
    """Say which person in the bodies an account belongs to, or that it is none."""
    check_give_role(request.user)
    account = get_person(person_id)
    if request.method == "POST":
        _tie_or_tell(request, account)
        return redirect("accounts:person", account.pk)
    text = PersonSearchForm(request.GET).text(otherwise=account.name)
    context = {
        "person": account,
        "tied": queries.own_person(account),
        "text": text,
        "found": queries.people_to_tie(text)[:MOST_PEOPLE],
        **NOT_A_STATION,
    }
    return render(request, "actors/person_tie.html", context)


def _tie_or_tell(request: HttpRequest, account: User) -> None:
    number = request.POST.get("person", "")
    try:
        if number.isascii() and number.isdigit():
            actions.tie_person(
                person_id=int(number), user_id=account.pk, by=request.user
            )
            messages.success(request, _("Kontot är kopplat till personen."))
        else:
            actions.untie_person(user_id=account.pk, by=request.user)
            messages.success(request, _("Kontot är inte längre kopplat."))
    except NotAllowedError:
        raise
    except Person.DoesNotExist:
        messages.error(request, _("Personen finns inte längre. Sök igen."))
    except ProblemError as problem:
        messages.error(request, str(problem))
