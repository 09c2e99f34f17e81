"""The gaps of a programme as a whole: adoption, resources, goals, looking over.

In: a thread, a rule's limits and today. Out: an empty key with what to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.plans.levels import NodeKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from fardplan.engine.plans.thread import Thread

    Limits = Mapping[str, int]
    Found = Iterator[tuple[str, dict[str, object]]]

PROGRAMME = ""
NAMED_AT_MOST = 6


def few_resources_move(thread: Thread, limits: Limits, _day: date) -> Found:
    """Many initiatives with money, and hardly any of it moves resources for good."""
    paid = [one for one in thread.living.values() if one.budget]
    if len(paid) < limits["initiatives"]:
        return
    budget = sum(one.budget or 0 for one in paid)
    moved = sum(one.moved_amount or 0 for one in thread.living.values())
    share = 100 * moved / budget
    if share < limits["percent"]:
        yield PROGRAMME, {"percent": round(share), "initiatives": len(paid)}


def too_many_goals(thread: Thread, limits: Limits, _day: date) -> Found:
    """So many goals that each party picks its own."""
    goals = thread.of_kind(NodeKind.GOAL)
    if len(goals) > limits["goals"]:
        yield PROGRAMME, {"goals": len(goals)}


def parts_without_source(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Parts that rest on no passage, so that nobody can see where they come from."""
    missing = [n for n in thread.facts.nodes if n.key not in thread.facts.sourced]
    if missing:
        yield PROGRAMME, {"count": len(missing), "all": len(thread.facts.nodes)}


def adoption_not_begun(thread: Thread, _limits: Limits, _day: date) -> Found:
    """A plan with goals and no body on the list of those who are to adopt it."""
    if thread.facts.nodes and not thread.facts.adoption.has_begun:
        yield PROGRAMME, {}


def adoption_unfinished(thread: Thread, _limits: Limits, _day: date) -> Found:
    """Bodies that have not adopted the plan, and parties that are not asked."""
    adoption = thread.facts.adoption
    missing = (*adoption.waiting, *adoption.rejected, *adoption.without_body)
    if adoption.has_begun and missing:
        yield PROGRAMME, {"count": len(missing), "names": _names(missing)}


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED_AT_MOST])
    rest = len(names) - NAMED_AT_MOST
    return f"{shown} och {rest} till" if rest > 0 else shown


def look_over_past(thread: Thread, _limits: Limits, day: date) -> Found:
    """A plan that should have been looked over."""
    due = thread.facts.look_over
    if due and due < day:
        yield PROGRAMME, {"day": due}


def vision_not_checked(thread: Thread, _limits: Limits, day: date) -> Found:
    """A target vision that nobody has held against this year's operating plan."""
    has_vision = thread.of_kind(NodeKind.VISION, NodeKind.TARGET_VISION)
    checked = thread.facts.vision_checked
    is_checked = checked is not None and checked.year >= day.year
    if has_vision and thread.facts.adoption.has_begun and not is_checked:
        yield PROGRAMME, {"year": day.year}


CHECKS = {
    "few_resources_move": few_resources_move,
    "too_many_goals": too_many_goals,
    "parts_without_source": parts_without_source,
    "adoption_not_begun": adoption_not_begun,
    "adoption_unfinished": adoption_unfinished,
    "look_over_past": look_over_past,
    "vision_not_checked": vision_not_checked,
}
