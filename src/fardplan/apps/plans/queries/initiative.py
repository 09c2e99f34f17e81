"""Named reads of initiatives: those a person may see, filtered, sorted, one by one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    TextField,
    When,
)
from django.db.models.functions import Cast

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.models import Authority, Body
from fardplan.apps.actors.queries import known_words
from fardplan.apps.plans.adapters import to_initiative_record
from fardplan.apps.plans.models import (
    Initiative,
    Node,
    ProgrammeArea,
    StatusUpdate,
)
from fardplan.apps.plans.queries.programme import version_ids_for
from fardplan.apps.plans.states import STATUSES_BY_WEIGHT, NodeLabel, PhaseLabel
from fardplan.engine.plans.complexity import complexity_of
from fardplan.engine.plans.initiative_fields import KnownPlan
from fardplan.engine.plans.initiative_records import (
    INITIATIVE_COLUMNS,
    write_initiative,
)
from fardplan.engine.shared.text import search_key


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User
    from fardplan.apps.plans.models import Programme
    from fardplan.engine.plans.initiative_records import InitiativeRecord


@dataclass(frozen=True)
class InitiativeFilter:
    """What the visitor asked for; empty means everything."""

    text: str = ""
    theme: str = ""
    phase: str = ""
    status: str = ""
    municipality: str = ""
    area: str = ""
    owner: str = ""
    first: date | None = None
    last: date | None = None
    sort: str = "name"

    @property
    def is_narrowed(self) -> bool:
        """True when it leaves anything out."""
        return any(getattr(self, f.name) for f in fields(self) if f.name != "sort")


# Column of the table -> columns to order by; the code makes the order total.
INITIATIVE_SORTS: dict[str, tuple[Any, ...]] = {
    "name": ("sort_key", "code"),
    "phase": ("phase_place", "sort_key", "code"),
    "status": ("status_place", "sort_key", "code"),
    "area": (F("area__order").asc(nulls_last=True), "sort_key", "code"),
    "owner": (F("owner_body__sort_key").asc(nulls_last=True), "sort_key", "code"),
    "day": (F("next_day").asc(nulls_last=True), "sort_key", "code"),
}
_PLACES = {
    "phase_place": Case(
        *(When(phase=phase, then=n) for n, phase in enumerate(PhaseLabel.values)),
        output_field=IntegerField(),
    ),
    # The most serious first: that is what one looks for.
    "status_place": Case(
        *(When(status=status, then=n) for n, status in enumerate(STATUSES_BY_WEIGHT)),
        output_field=IntegerField(),
    ),
}


def initiatives_for(
    user: User | AnonymousUser, programme: Programme
) -> QuerySet[Initiative]:
    """Give those of a programme that the person may see, by name.

    One that no version has any more is not among them; its history stays.
    """
    # The numbers and not a subquery: with that PostgreSQL went through the nodes of all
    # programmes, 50 ms for 20,000 initiatives instead of 4.
    versions = version_ids_for(user, programme)
    nodes = Node.objects.filter(initiative=OuterRef("pk"), version__in=versions)
    return Initiative.objects.filter(Exists(nodes), programme=programme)


def find_initiatives(
    rows: QuerySet[Initiative], wanted: InitiativeFilter
) -> QuerySet[Initiative]:
    """Give those that fit, in the asked order."""
    for word in search_key(wanted.text).split():
        rows = rows.filter(search_key__contains=word)
    if wanted.theme:
        # SQLite has no containment of JSON; the codes are plain words in quotes.
        rows = rows.annotate(theme_text=Cast("themes", TextField()))
        rows = rows.filter(theme_text__contains=f'"{wanted.theme}"')
    if wanted.municipality:
        rows = rows.filter(municipalities__code=wanted.municipality)
    plain = {
        "phase": wanted.phase,
        "status": wanted.status,
        "area__code": wanted.area,
        "owner_body__code": wanted.owner,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    # What has no end goes on, and what has no start has begun.
    if wanted.first:
        rows = rows.filter(Q(end__isnull=True) | Q(end__gte=wanted.first))
    if wanted.last:
        rows = rows.filter(Q(start__isnull=True) | Q(start__lte=wanted.last))
    return _ordered(rows.annotate(**_PLACES), wanted.sort)


def _ordered(rows: QuerySet[Initiative], sort: str) -> QuerySet[Initiative]:
    order = INITIATIVE_SORTS[sort.removeprefix("-")]
    if not sort.startswith("-"):
        return rows.order_by(*order)
    first, *rest = order
    if isinstance(first, str):
        return rows.order_by(f"-{first}", *rest)
    return rows.order_by(first.expression.desc(nulls_last=True), *rest)


def with_owners(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Fetch along what a row of the table shows."""
    return rows.select_related("area", "owner_body", "owner")


