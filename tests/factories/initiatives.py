"""Invented initiatives and those who answer for them, through the production actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.actors.models import Person
from fardplan.apps.plans import actions
from fardplan.apps.plans.actions import NewStatus
from fardplan.apps.plans.models import Initiative
from tests.factories.plans import add, make_plan


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.plans.models import PlanVersion


def make_initiatives(by: User, *names: str, code: str = "nara") -> PlanVersion:
    """Give a draft whose plan has "Mobila team" and those that are named."""
    version = make_plan(by, code)
    for name in names:
        add(by, version, "initiative", name)
    return version


def initiative(name: str = "Mobila team", code: str = "nara") -> Initiative:
    """Give the initiative as it is now."""
    return Initiative.objects.get(programme__code=code, name=name)


def edit(
    by: User, row: Initiative, gate_reason: str = "", **new: str
) -> AuditEvent | None:
    """Change facts, having seen what is there."""
    return actions.edit_initiative(
        programme=row.programme,
        code=row.code,
        new=new,
        revision=Initiative.objects.get(pk=row.pk).revision,
        gate_reason=gate_reason,
        by=by,
    )


def tell(by: User, row: Initiative, status: str, **said: object) -> AuditEvent | None:
    """Tell how it goes, having seen what is there."""
    return actions.tell_status(
        programme=row.programme,
        code=row.code,
        new=NewStatus(status, **said),
        revision=Initiative.objects.get(pk=row.pk).revision,
        by=by,
    )


def own(by: User, row: Initiative, owner: User) -> None:
    """Let the person of an account answer for the initiative."""
    edit(by, row, owner=Person.objects.get(user=owner).name)
