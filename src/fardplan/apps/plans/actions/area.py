"""Every write to the parts of a programme's portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.actors.models import Body
from fardplan.apps.common.problems import ConflictError, ProblemError
from fardplan.apps.common.writes import writes
from fardplan.apps.plans.models import Initiative, Programme, ProgrammeArea
from fardplan.apps.plans.rules import check_edit_plan


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import AuditEvent, User


@dataclass(frozen=True)
class NewArea:
    """What an area is called, its place, and the codes of who steers and answers."""

    name: str
    order: int = 0
    steering_group: str = ""
    owner_body: str = ""


@writes
def add_area(
    *, programme: Programme, new: NewArea, by: User | AnonymousUser
) -> ProgrammeArea:
    """Add a part to the portfolio."""
    row = _locked(programme, by)
    area = ProgrammeArea(programme=row, code=_code(row, new.name))
    _write(area, new)
    _tell("add_area", row, by, {"name": [None, area.name]})
    return area


@writes
def edit_area(
    *, programme: Programme, code: str, new: NewArea, by: User | AnonymousUser
) -> AuditEvent | None:
    """Change a part of the portfolio; None when it is so already."""
    row = _locked(programme, by)
    area = ProgrammeArea.objects.get(programme=row, code=code)
    before = _told(area)
    _write(area, new)
    changes: dict[str, Any] = {
        n: [before[n], v] for n, v in _told(area).items() if before[n] != v
    }
    if not changes:
        return None
    return _tell("edit_area", row, by, {"name": [None, area.name], **changes})


@writes
def remove_area(
    *, programme: Programme, code: str, by: User | AnonymousUser
) -> AuditEvent:
    """Take a part away that no initiative lies in any more."""
    row = _locked(programme, by)
    area = ProgrammeArea.objects.get(programme=row, code=code)
    if Initiative.objects.filter(area=area).exists():
        raise ProblemError(
            _("Området har insatser. Flytta dem till ett annat område först.")
        )
    name = area.name
    area.delete()
    return _tell("remove_area", row, by, {"name": [name, None]})


def _locked(programme: Programme, by: User | AnonymousUser) -> Programme:
    rows = Programme.objects.select_for_update(of=("self",)).select_related("home")
    row = rows.get(pk=programme.pk)
    check_edit_plan(by, row)
    return row


def _code(programme: Programme, name: str) -> str:
    code = slugify(name)[:80] or "omrade"
    if ProgrammeArea.objects.filter(programme=programme, code=code).exists():
        # A double click, or somebody else was first.
        raise ConflictError(_("Det finns redan ett område med det namnet."))
    return code


def _write(area: ProgrammeArea, new: NewArea) -> None:
    area.name, area.order = new.name, new.order
    area.steering_group = _body(new.steering_group)
    area.owner_body = _body(new.owner_body)
    area.save()


def _body(code: str) -> Body | None:
    if not code:
        return None
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise ProblemError(
            _("”%(code)s” är inte kortadressen till något organ.") % {"code": code}
        )
    return found


def _told(area: ProgrammeArea) -> dict[str, str | int]:
    return {
        "area": area.name,
        "order": area.order,
        "steering_group": area.steering_group.name if area.steering_group else "",
        "owner_body": area.owner_body.name if area.owner_body else "",
    }


def _tell(
    action: str,
    row: Programme,
    by: User | AnonymousUser,
    changes: dict[str, Any],
) -> AuditEvent:
    return record_event(action=action, about=row, key=row.code, by=by, changes=changes)
