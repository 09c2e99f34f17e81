"""One part of a version: read, changed in place, moved, linked and talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fardplan.apps.common.forms import posted
from fardplan.apps.common.htmx import is_htmx
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.actions import EditConflictError, Place
from fardplan.apps.plans.forms.node import CommentForm, LinkForm, MoveForm, NodeForm
from fardplan.apps.plans.forms.thread import DoneForm
from fardplan.apps.plans.presenters.tree import LAST, Tree, kind_names
from fardplan.apps.plans.rules import can_mark_done, check_edit_plan, check_take_part
from fardplan.apps.plans.states import DATED_KINDS, LinkLabel
from fardplan.apps.plans.views.fetching import (
    get_node,
    get_version,
    plan_context,
    tell_problem,
    tell_saved,
    try_save,
)
from fardplan.apps.plans.views.version import tree_context


if TYPE_CHECKING:
    from typing import Any

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import Node, PlanVersion


def _back(version: PlanVersion, key: str = "") -> HttpResponse:
    where = reverse("plans:version", args=[version.programme.code, version.number])
    return redirect(f"{where}#nod-{key}" if key else where)


def _context(request: HttpRequest, shown: Node, version: PlanVersion) -> dict[str, Any]:
    context = plan_context(request, version, "plan")
    tree = Tree(
        queries.nodes_around(shown),
        queries.links_of(version).filter(source=shown),
        kind_names(version.programme),
        queries.commented_keys(version),
        edit_at=context["base"] if context["can_edit"] else "",
    )
    return {**context, "node": shown, "row": tree.part(str(shown.key))}


@require_safe
def node(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """One part: its words, links, comments and what can be done with it."""
    version = get_version(request, code, number)
    shown = get_node(version, key)
    context = _context(request, shown, version)
    context |= {
        "label": kind_names(version.programme)[shown.kind],
        "comments": queries.comments_of(version).filter(node_key=shown.key),
        "comment_form": CommentForm(),
        "links": queries.links_of(version).filter(source=shown),
        "links_in": queries.links_of(version).filter(target=shown),
    }
    if shown.kind in DATED_KINDS:
        context |= _done_context(request, shown, version)
    if context["can_edit"]:
        targets = queries.link_targets(version, shown)
        places = queries.places_for(version, shown)
        context["link_form"] = LinkForm(targets=targets) if targets else None
        context["move_form"] = MoveForm(places=places) if places else None
    return render(request, "plans/node.html", context)


def _done_context(
    request: HttpRequest, shown: Node, version: PlanVersion
) -> dict[str, Any]:
    above = queries.initiative_above(shown)
    may = can_mark_done(request.user, version.programme, above)
    form = DoneForm(initial={"day": timezone.localdate()}) if may else None
    return {"done": queries.done_mark_of(version, str(shown.key)), "done_form": form}


def edit(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """Change the words of a part, in place when htmx asks; ``?sjalv`` saves by itself."""
    version = get_version(request, code, number)
    check_edit_plan(request.user, version.programme)
    shown = get_node(version, key)
    initial = {**queries.texts_of(shown), "revision": shown.revision}
    form = NodeForm(posted(request), initial=initial, kind=shown.kind)
    if request.method == "POST" and "sjalv" in request.GET:
        return _save_itself(request, version, shown, form)
    if form.is_valid() and _save(request, version, shown, form):
        if is_htmx(request):
            return _drawn(request, version, key)
        return _back(version, key)
    context = {**_context(request, shown, version), "form": form}
    if is_htmx(request):
        return render(request, "plans/_node_form.html", context)
    status = 422 if form.errors else 200
    return render(request, "plans/node_edit.html", context, status=status)


def _save(
    request: HttpRequest, version: PlanVersion, shown: Node, form: NodeForm
) -> bool:
    try:
        event = actions.edit_node(
            version=version,
            key=str(shown.key),
            new=form.new,
            revision=form.cleaned_data["revision"] or 0,
            by=request.user,
        )
    except NotAllowedError:
        raise
    except ProblemError as problem:
        form.add_error(None, str(problem))
        # Whoever saves again has now seen what the other wrote.
        form.data = {**{k: form.data[k] for k in form.data}, "revision": shown.revision}
        return False
    if not is_htmx(request):
        tell_saved(request, version, event, _("Ändringen är sparad."))
    return True


def _save_itself(
    request: HttpRequest, version: PlanVersion, shown: Node, form: NodeForm
) -> HttpResponse:
    if not form.is_valid():
        return JsonResponse({"problem": _("Inte sparat än: fyll i rubriken.")})
    try:
        actions.edit_node(
            version=version,
            key=str(shown.key),
            new=form.new,
            revision=form.cleaned_data["revision"] or 0,
            by=request.user,
        )
    except EditConflictError as conflict:
        return JsonResponse({"problem": str(conflict), "stop": True})
    except NotAllowedError:
        raise
    except ProblemError as problem:
        return JsonResponse({"problem": str(problem)})
    now = timezone.localtime().strftime("%H:%M:%S")
    saved = get_node(version, str(shown.key))
    told = _("Sparat %(time)s") % {"time": now}
    return JsonResponse({"saved": told, "revision": saved.revision})


def _drawn(request: HttpRequest, version: PlanVersion, key: str) -> HttpResponse:
    shown = get_node(version, key)
    return render(request, "plans/_node.html", _context(request, shown, version))


@require_safe
def drawn(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """One part as the tree draws it: for going back from its form in place."""
    version = get_version(request, code, number)
    if not is_htmx(request):
        return _back(version, key)
    return _drawn(request, version, key)


def new(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Add a part: ``?slag`` says which kind, ``?under`` where."""
    version = get_version(request, code, number)
    check_edit_plan(request.user, version.programme)
    names = kind_names(version.programme)
    asked = request.GET.get("under", "")
    parent = get_node(version, asked) if asked else None
    kinds = queries.kinds_under(version, parent)
    kind = request.GET.get("slag", "")
    kind = kind if kind in kinds else kinds[0]
    form = NodeForm(posted(request), initial={"key": queries.new_key()}, kind=kind)
    made: list[Node] = []
    if form.is_valid() and try_save(
        form,
        lambda: made.append(
            actions.add_node(
                version=version,
                kind=kind,
                new=form.new,
                place=Place(str(parent.key) if parent else ""),
                key=str(form.cleaned_data["key"] or ""),
                by=request.user,
            )
        ),
    ):
        event = queries.events_of(version)[0]
        done = _("”%(title)s” är tillagd.") % {"title": made[0].title}
        tell_saved(request, version, event, done)
        return _back(version, str(made[0].key))
    context = plan_context(request, version, "plan") | {
        "form": form,
        "parent": parent,
        "kind": kind,
        "label": names[kind],
        "kinds": [(one, names[one]) for one in kinds],
    }
    status = 422 if form.errors else 200
    return render(request, "plans/node_new.html", context, status=status)


