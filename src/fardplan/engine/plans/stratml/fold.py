"""A plan's tree of any depth in StratML's two levels.

In: a version. Out: the vision, the values, and goals with objectives. What stands at the
top of the tree (or right under the vision) becomes a goal with everything below it as
objectives, from the top down; each objective tells its parent when that is not the goal.
What stands beside the tree is gathered, a goal for each kind in a row. Only one vision,
and only starting points that nothing hangs on, fit the elements Vision and Value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.plans.content import ROOT, children_by_parent
from fardplan.engine.plans.levels import BESIDE, NodeKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fardplan.engine.plans.content import NodeFact, VersionFact

    Below = Mapping[str, list[NodeFact]]


@dataclass(frozen=True)
class GoalDraft:
    """A goal: one part of the plan, or a collection of one kind under ``parent``."""

    node: NodeFact | None
    kind: str
    parent: str
    objectives: list[NodeFact] = field(default_factory=list)

    @property
    def implied_parent(self) -> str:
        """The parent that an objective has when its lines tell of none."""
        return self.node.key if self.node else ROOT


@dataclass(frozen=True)
class PlanLevels:
    """A version in the order and the levels of StratML."""

    vision: NodeFact | None
    values: list[NodeFact]
    goals: list[GoalDraft]

    def root_keys(self) -> list[str]:
        """Give the parts at the top of the tree in the order that the file has them."""
        first = [self.vision] if self.vision else []
        found = [node.key for node in (*first, *self.values)]
        for goal in self.goals:
            parts = goal.objectives if goal.node is None else [goal.node]
            found += [part.key for part in parts if part.parent == ROOT]
        return found


def fold(version: VersionFact) -> PlanLevels:
    """Give the version in two levels; nothing is left out and nothing is there twice."""
    below = children_by_parent(version.nodes)
    roots = below.get(ROOT, [])
    vision = next((one for one in roots if one.kind == NodeKind.VISION), None)
    values = [one for one in roots if _is_value(one, version, below)]
    apart = {one.key for one in values}
    goals: list[GoalDraft] = []
    # What lies under the vision first, as it is read back right after the vision.
    for child in below.get(vision.key, []) if vision else ():
        _add_top(goals, child, below)
    for root in roots:
        if root is not vision and root.key not in apart:
            _add_top(goals, root, below)
    return PlanLevels(vision, values, goals)


def _is_value(node: NodeFact, version: VersionFact, below: Below) -> bool:
    """A Value is a name and a description, and nothing may refer to it."""
    if node.kind != NodeKind.STARTING_POINT or node.number or node.day:
        return False
    return node.key not in below and not any(
        node.key in (link.source, link.target) for link in version.links
    )


def _add_top(goals: list[GoalDraft], node: NodeFact, below: Below) -> None:
    if node.kind not in BESIDE:
        goals.append(GoalDraft(node, node.kind, node.parent, [*_under(node, below)]))
        return
    last = goals[-1] if goals else None
    if (
        last
        and last.node is None
        and (last.kind, last.parent) == (node.kind, node.parent)
    ):
        gathered = last
    else:
        gathered = GoalDraft(None, node.kind, node.parent)
        goals.append(gathered)
    gathered.objectives.extend((node, *_under(node, below)))


def _under(node: NodeFact, below: Below) -> Iterator[NodeFact]:
    waiting = below.get(node.key, [])[::-1]
    while waiting:
        found = waiting.pop()
        yield found
        waiting = waiting + below.get(found.key, [])[::-1]
