"""The search in the database finds what plain loops find, in the same order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reference.register_search import KINDS, search

from fardplan.apps.actors.actions import load_register
from fardplan.apps.actors.queries import (
    SORTS,
    AuthorityFilter,
    find_authorities,
    register_facts,
)


FACTS = register_facts()
NAMES = [fact.name for fact in FACTS]

# A filter is made from something that exists, so that most searches find something.
texts = st.one_of(
    st.just(""),
    st.builds(
        lambda name, start, length: name[start : start + length],
        st.sampled_from(NAMES),
        st.integers(0, 12),
        st.integers(1, 9),
    ),
    st.builds(str.upper, st.sampled_from(NAMES)),
    st.sampled_from(
        ["%", "_", "\\", "'", "örebro 18", "region  län", "ÅRE", "kommun 2"]
    ),
)
filters = st.builds(
    AuthorityFilter,
    text=texts,
    kind=st.sampled_from(["", *KINDS]),
    care_region=st.sampled_from(
        ["", *(f.code for f in FACTS if f.kind == "care_region")]
    ),
    region=st.sampled_from(["", *(f.code for f in FACTS if f.kind == "region")]),
    sort=st.sampled_from([s for name in SORTS for s in (name, f"-{name}")]),
)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The register, loaded once for all the searches and taken away afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_register(facts=FACTS)
        yield
        transaction.set_rollback(True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters)
def test_the_search_agrees_with_its_slow_twin(loaded, wanted):
    found = find_authorities(wanted)

    assert [row.code for row in found] == search(FACTS, wanted)
    assert found.count() == len(search(FACTS, wanted))
