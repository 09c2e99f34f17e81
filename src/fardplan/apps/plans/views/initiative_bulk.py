"""Changing many initiatives at once: by hand from the table, or from a file.

Either way one first sees what would change, line by line; meanwhile a file waits
(common/waiting_files.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fardplan.apps.actors import presenters as actors
from fardplan.apps.common import waiting_files
from fardplan.apps.common.forms import posted
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.initiative import (
    BulkForm,
    InitiativeFileForm,
    InitiativeFilterForm,
)
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.apps.plans.states import INITIATIVE_FIELDS
from fardplan.apps.plans.views.fetching import get_programme
from fardplan.apps.plans.views.initiatives import undo_address


if TYPE_CHECKING:
    from typing import Any

    from fardplan.apps.plans.models import Programme
    from fardplan.engine.plans.initiative_plan import InitiativePlan


@require_POST
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the change would do to the chosen ones; with ``ja`` do it."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    areas = dict(queries.known_plan(programme).areas)
    form = BulkForm(request.POST, areas=areas)
    codes = _chosen(request, programme)
    if not codes or not form.is_valid():
        errors = form.errors.values() if codes else [[_("Välj minst en insats.")]]
        for reasons in errors:
            messages.error(request, " ".join(str(reason) for reason in reasons))
        return redirect("plans:initiatives", code)
    if "ja" in request.POST and _try_change(request, programme, codes, form):
        return redirect("plans:initiatives", code)
    reason = form.cleaned_data["gate_reason"]
    plan = queries.plan_bulk_change(programme, codes, form.new, reason)
    context = {
        "programme": programme,
        "codes": codes,
        "form": form,
        "said": [(name, value) for name, value in form.cleaned_data.items() if value],
        **_plan_context(plan),
    }
    return render(request, "plans/bulk_preview.html", context)


def _chosen(request: HttpRequest, programme: Programme) -> list[str]:
    """Give the codes: those that were ticked, or all that the search shows."""
    if "alla" not in request.POST:
        return request.POST.getlist("insats")[: queries.MOST_AT_ONCE]
    asked = QueryDict(request.POST.get("kept", ""))
    wanted = InitiativeFilterForm(asked).to_filter()
    seen = queries.initiatives_for(request.user, programme)
    found = queries.find_initiatives(seen, wanted)
    return list(found.values_list("code", flat=True)[: queries.MOST_AT_ONCE])


def _try_change(
    request: HttpRequest, programme: Programme, codes: list[str], form: BulkForm
) -> bool:
    try:
        report = actions.change_many(
            programme=programme,
            codes=codes,
            new=form.new,
            approved=request.POST.get("digest", ""),
            gate_reason=form.cleaned_data["gate_reason"],
            by=request.user,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
        return False
    _tell_done(request, programme, report)
    return True


def _tell_done(
    request: HttpRequest, programme: Programme, report: actions.BatchReport
) -> None:
    done = ngettext(
        "%(n)s insats är ändrad.", "%(n)s insatser är ändrade.", report.changed
    )
    undo = undo_address(programme, report.event) if report.event else ""
    messages.success(request, done % {"n": report.changed}, extra_tags=undo)


def _plan_context(plan: InitiativePlan) -> dict[str, Any]:
    shown = actors.preview(
        INITIATIVE_FIELDS, plan.lines, queries.count_lines(plan.lines)
    )
    return {"digest": plan.digest, **shown}


def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a file; posting it shows what it would change."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    form = InitiativeFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _preview(
                request, programme, waiting_files.read_upload(file), file.name
            )
        except ProblemError as problem:
            form.add_error("file", str(problem))
    context = {"programme": programme, "form": form}
    status = 422 if form.errors else 200
    return render(request, "plans/initiative_import.html", context, status=status)


def _preview(
    request: HttpRequest, programme: Programme, content: bytes, file_name: str
) -> HttpResponse:
    plan = queries.plan_initiative_import(programme, content)
    context = _plan_context(plan)
    if not context["wrong"]:
        waiting_files.keep(content)
    context |= {
        "programme": programme,
        "file_name": file_name,
        "file_digest": waiting_files.digest_of(content),
    }
    return render(request, "plans/initiative_import_preview.html", context)


@require_POST
def run(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """Do what the preview showed, if it still would do the same."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    content = waiting_files.kept_or_404(digest)
    name = request.POST.get("file_name", "")
    try:
        report = actions.import_initiatives(
            programme=programme,
            content=content,
            approved=request.POST.get("digest", ""),
            file_name=name,
            by=request.user,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
        return _preview(request, programme, content, name)
    waiting_files.forget(digest)
    _tell_done(request, programme, report)
    return redirect("plans:initiatives", code)
