"""Inviting who has a seat: the account then belongs to that person at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fardplan.apps.accounts.actions import Place
from fardplan.apps.accounts.actions import invite as give_invitation
from fardplan.apps.accounts.roles import Role
from fardplan.apps.accounts.views.invitations import send
from fardplan.apps.actors import queries
from fardplan.apps.actors.forms.role import InviteHolderForm
from fardplan.apps.actors.models import Appointment
from fardplan.apps.actors.rules import check_invite_holder
from fardplan.apps.actors.views.asking import show_form, try_save
from fardplan.apps.common.forms import posted


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _get_holder(code: str, appointment_id: int) -> Appointment:
    """Give the appointment; 404 when the person has an account already."""
    try:
        row = queries.appointment_by_id(appointment_id)
    except Appointment.DoesNotExist:
        raise Http404 from None
    if row.seat.body.code != code:
        raise Http404
    return row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, code: str, appointment_id: int) -> HttpResponse:
    """Send a link to who holds the seat."""
    row = _get_holder(code, appointment_id)
    body, person = row.seat.body, row.person
    check_invite_holder(request.user, body)
    if person.user_id is not None:
        raise Http404
    form = InviteHolderForm(posted(request))
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            invitation = give_invitation(
                email=form.cleaned_data["email"],
                name=person.name,
                role=Role.READER,
                role_text=f"{row.seat.get_role_display().lower()}, {body.name}",
                place=Place(body.home.code, person.pk),
                by=request.user,
            )
            send(request, invitation)

        if try_save(form, save):
            return redirect("actors:body", body.code)
    return show_form(
        request,
        form,
        body,
        title=_("Bjud in %(name)s") % {"name": person.name},
        lead=_(
            "Personen får ett brev med en länk som gäller i 14 dagar och bara en gång."
            " Kontot hör sedan ihop med personens platser i organen."
        ),
        save_label=_("Skicka inbjudan"),
    )
