"""The gaps of goals, strategies and dated parts.

In: a thread, a rule's limits and today. Out: the keys of parts with what to tell.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fardplan.engine.plans.levels import NodeKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fardplan.engine.plans.thread import Thread

    Limits = Mapping[str, int]
    Found = Iterator[tuple[str, dict[str, object]]]

DATED = (NodeKind.ACTIVITY, NodeKind.MILESTONE, NodeKind.DECISION_POINT)


def goal_without_initiative(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Goals that no living initiative leads to."""
    yield from _unserved(thread, NodeKind.GOAL)


def strategy_without_initiative(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Strategies that no living initiative carries out."""
    yield from _unserved(thread, NodeKind.STRATEGY)


def _unserved(thread: Thread, kind: NodeKind) -> Found:
    for node in thread.of_kind(kind):
        if thread.below(node.key).isdisjoint(thread.living):
            yield node.key, {}


def goal_without_measurement(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Goals that nothing follows: neither themselves nor what lies around them."""
    for node in thread.of_kind(NodeKind.GOAL):
        around = {node.key} | thread.above(node.key) | thread.below(node.key)
        if around.isdisjoint(thread.followed):
            yield node.key, {}


def goal_without_day(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Goals that tell no day by which they are to be reached."""
    for node in thread.of_kind(NodeKind.GOAL):
        if not node.day:
            yield node.key, {}


def part_past_its_day(thread: Thread, _limits: Limits, day: date) -> Found:
    """Activities, milestones and decision points that should be done and aren't."""
    for node in thread.of_kind(*DATED):
        late = (day - date.fromisoformat(node.day)).days if node.day else 0
        if late > 0 and node.key not in thread.facts.done:
            yield node.key, {"day": node.day, "days": late}


CHECKS = {
    "goal_without_initiative": goal_without_initiative,
    "strategy_without_initiative": strategy_without_initiative,
    "goal_without_measurement": goal_without_measurement,
    "goal_without_day": goal_without_day,
    "part_past_its_day": part_past_its_day,
}
