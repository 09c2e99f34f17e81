"""Named reads of indicators and their definitions."""

from fardplan.apps.indicators.queries.comparison import (
    Piece,
    fields_changed,
    pieces_of,
)
from fardplan.apps.indicators.queries.definition import (
    SORTS,
    DefinitionError,
    IndicatorFilter,
    counts_by_goal,
    current_version_of,
    current_versions,
    data_of,
    find_indicators,
    goals,
    indicator_by_key,
    indicator_names,
    last_loaded_version,
    of_goal,
    owner_choices,
    told_definitions,
    twin_of,
    version_of,
    versions_of,
    with_targets,
)


__all__ = [
    "SORTS",
    "DefinitionError",
    "IndicatorFilter",
    "Piece",
    "counts_by_goal",
    "current_version_of",
    "current_versions",
    "data_of",
    "fields_changed",
    "find_indicators",
    "goals",
    "indicator_by_key",
    "indicator_names",
    "last_loaded_version",
    "of_goal",
    "owner_choices",
    "pieces_of",
    "told_definitions",
    "twin_of",
    "version_of",
    "versions_of",
    "with_targets",
]
