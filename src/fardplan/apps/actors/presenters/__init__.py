"""Rows of authorities and bodies -> what the templates draw."""

from fardplan.apps.actors.presenters.authority import (
    MapPicture,
    country_map,
    export_headings,
    export_rows,
    history,
    kind_label,
    municipality_map,
    region_map,
)


__all__ = [
    "MapPicture",
    "country_map",
    "export_headings",
    "export_rows",
    "history",
    "kind_label",
    "municipality_map",
    "region_map",
]
