"""The gaps of initiatives: what each needs to be a part of the thread and not a project.

In: a thread, a rule's limits and today. Out: the keys of initiatives with what to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.plans.levels import NodeKind
from fardplan.engine.plans.phases import BROAD, Evaluation, Phase


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from fardplan.engine.plans.thread import InitiativeFact, Thread

    Limits = Mapping[str, int]
    Found = Iterator[tuple[str, dict[str, object]]]

# What tells where an initiative leads; a plan without goals goes by its strategies.
AIMS = (NodeKind.GOAL, NodeKind.TARGET_AREA, NodeKind.STRATEGY)
STARTED = frozenset(Phase) - {Phase.IDEA, Phase.PRE_STUDY, Phase.ENDED}
TRIED = frozenset({Phase.PILOT, Phase.EVALUATION})
DAYS_A_MONTH = 30.44


def without_goal(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Initiatives that lead to no goal, or to no strategy where there are no goals."""
    aims = (NodeKind.GOAL,) if thread.of_kind(NodeKind.GOAL) else AIMS
    for key in thread.living:
        if not thread.are_of_kind(thread.above(key), *aims):
            yield key, {}


def without_owner(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Initiatives that neither a body nor a person answers for."""
    for key, one in thread.living.items():
        if not one.has_owner:
            yield key, {}


def without_decision(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Initiatives that have begun though no body has adopted a plan with them."""
    for key, one in thread.living.items():
        if one.phase in STARTED and not one.is_adopted:
            yield key, {}


def without_next_day(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Initiatives without a day for what happens next."""
    for key, one in thread.living.items():
        if one.next_day is None:
            yield key, {}


def next_day_past(thread: Thread, _limits: Limits, day: date) -> Found:
    """Initiatives whose next step should have been taken."""
    for key, one in thread.living.items():
        if one.next_day and one.next_day < day:
            yield key, {"day": one.next_day, "days": (day - one.next_day).days}


def status_old(thread: Thread, limits: Limits, day: date) -> Found:
    """Initiatives of which nobody has told anything for long."""
    for key, one in thread.living.items():
        if one.status_day and (day - one.status_day).days > limits["days"]:
            yield key, {"day": one.status_day}


def status_missing(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Initiatives of which nobody has ever told anything."""
    for key, one in thread.living.items():
        if one.status_day is None:
            yield key, {}


def pilot_without_evaluation(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Pilots that nobody plans to evaluate."""
    for key, one in thread.living.items():
        if one.phase in TRIED and one.evaluation is Evaluation.NONE:
            yield key, {}


def pilot_past_its_time(thread: Thread, limits: Limits, day: date) -> Found:
    """Pilots that have gone on for longer than planned without a result."""
    for key, one in thread.living.items():
        if one.phase in TRIED and one.evaluation is not Evaluation.DONE:
            planned = _planned_end(one)
            if planned and planned < day:
                yield key, {"why": f"skulle ha varit klar {planned}"}
            elif (
                not planned and one.start and _months(one.start, day) > limits["months"]
            ):
                yield key, {"why": f"har pågått sedan {one.start} utan slutdatum"}


def _planned_end(one: InitiativeFact) -> date | None:
    days = [day for day in (one.end, one.evaluation_due) if day]
    return min(days, default=None)


def _months(start: date, day: date) -> float:
    return (day - start).days / DAYS_A_MONTH


def broad_without_evaluation(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Initiatives that were rolled out without anybody knowing whether they help."""
    for key, one in thread.living.items():
        if one.phase in BROAD and one.evaluation is not Evaluation.DONE:
            yield key, {}


CHECKS = {
    "initiative_without_goal": without_goal,
    "initiative_without_owner": without_owner,
    "initiative_without_decision": without_decision,
    "initiative_without_next_day": without_next_day,
    "initiative_next_day_past": next_day_past,
    "initiative_status_old": status_old,
    "initiative_status_missing": status_missing,
    "pilot_without_evaluation": pilot_without_evaluation,
    "pilot_past_its_time": pilot_past_its_time,
    "broad_without_evaluation": broad_without_evaluation,
}
