"""Every way to write to an adopted version, each to be refused; see `test_frozen.py`."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils import timezone

from fardplan.apps.actors.models import Authority
from fardplan.apps.plans.models import (
    Node,
    NodeLink,
    PlanVersion,
    Programme,
)


if TYPE_CHECKING:
    from collections.abc import Callable


def make_frozen() -> PlanVersion:
    """An adopted version with two parts and a link, and a draft beside it."""
    home = Authority.objects.get(code="18")
    programme = Programme.objects.create(code="nara", name="Nära", home=home)
    version = PlanVersion.objects.create(programme=programme, number=1, title="Ett")
    PlanVersion.objects.create(programme=programme, number=2, title="Två")
    goal = Node.objects.create(version=version, kind="goal", title="Mål")
    strategy = Node.objects.create(version=version, kind="strategy", title="Strategi")
    NodeLink.objects.create(
        version=version, source=strategy, kind="contributes_to", target=goal
    )
    version.state, version.frozen_at = "adopted", timezone.now()
    version.frozen, version.sha256 = "{}", "0" * 64
    version.save()
    return version


def a_node() -> Node:
    return Node.objects.get(kind="goal")


def a_link() -> NodeLink:
    return NodeLink.objects.get()


def the_version() -> PlanVersion:
    return PlanVersion.objects.get(number=1)


def the_draft() -> PlanVersion:
    return PlanVersion.objects.get(number=2)


def new_node(version: PlanVersion) -> Node:
    return Node(version=version, kind="goal", title="Nytt", key=uuid.uuid4())


def save_changed(row: Node | NodeLink | PlanVersion, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def update_in_bulk() -> None:
    node = a_node()
    node.title = "Annat"
    Node.objects.bulk_update([node], ["title"])


WAYS: dict[str, Callable[[], object]] = {
    "save a node": lambda: save_changed(a_node(), title="Annat"),
    "add a node": lambda: new_node(the_version()).save(),
    "create nodes in bulk": lambda: Node.objects.bulk_create([new_node(the_version())]),
    "update nodes in bulk": update_in_bulk,
    "update nodes": lambda: Node.objects.update(title="Annat"),
    "by the base manager": lambda: Node._base_manager.update(title="Annat"),
    "carry a node out": lambda: save_changed(a_node(), version=the_draft()),
    "delete a node": lambda: a_node().delete(),
    "delete nodes": lambda: Node.objects.all().delete(),
    "save a link": lambda: save_changed(a_link(), kind="shift"),
    "delete a link": lambda: a_link().delete(),
    "delete links": lambda: NodeLink.objects.all().delete(),
    "save the version": lambda: save_changed(the_version(), title="Annan"),
    "thaw the version": lambda: PlanVersion.objects.update(
        frozen_at=None, state="draft"
    ),
    "delete the version": lambda: the_version().delete(),
    "delete versions": lambda: PlanVersion.objects.all().delete(),
}
# Past the models: what only the database can refuse.
STATEMENTS = (
    "UPDATE plans_node SET title = 'Annat'",
    "UPDATE plans_node SET parent_id = NULL",
    (
        "UPDATE plans_node SET version_id ="
        " (SELECT id FROM plans_planversion WHERE number = 2)"
    ),
    "DELETE FROM plans_node WHERE kind = 'goal'",
    (
        "INSERT INTO plans_nodelink (version_id, source_id, kind, target_id)"
        " SELECT version_id, target_id, 'shift', source_id FROM plans_nodelink"
    ),
    "DELETE FROM plans_nodelink",
    "UPDATE plans_planversion SET title = 'Annan'",
    "UPDATE plans_planversion SET frozen_at = NULL, state = 'draft'",
    "UPDATE plans_planversion SET sha256 = NULL",
    "DELETE FROM plans_planversion WHERE number = 1",
)


def content() -> list[object]:
    """Give all that is kept of the version, as the database has it."""
    return [
        list(PlanVersion.objects.filter(number=1).values()),
        list(Node.objects.order_by("pk").values()),
        list(NodeLink.objects.values()),
    ]
