"""What the forms of a plan offer: kinds, places, targets, bodies and authorities."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext as _

from fardplan.apps.actors.models import Authority, Body
from fardplan.apps.plans.models import Node, NodeComment, Programme, SelfAssessment
from fardplan.apps.plans.queries.content import nodes_of
from fardplan.apps.plans.states import (
    BESIDE_KINDS,
    KIND_PLURALS,
    LEVEL_KINDS,
    MOST_PARTS,
    PARENT_KINDS,
    TARGET_KINDS,
    UPPER_KINDS,
    YES_STATES,
    NodeLabel,
    StepRoleLabel,
)
from fardplan.engine.plans.adoption import is_for_own_area
from fardplan.engine.plans.terms import revision_due


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from fardplan.apps.plans.models import AdoptionStep, PlanVersion


# What it takes to tell which part it is.
_NAMED = ("key", "kind", "number", "title", "position")


def new_key() -> str:
    """Give a key for a part that a form is about to add, so that it is added once."""
    return str(uuid.uuid4())


def kinds_under(version: PlanVersion, parent: Node | None) -> list[str]:
    """Give the kinds that may lie under a part, or at the top of the plan."""
    chosen = {one["kind"] for one in version.programme.levels} | BESIDE_KINDS
    under = parent.kind if parent else ""
    return [k for k in NodeLabel.values if k in chosen and under in PARENT_KINDS[k]]


def places_for(version: PlanVersion, node: Node) -> list[tuple[str, str]]:
    """Give where a part may lie, as a form's choices: parent and "sist"."""
    allowed = PARENT_KINDS[node.kind]
    parents = dict(nodes_of(version).order_by().values_list("pk", "parent_id"))
    inside = _with_below(parents, node)
    found = [(":sist", _("överst i planen"))] if "" in allowed else []
    return found + [
        (f"{row.key}:sist", str(row))
        for row in nodes_of(version).filter(kind__in=allowed).only(*_NAMED)
        if row.pk not in inside
    ]


def _with_below(parents: Mapping[int, int | None], node: Node) -> set[int]:

    def is_inside(pk: int | None) -> bool:
        while pk is not None:
            if pk == node.pk:
                return True
            pk = parents[pk]
        return False

    return {pk for pk in parents if is_inside(pk)}


def link_targets(version: PlanVersion, node: Node) -> list[tuple[str, str]]:
    """Give what a part may be tied to, as a form's choices."""
    if node.kind not in LEVEL_KINDS:
        return []
    kinds = set().union(*TARGET_KINDS.values())
    rows = nodes_of(version)
    if rows.count() > MOST_PARTS:
        # A thousand initiatives are no list to choose from.
        kinds &= UPPER_KINDS | BESIDE_KINDS
    names = dict(NodeLabel.choices)
    found = rows.filter(kind__in=kinds).exclude(pk=node.pk)
    return [
        (str(row.key), f"{names[row.kind]}: {row}")
        for row in found.order_by("kind", "position").only(*_NAMED)
    ]


def counts_of(version: PlanVersion) -> list[tuple[str, int]]:
    """Give how many parts there are of each kind, the widest first."""
    counted = Counter(
        Node.objects.filter(version=version).values_list("kind", flat=True)
    )
    words = [
        (KIND_PLURALS[k.value] if counted[k.value] > 1 else k.label, counted[k.value])
        for k in NodeLabel
    ]
    return [(str(word), n) for word, n in words if n]


def commented_keys(version: PlanVersion) -> list[str]:
    """Give the key of the part of each comment that waits to be taken care of."""
    rows = NodeComment.objects.filter(version=version, resolved_at=None)
    return [str(key) for key in rows.values_list("node_key", flat=True)]


def comment_or_404(version: PlanVersion, comment_id: int) -> NodeComment:
    """Give one comment of a version."""
    row = NodeComment.objects.filter(version=version, pk=comment_id).first()
    if row is None:
        raise Http404
    return row


def authority_codes() -> dict[str, str]:
    """Give every authority's code by its name."""
    return dict(Authority.objects.values_list("name", "code"))


def municipality_codes(region: str) -> list[str]:
    """Give the codes of a region's municipalities."""
    rows = Authority.objects.filter(region__code=region)
    return list(rows.values_list("code", flat=True))


def newest_programme() -> Programme:
    """Give the programme that was started last."""
    return Programme.objects.get(pk=Programme.objects.aggregate(n=Max("pk"))["n"])


def bodies_of_programme(programme: Programme) -> QuerySet[Body]:
    """Give the bodies of the programme's parties, for a list to choose from."""
    rows = Body.objects.filter(authorities__in=programme.authorities.all())
    return rows.distinct().select_related("home")


def for_own_area(steps: Iterable[AdoptionStep]) -> set[int]:
    """Give the steps of boards, which decide only for what they answer for."""
    return {step.pk for step in steps if is_for_own_area(step.body.body_type)}


def revision_day(programme: Programme, steps: Iterable[AdoptionStep]) -> date | None:
    """Give when the plan is to be looked over, counted from its first adoption."""
    days = [
        step.day
        for step in steps
        if step.day and step.role == StepRoleLabel.DECIDES and step.state in YES_STATES
    ]
    return revision_due(min(days), programme.revise_every) if days else None


def assessments_of(programme: Programme) -> QuerySet[SelfAssessment]:
    """Give the programme's self-assessments with their answers, the oldest first."""
    rows = SelfAssessment.objects.filter(programme=programme)
    return rows.prefetch_related("answers")
