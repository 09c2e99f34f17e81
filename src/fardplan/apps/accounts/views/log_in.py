"""Log in: by password, by a link in a letter, or at an identity provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from fardplan.apps.accounts import actions, identity, links, mail, queries
from fardplan.apps.accounts.addresses import client_address
from fardplan.apps.accounts.forms import LogInForm, LogInLinkForm
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.forms import AuthenticationForm
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.adapters import IdentityClaims
    from fardplan.apps.accounts.models import User
    from fardplan.config.identity_providers import IdentityProvider

NEXT, LINKING = "identity_next", "identity_linking"
LINKS_PER_QUARTER = 5
QUARTER_SECONDS = 15 * 60


def let_in(request: HttpRequest, user: User, next_page: str = "") -> HttpResponse:
    """Log a person in: ask for the second factor first where there is one.

    The session's key is changed at that moment (Django's ``login``).
    """
    login = Login(user=user, redirect_url=next_page or None)
    answer: HttpResponse = perform_password_login(request, {}, login)
    return answer


class LogInView(LoginView):
    """The log-in page: every way in, and an answer that gives nothing away."""

    template_name = "accounts/log_in.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "providers": settings.IDENTITY_PROVIDERS}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        return let_in(self.request, form.get_user(), self.get_redirect_url())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def locked_out(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """Say for how long the account is closed for this address (``axes``)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked.html", {"minutes": minutes}, status=429)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_link(request: HttpRequest) -> HttpResponse:
    """Send a log-in link; the answer is the same whether the address is known or not."""
    form = LogInLinkForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        context = {"form": form}
        return render(request, "accounts/request_link.html", context, status=status)
    email = str(form.cleaned_data["email"]).casefold()
    if not _too_many(f"log-in-link:{client_address(request)}:{email}"):
        person = queries.person_with_email(email)
        if person:
            address = reverse("accounts:use_link", args=[links.log_in_token(person)])
            mail.send_log_in_link(person, request.build_absolute_uri(address))
    messages.success(
        request,
        _(
            "Om %(email)s har ett konto är en länk på väg dit. Den gäller i"
            " %(minutes)s minuter och en gång."
        )
        % {"email": email, "minutes": links.LOG_IN_LINK_MINUTES},
    )
    return redirect("accounts:log_in")


def _too_many(key: str) -> bool:
    cache.add(key, 0, QUARTER_SECONDS)
    return bool(cache.incr(key) > LINKS_PER_QUARTER)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    """Log in by a link. Only the button uses it up: mail filters open links too."""
    found = links.log_in_from(token)
    if found is None:
        reason = _("Länken har gått ut eller är inte hel. Beställ en ny.")
        return dead_link(request, reason)
    if request.method != "POST":
        return render(request, "accounts/use_link.html")
    try:
        user = actions.use_log_in_link(person_id=found[0], number=found[1])
    except ProblemError as problem:
        return dead_link(request, str(problem))
    return let_in(request, user)


def dead_link(request: HttpRequest, reason: str) -> HttpResponse:
    """Say why a link from a letter does nothing."""
    return render(request, "accounts/dead_link.html", {"reason": reason}, status=410)


@never_cache
@require_safe
def identity_start(request: HttpRequest, key: str) -> HttpResponse:
    """Send the person to an identity provider."""
    provider = _provider(key)
    request.session[NEXT] = request.GET.get("next", "")
    callback = request.build_absolute_uri(reverse("accounts:identity_back", args=[key]))
    try:
        return identity.send_to_provider(request, provider, callback)
    except ProblemError as problem:
        return _not_let_in(request, str(problem))


@never_cache
@require_safe
def identity_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take back the person from the provider: log in, or link to whom is logged in."""
    provider = _provider(key)
    next_page = _own_page(request, request.session.pop(NEXT, ""))
    linking = request.session.pop(LINKING, None)
    try:
        claims = identity.claims_from_callback(request, provider)
        if linking == [request.user.pk, key] and request.user.is_authenticated:
            return _link(request, claims, provider)
        user = actions.come_in_by_identity(
            claims=claims, trusted_domains=provider.trusted_domains
        )
    except ProblemError as problem:
        return _not_let_in(request, str(problem))
    return let_in(request, user, next_page)


def _provider(key: str) -> IdentityProvider:
    provider = identity.provider_with_key(key)
    if provider is None:
        raise Http404
    return provider


def _own_page(request: HttpRequest, page: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()})
    return page if is_ours else ""


def _link(
    request: HttpRequest, claims: IdentityClaims, provider: IdentityProvider
) -> HttpResponse:
    user = request.user
    assert user.is_authenticated  # noqa: S101 -- checked by the caller
    actions.link_identity(claims=claims, user=user, by=user)
    messages.success(
        request, _("Nu kan du logga in genom %(name)s.") % {"name": provider.name}
    )
    return redirect("accounts:account")


def _not_let_in(request: HttpRequest, reason: str) -> HttpResponse:
    context = {"reason": reason}
    return render(request, "accounts/not_let_in.html", context, status=401)