def with_everything(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Fetch along all that a record tells."""
    return rows.select_related(
        "programme__home", "area", "owner_body__home", "owner"
    ).prefetch_related(
        "municipalities", "partner_authorities", "partner_bodies", "financed_by"
    )


def initiative_of(programme: Programme, code: str) -> Initiative:
    """Give one initiative with all that is told of it."""
    return with_everything(Initiative.objects.filter(programme=programme)).get(
        code=code
    )


def initiative_by_number(number: int) -> Initiative:
    """Give one initiative with all that is told of it."""
    return with_everything(Initiative.objects.all()).get(pk=number)


def nodes_of_initiative(
    initiative: Initiative, user: User | AnonymousUser
) -> list[Node]:
    """Give its parts of the plan in the versions that the person may read, each with
    what it stands under, the latest first."""
    versions = version_ids_for(user, initiative.programme)
    nodes = Node.objects.filter(initiative=initiative, version__in=versions)
    rows = nodes.select_related("parent", "version").defer("version__frozen")
    return list(rows.order_by("-version__number"))


def complexity(initiative: Initiative) -> str:
    """Give how complex it is; empty until agreement and predictability are told."""
    found = complexity_of(initiative.agreement, initiative.predictability)
    return found.value if found else ""


def updates_of(initiative: Initiative) -> QuerySet[StatusUpdate]:
    """Give what was told of how it goes, the latest first."""
    return StatusUpdate.objects.filter(initiative=initiative).select_related("by")


def events_of_initiative(initiative: Initiative) -> QuerySet[AuditEvent]:
    """Give what was done to it, the latest first."""
    return initiative_events().filter(object_key=str(initiative.pk))


def initiative_events() -> QuerySet[AuditEvent]:
    """Give what was done to any initiative, the latest first."""
    kind = Initiative._meta.label_lower
    return AuditEvent.objects.filter(object_type=kind).select_related("made_by")


def initiative_event(programme: Programme, number: int) -> AuditEvent:
    """Give one event of an initiative of the programme."""
    event = initiative_events().get(pk=number)
    if not Initiative.objects.filter(
        programme=programme, pk=int(event.object_key)
    ).exists():
        raise AuditEvent.DoesNotExist
    return event


def events_of_batch(number: str) -> list[AuditEvent]:
    """Give what one change of many, or one import, did, the latest first."""
    return list(initiative_events().filter(changes__batch__1=number))


@lru_cache(maxsize=1)
def theme_names() -> dict[str, str]:
    """Give the name of each theme by its code (definitions/themes.yaml)."""
    text = (settings.DEFINITIONS_DIR / "themes.yaml").read_text(encoding="utf-8")
    return {code: str(told["name"]) for code, told in yaml.safe_load(text).items()}


def known_plan(programme: Programme) -> KnownPlan:
    """Give what the columns of an initiative may name."""
    areas = ProgrammeArea.objects.filter(programme=programme)
    return KnownPlan(
        known=known_words(people=True),
        themes=theme_names(),
        areas=dict(areas.values_list("code", "name")),
    )


def initiative_text(initiative: Initiative, plan: KnownPlan) -> dict[str, str]:
    """Give each column as a form and a file have it."""
    return write_initiative(to_initiative_record(initiative), plan)


def initiative_records(rows: Iterable[Initiative]) -> list[InitiativeRecord]:
    """Give the records of rows that were fetched with everything."""
    return [to_initiative_record(row) for row in rows]


INITIATIVE_HEADINGS = list(INITIATIVE_COLUMNS.values())


def initiative_table(
    rows: QuerySet[Initiative], plan: KnownPlan, *, shows_people: bool
) -> list[dict[str, str]]:
    """Give one row an initiative, by heading; without the owners' names for the public."""
    told = []
    for record in initiative_records(with_everything(rows)):
        text = write_initiative(record, plan)
        if not shows_people:
            text["owner"] = ""
        told.append({INITIATIVE_COLUMNS[name]: text[name] for name in text})
    return told


@dataclass(frozen=True)
class Choices:
    """What the filters offer: code and name."""

    areas: list[tuple[str, str]]
    municipalities: list[tuple[str, str]]
    owners: list[tuple[str, str]]
    themes: list[tuple[str, str]]


def choices_of(rows: QuerySet[Initiative], programme: Programme) -> Choices:
    """Give what there is to choose among, of a programme's initiatives."""
    own = rows.order_by().values("pk")
    through = Initiative.municipalities.through.objects.filter(initiative__in=own)
    places = Authority.objects.filter(pk__in=through.values("authority_id"))
    owners = Body.objects.filter(pk__in=rows.order_by().values("owner_body_id"))
    areas = ProgrammeArea.objects.filter(programme=programme)
    return Choices(
        areas=list(areas.values_list("code", "name")),
        municipalities=list(places.values_list("code", "short_name")),
        owners=list(owners.values_list("code", "name")),
        themes=sorted(theme_names().items(), key=lambda one: one[1]),
    )


def places_for_new(programme: Programme) -> list[Node]:
    """Give the parts of the draft that a new initiative may stand under, in order."""
    kinds = (NodeLabel.TARGET_AREA, NodeLabel.GOAL, NodeLabel.STRATEGY)
    nodes = Node.objects.filter(
        version__programme=programme, version__frozen_at__isnull=True, kind__in=kinds
    )
    return list(nodes.order_by("kind", "position", "id"))
