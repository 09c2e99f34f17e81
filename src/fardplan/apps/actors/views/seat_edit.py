"""Adding, changing and ending seats, and appointing people to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.actors import actions, queries
from fardplan.apps.actors.forms import AppointmentForm, LastDayForm, SeatForm
from fardplan.apps.actors.models import Appointment, Seat
from fardplan.apps.actors.rules import check_edit_seats
from fardplan.apps.actors.views.asking import show_form, tell_saved, to_body, try_save
from fardplan.apps.actors.views.body import get_body


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import AuditEvent


def _get_seat(code: str, seat_id: int) -> Seat:
    try:
        seat = queries.seat_by_id(seat_id)
    except Seat.DoesNotExist:
        raise Http404 from None
    if seat.body.code != code:
        raise Http404
    return seat


def new(request: HttpRequest, code: str) -> HttpResponse:
    """Add a place to a body."""
    body = get_body(code)
    check_edit_seats(request.user, body)
    names = [a.name for a in body.authorities.all()]
    initial = {"role": "Ledamot"}
    form = SeatForm(request.POST or None, authorities=names, initial=initial)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def save() -> None:
            actions.add_seat(
                body_code=code, new=form.new, by=request.user, reason=reason
            )

        if try_save(form, save):
            messages.success(request, _("Platsen är tillagd."))
            return to_body(body)
    title = _("Ny plats i %(name)s") % {"name": body.name}
    return show_form(request, form, body, title=title)


def edit(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Change a seat, or take it away with ``ta_bort``."""
    seat = _get_seat(code, seat_id)
    check_edit_seats(request.user, seat.body)
    initial = queries.seat_text(seat, queries.known_words())
    names = [a.name for a in seat.body.authorities.all()]
    form = SeatForm(request.POST or None, authorities=names, initial=initial)
    events: list[AuditEvent | None] = []

    def save() -> None:
        events.append(
            actions.edit_seat(
                seat_id=seat_id,
                new=form.new,
                seen=form.seen,
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        )

    def remove() -> None:
        actions.remove_seat(seat_id=seat_id, by=request.user)

    if request.method == "POST" and form.is_valid():
        if "ta_bort" in request.POST:
            if try_save(form, remove):
                messages.success(request, _("Platsen är borttagen."))
                return to_body(seat.body)
        elif try_save(form, save):
            tell_saved(request, events[0])
            return to_body(seat.body)
        form.remember(initial)
    return show_form(
        request,
        form,
        seat.body,
        title=_("Redigera plats"),
        remove_label=_("Ta bort, den var fel"),
    )


def end(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Let a seat cease."""
    seat = _get_seat(code, seat_id)
    check_edit_seats(request.user, seat.body)
    form = LastDayForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            actions.end_seat(
                seat_id=seat_id,
                day=form.cleaned_data["day"],
                by=request.user,
                reason=form.cleaned_data["reason"],
            )

        if try_save(form, save):
            messages.success(request, _("Platsen är avslutad."))
            return to_body(seat.body)
    return show_form(
        request,
        form,
        seat.body,
        title=_("Avsluta plats"),
        lead=_("Den som har platsen slutar samma dag. Det går inte att ångra."),
        save_label=_("Avsluta platsen"),
    )


def appoint(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Appoint somebody to a seat."""
    seat = _get_seat(code, seat_id)
    check_edit_seats(request.user, seat.body)
    initial = {"start": timezone.localdate().isoformat()}
    form = AppointmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        events: list[AuditEvent] = []

        def save() -> None:
            events.append(
                actions.appoint(
                    seat_id=seat_id,
                    new=form.new,
                    by=request.user,
                    reason=form.cleaned_data["reason"],
                )
            )

        if try_save(form, save):
            tell_saved(request, events[0])
            return to_body(seat.body)
    place = {"role": seat.get_role_display(), "body": seat.body.name}
    title = _("Förordna till %(role)s i %(body)s") % place
    return show_form(request, form, seat.body, title=title)


def end_appointment(
    request: HttpRequest, code: str, appointment_id: int
) -> HttpResponse:
    """Let somebody's time in a seat end."""
    try:
        row = queries.appointment_by_id(appointment_id)
    except Appointment.DoesNotExist:
        raise Http404 from None
    if row.seat.body.code != code:
        raise Http404
    check_edit_seats(request.user, row.seat.body)
    form = LastDayForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        events: list[AuditEvent] = []

        def save() -> None:
            events.append(
                actions.end_appointment(
                    appointment_id=appointment_id,
                    day=form.cleaned_data["day"],
                    by=request.user,
                    reason=form.cleaned_data["reason"],
                )
            )

        if try_save(form, save):
            tell_saved(request, events[0])
            return to_body(row.seat.body)
    title = _("Avsluta förordnandet för %(name)s") % {"name": row.person.name}
    return show_form(request, form, row.seat.body, title=title, save_label=_("Avsluta"))
