"""Every write to indicators, their definitions and the parts of plans they follow."""

from fardplan.apps.indicators.actions.definition import (
    DefinitionsReport,
    create_indicator,
    edit_definition,
    load_definitions,
)
from fardplan.apps.indicators.actions.fetching import fetch_figures
from fardplan.apps.indicators.actions.following import follow_part, stop_following
from fardplan.apps.indicators.actions.import_runs import (
    Delivery,
    delivery_of,
    import_sent,
    store_run,
    undo_run,
)


__all__ = [
    "DefinitionsReport",
    "Delivery",
    "create_indicator",
    "delivery_of",
    "edit_definition",
    "fetch_figures",
    "follow_part",
    "import_sent",
    "load_definitions",
    "stop_following",
    "store_run",
    "undo_run",
]
