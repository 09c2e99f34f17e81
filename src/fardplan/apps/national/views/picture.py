"""All of Sweden side by side: matrix, map, a theme, a region, two regions, PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fardplan.apps.accounts.rules import check_logged_in
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.national import presenters as present
from fardplan.apps.national import queries


if TYPE_CHECKING:
    from fardplan.apps.actors.models import Authority
    from fardplan.apps.national.queries import NationalPicture


def _picture(request: HttpRequest) -> NationalPicture:
    """Give the picture; what documents say is for those who work with them."""
    check_logged_in(request.user)
    return queries.national_picture(request.user)


def _region(picture: NationalPicture, code: str) -> Authority:
    for region in picture.regions:
        if region.code == code:
            return region
    raise Http404


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Regions by themes, with a map of the theme that is chosen."""
    picture = _picture(request)
    theme = request.GET.get("tema", "")
    if theme not in picture.themes:
        theme = next(iter(picture.themes))
    context = {
        "picture": picture,
        "chosen": theme,
        "themes": picture.themes,
        "rows": present.matrix_rows(picture),
        "counts": present.theme_counts(picture),
        "map": present.country_map(picture, theme),
        "legend": present.legend(),
        "formats": FORMATS,
    }
    return render(request, "national/matrix.html", context)


@require_safe
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """Who else works with this, and how far have they come?"""
    picture = _picture(request)
    if theme not in picture.themes:
        raise Http404
    keys = [one.key for told in picture.told.values() for one in told.of_theme(theme)]
    context = {
        "picture": picture,
        "theme": theme,
        "name": picture.themes[theme],
        "regions": present.regions_of_theme(picture, theme, queries.passages_of(keys)),
        "map": present.country_map(picture, theme),
        "legend": present.legend(),
    }
    return render(request, "national/theme.html", context)


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region as the documents tell of it."""
    picture = _picture(request)
    shown = _region(picture, code)
    passages = queries.passages_of(present.keys_of(picture.told[code]))
    context = {
        "profile": present.profile(picture, shown, passages),
        "others": [one for one in picture.regions if one.code != code],
    }
    return render(request, "national/region.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two regions side by side."""
    picture = _picture(request)
    # Those that something is told of come first.
    by_told = sorted(picture.regions, key=lambda r: not picture.told[r.code].is_told)
    codes = [one.code for one in by_told]
    # A register with one region, or none, has no two to compare.
    first, second = [*codes, *codes, "", ""][:2]
    asked = [request.GET.get("a", first), request.GET.get("b", second)]
    shown = [_region(picture, code) for code in asked]
    keys = [key for code in asked for key in present.keys_of(picture.told[code])]
    passages = queries.passages_of(keys)
    context = {
        "profiles": [present.profile(picture, one, passages) for one in shown],
        "regions": picture.regions,
        "asked": asked,
    }
    return render(request, "national/compare.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Download everything that is told, a row for each mention."""
    picture = _picture(request)
    if form not in FORMATS:
        raise Http404
    keys = [one.key for told in picture.told.values() for one in told.mentions]
    rows, headings = present.export_rows(picture, queries.passages_of(keys))
    return export_response(rows, headings, "sverige", form)


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The whole picture on paper."""
    picture = _picture(request)
    profiles = [present.profile(picture, one, {}) for one in picture.regions]
    content = queries.picture_pdf(present.picture_print(picture, profiles))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="sverige.pdf"'},
    )
