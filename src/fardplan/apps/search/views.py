"""The page of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.search import presenters, queries
from fardplan.apps.search.forms import SearchForm


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
def found(request: HttpRequest) -> HttpResponse:
    """Find, count and narrow; the results alone when htmx asks."""
    form = SearchForm(request.GET)
    asked = form.asked
    results = queries.search(
        asked["q"],
        request.user,
        queries.filters_of(
            station=asked["station"], authority=asked["myndighet"], year=asked["ar"]
        ),
        page=form.page,
    )
    context = {
        "asked": asked,
        "is_narrowed": any(asked[name] for name in ("station", "myndighet", "ar")),
        "results": results,
        "tabs": presenters.tabs(results, asked["station"]),
        "stations_by_code": presenters.station_labels(),
        "pages": presenters.pages(results, form.page),
    }
    name = "_results" if is_htmx(request) else "search"
    answer = render(request, f"search/{name}.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
