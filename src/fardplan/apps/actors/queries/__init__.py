"""Named reads of authorities, bodies and seats."""

from fardplan.apps.actors.queries.authority import (
    SORTS,
    AuthorityFilter,
    authority_by_code,
    care_regions,
    counts_by_kind,
    edit_event,
    find_authorities,
    map_shapes,
    members_of,
    municipalities_within,
    regions,
    register_facts,
    theme_css,
    with_municipality_code,
)


__all__ = [
    "SORTS",
    "AuthorityFilter",
    "authority_by_code",
    "care_regions",
    "counts_by_kind",
    "edit_event",
    "find_authorities",
    "map_shapes",
    "members_of",
    "municipalities_within",
    "regions",
    "register_facts",
    "theme_css",
    "with_municipality_code",
]
