"""Every write to the adoption of a version, by one body after the other.

The first body that adopts freezes the version: its canonical JSON and SHA-256 are kept,
and neither people nor programs can change it after that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fardplan.apps.actors.models import Body
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.actions.changes import locked_version, refusals_told, tell
from fardplan.apps.plans.adapters import to_step_fact
from fardplan.apps.plans.models import AdoptionStep, PlanVersion
from fardplan.apps.plans.queries import steps_of
from fardplan.apps.plans.queries.content import frozen_text
from fardplan.apps.plans.rules import check_edit_plan, check_register_decision
from fardplan.engine.plans.adoption import (
    check_adopter,
    check_decision,
    has_given_way,
)
from fardplan.engine.plans.versions import (
    SAID_YES,
    StepRole,
    StepState,
    VersionState,
    check_turn,
)


if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User


@dataclass(frozen=True)
class Decision:
    """What a body decided, on which day and in which paragraph of its minutes."""

    state: str
    day: date
    paragraph: str = ""
    reservation: str = ""


@writes
def add_step(
    *,
    version: PlanVersion,
    body: str,
    role: str,
    order: int,
    by: User | AnonymousUser | None,
) -> AdoptionStep:
    """Put a body on the list of those that decide on the version or give an opinion.

    Also after others have adopted: a municipality may join later.
    """
    row = locked_version(version.programme.code, version.number)
    if by is not None:
        check_edit_plan(by, row.programme)
    found = Body.objects.select_related("home").filter(code=body).first()
    if found is None:
        raise ProblemError(
            _("”%(code)s” är inte kortadressen till något organ.") % {"code": body}
        )
    if role == StepRole.DECIDES:
        with refusals_told():
            check_adopter(found.body_type, _kinds(row))
    step, is_new = AdoptionStep.objects.get_or_create(
        version=row, body=found, defaults={"role": role, "order": order}
    )
    if is_new:
        tell("add_step", row, by, {"body": [None, body], "role": [None, role]})
    return step


@writes
def remove_step(*, step_id: int, by: User | AnonymousUser) -> AuditEvent:
    """Take a body that has not said anything yet off the list."""
    step = _locked_step(step_id)
    check_edit_plan(by, step.version.programme)
    if step.state != StepState.WAITING:
        raise ProblemError(_("Organet har redan beslutat och står kvar i listan."))
    AdoptionStep.objects.filter(pk=step.pk).delete()
    return tell("remove_step", step.version, by, {"body": [step.body.code, None]})


@writes
def register_decision(
    *, step_id: int, decision: Decision, by: User | AnonymousUser | None
) -> AuditEvent:
    """Enter what a body decided; the first yes of a deciding body freezes the version."""
    step = _locked_step(step_id)
    version = step.version
    if by is not None:
        check_register_decision(by, step)
    steps = [to_step_fact(row) for row in steps_of(version)]
    with refusals_told():
        check_decision(to_step_fact(step), steps, decision.day, timezone.localdate())
        if step.role == StepRole.DECIDES:
            check_adopter(step.body.body_type, _kinds(version))
    _write(step, decision)
    is_yes = step.role == StepRole.DECIDES and StepState(decision.state) in SAID_YES
    if is_yes and not version.is_frozen:
        _freeze(version)
    event = tell("register_decision", version, by, _told(step, {}))
    if is_yes:
        _let_earlier_give_way(version)
    return event


@writes
def correct_decision(
    *, step_id: int, decision: Decision, by: User | AnonymousUser, reason: str
) -> AuditEvent | None:
    """Correct what was wrongly entered: the day, the paragraph, the reservation.

    Yes stays yes and no stays no: what a body decided is changed by a new decision.
    """
    step = _locked_step(step_id)
    check_register_decision(by, step)
    was_yes, is_yes = ((s in SAID_YES) for s in (step.state, decision.state))
    if step.state == StepState.WAITING or was_yes != is_yes:
        raise ProblemError(_("Bara dag, paragraf och reservation kan rättas."))
    if decision.day > timezone.localdate():
        raise ProblemError(_("Beslutsdagen har inte varit än."))
    before = _fields(step)
    _write(step, decision)
    if before == _fields(step):
        return None
    return tell("correct_decision", step.version, by, _told(step, before), reason)


def _locked_step(step_id: int) -> AdoptionStep:
    rows = AdoptionStep.objects.select_related("body__home", "version__programme")
    step = rows.defer("version__frozen").filter(pk=step_id).first()
    if step is None:
        raise ConflictError(_("Organet finns inte kvar i listan."))
    step.version = locked_version(step.version.programme.code, step.version.number)
    step.refresh_from_db(fields=["state", "day", "paragraph", "reservation"])
    return step


def _kinds(version: PlanVersion) -> set[str]:
    return set(version.nodes.values_list("kind", flat=True).distinct())


def _write(step: AdoptionStep, decision: Decision) -> None:
    step.state = StepState(decision.state).value
    step.day = decision.day
    step.paragraph = decision.paragraph.strip()
    step.reservation = decision.reservation.strip()
    step.save()


def _fields(step: AdoptionStep) -> dict[str, Any]:
    return {n: getattr(step, n) for n in ("state", "day", "paragraph", "reservation")}


def _told(step: AdoptionStep, before: dict[str, Any]) -> dict[str, Any]:
    # A reservation names people, and the chain is for ever: it tells that there is one.
    after = _fields(step) | {"reservation": bool(step.reservation)}
    before = before | ({"reservation": bool(before["reservation"])} if before else {})
    told = {n: [before.get(n), v] for n, v in after.items() if before.get(n) != v}
    return {"body": [None, step.body.code], **told}


def _freeze(version: PlanVersion) -> None:
    with refusals_told():
        check_turn(VersionState(version.state), VersionState.ADOPTED)
    if not version.nodes.exists():
        raise ProblemError(_("Planen är tom. Skriv in vad som ska antas först."))
    version.frozen, version.sha256 = frozen_text(version)
    version.frozen_at = timezone.now()
    version.state = VersionState.ADOPTED.value
    version.save()
    tell("freeze_version", version, None, {"sha256": [None, version.sha256]})


def _let_earlier_give_way(version: PlanVersion) -> None:
    """An earlier version is superseded when all who adopted it have adopted later ones."""
    rows = PlanVersion.objects.filter(
        programme=version.programme_id, state=VersionState.ADOPTED.value
    )
    adopted = {
        row: [to_step_fact(step) for step in steps_of(row)]
        for row in rows.defer("frozen")
    }
    for row, steps in adopted.items():
        later = [
            step
            for other, said in adopted.items()
            if other.number > row.number
            for step in said
        ]
        if has_given_way(steps, later):
            row.state = VersionState.SUPERSEDED.value
            row.save(update_fields=["state"])
            tell("supersede_version", row, None, {"by": [None, version.number]})
