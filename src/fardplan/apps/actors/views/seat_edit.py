"""Adding, changing and ending seats, and appointing people to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.actors import actions, queries
from fardplan.apps.actors.forms import AppointmentForm, LastDayForm, SeatForm
from fardplan.apps.actors.models import Appointment, Seat
from fardplan.apps.actors.rules import check_edit_seats
from fardplan.apps.actors.views.asking import Question, ask
from fardplan.apps.actors.views.body import get_body


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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
    form = SeatForm(
        request.POST or None, authorities=names, initial={"role": "Ledamot"}
    )
    question = Question(
        title=_("Ny plats i %(name)s") % {"name": body.name},
        save=lambda: actions.add_seat(
            body_code=code,
            new=form.new,
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
        done=_("Platsen är tillagd."),
    )
    return ask(request, form, body, question)


def edit(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Change a seat, or take it away with ``ta_bort``."""
    seat = _get_seat(code, seat_id)
    check_edit_seats(request.user, seat.body)
    initial = queries.seat_text(seat, queries.known_words())
    names = [a.name for a in seat.body.authorities.all()]
    form = SeatForm(request.POST or None, authorities=names, initial=initial)
    question = Question(
        title=_("Redigera plats"),
        save=lambda: actions.edit_seat(
            seat_id=seat_id,
            new=form.new,
            seen=form.seen,
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
        remove=lambda: actions.remove_seat(seat_id=seat_id, by=request.user),
        removed=_("Platsen är borttagen."),
        seen=initial,
    )
    return ask(request, form, seat.body, question)


def end(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Let a seat cease."""
    seat = _get_seat(code, seat_id)
    check_edit_seats(request.user, seat.body)
    form = LastDayForm(request.POST or None, initial={"day": timezone.localdate()})
    question = Question(
        title=_("Avsluta plats"),
        lead=_("Den som har platsen slutar samma dag."),
        save_label=_("Avsluta platsen"),
        save=lambda: actions.end_seat(
            seat_id=seat_id, by=request.user, **form.last_day
        ),
        done=_("Platsen är avslutad."),
    )
    return ask(request, form, seat.body, question)


def appoint(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    """Appoint somebody to a seat."""
    seat = _get_seat(code, seat_id)
    check_edit_seats(request.user, seat.body)
    initial = {"start": timezone.localdate().isoformat()}
    form = AppointmentForm(request.POST or None, initial=initial)
    place = {"role": seat.get_role_display(), "body": seat.body.name}
    question = Question(
        title=_("Förordna till %(role)s i %(body)s") % place,
        save=lambda: actions.appoint(
            seat_id=seat_id,
            new=form.new,
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
    )
    return ask(request, form, seat.body, question)


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
    question = Question(
        title=_("Avsluta förordnandet för %(name)s") % {"name": row.person.name},
        save_label=_("Avsluta"),
        save=lambda: actions.end_appointment(
            appointment_id=appointment_id, by=request.user, **form.last_day
        ),
    )
    return ask(request, form, row.seat.body, question)
