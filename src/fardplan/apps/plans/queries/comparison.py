"""Two versions beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.apps.plans.queries.content import fact_of
from fardplan.engine.plans.compare import (
    Differences,
    FieldChange,
    Piece,
    compare,
    word_changes,
)


if TYPE_CHECKING:
    from fardplan.apps.plans.models import PlanVersion
    from fardplan.engine.plans.content import NodeFact

__all__ = ["Comparison", "Piece", "comparison_of"]


@dataclass(frozen=True)
class Comparison:
    """What differs, and the parts of both versions by key."""

    differences: Differences
    old: dict[str, NodeFact]
    new: dict[str, NodeFact]
    words: list[tuple[FieldChange, list[Piece]]]

    def path(self, key: str, *, was: bool = False) -> str:
        """Give the headings above a part, the topmost first."""
        nodes = self.old if was else self.new
        above, at = [], nodes[key].parent
        while at:
            above.append(nodes[at].title)
            at = nodes[at].parent
        return " › ".join(reversed(above))


def comparison_of(before: PlanVersion, after: PlanVersion) -> Comparison:
    """Give what differs between two versions, words and all."""
    old, new = fact_of(before), fact_of(after)
    found = compare(old, new)
    return Comparison(
        differences=found,
        old={node.key: node for node in old.nodes},
        new={node.key: node for node in new.nodes},
        words=[(one, word_changes(one.before, one.after)) for one in found.changed],
    )
