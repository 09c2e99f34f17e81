"""Mina uppgifter: who I am here, and correcting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fardplan.apps.accounts.forms import NameForm
from fardplan.apps.accounts.presenters import role_lines
from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.views.account import get_me
from fardplan.apps.actors import actions, presenters, queries
from fardplan.apps.actors.views.asking import try_save
from fardplan.apps.common.forms import posted


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """My name, what I am, and the seats I have had."""
    user = get_me(request)
    person = queries.own_person(user)
    form = NameForm(
        posted(request), initial={"name": person.name if person else user.name}
    )
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            actions.correct_my_name(name=form.cleaned_data["name"], by=user)

        if try_save(form, save):
            messages.success(request, _("Namnet är sparat."))
            return redirect("actors:own")
    context = {
        "current_app": "mine",  # lies under Mina saker, whichever app draws it
        "form": form,
        "person": person,
        "roles": role_lines(user, standing_of(user)),
        "appointments": presenters.own_appointments(queries.appointments_of(user)),
    }
    status = 422 if form.errors else 200
    return render(request, "actors/own.html", context, status=status)
