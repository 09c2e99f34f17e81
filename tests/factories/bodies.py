"""Invented bodies, seats and people, made through the production actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.actors import actions
from fardplan.apps.actors.models import Seat


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import AuditEvent, User
    from fardplan.apps.actors.models import Body

BOARD = {
    "code": "pahittsnamnden",
    "name": "Påhittsnämnden",
    "body_type": "Nämnd",
    "level": "Politisk nivå",
    "home": "Region Örebro län",
    "authorities": "Region Örebro län",
}


def make_body(by: User, **text: str) -> Body:
    """Give a board of Örebro; any column may be said otherwise."""
    return actions.create_body(new=BOARD | text, by=by)


def make_seat(by: User, body: Body, **text: str) -> Seat:
    """Give a member's seat."""
    new = {"role": "Ledamot"} | text
    event = actions.add_seat(body_code=body.code, new=new, by=by)
    return Seat.objects.get(pk=event.changes["seat_id"][1])


def appoint(
    by: User, seat: Seat, person: str, start: str = "2023-01-01", end: str = ""
) -> AuditEvent:
    """Put an invented person in a seat."""
    new = {"person": person, "start": start, "end": end}
    return actions.appoint(seat_id=seat.pk, new=new, by=by)
