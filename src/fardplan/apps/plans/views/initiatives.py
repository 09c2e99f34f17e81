"""The table of initiatives, one initiative's page, its form and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from fardplan.apps.accounts.actions import follow as follow_thing
from fardplan.apps.accounts.actions import unfollow
from fardplan.apps.accounts.history import history_page
from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.accounts.queries import is_followed_by
from fardplan.apps.accounts.rules import check_logged_in
from fardplan.apps.actors.actions import WrongFieldsError
from fardplan.apps.common.exports import FORMATS, export_response
from fardplan.apps.common.forms import posted
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.forms.initiative import (
    BulkForm,
    InitiativeFilterForm,
    InitiativeForm,
    NewInitiativeForm,
)
from fardplan.apps.plans.models import Initiative, Programme
from fardplan.apps.plans.presenters import initiative as present
from fardplan.apps.plans.rules import (
    can_edit_initiative,
    can_edit_plan,
    can_see_version,
    can_tell_status,
    check_edit_initiative,
    check_edit_plan,
    check_see_initiative,
)
from fardplan.apps.plans.states import BROAD_PHASES, PhaseLabel, StatusLabel
from fardplan.apps.plans.views.fetching import get_programme, try_save


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.db.models import QuerySet

    from fardplan.apps.accounts.history import History
    from fardplan.apps.plans.models import Node

ROWS_PER_PAGE = 50


def get_initiative(request: HttpRequest, code: str, initiative: str) -> Initiative:
    """Give the initiative, if the person may know that it exists."""
    try:
        programme = queries.programme_by_code(code)
        row = queries.initiative_of(programme, initiative)
    except (Programme.DoesNotExist, Initiative.DoesNotExist):
        raise Http404 from None
    check_see_initiative(request.user, row)
    return row


def filtered(
    request: HttpRequest, code: str, tab: str
) -> tuple[Programme, QuerySet[Initiative], dict[str, Any]]:
    """Give the programme, the initiatives asked for, and what every view of them shows."""
    programme = get_programme(request, code)
    wanted = InitiativeFilterForm(request.GET).to_filter()
    seen = queries.initiatives_for(request.user, programme)
    kept = request.GET.copy()
    kept.pop("sida", None)
    context = {
        "programme": programme,
        "version": queries.versions_for(request.user, programme)[0],
        "tab": "initiatives",
        "view": tab,
        "wanted": wanted,
        "sort": wanted.sort,
        "choices": queries.choices_of(seen, programme),
        "phases": PhaseLabel.choices,
        "statuses": StatusLabel.choices,
        "kept": kept.urlencode(),
        "can_edit_plan": can_edit_plan(request.user, programme),
        "here": request.path,
    }
    return programme, queries.find_initiatives(seen, wanted), context


@require_safe
# Without it the browser's Back may show the fragment that htmx fetched from the address.
@vary_on_headers("HX-Request")
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Browse, search, filter and sort; the results alone when htmx asks."""
    programme, found, context = filtered(request, code, "table")
    page = Paginator(queries.with_owners(found), ROWS_PER_PAGE).get_page(
        request.GET.get("sida")
    )
    context |= {
        "page": page,
        "rows": present.initiative_rows(page.object_list, code),
        "formats": FORMATS,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1),
    }
    if context["can_edit_plan"]:
        areas = dict(context["choices"].areas)
        context["bulk_form"] = BulkForm(areas=areas)
        context["bodies"] = queries.bodies_of_programme(programme)
        context["most_at_once"] = queries.MOST_AT_ONCE
    name = "_initiative_results" if is_htmx(request) else "initiatives"
    return render(request, f"plans/{name}.html", context)


@require_safe
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Download the whole search, in the columns that can be read back."""
    if form not in FORMATS:
        raise Http404
    programme, found, _context = filtered(request, code, "table")
    rows = queries.initiative_table(
        found,
        queries.known_plan(programme),
        shows_people=request.user.is_authenticated,
    )
    name = f"insatser-{programme.code}"
    return export_response(rows, queries.INITIATIVE_HEADINGS, name, form)


def new(request: HttpRequest, code: str) -> HttpResponse:
    """Add an initiative to the draft of the plan."""
    programme = get_programme(request, code)
    check_edit_plan(request.user, programme)
    parents = [
        (str(node.key), f"{node.get_kind_display()}: {node}")
        for node in queries.places_for_new(programme)
    ]
    form = NewInitiativeForm(
        posted(request), parents=parents, initial={"key": queries.new_key()}
    )
    made: list[Initiative] = []

    def save() -> None:
        said = form.cleaned_data
        said = {**said, "key": str(said["key"])}
        made.append(
            actions.create_initiative(programme=programme, by=request.user, **said)
        )

    if form.is_valid() and try_save(form, save):
        messages.success(request, _("Insatsen är tillagd. Fyll på med uppgifter."))
        return redirect("plans:initiative_edit", code, made[0].code)
    context = {"programme": programme, "form": form, "title": _("Ny insats")}
    status = 422 if form.errors else 200
    return render(request, "plans/initiative_form.html", context, status=status)


@require_safe
def initiative(request: HttpRequest, code: str, initiative: str) -> HttpResponse:
    """One initiative: facts, how it goes, how to lead it, and its history."""
    row = get_initiative(request, code, initiative)
    is_known = request.user.is_authenticated
    nodes = queries.nodes_of_initiative(row, request.user)
    latest = nodes[0] if nodes else None
    context = {
        "programme": row.programme,
        "initiative": row,
        # Its parts in all versions have the same key.
        "evidence_key": str(row.key),
        "mark": present.mark(row.status),
        "facts": present.facts(row, queries.theme_names(), shows_people=is_known),
        "advice": present.advice(queries.complexity(row)),
        "updates": present.update_lines(
            queries.updates_of(row)[:20], shows_people=is_known
        ),
        "parent": latest.parent if latest else None,
        "thread_url": _thread_url(request, row, nodes),
        "versions": sorted({node.version.number for node in nodes}),
        "is_gated": row.phase not in BROAD_PHASES and row.evaluation != "done",
        "can_edit": can_edit_initiative(request.user, row),
        "can_tell": can_tell_status(request.user, row),
        "is_followed": is_followed_by(request.user, row, str(row.pk)),
        "history": _history(request, row),
    }
    return render(request, "plans/initiative.html", context)


def _thread_url(request: HttpRequest, row: Initiative, nodes: list[Node]) -> str:
    for node in nodes:
        node.version.programme = row.programme
        if can_see_version(request.user, node.version):
            where = [row.programme.code, node.version.number, node.key]
            return reverse("plans:node_thread", args=where)
    return ""


def _history(request: HttpRequest, row: Initiative) -> History:
    def undo(event: AuditEvent) -> str:
        may = can_edit_plan(request.user, row.programme) or (
            "batch" not in event.changes and can_tell_status(request.user, row)
        )
        return undo_address(row.programme, event) if may else ""

    return history_page(
        request,
        queries.events_of_initiative(row),
        lambda events: present.initiative_history(events, request.user),
        undo,
    )


def undo_address(programme: Programme, event: AuditEvent) -> str:
    """Give where an event is taken back; nothing when it can't be."""
    if "trace" not in event.changes:
        return ""
    return reverse("plans:initiative_undo", args=[programme.code, event.pk])


