"""Every write to indicators and the versions of their definitions."""

from fardplan.apps.indicators.actions.definition import (
    DefinitionsReport,
    create_indicator,
    edit_definition,
    load_definitions,
)


__all__ = [
    "DefinitionsReport",
    "create_indicator",
    "edit_definition",
    "load_definitions",
]
