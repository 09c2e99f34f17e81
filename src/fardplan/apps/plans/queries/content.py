"""Named reads of what a version holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Q

from fardplan.apps.plans.adapters import to_about, to_version_fact
from fardplan.apps.plans.models import Node, NodeComment, NodeLink
from fardplan.apps.plans.states import MOST_PARTS, NODE_FIELDS, UPPER_KINDS
from fardplan.engine.plans.content import canonical_json, fingerprint
from fardplan.engine.plans.told_plans import read_plan


if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion
    from fardplan.engine.plans.content import VersionFact
    from fardplan.engine.plans.told_plans import ToldPlan


def nodes_of(version: PlanVersion) -> QuerySet[Node]:
    """Give the parts of a version, siblings in their order."""
    return Node.objects.filter(version=version)


def nodes_to_draw(version: PlanVersion) -> QuerySet[Node]:
    """Give the parts of a version, each initiative with its address and no more.

    The living record is wide, and only its address belongs to the plan.
    """
    rows = nodes_of(version).select_related("initiative")
    own = [field.attname for field in Node._meta.concrete_fields]
    return rows.only(*own, "initiative__code")


def drawn_nodes(version: PlanVersion) -> tuple[list[Node], dict[int, int]]:
    """Give the parts to draw, and how many are left out below each.

    Of a plan with more than MOST_PARTS those are the upper levels.
    """
    rows = nodes_to_draw(version)
    if rows.count() <= MOST_PARTS:
        return list(rows), {}
    is_upper = Q(kind__in=UPPER_KINDS) | Q(parent=None)
    below = nodes_of(version).exclude(is_upper)
    counted = below.order_by().values_list("parent_id")
    return list(rows.filter(is_upper)), dict(counted.annotate(n=Count("pk")))


def branch_of(version: PlanVersion, key: str) -> list[Node]:
    """Give a part with all below it, a level at a time."""
    rows = nodes_to_draw(version)
    found = level = list(rows.filter(key=key))
    while level:
        level = list(rows.filter(parent__in=level))
        found = found + level
    return found


def nodes_around(node: Node) -> list[Node]:
    """Give a part with its siblings and the two above it: where it can be moved to."""
    rows = nodes_to_draw(node.version)
    above = Q(pk=node.parent_id) | Q(children=node.parent_id or 0)
    return list(rows.filter(Q(parent=node.parent_id) | above).distinct())


def texts_of(node: Node) -> dict[str, str]:
    """Give the words of a part as a form has them."""
    day = node.day.isoformat() if node.day else ""
    return {**{name: getattr(node, name) for name in NODE_FIELDS}, "day": day}


def links_of(version: PlanVersion) -> QuerySet[NodeLink]:
    """Give the links of a version with both ends."""
    rows = NodeLink.objects.filter(version=version)
    shown = ("key", "kind", "number", "title", "position")
    ends = [f"{end}__{name}" for end in ("source", "target") for name in shown]
    both = rows.select_related("source", "target").only("version_id", "kind", *ends)
    return both.order_by("kind", "id")


def fact_of(version: PlanVersion) -> VersionFact:
    """Give all that a version says, in two reads."""
    links = NodeLink.objects.filter(version=version)
    return to_version_fact(version.title, nodes_to_draw(version), links)


def frozen_text(version: PlanVersion) -> tuple[str, str]:
    """Give the canonical JSON of a version as it is now, and its SHA-256."""
    text = canonical_json(fact_of(version), to_about(version))
    return text, fingerprint(text)


def is_as_frozen(version: PlanVersion) -> bool:
    """True when the kept text has its hash and the parts are those that it tells of.

    The programme may have got a new name or new parties since, so only the content is
    held against the text.
    """
    if fingerprint(version.frozen) != version.sha256:
        return False
    content = canonical_json(fact_of(version), {})
    return _content_of(version.frozen) == _content_of(content)


def _content_of(text: str) -> dict[str, object]:
    told = json.loads(text)
    return {name: told[name] for name in ("title", "nodes", "links")}


def told_plans() -> list[ToldPlan]:
    """Give the plans that the files of definitions/plans tell of."""
    files = sorted((settings.DEFINITIONS_DIR / "plans").glob("*.yaml"))
    return [read_plan(file.name, file.read_text("utf-8")) for file in files]


def comments_of(version: PlanVersion) -> QuerySet[NodeComment]:
    """Give what people have said of a version's parts, the oldest first."""
    return NodeComment.objects.filter(version=version).select_related("author")


def comments_by(user: User) -> QuerySet[NodeComment]:
    """Give what a person has said of parts of plans."""
    rows = NodeComment.objects.filter(author=user)
    return rows.select_related("version__programme").defer("version__frozen")
