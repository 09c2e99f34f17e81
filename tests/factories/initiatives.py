"""Invented initiatives and those who answer for them, through the production actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.actors.models import Person
from fardplan.apps.plans import actions
from fardplan.apps.plans.actions import NewStatus
from fardplan.apps.plans.links import status_token
from fardplan.apps.plans.models import Initiative
from tests.factories.plans import add, make_plan


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.actors.models import Body
    from fardplan.apps.plans.models import PlanVersion, Programme


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


def address_values(by: User, body: Body, programme: Programme) -> dict[str, str]:
    """What stands for an initiative that the body owns, and for an area."""
    area = actions.add_area(programme=programme, new=actions.NewArea("Hemma"), by=by)
    row = initiative(code=programme.code)
    event = edit(by, row, owner_body=body.code)
    assert event is not None
    return {
        "<slug:initiative>": row.code,
        "<slug:area>": area.code,
        "angra-insats/<int:event_id>": f"angra-insats/{event.pk}",
        "plan/lank/<str:token>": f"plan/lank/{status_token(by, row)}",
    }
