"""Named reads of programmes, their versions and who has adopted which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.roles import is_administrator, standing_of
from fardplan.apps.accounts.states import AUTHORITY, BODY
from fardplan.apps.plans.models import AdoptionStep, PlanVersion, Programme
from fardplan.apps.plans.rules import can_take_part
from fardplan.apps.plans.states import FROZEN_STATES, YES_STATES, StepRoleLabel


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from fardplan.apps.accounts.models import User

# The whole text of a version, which only its permanent copy shows: 1 MB of 900 initiatives.
FROZEN_TEXTS = ("frozen", "based_on__frozen")


def programmes_for(user: User | AnonymousUser) -> QuerySet[Programme]:
    """Give the programmes that the person may know of, with versions and bodies.

    Those with an adopted version are public; the others are for their parties.
    """
    rows = Programme.objects.select_related("home")
    if not is_administrator(user):
        frozen = PlanVersion.objects.filter(
            programme=OuterRef("pk"), frozen_at__isnull=False
        )
        rows = rows.filter(Exists(frozen) | Q(pk__in=_own(user).values("pk")))
    steps = AdoptionStep.objects.filter(role=StepRoleLabel.DECIDES)
    versions = PlanVersion.objects.defer("frozen").prefetch_related(
        Prefetch("steps", steps)
    )
    return rows.prefetch_related(Prefetch("versions", versions), "authorities")


def own_programmes(user: User | AnonymousUser) -> set[int]:
    """Give the numbers of the programmes whose drafts the person may see."""
    rows = Programme.objects.all() if is_administrator(user) else _own(user)
    return set(rows.order_by().values_list("pk", flat=True))


def _own(user: User | AnonymousUser) -> QuerySet[Programme]:
    # The same as `rules.can_take_part`, for all programmes at once.
    facts = standing_of(user).facts
    authorities = [fact.code for fact in facts if fact.kind == AUTHORITY]
    bodies = [fact.code for fact in facts if fact.kind == BODY]
    return Programme.objects.filter(
        Q(authorities__code__in=authorities) | Q(authorities__bodies__code__in=bodies)
    )


def programme_by_code(code: str) -> Programme:
    """Give one programme, with the authority that runs it."""
    return Programme.objects.select_related("home").get(code=code)


def versions_for(user: User | AnonymousUser, programme: Programme) -> list[PlanVersion]:
    """Give the versions that the person may read, the latest first."""
    rows = PlanVersion.objects.filter(programme=programme).defer(*FROZEN_TEXTS)
    if not can_take_part(user, programme):
        rows = rows.filter(frozen_at__isnull=False)
    return list(rows.select_related("based_on"))


def version_ids_for(user: User | AnonymousUser, programme: Programme) -> list[int]:
    """Give the row numbers of the versions that the person may read."""
    rows = PlanVersion.objects.filter(programme=programme).order_by()
    if not can_take_part(user, programme):
        rows = rows.filter(frozen_at__isnull=False)
    return list(rows.values_list("pk", flat=True))


def version_of(code: str, number: int) -> PlanVersion:
    """Give one version with its programme."""
    return _versions().get(programme__code=code, number=number)


def version_by_hash(sha256: str) -> PlanVersion:
    """Give the frozen version with this hash."""
    return _versions().get(sha256=sha256)


def _versions() -> QuerySet[PlanVersion]:
    rows = PlanVersion.objects.select_related("programme__home", "based_on")
    return rows.defer(*FROZEN_TEXTS)


def open_version_of(programme: Programme) -> PlanVersion | None:
    """Give the version that is not adopted yet, if there is one."""
    rows = _versions().filter(programme=programme)
    return rows.exclude(state__in=FROZEN_STATES).first()


def steps_of(version: PlanVersion) -> QuerySet[AdoptionStep]:
    """Give the bodies that are to decide on a version or give an opinion, in order."""
    return AdoptionStep.objects.filter(version=version).select_related("body__home")


def steps_in_force(body: str) -> list[AdoptionStep]:
    """Give a body's latest yes to each programme's plan: the versions that hold there."""
    steps = AdoptionStep.objects.filter(
        body__code=body, role=StepRoleLabel.DECIDES, state__in=YES_STATES
    )
    rows = steps.select_related("version__programme").defer("version__frozen")
    found: dict[int, AdoptionStep] = {}
    for step in rows.order_by("version__programme__sort_key", "-version__number"):
        found.setdefault(step.version.programme_id, step)
    return list(found.values())


def events_of(version: PlanVersion) -> QuerySet[AuditEvent]:
    """Give what was done to a version, the latest first."""
    return _events(PlanVersion).filter(object_key=str(version.pk))


def events_of_programme(programme: Programme) -> QuerySet[AuditEvent]:
    """Give what was done to the programme itself, the latest first."""
    return _events(Programme).filter(object_key=programme.code)


def event_of_version(version: PlanVersion, number: int) -> AuditEvent:
    """Give one event of a version."""
    return events_of(version).get(pk=number)


def _events(model: type[PlanVersion | Programme]) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.select_related("made_by")
    return rows.filter(object_type=model._meta.label_lower)
