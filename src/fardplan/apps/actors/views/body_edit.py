"""Adding, changing and ending a body and its relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.rules import check_logged_in
from fardplan.apps.actors import actions, queries
from fardplan.apps.actors.forms import (
    BodyForm,
    CompositionForm,
    LastDayForm,
    NewBodyForm,
    RelationForm,
)
from fardplan.apps.actors.rules import (
    can_edit_body,
    check_create_bodies,
    check_edit_body,
    check_edit_seats,
)
from fardplan.apps.actors.views.asking import Question, ask, show_form, try_save
from fardplan.apps.actors.views.body import get_body
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from fardplan.apps.actors.models import Body, BodyRelation


def new(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    check_create_bodies(request.user)
    form = NewBodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def save() -> None:
            actions.create_body(new=form.new, by=request.user, reason=reason)

        if try_save(form, save):
            messages.success(request, _("Organet är tillagt. Lägg till dess platser."))
            return redirect("actors:body", form.new["code"])
    names = sorted(queries.known_words().names.values())
    return show_form(request, form, None, title=_("Nytt organ"), names=names)


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is told of a body; keeps the input when something is wrong.

    The body's secretary meets only what a secretary looks after.
    """
    body = get_body(code)
    check_edit_seats(request.user, body)
    form_class = BodyForm if can_edit_body(request.user, body) else CompositionForm
    known = queries.known_words()
    initial = queries.body_text(body, known)
    form = form_class(request.POST or None, initial=initial)
    question = Question(
        title=_("Redigera %(name)s") % {"name": body.name},
        save=lambda: actions.edit_body(
            code=code,
            new=form.new,
            seen=form.seen,
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
        seen=initial,
    )
    return ask(request, form, body, question, names=sorted(known.names.values()))


def end(request: HttpRequest, code: str) -> HttpResponse:
    """Let a body cease."""
    body = get_body(code)
    check_edit_body(request.user, body)
    form = LastDayForm(request.POST or None, initial={"day": timezone.localdate()})
    question = Question(
        title=_("Avsluta %(name)s") % {"name": body.name},
        lead=_(
            "Platser, förordnanden och relationer slutar samma dag. Organet finns kvar"
            " i registret med sin historik."
        ),
        save_label=_("Avsluta organet"),
        save=lambda: actions.end_body(code=code, by=request.user, **form.last_day),
        done=_("Organet är avslutat."),
    )
    return ask(request, form, body, question)


def new_relation(request: HttpRequest, code: str) -> HttpResponse:
    """Draw an arrow from the body."""
    body = get_body(code)
    check_edit_seats(request.user, body)
    form = RelationForm(request.POST or None)
    question = Question(
        title=_("Ny relation från %(name)s") % {"name": body.name},
        save=lambda: _add_relation(request, body, form),
        done=_("Relationen är tillagd."),
    )
    return ask(request, form, body, question, bodies=queries.bodies_near(body))


def _add_relation(request: HttpRequest, body: Body, form: RelationForm) -> AuditEvent:
    asked = form.cleaned_data
    return actions.add_relation(
        source=body.code,
        kind=asked["kind"],
        target=asked["target"],
        days=(asked["start"], asked["end"]),
        by=request.user,
        reason=asked["reason"],
    )


def end_relation(request: HttpRequest, code: str, relation_id: int) -> HttpResponse:
    """Let a relation hold no longer, or take it away with ``ta_bort``."""
    row = _get_relation(code, relation_id)
    check_edit_seats(request.user, row.source)
    form = LastDayForm(request.POST or None, initial={"day": timezone.localdate()})
    question = Question(
        title=_("Avsluta relationen"),
        lead=f"{row.source} {row.get_kind_display()} {row.target}.",
        save_label=_("Avsluta"),
        save=lambda: actions.end_relation(
            relation_id=row.pk, by=request.user, **form.last_day
        ),
        done=_("Relationen är avslutad."),
        remove=lambda: actions.remove_relation(relation_id=row.pk, by=request.user),
        removed=_("Relationen är borttagen."),
    )
    return ask(request, form, row.source, question)


def _get_relation(code: str, relation_id: int) -> BodyRelation:
    for row in queries.relations_of(get_body(code)):
        if row.pk == relation_id and row.source.code == code:
            return row
    raise Http404


@require_POST
def undo(request: HttpRequest, event_id: int) -> HttpResponse:
    """Take back one change, from the message that followed it or from the history."""
    check_logged_in(request.user)
    try:
        event = queries.body_event(event_id)
    except AuditEvent.DoesNotExist:
        raise Http404 from None
    try:
        actions.undo_body_event(event=event, by=request.user)
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Ändringen är ångrad."))
    # An undone import takes the bodies that it brought away with it.
    if not queries.body_exists(event.object_key):
        return redirect("actors:bodies")
    return redirect("actors:body", event.object_key)
