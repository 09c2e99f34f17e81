"""Appointments and grants -> the facts that roles are told by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.accounts.roles import AUTHORITY, RoleFact, RoleName
from fardplan.engine.actors.bodies import Period, SeatRole
from fardplan.engine.actors.seat_roles import role_from_seat


if TYPE_CHECKING:
    from fardplan.apps.actors.models import Appointment, Grant

SEATS, GRANTS = "seats", "grants"


def seat_to_role(row: Appointment) -> RoleFact | None:
    """Give what an appointment makes its person, if anything."""
    seat, body = row.seat, row.seat.body
    return role_from_seat(
        SeatRole(seat.role),
        body.code,
        body.name,
        [Period(one.valid_from, one.valid_to) for one in (row, seat, body)],
        reference=f"{SEATS}:{row.pk}",
    )


def grant_to_role(row: Grant) -> RoleFact:
    """Give what a grant makes its person."""
    return RoleFact(
        role=RoleName(row.role),
        kind=AUTHORITY,
        code=row.authority.code,
        name=row.authority.name,
        start=row.valid_from,
        end=row.valid_to,
        reference=f"{GRANTS}:{row.pk}",
    )
