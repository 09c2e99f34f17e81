"""Rows -> what the templates draw."""

from fardplan.apps.actors.presenters.authority import (
    CARE_REGION_COLOURS,
    Area,
    LegendLine,
    Link,
    MapPicture,
    Shape,
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
    options,
    own_appointments,
    procedure_lines,
    relation_lines,
    seat_in_words,
    seat_lines,
)
from fardplan.apps.actors.presenters.body_history import (
    bodies_in,
    body_history,
    people_in,
)
from fardplan.apps.actors.presenters.exchange import labels_of, preview


__all__ = [
    "CARE_REGION_COLOURS",
    "Area",
    "LegendLine",
    "Link",
    "MapPicture",
    "Shape",
    "bodies_in",
    "body_history",
    "body_rows",
    "country_map",
    "export_headings",
    "export_rows",
    "history",
    "kind_label",
    "labels_of",
    "municipality_map",
    "options",
    "own_appointments",
    "people_in",
    "preview",
    "procedure_lines",
    "region_map",
    "relation_lines",
    "seat_in_words",
    "seat_lines",
]
