"""Does the thread hold? Every gap in one version of a plan, the worst first.

In: a :class:`PlanFacts`, the rules and today. Out: :class:`Gap` rows. Which gaps there
are is code here; how grave each is, why, and its limits are data
(definitions/thread_rules.yaml), so that the two must name the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fardplan.engine.plans import direction_checks, initiative_checks, programme_checks
from fardplan.engine.plans.thread import PlanFacts, Thread
from fardplan.engine.plans.thread_rules import Severity, ThreadRule


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    Values = Mapping[str, object]
    Found = Iterable[tuple[str, Values]]
    Check = Callable[[Thread, Mapping[str, int], date], Found]

CHECKS: dict[str, Check] = {
    **initiative_checks.CHECKS,
    **direction_checks.CHECKS,
    **programme_checks.CHECKS,
}
WORST_FIRST = {severity: at for at, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Gap:
    """Where a rule is broken. ``key`` is the part's; empty for the programme itself."""

    rule: ThreadRule
    key: str
    values: Values = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What is missing, in a sentence."""
        return self.rule.says.format_map(self.values)


def find_gaps(
    facts: PlanFacts,
    rules: Mapping[str, ThreadRule],
    day: date,
    checks: Mapping[str, Check] = CHECKS,
) -> list[Gap]:
    """Give the gaps by severity, then by rule as the file has them, then by the plan."""
    thread = Thread(facts)
    found = [
        Gap(rule, key, values)
        for name, rule in rules.items()
        if name in checks
        for key, values in checks[name](thread, rule.limits, day)
    ]
    return sorted(found, key=lambda gap: WORST_FIRST[gap.rule.severity])
