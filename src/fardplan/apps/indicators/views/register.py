"""The register of indicators, as a page and as files, and the goals they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.indicators import queries
from fardplan.apps.indicators.forms import IndicatorFilterForm
from fardplan.apps.indicators.presenters import goals as present_goals
from fardplan.apps.indicators.presenters import register as present
from fardplan.apps.indicators.rules import can_create_indicators
from fardplan.apps.indicators.states import (
    DirectionLabel,
    GoalLabel,
    ShiftGoal,
    SourceKindLabel,
    StatusLabel,
)


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
# Without it the browser's Back may show the fragment that htmx fetched from the address.
@vary_on_headers("HX-Request")
def register(request: HttpRequest) -> HttpResponse:
    """Browse, search, filter and sort; the results alone when htmx asks."""
    wanted = IndicatorFilterForm(request.GET).to_filter()
    counts = queries.counts_by_goal()
    context = {
        "wanted": wanted,
        "sort": wanted.sort,
        "lines": present.indicator_lines(queries.find_indicators(wanted)),
        "total": sum(counts.values()),
        "goals": present.goal_counts(counts, wanted.goal),
        "resources": present.indicator_lines(queries.of_goal(ShiftGoal.RESOURCES)),
        "shows_resources": wanted.goal != ShiftGoal.RESOURCES,
        "choices": {
            "goals": GoalLabel.choices,
            "sources": SourceKindLabel.choices,
            "statuses": StatusLabel.choices,
            "directions": DirectionLabel.choices,
        },
        "formats": FORMATS,
        "can_create": can_create_indicators(request.user),
    }
    name = "_results" if is_htmx(request) else "register"
    return render(request, f"indicators/{name}.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Download what the search found, with all of each definition."""
    if form not in FORMATS:
        raise Http404
    wanted = IndicatorFilterForm(request.GET).to_filter()
    rows = present.export_rows(queries.find_indicators(wanted))
    return export_response(rows, present.export_headings(), "indikatorer", form)


@require_safe
def goals(request: HttpRequest) -> HttpResponse:
    """What the shift is for, what was agreed, and what follows it."""
    told = queries.goals()
    context = {
        "told": told,
        "areas": present_goals.area_lines(told, queries.current_versions()),
        "agreed": present_goals.agreement_lines(told, queries.with_targets()),
    }
    return render(request, "indicators/goals.html", context)
