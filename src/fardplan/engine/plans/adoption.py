"""Who may adopt a plan, in which order, and when a version has given way.

In: what kind of body it is and what the plan holds. Out: nothing, or
:class:`RefusedAdoptionError` with the section in Swedish. Kommunallagen (2017:725), as
consolidated to 2025-07-01: the assembly decides on goals and guidelines (5 kap. 1 § 1);
what concerns goals, direction, scope or quality may not be delegated (6 kap. 38 § 1;
for bodies of employer and employees 7 kap. 22 §).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.plans.levels import NodeKind
from fardplan.engine.plans.versions import SAID_YES, StepRole, StepState
from fardplan.engine.shared.wording import N_


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

# What tells where the activity is to go; the rest is how it is carried out.
DIRECTION = frozenset(
    {
        NodeKind.VISION,
        NodeKind.TARGET_VISION,
        NodeKind.PERSPECTIVE,
        NodeKind.STATEMENT,
        NodeKind.TARGET_AREA,
        NodeKind.GOAL,
        NodeKind.STRATEGY,
    }
)
# The types of body are told by their code, since the actors' station owns them.
DECIDES = frozenset({"assembly", "board", "joint_board"})
MAY_BE_DELEGATED_TO = frozenset({"committee", "administration"})
_REASONS = {
    "committee": N_(
        "Ett utskott får inte anta mål och inriktning: sådana ärenden får inte"
        " delegeras (6 kap. 38 § 1 kommunallagen). Låt nämnden eller fullmäktige anta"
        " planen."
    ),
    "preparatory_committee": N_(
        "En beredning bereder men beslutar inte om mål och inriktning: det gör"
        " fullmäktige (5 kap. 1 § 1 kommunallagen), och det får inte delegeras"
        " (6 kap. 38 § 1)."
    ),
    "collaboration_body": N_(
        "Ett samverkansorgan kan inte anta mål och inriktning åt myndigheterna: sådana"
        " ärenden får inte delegeras (6 kap. 38 § 1 och 7 kap. 22 § kommunallagen)."
        " Låt varje fullmäktige eller nämnd anta planen."
    ),
}
_OFFICIALS = N_(
    "Tjänstepersoner, råd och arbetsgrupper får inte anta mål och inriktning: sådana"
    " ärenden får inte delegeras (6 kap. 38 § 1 kommunallagen). Låt fullmäktige eller"
    " nämnden anta planen (5 kap. 1 § 1)."
)
_NO_DECISIONS = N_(
    "Organet fattar inga beslut enligt kommunallagen. Det kan yttra sig över planen."
)


class RefusedAdoptionError(Exception):
    """The law or the order does not allow it; ``str()`` is the reason in Swedish."""


def check_adopter(body_type: str, kinds: Collection[str]) -> None:
    """Raise :class:`RefusedAdoptionError` unless such a body may adopt such a plan."""
    if body_type in DECIDES:
        return
    if DIRECTION & set(kinds):
        raise RefusedAdoptionError(_REASONS.get(body_type, _OFFICIALS))
    if body_type not in MAY_BE_DELEGATED_TO:
        raise RefusedAdoptionError(_NO_DECISIONS)


def is_for_own_area(body_type: str) -> bool:
    """True for a board, which decides only for what it answers for itself."""
    return body_type in DECIDES - {"assembly"}


@dataclass(frozen=True)
class StepFact:
    """One body's place in the order of the adoption, and what it has said."""

    order: int
    body: str
    role: str
    state: str


def check_decision(
    step: StepFact, steps: Iterable[StepFact], day: date, today: date
) -> None:
    """Raise :class:`RefusedAdoptionError` unless the body's decision can be entered.

    Those with the same place in the order decide in any order among themselves.
    """
    if step.state != StepState.WAITING:
        raise RefusedAdoptionError(
            N_("Organets beslut är redan inskrivet. Rätta det om något är fel.")
        )
    if day > today:
        raise RefusedAdoptionError(
            N_("Beslutsdagen har inte varit än. Skriv in beslutet när det är fattat.")
        )
    if not is_its_turn(step, steps):
        raise RefusedAdoptionError(
            N_("Ett organ tidigare i ordningen har inte sagt sitt än.")
        )


def is_its_turn(step: StepFact, steps: Iterable[StepFact]) -> bool:
    """True when all deciding bodies earlier in the order have said yes."""
    return not any(_is_before(other, step) for other in steps)


def _is_before(other: StepFact, step: StepFact) -> bool:
    return (
        other.role == StepRole.DECIDES
        and other.order < step.order
        and other.state not in SAID_YES
    )


def bodies_that_said_yes(steps: Iterable[StepFact]) -> set[str]:
    """Give the deciding bodies that have adopted."""
    return {
        step.body
        for step in steps
        if step.role == StepRole.DECIDES and step.state in SAID_YES
    }


def has_given_way(steps: Iterable[StepFact], later: Iterable[StepFact]) -> bool:
    """True when every body that adopted a version has adopted a later one."""
    adopted = bodies_that_said_yes(steps)
    return bool(adopted) and adopted <= bodies_that_said_yes(later)
