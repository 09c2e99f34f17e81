"""What the database itself refuses: to change or remove a version of an indicator."""

from __future__ import annotations

from fardplan.apps.common.triggers import Trigger
from fardplan.apps.indicators.models import IndicatorVersion


_VERSIONS = IndicatorVersion._meta.db_table

TRIGGERS = tuple(
    Trigger(
        f"{_VERSIONS}_fixed_{event.lower()}",
        _VERSIONS,
        event,
        "1 = 1",
        "En version av en definition ändras aldrig.",
    )
    for event in ("UPDATE", "DELETE", "TRUNCATE")
)
