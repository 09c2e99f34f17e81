"""One's own account: name, password, ways in, where one is logged in, what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from fardplan.apps.accounts import actions, identity, presenters, queries
from fardplan.apps.accounts.forms import NameForm, PasswordForm
from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.rules import can_invite, can_manage_people, check_logged_in
from fardplan.apps.accounts.views.log_in import LINKING
from fardplan.apps.common.forms import posted


if TYPE_CHECKING:
    from collections.abc import Callable

    from fardplan.apps.accounts.models import User

_P = ParamSpec("_P")


def proven_again(view: Callable[_P, HttpResponse]) -> Callable[_P, HttpResponse]:
    """Ask for the password or a second factor unless that was done a moment ago."""
    guarded: Callable[_P, HttpResponse] = reauthentication_required(view)
    return guarded


def get_me(request: HttpRequest) -> User:
    """Give who is logged in; strangers are sent to log in."""
    check_logged_in(request.user)
    assert request.user.is_authenticated  # noqa: S101 -- the rule has just said so
    return request.user


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """My account; the form corrects my name."""
    user = get_me(request)
    form = NameForm(posted(request), initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        actions.change_name(user=user, name=form.cleaned_data["name"], by=user)
        messages.success(request, _("Namnet är sparat."))
        return redirect("accounts:account")
    linked = queries.identities_of(user)
    issuers = {one.issuer for one, _name in linked}
    context = {
        "form": form,
        "roles": presenters.role_lines(user, standing_of(user)),
        "has_second_factor": is_mfa_enabled(user),
        "identities": linked,
        "providers": [
            p for p in settings.IDENTITY_PROVIDERS if p.issuer not in issuers
        ],
        "sessions": queries.sessions_of(user),
        "this_session": request.session.session_key,
        "can_invite": can_invite(user),
        "can_manage_people": can_manage_people(user),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/account.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@proven_again
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password, after proving once more who one is."""
    user = get_me(request)
    form = PasswordForm(posted(request), person=user)
    if request.method == "POST" and form.is_valid():
        actions.change_password(
            user=user, password=form.cleaned_data["password"], by=user
        )
        update_session_auth_hash(request, user)
        messages.success(
            request, _("Lösenordet är bytt. Du är utloggad i alla andra webbläsare.")
        )
        return redirect("accounts:account")
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "accounts/password.html", context, status=status)


@require_POST
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of mine, this one too."""
    user = get_me(request)
    ended = actions.end_sessions(user=user, by=user)
    logout(request)
    messages.success(
        request, _("Du är utloggad överallt (%(ended)s webbläsare).") % {"ended": ended}
    )
    return redirect("accounts:log_in")


@never_cache
@require_safe
def stored(request: HttpRequest) -> HttpResponse:
    """Everything that is stored about me, to keep."""
    return JsonResponse(
        queries.stored_about(get_me(request)),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": 'attachment; filename="mina-uppgifter.json"'},
    )


@require_POST
@proven_again
def link_provider(request: HttpRequest, key: str) -> HttpResponse:
    """Begin to link a provider: what comes back next belongs to who is logged in now.

    A page of its own in between, since our security policy lets no form lead to
    another site, and since a mere link must not be able to begin it.
    """
    user = get_me(request)
    provider = identity.provider_with_key(key)
    if provider is None:
        raise Http404
    request.session[LINKING] = [user.pk, key]
    return render(request, "accounts/link_provider.html", {"provider": provider})


@require_POST
@proven_again
def unlink_provider(request: HttpRequest, identity_id: int) -> HttpResponse:
    """Take away a way in of mine."""
    user = get_me(request)
    own = get_object_or_404(user.identities, pk=identity_id)
    actions.unlink_identity(identity=own, by=user)
    messages.success(request, _("Inloggningen är bortkopplad."))
    return redirect("accounts:account")
