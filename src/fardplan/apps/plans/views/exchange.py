"""A version as files to take along: StratML, and tables of its parts and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from fardplan.apps.accounts.models import User
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.plans import queries
from fardplan.apps.plans.presenters import programmes as present
from fardplan.apps.plans.presenters.exchange import loss_lines
from fardplan.apps.plans.views.fetching import get_version, plan_context


if TYPE_CHECKING:
    from typing import Any

STRATML_PARTS = (1, 2)


@require_safe
def fetch(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """All the ways to take the version along, and what each of them leaves out."""
    version = get_version(request, code, number)
    context: dict[str, Any] = plan_context(request, version, "plan")
    context |= {"state": present.state_words(version), "formats": FORMATS}
    if version.is_frozen:
        lines = loss_lines(queries.losses_of(version))
        context["lost"] = [line for line in lines if not line.is_kept]
        context["as_text"] = [line for line in lines if line.is_kept]
    return render(request, "plans/fetch.html", context)


@require_safe
def stratml(request: HttpRequest, code: str, number: int, part: int) -> HttpResponse:
    """An adopted version as StratML; with ``?avsandare`` who is logged in hands it in."""
    version = get_version(request, code, number)
    if part not in STRATML_PARTS:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    submitter = user if "avsandare" in request.GET else None
    try:
        content = queries.stratml_of(version, part, submitter)
    except ProblemError as problem:
        messages.error(request, str(problem))
        return redirect("plans:fetch", code, number)
    name = f"{code}-{number}-stratml-{part}.xml"
    return HttpResponse(
        content,
        content_type="application/xml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def parts(request: HttpRequest, code: str, number: int, form: str) -> HttpResponse:
    """The parts of a version as a table."""
    return _table(request, code, number, ("delar", form))


@require_safe
def links(request: HttpRequest, code: str, number: int, form: str) -> HttpResponse:
    """The links of a version as a table."""
    return _table(request, code, number, ("kopplingar", form))


def _table(
    request: HttpRequest, code: str, number: int, wanted: tuple[str, str]
) -> HttpResponse:
    version = get_version(request, code, number)
    what, form = wanted
    if form not in FORMATS:
        raise Http404
    rows = queries.plan_tables(version)[what]
    name = f"{code}-{number}-{what}"
    return export_response(rows, queries.TABLE_HEADINGS[what], name, form)
