"""Rows of a plan -> the engine's facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.engine.plans.adoption import StepFact
from fardplan.engine.plans.content import LinkFact, NodeFact, VersionFact, version_of


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.plans.models import AdoptionStep, Node, NodeLink, PlanVersion


def to_version_fact(
    title: str, nodes: Iterable[Node], links: Iterable[NodeLink]
) -> VersionFact:
    """Give the content of a version from its rows; fetch their initiatives along."""
    rows = list(nodes)
    keys = {row.pk: str(row.key) for row in rows}
    return version_of(
        title,
        [_to_node_fact(row, keys) for row in rows],
        [LinkFact(keys[r.source_id], r.kind, keys[r.target_id]) for r in links],
    )


def _to_node_fact(row: Node, keys: dict[int, str]) -> NodeFact:
    return NodeFact(
        key=keys[row.pk],
        kind=row.kind,
        parent=keys[row.parent_id] if row.parent_id else "",
        position=row.position,
        number=row.number,
        title=row.title,
        text=row.text,
        day=row.day.isoformat() if row.day else "",
        less_of=row.less_of,
        more_of=row.more_of,
        initiative=row.initiative.code if row.initiative else "",
    )


def to_about(version: PlanVersion) -> dict[str, Any]:
    """Give what a frozen version says beside its content: whose it is, and which."""
    programme = version.programme
    return {
        "programme": {
            "code": programme.code,
            "name": programme.name,
            "home": programme.home.name,
            "authorities": [row.name for row in programme.authorities.all()],
            "levels": programme.levels,
            "target_year": programme.target_year,
        },
        "number": version.number,
    }


def to_step_fact(row: AdoptionStep) -> StepFact:
    """Give one body's place in the order of the adoption."""
    return StepFact(row.order, row.body.code, row.role, row.state)
