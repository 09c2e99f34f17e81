"""Bodies, seats and appointments as Popolo (https://www.popoloproject.com/specs/).

In: body and seat records and the authorities they name. Out: one JSON object with
organizations, posts, memberships and persons. Authorities are organizations too, since
a seat may be held on behalf of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.engine.actors.text_fields import day_text
from fardplan.engine.actors.words import ROLES


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.engine.actors.bodies import Period
    from fardplan.engine.actors.body_records import BodyRecord
    from fardplan.engine.actors.seat_records import SeatRecord


def to_popolo(
    bodies: Iterable[BodyRecord],
    seats: Iterable[SeatRecord],
    authorities: Mapping[str, str],
) -> dict[str, list[dict[str, Any]]]:
    """Give the four lists. ``authorities`` are names by code."""
    shown = list(bodies)
    rows = list(seats)
    used = {code for body in shown for code in (body.home, *body.authorities)}
    used |= {row.fact.authority for row in rows if row.fact.authority}
    people = sorted({row.person for row in rows if row.person})
    return {
        "organizations": [
            *({"id": _authority(c), "name": authorities[c]} for c in sorted(used)),
            *map(_organization, shown),
        ],
        "posts": list({_post_id(row): _post(row) for row in rows}.values()),
        "memberships": [_membership(row) for row in rows if row.person],
        "persons": [{"id": _person(name), "name": name} for name in people],
    }


def _authority(code: str) -> str:
    return f"authority/{code}"


def _person(name: str) -> str:
    return f"person/{name}"


def _post_id(row: SeatRecord) -> str:
    return f"post/{row.body}/{row.number}"


def _organization(body: BodyRecord) -> dict[str, Any]:
    others = [{"name": body.abbreviation, "note": "abbreviation"}]
    return _without_empty(
        {
            "id": f"organization/{body.code}",
            "name": body.name,
            "other_names": others if body.abbreviation else [],
            "classification": body.body_type.value,
            "description": body.mandate,
            "parent_id": _authority(body.home),
            "founding_date": day_text(body.period.start),
            "dissolution_date": day_text(body.period.end),
        }
    )


def _post(row: SeatRecord) -> dict[str, Any]:
    return _without_empty(
        {
            "id": _post_id(row),
            "label": row.fact.function or ROLES[row.fact.role],
            "role": row.fact.role.value,
            "organization_id": f"organization/{row.body}",
            **_dates(row.period),
        }
    )


def _membership(row: SeatRecord) -> dict[str, Any]:
    behalf = _authority(row.fact.authority) if row.fact.authority else ""
    return _without_empty(
        {
            "person_id": _person(row.person),
            "organization_id": f"organization/{row.body}",
            "post_id": _post_id(row),
            "role": row.fact.role.value,
            "on_behalf_of_id": behalf,
            "label": row.fact.party,
            **_dates(row.term),
        }
    )


def _dates(period: Period) -> dict[str, str]:
    return {"start_date": day_text(period.start), "end_date": day_text(period.end)}


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
