"""The parts that a StratML file tells of, as they are found and before they are placed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fardplan.engine.plans.content import ROOT, NodeFact
from fardplan.engine.plans.levels import BESIDE, PARENTS, LinkKind, NodeKind
from fardplan.engine.plans.stratml.plain_text import shortened


if TYPE_CHECKING:
    from collections.abc import Collection

# What a draft has room for (apps/plans/models/node.py).
LONGEST = {"number": 20, "title": 300, "less_of": 300, "more_of": 300}
# What an element of another program becomes: the first that the programme uses and that
# may lie there.
_VISIONS = (NodeKind.VISION, NodeKind.TARGET_VISION, NodeKind.STARTING_POINT)
_GOALS = (
    *(NodeKind.GOAL, NodeKind.TARGET_AREA, NodeKind.STRATEGY),
    *(NodeKind.TARGET_VISION, NodeKind.DEVELOPMENT_AREA),
)
_OBJECTIVES = (
    *(NodeKind.STRATEGY, NodeKind.GOAL, NodeKind.TARGET_AREA),
    *(NodeKind.DEVELOPMENT_AREA, NodeKind.STARTING_POINT),
)


@dataclass(kw_only=True)
class PartDraft:
    """A part on its way: ``parent`` is a key, ``told_parent`` an identifier."""

    key: str
    kind: NodeKind
    element: Any
    parent: str = ROOT
    told_parent: str = ""
    texts: dict[str, str]
    initiative: str = ""

    def to_node(self, position: int) -> NodeFact:
        """Give the part with words that fit; what was cut stands first in the text."""
        short = {name: self.texts.get(name, "") for name in LONGEST}
        whole = [short[name] for name in self.too_long]
        for name in self.too_long:
            short[name] = shortened(short[name], LONGEST[name])
        return NodeFact(
            key=self.key,
            kind=self.kind.value,
            parent=self.parent,
            position=position,
            text="\n\n".join(t for t in (*whole, self.texts.get("text", "")) if t),
            day=self.texts.get("day", ""),
            initiative=self.initiative,
            **short,
        )

    @property
    def too_long(self) -> list[str]:
        """The fields that have more words than there is room for."""
        return [n for n, most in LONGEST.items() if len(self.texts.get(n, "")) > most]


@dataclass(frozen=True)
class LinkDraft:
    """A link on its way, by the identifiers of its ends."""

    source: str
    kind: LinkKind
    target: str
    element: Any


@dataclass
class PlanDraft:
    """All that was found in a file; ``keys`` is by identifier."""

    title: str = ""
    entries: list[PartDraft] = field(default_factory=list)
    links: list[LinkDraft] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)


def vision_kind(levels: Collection[NodeKind]) -> NodeKind:
    """Give what the Vision becomes."""
    return _first(_VISIONS, levels, None)


def goal_kind(levels: Collection[NodeKind]) -> NodeKind:
    """Give what a Goal becomes when its file does not say."""
    return _first(_GOALS, levels, None)


def objective_kind(levels: Collection[NodeKind], goal: NodeKind | None) -> NodeKind:
    """Give what an Objective under that kind of part becomes."""
    return _first(_OBJECTIVES, levels, goal)


def _first(
    wanted: Collection[NodeKind], levels: Collection[NodeKind], parent: NodeKind | None
) -> NodeKind:
    usable = {*levels, *BESIDE}
    fitting = (kind for kind in wanted if kind in usable and parent in PARENTS[kind])
    # Which may always stand at the top of a plan, where it is then put.
    return next(fitting, NodeKind.DEVELOPMENT_AREA)
