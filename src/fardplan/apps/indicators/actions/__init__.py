"""Every write to indicators, their definitions and the parts of plans they follow."""

from fardplan.apps.indicators.actions.definition import (
    DefinitionsReport,
    create_indicator,
    edit_definition,
    load_definitions,
)
from fardplan.apps.indicators.actions.following import follow_part, stop_following


__all__ = [
    "DefinitionsReport",
    "create_indicator",
    "edit_definition",
    "follow_part",
    "load_definitions",
    "stop_following",
]
