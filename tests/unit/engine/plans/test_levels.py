"""What may lie under what, and what may be linked to what."""

from __future__ import annotations

import pytest

from fardplan.engine.plans.levels import (
    BESIDE,
    LEVELS,
    PARENTS,
    TARGETS,
    LinkKind,
    NodeKind,
    RefusedPlaceError,
    check_kind,
    check_link,
    check_place,
)


def test_every_kind_has_a_place_and_every_link_a_target():
    assert set(PARENTS) == set(NodeKind) == set(LEVELS) | set(BESIDE)
    assert set(TARGETS) == set(LinkKind)


@pytest.mark.parametrize("kind", NodeKind)
def test_each_kind_can_be_reached_from_the_root(kind):
    reached: set[NodeKind | None] = {None}
    for _ in NodeKind:
        reached |= {k for k, parents in PARENTS.items() if parents & reached}
    assert kind in reached


def test_a_strategy_lies_under_a_goal_but_a_goal_not_under_an_activity():
    check_place(NodeKind.STRATEGY, NodeKind.GOAL)
    check_place(NodeKind.VISION, None)
    with pytest.raises(RefusedPlaceError, match="kan inte ligga där"):
        check_place(NodeKind.GOAL, NodeKind.ACTIVITY)


def test_a_level_is_for_programmes_that_chose_it_and_a_factor_for_all():
    check_kind(NodeKind.GOAL, [NodeKind.GOAL])
    check_kind(NodeKind.OBSTACLE, [])
    with pytest.raises(RefusedPlaceError, match="använder inte den nivån"):
        check_kind(NodeKind.GOAL, [NodeKind.STRATEGY])


def test_a_link_leads_from_a_level_to_what_it_is_about():
    check_link(NodeKind.STRATEGY, LinkKind.DEFINITION, NodeKind.DEFINITION)
    check_link(NodeKind.INITIATIVE, LinkKind.CONTRIBUTES_TO, NodeKind.GOAL)
    for source, target in (
        (NodeKind.STRATEGY, NodeKind.GOAL),
        (NodeKind.OBSTACLE, NodeKind.DEFINITION),
    ):
        with pytest.raises(RefusedPlaceError, match="kan inte kopplas"):
            check_link(source, LinkKind.DEFINITION, target)
