"""What the pages that change something have in common: a form, a save, an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.actors import actions
from fardplan.apps.common.problems import NotAllowedError, ProblemError


if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.models import AuditEvent
    from fardplan.apps.actors.models import Body


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


def tell_saved(request: HttpRequest, event: AuditEvent | None) -> None:
    """Tell that it is saved, with a way back."""
    if event is None:
        messages.info(request, _("Inget var ändrat, så inget sparades."))
    else:
        undo = reverse("actors:body_undo", args=[event.pk])
        messages.success(request, _("Ändringen är sparad."), extra_tags=undo)


def to_body(body: Body) -> HttpResponse:
    """Go to the body's page."""
    return redirect("actors:body", body.code)
