"""What StratML can't hold of a version, and what it holds only as text.

In: a version. Out: one :class:`PlanLoss` for each kind, with how many. What is not
``is_kept`` is gone for whoever reads the file, us too: exactly then does reading it back
give another version (tests/generative/test_stratml.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.plans.content import ROOT
from fardplan.engine.plans.levels import NodeKind
from fardplan.engine.plans.stratml.fold import fold
from fardplan.engine.plans.stratml.plain_text import many_lines, one_line
from fardplan.engine.shared.wording import N_


if TYPE_CHECKING:
    from collections.abc import Iterator

    from fardplan.engine.plans.content import NodeFact, VersionFact
    from fardplan.engine.plans.stratml.fold import PlanLevels

_ONE_LINE = ("number", "title", "day", "less_of", "more_of", "initiative")
_NATIVE = (NodeKind.GOAL, NodeKind.STRATEGY)


@dataclass(frozen=True)
class PlanLoss:
    """What does not fit, how many there are of it, and how it stands in the file."""

    what: str
    count: int
    how: str
    is_kept: bool


def what_is_lost(version: VersionFact) -> list[PlanLoss]:
    """Give what the format loses first, then what it holds as text only."""
    folded = fold(version)
    found = [*_lost(version, folded), *_as_text(version, folded)]
    return [loss for loss in found if loss.count]


def _lost(version: VersionFact, folded: PlanLevels) -> Iterator[PlanLoss]:
    yield PlanLoss(
        N_("Utgångspunkter utan identitet"),
        len(folded.values),
        N_(
            "De blir Value, som inte har någon Identifier. När filen läses in i samma"
            " program känns de igen på rubriken."
        ),
        is_kept=False,
    )
    actual = [node.key for node in version.nodes if node.parent == ROOT]
    yield PlanLoss(
        N_("Ordningen överst i planen"),
        int(actual != folded.root_keys()),
        N_("StratML har visionen först, sedan värden, sedan mål."),
        is_kept=False,
    )
    changed = sum(_has_other_letters(node) for node in version.nodes)
    yield PlanLoss(
        N_("Delar med tecken som inte får plats"),
        changed + (version.title != one_line(version.title)),
        N_(
            "Styrtecken tas bort, och radbrytningar och dubbla mellanslag i rubriker"
            " blir ett mellanslag."
        ),
        is_kept=False,
    )


def _has_other_letters(node: NodeFact) -> bool:
    texts = [getattr(node, name) for name in _ONE_LINE]
    return node.text != many_lines(node.text) or any(t != one_line(t) for t in texts)


def _as_text(version: VersionFact, folded: PlanLevels) -> Iterator[PlanLoss]:
    nodes = version.nodes
    told = [objective for goal in folded.goals for objective in goal.objectives]
    goals = {goal.node.key for goal in folded.goals if goal.node}
    deeper = [node for node in told if node.parent and node.parent not in goals]
    plain = {one.key for one in (folded.vision, *folded.values) if one}
    rows = (
        (
            N_("Delar djupare än två nivåer"),
            len(deeper),
            N_("De är Objective i sitt mål, med en rad om vad de ligger under."),
        ),
        (
            N_("Delar som inte är mål eller strategi"),
            sum(n.kind not in _NATIVE and n.key not in plain for n in nodes),
            N_("De är Goal eller Objective, med en rad om vilket slag de är."),
        ),
        (
            N_("Kopplingar mellan delar"),
            len(version.links),
            N_("De står som rader. I del 2 är mätområdenas kopplingar Relationship."),
        ),
        (
            N_("Datum på delar"),
            sum(bool(node.day) for node in nodes),
            N_("De står som rader."),
        ),
        (
            N_("Förflyttningar från mindre till mer"),
            sum(bool(node.less_of or node.more_of) for node in nodes),
            N_("De båda sidorna står som rader."),
        ),
        (
            N_("Insatsers fas, läge, tider och pengar"),
            sum(bool(node.initiative) for node in nodes),
            N_(
                "De står som rader och läses inte tillbaka: insatserna lever vidare"
                " bredvid planen och har en egen fil."
            ),
        ),
    )
    for what, count, how in rows:
        yield PlanLoss(what, count, how, is_kept=True)
