"""Invite people, and come in by an invitation."""

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

from fardplan.apps.accounts import actions, links, mail, queries
from fardplan.apps.accounts.forms import AcceptForm, InviteForm
from fardplan.apps.accounts.history import history_page, tell_invitations
from fardplan.apps.accounts.models import Invitation, User
from fardplan.apps.accounts.roles import Role
from fardplan.apps.accounts.rules import check_invite, check_open
from fardplan.apps.accounts.views.log_in import dead_link, let_in
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

SHOWN = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """The form to invite somebody, and the invitations sent."""
    check_invite(request.user)
    form = InviteForm(posted(request), by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            _invite(request, form)
        except NotAllowedError:
            raise
        except ProblemError as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("accounts:invite")
    history = history_page(
        request,
        queries.invitation_events_seen_by(request.user),
        lambda events: tell_invitations(events, request.user),
    )
    shown = queries.invitations_seen_by(request.user)[:SHOWN]
    context = {"form": form, "invitations": _lines(shown), "history": history}
    status = 422 if form.errors else 200
    return render(request, "accounts/invite.html", context, status=status)


def _invite(request: HttpRequest, form: InviteForm) -> None:
    given = form.cleaned_data
    invitation = actions.invite(
        email=given["email"],
        name=given["name"],
        role=Role(given["role"]),
        role_text=given["role_text"],
        place=actions.Place(authority=given.get("authority", "")),
        by=request.user,
    )
    send(request, invitation)


def send(request: HttpRequest, invitation: Invitation) -> None:
    """Send the letter with the link, and say so."""
    path = reverse("accounts:invitation", args=[links.invitation_token(invitation)])
    mail.send_invitation(invitation, request.build_absolute_uri(path))
    messages.success(
        request, _("Inbjudan är skickad till %(email)s.") % {"email": invitation.email}
    )


def _lines(rows: QuerySet[Invitation]) -> list[tuple[Invitation, str]]:
    """Give each invitation with why it can't be used, or nothing when it can."""
    now = timezone.now()
    return [(row, _state(row, now)) for row in rows]


def _state(row: Invitation, now: datetime) -> str:
    if row.used_at:
        return _("Använd")
    if row.withdrawn_at:
        return _("Återtagen")
    return _("Utgången") if row.expires_at <= now else ""


@require_POST
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take back an invitation that is not used yet."""
    check_invite(request.user)
    try:
        actions.withdraw_invitation(invitation_id=invitation_id, by=request.user)
    except Invitation.DoesNotExist:
        raise Http404 from None
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Inbjudan är återtagen."))
    return redirect("accounts:invite")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Come in by an invitation: give one's name, and a password if one likes."""
    number = links.invitation_id_from(token)
    row = Invitation.objects.filter(pk=number).first() if number else None
    if row is None:
        return dead_link(
            request, _("Länken är inte hel. Öppna den direkt från brevet.")
        )
    try:
        check_open(row, timezone.now())
        person = User(email=row.email, name=row.name)
        form = AcceptForm(posted(request), initial={"name": row.name}, person=person)
        if request.method == "POST" and form.is_valid():
            user = actions.accept_invitation(
                invitation_id=row.pk,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"] or None,
            )
            return let_in(request, user)
    except ProblemError as problem:
        return dead_link(request, str(problem))
    context = {"form": form, "invitation": row}
    status = 422 if form.errors else 200
    return render(request, "accounts/invitation.html", context, status=status)
