"""What people take with them on paper: a plan, what differs between two versions, and
one initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from fardplan.apps.common.evidence import passages_about
from fardplan.apps.plans import queries
from fardplan.apps.plans.presenters import initiative as present
from fardplan.apps.plans.presenters.comparison import comparison_page
from fardplan.apps.plans.presenters.initiative_print import (
    MOST_PASSAGES,
    MOST_UPDATES,
    initiative_print,
)
from fardplan.apps.plans.presenters.prints import comparison_print, plan_print
from fardplan.apps.plans.presenters.tree import kind_names
from fardplan.apps.plans.queries.comparison import comparison_of
from fardplan.apps.plans.queries.prints import initiative_pdf, plan_pdf
from fardplan.apps.plans.views.adoption import other_version
from fardplan.apps.plans.views.fetching import get_version
from fardplan.apps.plans.views.initiatives import get_initiative
from fardplan.apps.plans.views.version import whole_tree


if TYPE_CHECKING:
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
    return _pdf(plan_pdf(told), f"plan-{code}-{number}")


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
    return _pdf(plan_pdf(told), f"jamforelse-{code}-{other.number}-{number}")


@require_safe
def initiative(request: HttpRequest, code: str, initiative: str) -> HttpResponse:
    """One initiative on a page, as the person may see it."""
    row = get_initiative(request, code, initiative)
    is_known = request.user.is_authenticated
    nodes = queries.nodes_of_initiative(row, request.user)
    passages = passages_about("node", str(row.key), reader=request.user)
    updates = queries.updates_of(row)[:MOST_UPDATES]
    told = initiative_print(
        row,
        present.facts(row, queries.theme_names(), shows_people=is_known),
        node=nodes[0] if nodes else None,
        updates=present.update_lines(updates, shows_people=is_known),
        advice=present.advice(queries.complexity(row)),
        passages=passages[:MOST_PASSAGES],
    )
    return _pdf(initiative_pdf(told), f"insats-{initiative}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
