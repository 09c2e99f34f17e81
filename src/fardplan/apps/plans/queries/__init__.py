"""Named reads of programmes, versions and what they hold."""

from fardplan.apps.plans.queries.content import (
    comments_of,
    fact_of,
    is_as_frozen,
    links_of,
    nodes_of,
)
from fardplan.apps.plans.queries.programme import (
    event_of_version,
    events_of,
    events_of_programme,
    open_version_of,
    programme_by_code,
    programmes_for,
    steps_of,
    version_by_hash,
    version_in_force_for,
    version_of,
    versions_for,
)


__all__ = [
    "comments_of",
    "event_of_version",
    "events_of",
    "events_of_programme",
    "fact_of",
    "is_as_frozen",
    "links_of",
    "nodes_of",
    "open_version_of",
    "programme_by_code",
    "programmes_for",
    "steps_of",
    "version_by_hash",
    "version_in_force_for",
    "version_of",
    "versions_for",
]
