"""The parts of a programme's portfolio: adding, changing and taking away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fardplan.apps.common.forms import posted
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.area import AreaForm
from fardplan.apps.plans.models import ProgrammeArea
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.apps.plans.views.fetching import get_programme, try_save


if TYPE_CHECKING:
    from fardplan.apps.plans.models import Programme


def new(request: HttpRequest, code: str) -> HttpResponse:
    """Add an area."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    form = AreaForm(posted(request))

    def save() -> None:
        actions.add_area(programme=programme, new=form.new, by=request.user)

    if form.is_valid() and try_save(form, save):
        messages.success(request, _("Området är tillagt."))
        return redirect("plans:portfolio", code)
    return _show(request, programme, form, _("Nytt programområde"))


def edit(request: HttpRequest, code: str, area: str) -> HttpResponse:
    """Change an area; the button ``ta_bort`` takes it away."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    try:
        row = queries.area_of(programme, area)
    except ProgrammeArea.DoesNotExist:
        raise Http404 from None
    is_removal = "ta_bort" in request.POST
    form = AreaForm(posted(request), initial=_initial(row))

    def save() -> None:
        by = request.user
        if is_removal:
            actions.remove_area(programme=programme, code=area, by=by)
        else:
            actions.edit_area(programme=programme, code=area, new=form.new, by=by)

    if (form.is_valid() or is_removal) and try_save(form, save):
        done = _("Området är borttaget.") if is_removal else _("Ändringen är sparad.")
        messages.success(request, done)
        return redirect("plans:portfolio", code)
    return _show(request, programme, form, row.name, can_remove=True)


def _initial(row: ProgrammeArea) -> dict[str, object]:
    return {
        "name": row.name,
        "order": row.order,
        "steering_group": row.steering_group.code if row.steering_group else "",
        "owner_body": row.owner_body.code if row.owner_body else "",
    }


def _show(
    request: HttpRequest,
    programme: Programme,
    form: AreaForm,
    title: str,
    *,
    can_remove: bool = False,
) -> HttpResponse:
    context = {
        "programme": programme,
        "form": form,
        "title": title,
        "can_remove": can_remove,
        "bodies": queries.bodies_of_programme(programme),
    }
    status = 422 if form.errors else 200
    return render(request, "plans/area_form.html", context, status=status)
