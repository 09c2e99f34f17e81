"""Every write to indicators and the versions of their definitions."""

from fardplan.apps.indicators.actions.definition import (
    DefinitionsReport,
    create_indicator,
    edit_definition,
    load_definitions,
)
from fardplan.apps.indicators.actions.import_runs import Delivery, store_run, undo_run


__all__ = [
    "DefinitionsReport",
    "Delivery",
    "create_indicator",
    "edit_definition",
    "load_definitions",
    "store_run",
    "undo_run",
]
