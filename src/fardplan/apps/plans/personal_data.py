"""What this station stores about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.accounts.personal_data import personal_data
from fardplan.apps.plans import queries


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User


@personal_data("kommentarer i planer")
def comments(user: User) -> list[dict[str, Any]]:
    """What the person has said of parts of plans."""
    return [
        {
            "program": row.version.programme.name,
            "version": row.version.number,
            "text": row.text,
            "när": row.at,
        }
        for row in queries.comments_by(user)
    ]


@personal_data("klarmarkeringar och avstämningar")
def marks(user: User) -> list[dict[str, Any]]:
    """What the person has told is done, and how the target visions held."""
    return [
        {"program": row.programme.name, "dag": row.day, "text": row.text}
        for row in queries.marks_by(user)
    ]
