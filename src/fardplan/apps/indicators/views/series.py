"""One indicator's series over time, as a page and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.indicators import queries
from fardplan.apps.indicators.forms.series import SeriesForm
from fardplan.apps.indicators.presenters import series as present
from fardplan.apps.indicators.queries.series import find_series, rule_sets
from fardplan.apps.indicators.rules import check_see_series
from fardplan.apps.indicators.states import ChartLabel, SexLabel
from fardplan.apps.indicators.views.definition import get_indicator


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.indicators.models import IndicatorVersion
    from fardplan.apps.indicators.queries.series import SeriesFound


def _found(request: HttpRequest, key: str) -> tuple[IndicatorVersion, SeriesFound]:
    """Give the series asked for, to those who may see it."""
    shown = get_indicator(key)
    check_see_series(request.user, shown)
    version = queries.current_version_of(shown)
    return version, find_series(version, SeriesForm(request.GET).to_wanted())


@require_safe
def series(request: HttpRequest, key: str) -> HttpResponse:
    """The series with its chart, what it says, and every figure behind it."""
    version, found = _found(request, key)
    context = {
        "indicator": version.indicator,
        "version": version,
        "found": found,
        "wanted": found.wanted,
        "page": present.series_page(version, found),
        "query": present.query_of(found),
        "known_runs": queries.run_keys_of(request.user),
        "formats": FORMATS,
        "choices": {
            "sexes": [(v, n) for v, n in SexLabel.choices if v in found.sexes],
            "charts": ChartLabel.choices,
            "rules": [(key, one.title) for key, one in rule_sets().items()],
        },
    }
    return render(request, "indicators/series.html", context)


@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Download the series as the page shows it."""
    if form not in FORMATS:
        raise Http404
    version, found = _found(request, key)
    page = present.series_page(version, found)
    rows = [] if page is None else list(present.export_rows(page, version))
    name = f"{key}-{found.wanted.area}-{found.wanted.sex}"
    return export_response(rows, present.export_headings(), name, form)
