"""What role in Färdplan a seat in a body gives whoever holds it.

In: the seat's role and the periods of appointment, seat and body. Out: a fact for
`engine/accounts/roles.py`, or nothing: someone adjunct is called in at times and
answers for nothing, and periods that never meet give no day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.accounts.roles import BODY, RoleFact, RoleName
from fardplan.engine.actors.bodies import Period, SeatRole


if TYPE_CHECKING:
    from collections.abc import Sequence

_ROLES = {
    SeatRole.CHAIR: RoleName.MEMBER,
    SeatRole.VICE_CHAIR: RoleName.MEMBER,
    SeatRole.MEMBER: RoleName.MEMBER,
    SeatRole.SUBSTITUTE: RoleName.SUBSTITUTE,
    SeatRole.SECRETARY: RoleName.SECRETARY,
}


def role_from_seat(
    role: SeatRole,
    code: str,
    name: str,
    periods: Sequence[Period],
    *,
    reference: str = "",
) -> RoleFact | None:
    """Give the role that a seat in the body ``code`` gives while all periods hold."""
    start = max((p.start for p in periods if p.start), default=None)
    end = min((p.end for p in periods if p.end), default=None)
    if role not in _ROLES or (start and end and end < start):
        return None
    return RoleFact(
        role=_ROLES[role],
        kind=BODY,
        code=code,
        name=name,
        start=start,
        end=end,
        reference=reference,
    )
