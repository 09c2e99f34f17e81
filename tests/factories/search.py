"""An index of a test's own, built by the production action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.apps.search.actions import refresh_index
from fardplan.apps.search.queries import Results, filters_of, search


if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from fardplan.apps.accounts.models import User


def titles(text: str, reader: User | AnonymousUser, **filters: str) -> list[str]:
    """Give the titles of the first hits, after following what was written."""
    return [one.hit.title for one in results(text, reader, **filters).hits]


def results(text: str, reader: User | AnonymousUser, **filters: str) -> Results:
    """Give what a person finds, after following what was written."""
    refresh_index()
    return search(text, reader, filters_of(**filters))