def edit(request: HttpRequest, code: str, initiative: str) -> HttpResponse:
    """Change the facts; keeps the input when something is wrong."""
    row = get_initiative(request, code, initiative)
    check_edit_initiative(request.user, row)
    plan = queries.known_plan(row.programme)
    form = InitiativeForm(
        posted(request),
        initial=_initial(row, queries.initiative_text(row, plan)),
        themes=dict(plan.themes),
        areas=dict(plan.areas),
    )
    events: list[AuditEvent | None] = []
    if form.is_valid() and _try_edit(request, row, form, events.append):
        tell_saved(request, row.programme, events[0], _("Ändringen är sparad."))
        return redirect("plans:initiative", code, initiative)
    if form.is_bound:
        form.remember(row.revision)
    context = {
        "programme": row.programme,
        "initiative": row,
        "form": form,
        "title": _("Redigera %(name)s") % {"name": row.name},
        "bodies": queries.bodies_of_programme(row.programme),
    }
    status = 422 if form.errors else 200
    return render(request, "plans/initiative_form.html", context, status=status)


def _initial(row: Initiative, text: dict[str, str]) -> dict[str, Any]:
    names = queries.theme_names()
    themes = [names.get(code, code) for code in row.themes]
    return {**text, "themes": themes, "revision": row.revision}


def _try_edit(
    request: HttpRequest,
    row: Initiative,
    form: InitiativeForm,
    keep: Callable[[AuditEvent | None], None],
) -> bool:
    said = form.cleaned_data
    try:
        event = actions.edit_initiative(
            programme=row.programme,
            code=row.code,
            new=form.new,
            revision=said["revision"],
            gate_reason=said["gate_reason"],
            by=request.user,
        )
    except NotAllowedError:
        raise
    except WrongFieldsError as wrong:
        for problem in wrong.problems:
            column = problem.column if problem.column in form.fields else None
            form.add_error(column, _(problem.reason))
    except ProblemError as problem:
        form.add_error(None, str(problem))
    else:
        keep(event)
        return True
    return False


def tell_saved(
    request: HttpRequest, programme: Programme, event: AuditEvent | None, done: str
) -> None:
    """Tell that it is saved, with a way back."""
    if event is None:
        messages.info(request, _("Inget var ändrat, så inget sparades."))
        return
    messages.success(request, done, extra_tags=undo_address(programme, event))


@require_POST
def undo(request: HttpRequest, code: str, event_id: int) -> HttpResponse:
    """Take back one change, or all that was changed at the same time."""
    check_logged_in(request.user)
    programme = get_programme(request, code)
    try:
        event = queries.initiative_event(programme, event_id)
    except AuditEvent.DoesNotExist:
        raise Http404 from None
    try:
        actions.undo_initiative_event(programme=programme, event=event, by=request.user)
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Ändringen är ångrad."))
    if "batch" in event.changes:
        return redirect("plans:initiatives", code)
    row = queries.initiative_by_number(int(event.object_key))
    return redirect("plans:initiative", code, row.code)


@require_POST
def follow(request: HttpRequest, code: str, initiative: str) -> HttpResponse:
    """Follow an initiative; with ``sluta`` no more."""
    check_logged_in(request.user)
    assert isinstance(request.user, User)  # noqa: S101 -- the rule has just said so
    row = get_initiative(request, code, initiative)
    name = {"name": row.name}
    if "sluta" in request.POST:
        unfollow(thing=row, key=str(row.pk), by=request.user)
        messages.success(
            request,
            _("Du följer inte längre %(name)s.") % name,
            extra_tags=request.path,
        )
    else:
        follow_thing(thing=row, key=str(row.pk), by=request.user)
        messages.success(
            request,
            _("Du följer %(name)s. När något ändras står det i Mina saker.") % name,
        )
    if "jag" in request.POST:
        return redirect("mine:errands")
    return redirect("plans:initiative", code, initiative)
