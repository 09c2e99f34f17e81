"""The gaps of goals and initiatives that no figures follow.

In: what is known of the indicators that follow each part of a plan, by the part's key.
Out: checks as the thread check runs them. Severity, why and source are data
(definitions/thread_rules.yaml).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from fardplan.engine.plans.initiative_checks import STARTED
from fardplan.engine.plans.levels import NodeKind


if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from fardplan.engine.plans.checks import Check
    from fardplan.engine.plans.thread import Thread

    Limits = Mapping[str, int]
    Found = Iterator[tuple[str, dict[str, object]]]


@dataclass(frozen=True, kw_only=True)
class FollowFact:
    """One indicator that follows a part."""

    name: str
    has_target: bool = False
    has_values: bool = False


Followed = dict[str, list[FollowFact]]


def goal_without_indicator(
    followed: Followed, thread: Thread, _limits: Limits, _day: date
) -> Found:
    """Goals that no indicator follows: neither themselves nor what lies below them."""
    for node in thread.of_kind(NodeKind.GOAL):
        if not _around(followed, node.key, thread.below(node.key)):
            yield node.key, {}


def goal_without_target(
    followed: Followed, thread: Thread, _limits: Limits, _day: date
) -> Found:
    """Goals whose indicators say nothing of how far to go."""
    for node in thread.of_kind(NodeKind.GOAL):
        known = _around(followed, node.key, thread.below(node.key))
        if known and not any(one.has_target for one in known):
            yield node.key, {"names": _names(known)}


def goal_without_values(
    followed: Followed, thread: Thread, _limits: Limits, _day: date
) -> Found:
    """Goals whose indicators have no values at all."""
    for node in thread.of_kind(NodeKind.GOAL):
        known = _around(followed, node.key, thread.below(node.key))
        if known and not any(one.has_values for one in known):
            yield node.key, {"names": _names(known)}


def initiative_without_indicator(
    followed: Followed, thread: Thread, _limits: Limits, _day: date
) -> Found:
    """Initiatives that have begun though no indicator could show that they help."""
    for key, one in thread.living.items():
        if one.phase in STARTED and not _around(followed, key, thread.above(key)):
            yield key, {}


_CHECKS = {
    "goal_without_indicator": goal_without_indicator,
    "goal_without_target": goal_without_target,
    "goal_without_values": goal_without_values,
    "initiative_without_indicator": initiative_without_indicator,
}
RULES = frozenset(_CHECKS)


def indicator_checks(followed: Followed) -> dict[str, Check]:
    """Give the checks, told which indicators follow which parts."""
    return {key: partial(check, followed) for key, check in _CHECKS.items()}


def _around(followed: Followed, key: str, others: Collection[str]) -> list[FollowFact]:
    return [one for part in (key, *others) for one in followed.get(part, ())]


def _names(known: list[FollowFact]) -> str:
    return ", ".join(sorted({one.name for one in known}))
