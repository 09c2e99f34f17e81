"""Rows of a plan -> the engine's facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.engine.plans.adoption import StepFact
from fardplan.engine.plans.content import LinkFact, NodeFact, VersionFact, version_of
from fardplan.engine.plans.initiative_records import InitiativeRecord
from fardplan.engine.plans.phases import Evaluation, Phase, Status
from fardplan.engine.shared.text import search_key


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.plans.models import (
        AdoptionStep,
        Initiative,
        Node,
        NodeLink,
        PlanVersion,
    )


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


# What of a record is a column of the same name and type.
_PLAIN = (
    *("purpose", "target_group", "cofinancing_percent", "budget", "moves_from"),
    *("moves_to", "moved_amount", "start", "end", "agreement", "predictability"),
    *("evaluation_due", "evaluation_result", "status_text", "status_day"),
    *("next_step", "next_day"),
)
_SEARCH_LENGTH = 700


def to_initiative_record(row: Initiative) -> InitiativeRecord:
    """Give all that is told of an initiative; fetch what it refers to along."""
    return InitiativeRecord(
        code=row.code,
        name=row.name,
        themes=tuple(row.themes),
        phase=Phase(row.phase),
        evaluation=Evaluation(row.evaluation),
        status=Status(row.status),
        municipalities=_codes(row.municipalities.all()),
        area=row.area.code if row.area else "",
        owner_body=row.owner_body.code if row.owner_body else "",
        owner=row.owner_id,
        partner_authorities=_codes(row.partner_authorities.all()),
        partner_bodies=_codes(row.partner_bodies.all()),
        financed_by=_codes(row.financed_by.all()),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _codes(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(row.code for row in rows))


def to_initiative_columns(record: InitiativeRecord) -> dict[str, Any]:
    """Give the plain columns of a record; references are set apart."""
    key = search_key(record.name, record.purpose, record.target_group)
    return {
        "themes": list(record.themes),
        "phase": record.phase.value,
        "evaluation": record.evaluation.value,
        "status": record.status.value,
        "owner_id": record.owner,
        "search_key": key[:_SEARCH_LENGTH],
        **{name: getattr(record, name) for name in _PLAIN},
    }
