"""What people take with them on paper: a plan, and what differs between two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from fardplan.apps.plans import queries
from fardplan.apps.plans.presenters.comparison import comparison_page
from fardplan.apps.plans.presenters.prints import comparison_print, plan_print
from fardplan.apps.plans.presenters.tree import kind_names
from fardplan.apps.plans.queries.comparison import comparison_of
from fardplan.apps.plans.queries.prints import plan_pdf
from fardplan.apps.plans.views.adoption import other_version
from fardplan.apps.plans.views.fetching import get_version
from fardplan.apps.plans.views.version import whole_tree


if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest


@require_safe
def plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The whole plan as a PDF; with ``?kort`` its upper levels on a page."""
    version = get_version(request, code, number)
    told = plan_print(
        version,
        whole_tree(version).sections(),
        list(queries.steps_of(version)),
        is_short="kort" in request.GET,
    )
    return _pdf(told, f"plan-{code}-{number}")


@require_safe
def compare(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What differs between the version and another, as a PDF."""
    version = get_version(request, code, number)
    other = other_version(request, version)
    if other is None:
        raise Http404
    names = kind_names(version.programme)
    found = comparison_page(comparison_of(other, version), names)
    told = comparison_print(version, other, found)
    return _pdf(told, f"jamforelse-{code}-{other.number}-{number}")


def _pdf(told: Mapping[str, object], name: str) -> HttpResponse:
    return HttpResponse(
        plan_pdf(told),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
