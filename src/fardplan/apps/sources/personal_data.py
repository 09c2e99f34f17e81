"""What this station stores about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.accounts.personal_data import personal_data
from fardplan.apps.sources import queries


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User


@personal_data("i källorna")
def in_sources(user: User) -> dict[str, Any]:
    """The documents that the person uploaded, and how many findings were reviewed."""
    return {
        "uppladdade dokument": [
            {"filnamn": row.name, "uppladdat": row.uploaded_at}
            for row in queries.uploaded_by(user)
        ],
        "granskade fynd": queries.count_reviewed_by(user),
    }
