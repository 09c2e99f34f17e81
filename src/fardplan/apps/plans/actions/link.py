"""Every write to a link between two parts of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import (
    Trace,
    about_node,
    open_version,
    refusals_told,
    tell,
)
from fardplan.apps.plans.actions.node import node_of
from fardplan.apps.plans.models import NodeLink
from fardplan.engine.plans.levels import LinkKind, NodeKind, check_link


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import PlanVersion


@writes
def add_link(
    *,
    version: PlanVersion,
    source: str,
    kind: str,
    target: str,
    by: User | AnonymousUser,
) -> AuditEvent | None:
    """Link two parts, by their keys; None when they are linked so already."""
    row = open_version(version, by)
    one, other = node_of(row, source), node_of(row, target)
    if one.pk == other.pk:
        raise ProblemError(_("En del kan inte kopplas till sig själv."))
    with refusals_told():
        check_link(NodeKind(one.kind), LinkKind(kind), NodeKind(other.kind))
    trace = Trace(NodeLink.objects.filter(version=row, source=one))
    link, is_new = NodeLink.objects.get_or_create(
        version=row, source=one, kind=kind, target=other
    )
    return _tell("add_link", link, by, trace) if is_new else None


@writes
def remove_link(
    *, version: PlanVersion, link_id: int, by: User | AnonymousUser
) -> AuditEvent:
    """Take a link away."""
    row = open_version(version, by)
    links = NodeLink.objects.filter(version=row, pk=link_id)
    link = links.select_related("source", "target").first()
    if link is None:
        raise ConflictError(_("Kopplingen är redan borttagen."))
    trace = Trace(links)
    links.delete()
    return _tell("remove_link", link, by, trace)


def _tell(
    action: str, link: NodeLink, by: User | AnonymousUser, trace: Trace
) -> AuditEvent:
    told = {
        **about_node(link.source),
        "kind": [None, link.kind],
        "target": [None, str(link.target)],
    }
    return tell(action, link.version, by, {**told, **trace.as_change()})
