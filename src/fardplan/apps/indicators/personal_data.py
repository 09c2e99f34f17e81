"""What this station stores about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.accounts.personal_data import personal_data
from fardplan.apps.indicators import queries


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User


@personal_data("versioner av indikatorer")
def versions(user: User) -> list[dict[str, Any]]:
    """Which versions of definitions the person has begun, and why."""
    return [
        {
            "indikator": row.indicator.name,
            "version": row.number,
            "varför": row.reason,
            "när": row.started_at,
        }
        for row in queries.versions_by(user)
    ]
