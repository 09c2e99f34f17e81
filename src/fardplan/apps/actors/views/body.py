"""The register of bodies, one body's page, and what people take with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fardplan.apps.accounts.history import history_page
from fardplan.apps.accounts.queries import events_about, is_followed_by
from fardplan.apps.actors import presenters, queries
from fardplan.apps.actors.forms import BodyFilterForm, DateForm
from fardplan.apps.actors.models import Body
from fardplan.apps.actors.rules import (
    can_create_bodies,
    can_edit_body,
    can_edit_seats,
    can_import,
    can_see_name,
    can_undo,
)
from fardplan.apps.actors.states import BodyTypeLabel, LevelLabel
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.common.htmx import is_htmx


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fardplan.apps.accounts.history import History, HistoryLine
    from fardplan.apps.accounts.models import AuditEvent

ROWS_PER_PAGE = 50


def get_body(code: str) -> Body:
    """Give the body or answer 404."""
    try:
        return queries.body_by_code(code)
    except Body.DoesNotExist:
        raise Http404 from None


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Browse, search, filter and sort; the results alone when htmx asks."""
    wanted = BodyFilterForm(request.GET).to_filter()
    page = Paginator(queries.find_bodies(wanted), ROWS_PER_PAGE).get_page(
        request.GET.get("sida")
    )
    counts = queries.body_counts(page.object_list, timezone.localdate())
    context = {
        "page": page,
        "rows": presenters.body_rows(page.object_list, counts),
        "wanted": wanted,
        "is_narrowed": wanted != type(wanted)(sort=wanted.sort),
        "sort": wanted.sort,
        "types": BodyTypeLabel.choices,
        "levels": LevelLabel.choices,
        "authorities": presenters.options(
            queries.authorities_with_bodies(), wanted.authority
        ),
        "formats": FORMATS,
        "can_create": can_create_bodies(request.user),
        "can_import": can_import(request.user),
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1),
    }
    name = "_body_results" if is_htmx(request) else "bodies"
    return render(request, f"actors/{name}.html", context)


def _is_shown(request: HttpRequest) -> Callable[[str, str, str], bool]:
    return lambda level, role, party: can_see_name(
        request.user, level=level, role=role, party=party
    )


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Download the whole search as bodies, or as their seats with ``?vad=platser``."""
    if form not in FORMATS:
        raise Http404
    found = queries.find_bodies(BodyFilterForm(request.GET).to_filter())
    if request.GET.get("vad") == queries.SEATS:
        rows = queries.seat_table(found, _is_shown(request))
        return export_response(rows, queries.SEAT_HEADINGS, queries.SEATS, form)
    rows = queries.body_table(found)
    return export_response(rows, queries.BODY_HEADINGS, queries.BODIES, form)


@require_safe
def popolo(request: HttpRequest) -> HttpResponse:
    """Give the search as Popolo: organizations, posts, memberships and persons."""
    found = queries.find_bodies(BodyFilterForm(request.GET).to_filter())
    answer = queries.popolo(found, _is_shown(request))
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body: facts, rules, relations, seats on a day, what is missing, history."""
    shown = get_body(code)
    asked = DateForm(request.GET if request.GET.get("datum") else None)
    today = timezone.localdate()
    day = (asked.is_valid() and asked.cleaned_data["datum"]) or today
    seats = queries.seats_on(shown, day)
    context = {
        "body": shown,
        "day": day,
        "is_today": day == today,
        "date_form": asked,
        "procedure": presenters.procedure_lines(shown),
        "relations": presenters.relation_lines(queries.relations_of(shown), shown),
        "seats": presenters.seat_lines(seats, request.user),
        "vacant": sum(1 for one in seats if one.holder is None),
        "composition": queries.composition_rules(shown),
        "problems": queries.composition_problems(shown, seats),
        "history": _history(request, shown),
        "can_edit": can_edit_seats(request.user, shown),
        "is_followed": is_followed_by(request.user, shown, shown.code),
        "can_end": can_edit_body(request.user, shown),
    }
    return render(request, "actors/body.html", context)


def _history(request: HttpRequest, shown: Body) -> History:
    def tell(events: Sequence[AuditEvent]) -> list[HistoryLine]:
        people = queries.people_by_id(presenters.people_in(events))
        names = queries.body_names(presenters.bodies_in(events))
        return presenters.body_history(events, shown, people, request.user, names)

    def undo(event: AuditEvent) -> str:
        is_undoable = event.action in queries.UNDOABLE
        if not (is_undoable and can_undo(request.user, shown, event)):
            return ""
        return reverse("actors:body_undo", args=[event.pk])

    return history_page(request, events_about(shown, shown.code), tell, undo)
