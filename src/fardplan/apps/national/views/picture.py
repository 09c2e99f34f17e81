"""All of Sweden side by side: matrix, map, a theme, a region, two regions, PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fardplan.apps.accounts.rules import check_logged_in
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.national import queries
from fardplan.apps.national.presenters import country, exchange
from fardplan.apps.national.presenters import profile as present
from fardplan.apps.national.states import CELL_LABELS, MUNICIPALITY_LABELS


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.apps.actors.models import Authority
    from fardplan.apps.national.presenters.profile import RegionProfile
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


def _map(request: HttpRequest, picture: NationalPicture, theme: str) -> dict[str, Any]:
    """Give what the map and its legend show: regions, or municipalities if asked."""
    if request.GET.get("karta") != "kommuner":
        drawn, labels = country.region_map(picture, theme), CELL_LABELS
        return {"map": drawn, "legend": country.legend(labels), "by": "regioner"}
    drawn = country.municipality_map(picture, queries.municipalities(), theme)
    lines = country.legend(MUNICIPALITY_LABELS)
    return {"map": drawn, "legend": lines, "by": "kommuner"}


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
        "untold": [
            n for t, n in picture.themes.items() if t not in picture.told_themes
        ],
        "rows": country.matrix_rows(picture),
        "counts": country.theme_counts(picture),
        "matrix_legend": country.legend(CELL_LABELS),
        "formats": FORMATS,
        **_map(request, picture, theme),
    }
    return render(request, "national/matrix.html", context)


@require_safe
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """Who else works with this, and how far have they come?"""
    picture = _picture(request)
    if theme not in picture.themes:
        raise Http404
    told = picture.told.values()
    keys = [one.key for r in told for one in r.of_theme(theme) if not one.plan]
    context = {
        "picture": picture,
        "name": picture.themes[theme],
        "regions": present.regions_of_theme(picture, theme, queries.passages_of(keys)),
        **_map(request, picture, theme),
    }
    return render(request, "national/theme.html", context)


def _profiles(
    picture: NationalPicture, regions: Sequence[Authority]
) -> list[RegionProfile]:
    """Give the profiles of some regions, in two reads."""
    told = [picture.told[region.code] for region in regions]
    passages = queries.passages_of(present.keys_of(told))
    points = queries.points_of([s.key for one in told for s in one.sections])
    return [present.profile(picture, one, passages, points) for one in regions]


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region as the documents tell of it."""
    picture = _picture(request)
    [profile] = _profiles(picture, [_region(picture, code)])
    others = [one for one in picture.regions if one.code != code]
    context = {"profile": profile, "others": others}
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
    context = {
        "profiles": _profiles(picture, shown),
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
    passages = queries.passages_of(present.keys_of(picture.told.values()))
    rows, headings = exchange.export_rows(picture, passages)
    return export_response(rows, headings, "sverige", form)


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The whole picture on paper."""
    picture = _picture(request)
    profiles = [present.profile(picture, one, {}, {}) for one in picture.regions]
    content = queries.picture_pdf(exchange.picture_print(picture, profiles))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="sverige.pdf"'},
    )
