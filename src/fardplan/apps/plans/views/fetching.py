"""What every page of a plan starts with: the rows, or the answer that there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.plans import queries
from fardplan.apps.plans.models import Node, PlanVersion, Programme
from fardplan.apps.plans.rules import can_edit_plan, can_take_part, check_see_version


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.forms import Form
    from django.http import HttpRequest

    from fardplan.apps.accounts.models import AuditEvent


def get_programme(request: HttpRequest, code: str) -> Programme:
    """Give the programme, if the person may know that it exists."""
    try:
        programme = queries.programme_by_code(code)
    except Programme.DoesNotExist:
        raise Http404 from None
    if not queries.versions_for(request.user, programme):
        raise NotAllowedError(_("Programmet har ingen antagen plan än."))
    return programme


def get_version(request: HttpRequest, code: str, number: int) -> PlanVersion:
    """Give the version, if the person may read it."""
    try:
        version = queries.version_of(code, number)
    except PlanVersion.DoesNotExist:
        raise Http404 from None
    check_see_version(request.user, version)
    return version


def get_node(version: PlanVersion, key: str) -> Node:
    """Give a part of the version."""
    try:
        return queries.nodes_of(version).select_related("parent").get(key=key)
    except (Node.DoesNotExist, ValidationError):
        raise Http404 from None


def plan_context(
    request: HttpRequest, version: PlanVersion, tab: str
) -> dict[str, Any]:
    """Give what the head and the tabs of every page of a version show."""
    programme = version.programme
    may_edit = can_edit_plan(request.user, programme)
    return {
        "programme": programme,
        "version": version,
        "tab": tab,
        # Each part has several addresses: working them out from the names took a fourth
        # of the time to draw a plan.
        "base": mark_safe(  # noqa: S308 -- an address of ours
            reverse("plans:version", args=[programme.code, version.number])
        ),
        "initiatives_at": reverse("plans:initiatives", args=[programme.code]),
        "can_edit_plan": may_edit,
        "can_edit": may_edit and version.state == "draft",
        "can_comment": can_take_part(request.user, programme),
    }


def tell_saved(
    request: HttpRequest, version: PlanVersion, event: AuditEvent | None, done: str
) -> None:
    """Tell that it is saved, with a way back when there is one."""
    if event is None:
        messages.info(request, _("Inget var ändrat, så inget sparades."))
        return
    undo = ""
    if "trace" in event.changes:
        undo = undo_address(version, event)
    messages.success(request, done, extra_tags=undo)


def undo_address(version: PlanVersion, event: AuditEvent) -> str:
    """Give where an event of a version is taken back."""
    code, number = version.programme.code, version.number
    return reverse("plans:undo", args=[code, number, event.pk])


def try_save(form: Form, save: Callable[[], object]) -> bool:
    """Run ``save``; when it can't be done, show why in the form and answer False."""
    try:
        save()
    except NotAllowedError:
        raise
    except ProblemError as problem:
        form.add_error(None, str(problem))
        return False
    return True


def tell_problem(request: HttpRequest, do: Callable[[], object]) -> bool:
    """Run ``do``; when it can't be done, tell why in a message and answer False."""
    try:
        do()
    except NotAllowedError:
        raise
    except ProblemError as problem:
        messages.error(request, str(problem))
        return False
    return True
