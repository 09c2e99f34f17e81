"""The register of authorities, one authority's page, and editing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from fardplan.apps.accounts.history import history_page
from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.queries import events_about, is_followed_by
from fardplan.apps.actors import actions, fragments, presenters, queries
from fardplan.apps.actors.forms import AuthorityForm, RegisterFilterForm
from fardplan.apps.actors.models import Authority
from fardplan.apps.actors.queries import AuthorityFilter
from fardplan.apps.actors.rules import can_edit_authority, check_edit_authority
from fardplan.apps.actors.states import AuthorityKind
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.common.problems import ConflictError


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fardplan.apps.accounts.history import History
    from fardplan.apps.actors.fragments import Drawing, Version

ROWS_PER_PAGE = 50
MOST_BODIES = 40


def get_authority(code: str) -> Authority:
    """Give the authority or answer 404."""
    try:
        return queries.authority_by_code(code)
    except Authority.DoesNotExist:
        raise Http404 from None


@require_safe
# Without it the browser's Back may show the fragment that htmx fetched from the address.
@vary_on_headers("HX-Request")
def register(request: HttpRequest) -> HttpResponse:
    """Browse, search, filter and sort; the results alone when htmx asks."""
    wanted = RegisterFilterForm(request.GET).to_filter()
    found = queries.find_authorities(wanted)
    codes = found.values_list("code", flat=True)
    page = Paginator(codes, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    listed = list(page.object_list)
    # Asked for after the codes, so that every listed authority is among those kept.
    version = queries.register_version()
    context = {
        "page": page,
        "rows": fragments.table_rows(version, listed),
        "wanted": wanted,
        "sort": wanted.sort,
        "kinds": AuthorityKind.choices,
        "choices": fragments.choices(version),
        "map": _register_map(version, wanted, found),
        "formats": FORMATS,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1),
    }
    name = "_results" if is_htmx(request) else "register"
    return render(request, f"actors/{name}.html", context)


def _register_map(
    version: Version, wanted: AuthorityFilter, found: QuerySet[Authority]
) -> Drawing:
    is_narrowed = wanted != AuthorityFilter(sort=wanted.sort)
    shown = queries.codes_of(found) if is_narrowed else None
    if wanted.kind == AuthorityKind.MUNICIPALITY or wanted.text or wanted.region:
        return fragments.municipality_map(version, shown)
    return fragments.country_map(version, shown)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Download the whole search, not only the page shown."""
    if form not in FORMATS:
        raise Http404
    wanted = RegisterFilterForm(request.GET).to_filter()
    rows = presenters.export_rows(queries.find_authorities(wanted))
    headings = presenters.export_headings()
    return export_response(rows, headings, "myndigheter", form)


@require_safe
def authority(request: HttpRequest, code: str) -> HttpResponse:
    """One authority: facts, map, what it holds, and its history."""
    shown = get_authority(code)
    if shown.code != code:
        return redirect("actors:authority", shown.code, permanent=True)
    version = queries.register_version()
    bodies = list(queries.bodies_of(shown)[: MOST_BODIES + 1])
    context = {
        "authority": shown,
        "kind": presenters.kind_label(shown),
        "care_regions": shown.care_regions.all(),
        "members": fragments.members(version, shown.code),
        "bodies": bodies[:MOST_BODIES],
        "more_bodies": len(bodies) > MOST_BODIES,
        "map": _authority_map(version, shown),
        "history": _history(request, shown),
        "can_edit": can_edit_authority(request.user),
        "is_followed": is_followed_by(request.user, shown, shown.code),
    }
    return render(request, "actors/authority.html", context)


def _history(request: HttpRequest, shown: Authority) -> History:
    def undo(event: AuditEvent) -> str:
        is_edit = event.action == "edit_authority"
        if not (is_edit and can_edit_authority(request.user)):
            return ""
        return reverse("actors:undo", args=[event.pk])

    return history_page(
        request,
        events_about(shown, shown.code),
        lambda events: presenters.history(events, shown, request.user),
        undo,
    )


def _authority_map(version: Version, shown: Authority) -> Drawing:
    if shown.kind == AuthorityKind.STATE:
        return fragments.country_map(version)
    if shown.kind == AuthorityKind.CARE_REGION:
        return fragments.municipality_map(
            version, queries.codes_of(shown.authorities.all())
        )
    if shown.kind == AuthorityKind.REGION:
        return fragments.region_map(version, shown)
    region = shown.region
    assert region is not None  # noqa: S101 -- the constraint municipality_has_code_and_region
    return fragments.region_map(version, region, {shown.code})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The form for what people edit; keeps the input when something is wrong."""
    check_edit_authority(request.user)
    shown = get_authority(code)
    initial = {"website": shown.website, "theme_colour": shown.theme_colour}
    sent = request.POST if request.method == "POST" else None
    form = AuthorityForm(sent, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            event = actions.edit_authority(
                code=shown.code, new=form.new, seen=form.seen, by=request.user
            )
        except ConflictError as conflict:
            form.add_error(None, str(conflict))
            form.remember(initial)
        else:
            _tell_saved(request, event)
            return redirect("actors:authority", shown.code)
    context = {"authority": shown, "form": form}
    return render(
        request, "actors/edit.html", context, status=422 if form.errors else 200
    )


def _tell_saved(request: HttpRequest, event: AuditEvent | None) -> None:
    if event is None:
        messages.info(request, _("Inget var ändrat, så inget sparades."))
    else:
        undo = reverse("actors:undo", args=[event.pk])
        messages.success(request, _("Ändringen är sparad."), extra_tags=undo)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, event_id: int) -> HttpResponse:
    """Take back one edit, from the message that followed it or from the history.

    A plain visit, as after a log-in on the way, leads to the history and its button.
    """
    check_edit_authority(request.user)
    try:
        event = queries.edit_event(event_id)
    except AuditEvent.DoesNotExist:
        raise Http404 from None
    if request.method != "POST":
        return redirect("actors:authority", event.object_key)
    try:
        actions.undo_edit(event=event, by=request.user)
    except ConflictError as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Ändringen är ångrad."))
    return redirect("actors:authority", event.object_key)


@require_safe
@cache_control(public=True, max_age=3600)
def theme(_request: HttpRequest, code: str) -> HttpResponse:
    """The style sheet that gives the authority's pages its colour."""
    css = queries.theme_css(get_authority(code))
    return HttpResponse(css, content_type="text/css; charset=utf-8")
