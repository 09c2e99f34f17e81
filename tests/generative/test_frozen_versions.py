"""Whatever is tried on an adopted version, in whatever order, it stays as it was."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.frozen_writes import (
    STATEMENTS,
    WAYS,
    a_link,
    a_node,
    content,
    make_frozen,
)

from fardplan.apps.common.problems import ProblemError
from fardplan.apps.plans import actions
from fardplan.apps.plans.guards import FrozenError
from fardplan.apps.plans.queries import version_of


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.free_writes]


def by_action(name, _cursor, administrator):
    """Try an action; all but undoing know the parts by key."""
    asked = {"version": version_of("nara", 1), "by": administrator}
    key = str(a_node().key)
    others = {
        "add": lambda: actions.add_node(**asked, kind="goal", new={"title": "Nytt"}),
        "edit": lambda: actions.edit_node(
            **asked, key=key, new={"title": "Annat"}, revision=1
        ),
        "move": lambda: actions.move_node(
            **asked, key=key, place=actions.Place(after="")
        ),
        "delete": lambda: actions.delete_node(**asked, key=key),
        "unlink": lambda: actions.remove_link(**asked, link_id=a_link().pk),
        "referral": lambda: actions.take_back_referral(**asked),
    }
    return others[name]()


WRITERS = {
    "SQL": lambda statement, cursor, _by: cursor.execute(statement),
    "model": lambda name, _cursor, _by: WAYS[name](),
    "action": by_action,
}
ACTIONS = ("add", "edit", "move", "delete", "unlink", "referral")
TRIED = st.one_of(
    st.sampled_from([("model", name) for name in WAYS]),
    st.sampled_from([("SQL", statement) for statement in STATEMENTS]),
    st.sampled_from([("action", name) for name in ACTIONS]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=st.lists(TRIED, min_size=1, max_size=12))
def test_nothing_changes_an_adopted_version(tried, administrator):
    with transaction.atomic():
        make_frozen()
        before = content()
        for how, what in tried:
            with (
                pytest.raises((FrozenError, IntegrityError, ProblemError)),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                WRITERS[how](what, cursor, administrator)
        assert content() == before
        transaction.set_rollback(True)
