"""The worker's thread lets the index follow, and stops when told to."""

from __future__ import annotations

import pytest

from fardplan.apps.search.beside import keep_index_fresh
from fardplan.engine.search.index_files import state_of


@pytest.mark.django_db
@pytest.mark.usefixtures("few_authorities")
def test_it_builds_and_stops(settings):
    keep_index_fresh(lambda: True)
    assert state_of(settings.SEARCH_DIR) is None
    keep_index_fresh(lambda: False)
    assert state_of(settings.SEARCH_DIR).entries == 4
