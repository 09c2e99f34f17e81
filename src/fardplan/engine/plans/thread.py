"""What the thread check looks at: a version's parts, and what lives beside them.

In: :class:`PlanFacts` as the stations tell them. Out: a :class:`Thread` that answers what
hangs on what, up and down, through the tree and the links that say "contributes to".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from fardplan.engine.plans.levels import LinkKind, NodeKind
from fardplan.engine.plans.phases import Evaluation, Phase


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from fardplan.engine.plans.content import LinkFact, NodeFact


@dataclass(frozen=True, kw_only=True)
class InitiativeFact:
    """What is known of an initiative today; amounts are in kronor."""

    phase: Phase = Phase.IDEA
    has_owner: bool = False
    is_adopted: bool = False
    evaluation: Evaluation = Evaluation.NONE
    evaluation_due: date | None = None
    start: date | None = None
    end: date | None = None
    status_day: date | None = None
    next_day: date | None = None
    budget: Decimal | None = None
    moved_amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class AdoptionFact:
    """How far the adoption has come; bodies and authorities are told by name."""

    has_begun: bool = False
    waiting: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    without_body: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """One version with what lives beside it.

    ``initiatives``, ``done`` and ``sourced`` (what rests on a passage of a document) are
    by the key of the part. ``look_over`` is the day by which the plan is to be looked over, ``vision_checked`` the latest day on which the
    target vision was held against the operating plan.
    """

    nodes: tuple[NodeFact, ...]
    links: Collection[LinkFact] = ()
    initiatives: Mapping[str, InitiativeFact] = field(default_factory=dict)
    done: Collection[str] = ()
    sourced: Collection[str] = ()
    adoption: AdoptionFact = field(default_factory=AdoptionFact)
    look_over: date | None = None
    vision_checked: date | None = None


class Thread:
    """What hangs on what in one version."""

    def __init__(self, facts: PlanFacts) -> None:
        self.facts = facts
        self.nodes = {node.key: node for node in facts.nodes}
        self._below: dict[str, list[str]] = defaultdict(list)
        self._above: dict[str, list[str]] = defaultdict(list)
        for node in facts.nodes:
            if node.parent:
                self._tie(node.key, node.parent)
        for link in facts.links:
            if link.kind == LinkKind.CONTRIBUTES_TO:
                self._tie(link.source, link.target)

    def _tie(self, below: str, above: str) -> None:
        self._below[above].append(below)
        self._above[below].append(above)

    def above(self, key: str) -> set[str]:
        """Give all that a part contributes to, however far up."""
        return _reached(key, self._above)

    def below(self, key: str) -> set[str]:
        """Give all that contributes to a part, however far down."""
        return _reached(key, self._below)

    def of_kind(self, *kinds: NodeKind) -> list[NodeFact]:
        """Give the parts of some kinds, in the order of the plan."""
        return [node for node in self.facts.nodes if node.kind in kinds]

    def are_of_kind(self, keys: Iterable[str], *kinds: NodeKind) -> set[str]:
        """Give those of the keys whose parts are of some kinds."""
        return {key for key in keys if self.nodes[key].kind in kinds}

    @cached_property
    def living(self) -> dict[str, InitiativeFact]:
        """The initiatives that have not ended, by key, in the order of the plan."""
        known = self.facts.initiatives
        nodes = self.of_kind(NodeKind.INITIATIVE)
        found = {node.key: known.get(node.key, InitiativeFact()) for node in nodes}
        return {key: one for key, one in found.items() if one.phase is not Phase.ENDED}

    @cached_property
    def followed(self) -> set[str]:
        """The parts that some area to measure follows."""
        links = self.facts.links
        linked = {link.source for link in links if link.kind == LinkKind.FOLLOWED_BY}
        areas = self.of_kind(NodeKind.MEASUREMENT_AREA)
        return linked | {area.parent for area in areas if area.parent}


def _reached(start: str, ties: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(ties.get(start, ()))
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += ties.get(key, ())
    # A ring of links leads back to where it began.
    return found - {start}