@require_POST
def move(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """Move a part: ``plats`` is the parent's key and the key of the one before."""
    version = get_version(request, code, number)
    parent, _colon, after = request.POST.get("plats", "").partition(":")
    place = Place(parent, None if after == LAST else after)
    tell_problem(
        request,
        lambda: actions.move_node(
            version=version, key=key, place=place, by=request.user
        ),
    )
    if is_htmx(request):
        context = tree_context(request, version)
        return render(request, "plans/_tree.html", context)
    return _back(version, key)


@require_POST
def delete(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """Take a part away with all below it; the message has the way back."""
    version = get_version(request, code, number)
    check_edit_plan(request.user, version.programme)
    shown = get_node(version, key)
    if tell_problem(
        request,
        lambda: actions.delete_node(version=version, key=key, by=request.user),
    ):
        done = _("”%(title)s” är borttagen.") % {"title": shown.title}
        tell_saved(request, version, queries.events_of(version)[0], done)
    return _back(version, str(shown.parent.key) if shown.parent else "")


@require_POST
def link(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """Tie the part to another."""
    version = get_version(request, code, number)
    check_edit_plan(request.user, version.programme)
    shown = get_node(version, key)
    form = LinkForm(request.POST, targets=queries.link_targets(version, shown))
    if form.is_valid():
        said = form.cleaned_data
        tell_problem(
            request,
            lambda: actions.add_link(
                version=version,
                source=key,
                kind=LinkLabel(said["kind"]).value,
                target=said["target"],
                by=request.user,
            ),
        )
    else:
        messages.error(request, _("Välj vad delen ska kopplas till."))
    return redirect("plans:node", code, number, key)


@require_POST
def unlink(
    request: HttpRequest, code: str, number: int, key: str, link_id: int
) -> HttpResponse:
    """Take a link away."""
    version = get_version(request, code, number)
    if tell_problem(
        request,
        lambda: actions.remove_link(version=version, link_id=link_id, by=request.user),
    ):
        event = queries.events_of(version)[0]
        tell_saved(request, version, event, _("Kopplingen är borttagen."))
    return redirect("plans:node", code, number, key)


@require_POST
def comment(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """Say something of the part."""
    version = get_version(request, code, number)
    check_take_part(request.user, version.programme)
    text = request.POST.get("text", "")
    tell_problem(
        request,
        lambda: actions.add_comment(
            version=version, key=key, text=text, by=cast("User", request.user)
        ),
    )
    return redirect("plans:node", code, number, key)


@require_POST
def resolve(
    request: HttpRequest, code: str, number: int, key: str, comment_id: int
) -> HttpResponse:
    """Mark a comment as taken care of."""
    version = get_version(request, code, number)
    check_take_part(request.user, version.programme)
    queries.comment_or_404(version, comment_id)
    by = cast("User", request.user)
    actions.resolve_comment(version=version, comment_id=comment_id, by=by)
    return redirect("plans:node", code, number, key)
