"""Rows -> what the templates draw."""

from fardplan.apps.actors.presenters.authority import (
    CARE_REGION_COLOURS,
    Area,
    HistoryLine,
    LegendLine,
    Link,
    MapPicture,
    Shape,
    change_in_words,
    country_map,
    export_headings,
    export_rows,
    history,
    kind_label,
    municipality_map,
    region_map,
)
from fardplan.apps.actors.presenters.body import (
    body_rows,
    own_appointments,
    options,
    procedure_lines,
    relation_lines,
    seat_in_words,
    seat_lines,
)
from fardplan.apps.actors.presenters.body_history import body_history, people_in
from fardplan.apps.actors.presenters.exchange import preview_lines


__all__ = [
    "CARE_REGION_COLOURS",
    "Area",
    "HistoryLine",
    "LegendLine",
    "Link",
    "MapPicture",
    "Shape",
    "body_history",
    "body_rows",
    "change_in_words",
    "country_map",
    "export_headings",
    "export_rows",
    "history",
    "kind_label",
    "municipality_map",
    "own_appointments",
    "options",
    "people_in",
    "preview_lines",
    "procedure_lines",
    "region_map",
    "relation_lines",
    "seat_in_words",
    "seat_lines",
]
