"""Reading a StratML file into a draft: all of it at once, and undone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import Trace, locked_version, tell
from fardplan.apps.plans.actions.node import checked_texts, living_record, write_texts
from fardplan.apps.plans.actions.version import start_version
from fardplan.apps.plans.models import Initiative, Node, NodeLink, Programme
from fardplan.apps.plans.queries.stratml_import import read_for_draft
from fardplan.apps.plans.rules import check_edit_plan
from fardplan.apps.plans.states import NODE_FIELDS
from fardplan.engine.plans.levels import NodeKind


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import PlanVersion
    from fardplan.engine.plans.content import VersionFact


@writes
def import_stratml(
    *,
    programme: Programme,
    content: bytes,
    approved: str,
    file_name: str,
    by: User | AnonymousUser | None,
) -> tuple[PlanVersion, AuditEvent]:
    """Make the draft say what the file says, as its preview showed.

    The draft that the file goes into is empty, or a copy of the version before it: so
    undoing gives that copy back. ``by`` is empty for whoever runs the machine.
    """
    if by is not None:
        check_edit_plan(by, programme)
    Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    found = read_for_draft(programme, content, file_name)
    if found.faults:
        raise ProblemError(" ".join(found.faults))
    if found.digest != approved:
        raise ConflictError(
            _(
                "Planen har ändrats sedan du granskade. Inget är inläst. Granska igen och"
                " säg ja på nytt."
            )
        )
    draft = found.draft or start_version(code=programme.code, title="", by=by)
    version = locked_version(programme.code, draft.number)
    return version, _fill(version, found.version, file_name, by)


def _fill(
    version: PlanVersion,
    fact: VersionFact,
    file_name: str,
    by: User | AnonymousUser | None,
) -> AuditEvent:
    nodes = Node.objects.filter(version=version)
    trace = Trace(
        Initiative.objects.filter(programme=version.programme),
        nodes,
        NodeLink.objects.filter(version=version),
    )
    nodes.delete()
    _write(version, fact)
    told = {
        "name": [None, file_name[:200]],
        "version_title": [version.title, fact.title],
        "rows": [None, len(fact.nodes)],
        **_parents_first(trace.as_change()),
    }
    version.title = fact.title
    version.save(update_fields=["title"])
    return tell("import_stratml", version, by, told)


def _write(version: PlanVersion, fact: VersionFact) -> None:
    # In the order of the tree, so that each part comes after the one that it lies under.
    rows: dict[str, Node] = {}
    for node in fact.nodes:
        row = Node(version=version, key=node.key, kind=node.kind)
        row.position = node.position
        told = {name: getattr(node, name) for name in NODE_FIELDS}
        write_texts(row, checked_texts(node.kind, told))
        if node.kind == NodeKind.INITIATIVE:
            row.initiative = _living_record(row)
        rows[node.key] = row
    Node.objects.bulk_create(rows.values())
    below = [node for node in fact.nodes if node.parent]
    for node in below:
        rows[node.key].parent = rows[node.parent]
    Node.objects.bulk_update([rows[node.key] for node in below], ["parent"])
    NodeLink.objects.bulk_create(
        NodeLink(
            version=version,
            source=rows[link.source],
            kind=link.kind,
            target=rows[link.target],
        )
        for link in sorted(fact.links)
    )


def _living_record(row: Node) -> Initiative:
    """The work goes on under the same key, whichever version tells of it."""
    known = Initiative.objects.filter(
        programme=row.version.programme, key=row.key
    ).first()
    return known or living_record(row)


def _parents_first(change: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Order the parts of a trace so that undoing meets each parent before its parts."""
    told = change["trace"][1]
    parents = {
        pk: (after or before)["parent_id"]
        for name, pk, before, after in told
        if name == "node"
    }

    def depth(one: list[Any]) -> int:
        at, steps = one[1] if one[0] == "node" else None, 0
        while at in parents:
            at, steps = parents[at], steps + 1
        return steps

    return {"trace": [None, sorted(told, key=depth)]}
