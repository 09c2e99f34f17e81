"""Loads the plans that files tell of (definitions/plans/README.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.actors.models import Authority, Body
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.adoption import (
    Decision,
    add_step,
    register_decision,
)
from fardplan.apps.plans.actions.changes import tell
from fardplan.apps.plans.actions.link import add_link
from fardplan.apps.plans.actions.node import (
    Place,
    add_node,
    checked_texts,
    delete_node,
    edit_node,
    living_record,
    move_node,
    node_of,
    write_texts,
)
from fardplan.apps.plans.actions.programme import create_programme
from fardplan.apps.plans.actions.version import start_version
from fardplan.apps.plans.models import Initiative, Node, NodeLink, Programme
from fardplan.apps.plans.queries import texts_of, version_of
from fardplan.engine.plans.levels import NodeKind


if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion
    from fardplan.engine.plans.told_plans import ToldChange, ToldNode, ToldPlan


@writes
def load_plan(*, plan: ToldPlan, by: User) -> Programme | None:
    """Add a programme with its versions; one that is there already is left alone."""
    code = plan.columns["code"]
    if Programme.objects.filter(code=code).exists():
        return None
    programme = create_programme(
        new={name: value for name, value in plan.columns.items() if value},
        home=plan.home,
        authorities=_codes(plan.authorities),
        levels=[{"kind": kind.value} for kind in plan.levels],
        by=None,
    )
    version = version_of(code, 1)
    version.title = plan.title
    version.save()
    _fill(version, plan)
    _adopt(version, plan)
    if plan.changes:
        start_version(code=code, title=plan.draft_title, by=None)
        for change in plan.changes:
            _CHANGES[change.what](version_of(code, 2), plan, change, by)
    return programme


def _codes(told: Collection[str]) -> list[str]:
    """Give the codes of authorities; ``18:kommuner`` is all municipalities of 18."""
    regions = [one.partition(":")[0] for one in told if ":" in one]
    inside = Authority.objects.filter(region__code__in=regions)
    return [one for one in told if ":" not in one] + list(
        inside.values_list("code", flat=True)
    )


def _fill(version: PlanVersion, plan: ToldPlan) -> None:
    """Write the first version's parts at once, with one event for all of them."""
    made: dict[str, Node] = {}
    _add(version, plan.nodes, None, made)
    NodeLink.objects.bulk_create(
        NodeLink(
            version=version,
            source=made[link.source],
            kind=link.kind,
            target=made[link.target],
        )
        for link in plan.links
    )
    tell("load_plan", version, None, {"rows": [None, len(made)]})


def _add(
    version: PlanVersion,
    nodes: Iterable[ToldNode],
    parent: Node | None,
    made: dict[str, Node],
) -> None:
    for at, told in enumerate(nodes):
        row = Node(version=version, key=told.key, kind=told.kind, parent=parent)
        row.position = at
        write_texts(row, checked_texts(told.kind, told.texts))
        if told.kind == NodeKind.INITIATIVE:
            row.initiative = living_record(row)
            _write_record(row.initiative, told)
        row.save()
        made[told.id] = row
        _add(version, told.under, row, made)


def _write_record(row: Initiative, told: ToldNode) -> None:
    """Fill in what the file tells of the initiative's phase, status, owner and so on."""
    plain = dict(told.initiative)
    row.municipalities.set(
        Authority.objects.filter(code__in=plain.pop("municipalities", ()))
    )
    owner = plain.pop("owner_body", "")
    row.owner_body = Body.objects.filter(code=owner).first()
    row.purpose = told.texts.get("text", "")
    for name, value in plain.items():
        setattr(row, name, value)
    row.save()


def _adopt(version: PlanVersion, plan: ToldPlan) -> None:
    for told in plan.steps:
        step = add_step(
            version=version, body=told.body, role=told.role, order=told.order, by=None
        )
        if told.day:
            state = "adopted_with_reservation" if told.reservation else "adopted"
            decision = Decision(state, told.day, told.paragraph, told.reservation)
            register_decision(step_id=step.pk, decision=decision, by=None)


def _change_added(
    version: PlanVersion, plan: ToldPlan, change: ToldChange, by: User
) -> None:
    parent = plan.key_of(change.id) if change.id else ""
    for told in change.nodes:
        _add_below(version, told, parent, by)


def _add_below(version: PlanVersion, told: ToldNode, parent: str, by: User) -> None:
    node = add_node(
        version=version,
        kind=told.kind.value,
        new=told.texts,
        place=Place(parent),
        key=told.key,
        by=by,
    )
    if node.initiative:
        _write_record(node.initiative, told)
    for below in told.under:
        _add_below(version, below, told.key, by)


def _change_edited(
    version: PlanVersion, plan: ToldPlan, change: ToldChange, by: User
) -> None:
    key = plan.key_of(change.id)
    node = node_of(version, key)
    edit_node(
        version=version,
        key=key,
        new={**texts_of(node), **change.texts},
        revision=node.revision,
        by=by,
    )


def _change_moved(
    version: PlanVersion, plan: ToldPlan, change: ToldChange, by: User
) -> None:
    after = plan.key_of(change.after) if change.after else ""
    move_node(
        version=version, key=plan.key_of(change.id), place=Place(after=after), by=by
    )


def _change_removed(
    version: PlanVersion, plan: ToldPlan, change: ToldChange, by: User
) -> None:
    delete_node(version=version, key=plan.key_of(change.id), by=by)


def _change_linked(
    version: PlanVersion, plan: ToldPlan, change: ToldChange, by: User
) -> None:
    for link in change.links:
        source, target = plan.key_of(link.source), plan.key_of(link.target)
        add_link(version=version, source=source, kind=link.kind, target=target, by=by)


_CHANGES: dict[str, Callable[[PlanVersion, ToldPlan, ToldChange, Any], None]] = {
    "add": _change_added,
    "edit": _change_edited,
    "move": _change_moved,
    "remove": _change_removed,
    "link": _change_linked,
}
