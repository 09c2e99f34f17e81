"""One version as a tree, its permanent copy, and undoing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.accounts.history import history_page
from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.plans import actions, fragments, queries
from fardplan.apps.plans.models import PlanVersion
from fardplan.apps.plans.presenters import programmes as present
from fardplan.apps.plans.presenters.history import version_history
from fardplan.apps.plans.presenters.tree import Tree, kind_names
from fardplan.apps.plans.views.fetching import (
    get_version,
    plan_context,
    tell_problem,
    undo_address,
)


if TYPE_CHECKING:
    from typing import Any

    from fardplan.apps.accounts.history import History


def whole_tree(version: PlanVersion) -> Tree:
    """Give all parts of the version ready to be drawn, for reading only."""
    names = kind_names(version.programme)
    return Tree(queries.nodes_to_draw(version), queries.links_of(version), names)


def tree_context(
    request: HttpRequest, version: PlanVersion, branch: str = ""
) -> dict[str, Any]:
    """Give what the tree itself is drawn from, in five reads."""
    context = plan_context(request, version, "plan")
    hidden: dict[int, int] = {}
    if branch:
        nodes = queries.branch_of(version, branch)
    else:
        nodes, hidden = queries.drawn_nodes(version)
    tree = Tree(
        nodes,
        queries.links_of(version),
        kind_names(version.programme),
        queries.commented_keys(version),
        hidden=hidden,
        edit_at=context["base"] if context["can_edit"] else "",
    )
    context["sections"] = tree.branch(branch) if branch else tree.sections()
    context["branch"] = branch
    return context


@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The version as a tree; with ``?gren=`` one part and all below it."""
    shown = get_version(request, code, number)
    branch = request.GET.get("gren", "")
    if shown.is_frozen and not branch:
        context = plan_context(request, shown, "plan")
        context["drawn"] = fragments.adopted_tree(
            shown, context["base"], can_comment=context["can_comment"]
        )
    else:
        context = tree_context(request, shown, branch)
    context |= {
        "state": present.state_words(shown),
        "adopted": present.adopted_by(queries.steps_of(shown)),
        "others": queries.versions_for(request.user, shown.programme),
        "history": _history(request, shown, can_edit=context["can_edit"]),
    }
    return render(request, "plans/version.html", context)


def _history(request: HttpRequest, shown: PlanVersion, *, can_edit: bool) -> History:
    names = {s.body.code: f"{s.body.name}" for s in queries.steps_of(shown)}

    def undo(event: AuditEvent) -> str:
        return undo_address(shown, event) if can_edit and _is_undoable(event) else ""

    return history_page(
        request,
        queries.events_of(shown),
        lambda events: version_history(events, request.user, names),
        undo,
    )


def _is_undoable(event: AuditEvent) -> bool:
    return "trace" in event.changes


@require_POST
def undo(request: HttpRequest, code: str, number: int, event_id: int) -> HttpResponse:
    """Take back one change, from the message that followed it or from the history."""
    shown = get_version(request, code, number)
    try:
        event = queries.event_of_version(shown, event_id)
    except AuditEvent.DoesNotExist:
        raise Http404 from None
    if tell_problem(
        request,
        lambda: actions.undo_event(version=shown, event=event, by=request.user),
    ):
        messages.success(request, _("Ändringen är ångrad."))
    return redirect("plans:version", code, number)


def _get_frozen(sha256: str) -> PlanVersion:
    try:
        return queries.version_by_hash(sha256)
    except PlanVersion.DoesNotExist:
        raise Http404 from None


@require_safe
def frozen(request: HttpRequest, sha256: str) -> HttpResponse:
    """The adopted wording at its permanent address, with the proof that it holds."""
    shown = _get_frozen(sha256)
    context = plan_context(request, shown, "")
    context["sections"] = whole_tree(shown).sections()
    context |= {
        "state": present.state_words(shown),
        "adopted": present.adopted_by(queries.steps_of(shown)),
        "can_edit": False,
        "holds": queries.is_as_frozen(shown),
        "told": json.loads(shown.frozen)["programme"],
    }
    return render(request, "plans/frozen.html", context)


@require_safe
def frozen_json(_request: HttpRequest, sha256: str) -> HttpResponse:
    """The canonical JSON itself: its SHA-256 is its address."""
    text = _get_frozen(sha256).frozen
    return HttpResponse(text, content_type="application/json; charset=utf-8")
