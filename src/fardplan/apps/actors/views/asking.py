"""What the pages that change something have in common: a form, a save, an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.actors import actions, queries
from fardplan.apps.common.forms import SeenValuesForm
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.models import AuditEvent
    from fardplan.apps.actors.models import Body

REMOVE = "ta_bort"


@dataclass(frozen=True)
class Question:
    """What a form asks about a body: the words on its page, and what to do with it.

    ``save`` gives the event, or None when nothing differed; ``done`` tells that it is
    saved. ``remove`` is what the button ``ta_bort`` does, and ``seen`` what the form was
    opened with, for forms that remember it.
    """

    title: str
    save: Callable[[], AuditEvent | None]
    done: str = ""
    lead: str = ""
    save_label: str = ""
    remove: Callable[[], AuditEvent] | None = None
    removed: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)


def ask(
    request: HttpRequest, form: Form, body: Body, question: Question, **more: Any
) -> HttpResponse:
    """Show the form, or do what it says and go to the body's page."""
    if request.method == "POST":
        is_right = form.is_valid()
        removal = question.remove if REMOVE in request.POST else None
        do = removal or question.save
        events: list[AuditEvent | None] = []
        if (is_right or removal) and try_save(form, lambda: events.append(do())):
            done = question.removed if removal else question.done
            tell_saved(request, events[0], done)
            return redirect("actors:body", body.code)
        if form.is_bound and isinstance(form, SeenValuesForm):
            form.remember(dict(question.seen))
    remove_label = _("Ta bort, den var fel") if question.remove else ""
    return show_form(
        request,
        form,
        body,
        title=question.title,
        lead=question.lead,
        save_label=question.save_label,
        remove_label=remove_label,
        **more,
    )


def try_save(form: Form, save: Callable[[], object]) -> bool:
    """Run ``save``; when it can't be done, show why in the form and answer False."""
    try:
        save()
    except NotAllowedError:
        raise
    except actions.WrongFieldsError as wrong:
        for problem in wrong.problems:
            column = problem.column if problem.column in form.fields else None
            form.add_error(column, problem.reason)
    except ProblemError as problem:
        form.add_error(None, str(problem))
    else:
        return True
    return False


def show_form(
    request: HttpRequest, form: Form, body: Body | None, **texts: Any
) -> HttpResponse:
    """Draw a form about a body; keeps the input when something is wrong."""
    context = {"body": body, "form": form, **texts}
    status = 422 if form.errors else 200
    return render(request, "actors/body_form.html", context, status=status)


def tell_saved(request: HttpRequest, event: AuditEvent | None, done: str = "") -> None:
    """Tell that it is saved, with a way back."""
    if event is None:
        messages.info(request, _("Inget var ändrat, så inget sparades."))
        return
    can_undo = event.action in queries.UNDOABLE
    undo = reverse("actors:body_undo", args=[event.pk]) if can_undo else ""
    messages.success(request, done or _("Ändringen är sparad."), extra_tags=undo)
