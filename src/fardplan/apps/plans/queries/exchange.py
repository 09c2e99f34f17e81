"""A version as files that others can read: StratML, and tables of parts and links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.actors.queries import known_words
from fardplan.apps.common.problems import ConflictError
from fardplan.apps.plans.adapters import to_about, to_initiative_record
from fardplan.apps.plans.models import Initiative, ProgrammeArea
from fardplan.apps.plans.queries.content import fact_of
from fardplan.apps.plans.queries.initiative import theme_names, with_everything
from fardplan.apps.plans.queries.programme import steps_of
from fardplan.apps.plans.states import StepRoleLabel
from fardplan.engine.plans.initiative_fields import KnownPlan
from fardplan.engine.plans.initiative_records import (
    EVALUATION_WORDS,
    INITIATIVE_COLUMNS,
    STATUS_WORDS,
    write_initiative,
)
from fardplan.engine.plans.levels import LinkKind, NodeKind
from fardplan.engine.plans.phases import Evaluation, Status
from fardplan.engine.plans.stratml.losses import PlanLoss, what_is_lost
from fardplan.engine.plans.stratml.plan_record import (
    AdoptionRecord,
    InitiativeWords,
    PlanRecord,
    SubmitterRecord,
)
from fardplan.engine.plans.stratml.vocabulary import KIND_WORDS, LINK_HEADINGS, Part
from fardplan.engine.plans.stratml.write import write_stratml
from fardplan.engine.plans.versions import StepState


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import PlanVersion
    from fardplan.engine.plans.content import NodeFact

__all__ = ["PlanLoss", "losses_of", "plan_tables", "stratml_of"]
# They stand as stakeholders, or say nothing. Of persons an open file tells nothing.
_NOT_LINES = (
    *("code", "name", "owner", "owner_body", "partner_authorities"),
    *("partner_bodies", "target_group"),
)
_NOTHING_TOLD = (STATUS_WORDS[Status.NONE], EVALUATION_WORDS[Evaluation.NONE])


def stratml_of(version: PlanVersion, part: int, submitter: User | None = None) -> bytes:
    """Give an adopted version as StratML; a draft is refused."""
    if not version.is_frozen:
        raise ConflictError(
            _(
                "Bara antagna versioner lämnas ut som StratML, och version %(n)s är inte"
                " antagen. Skriv ut den, eller hämta dess delar som tabell."
            )
            % {"n": version.number}
        )
    return write_stratml(fact_of(version), _record(version, submitter), Part(part))


def losses_of(version: PlanVersion) -> list[PlanLoss]:
    """Give what of the version StratML has no room for, or only as text."""
    return what_is_lost(fact_of(version))


def _record(version: PlanVersion, submitter: User | None) -> PlanRecord:
    told = to_about(version)["programme"]
    assert version.frozen_at is not None  # noqa: S101 -- only frozen ones come here
    path = reverse("plans:frozen", args=[version.sha256])
    return PlanRecord(
        programme=told["name"],
        home=told["home"],
        authorities=tuple(told["authorities"]),
        number=version.number,
        target_year=told["target_year"],
        sha256=version.sha256 or "",
        source=f"{settings.SITE_ADDRESS}{path}",
        published=timezone.localdate(version.frozen_at),
        adoptions=_adoptions(version),
        initiatives=_initiatives(version),
        submitter=_submitter(submitter) if submitter else None,
    )


def _adoptions(version: PlanVersion) -> tuple[AdoptionRecord, ...]:
    return tuple(
        AdoptionRecord(
            body=step.body.name,
            authority=step.body.home.name,
            state=StepState(step.state),
            day=step.day,
            paragraph=step.paragraph,
            reservation=step.reservation,
        )
        for step in steps_of(version)
        if step.role == StepRoleLabel.DECIDES
    )


def _submitter(user: User) -> SubmitterRecord:
    given, _space, surname = user.name.partition(" ")
    return SubmitterRecord(given_name=given, surname=surname, email=user.email)


def _initiatives(version: PlanVersion) -> dict[str, InitiativeWords]:
    rows = list(with_everything(Initiative.objects.filter(nodes__version=version)))
    if not rows:
        return {}
    areas = ProgrammeArea.objects.filter(programme=version.programme)
    names = dict(areas.values_list("code", "name"))
    plan = KnownPlan(known=known_words(), themes=theme_names(), areas=names)
    return {row.code: _words(row, plan) for row in rows}


def _words(row: Initiative, plan: KnownPlan) -> InitiativeWords:
    text = write_initiative(replace(to_initiative_record(row), owner=None), plan)
    owner = [row.owner_body] if row.owner_body else []
    return InitiativeWords(
        lines={
            INITIATIVE_COLUMNS[name]: value
            for name, value in text.items()
            if value and name not in _NOT_LINES and value not in _NOTHING_TOLD
        },
        performers={
            **{one.name: "Medverkande organ" for one in row.partner_bodies.all()},
            **{one.name: "Medverkande" for one in row.partner_authorities.all()},
            **{one.name: "Ansvarigt organ" for one in owner},
        },
        target_group=row.target_group,
    )


def plan_tables(version: PlanVersion) -> dict[str, list[dict[str, str]]]:
    """Give the parts and the links of a version as rows, by heading."""
    fact = fact_of(version)
    nodes = {node.key: node for node in fact.nodes}
    return {
        "delar": [_part_row(node, nodes) for node in fact.nodes],
        "kopplingar": [
            {
                "Från": link.source,
                "Från, rubrik": nodes[link.source].title,
                "Koppling": LINK_HEADINGS[LinkKind(link.kind)],
                "Till": link.target,
                "Till, rubrik": nodes[link.target].title,
            }
            for link in sorted(fact.links)
        ],
    }


TABLE_HEADINGS = {
    "delar": (
        *("Nyckel", "Slag", "Nummer", "Rubrik", "Text", "Datum", "Mindre av", "Mer av"),
        *("Insats", "Ligger under", "Ligger under, rubrik"),
    ),
    "kopplingar": ("Från", "Från, rubrik", "Koppling", "Till", "Till, rubrik"),
}


def _part_row(node: NodeFact, nodes: dict[str, NodeFact]) -> dict[str, str]:
    above = nodes.get(node.parent)
    told = (
        *(node.key, KIND_WORDS[NodeKind(node.kind)], node.number, node.title),
        *(node.text, node.day, node.less_of, node.more_of, node.initiative),
        *(node.parent, above.title if above else ""),
    )
    return dict(zip(TABLE_HEADINGS["delar"], told, strict=True))
