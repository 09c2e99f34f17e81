"""Small plans told in lines, as tests/spec/thread_rules.yaml explains."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from fardplan.engine.indicators.thread_checks import FollowFact
from fardplan.engine.plans.content import LinkFact, NodeFact
from fardplan.engine.plans.levels import LinkKind
from fardplan.engine.plans.phases import Evaluation, Phase
from fardplan.engine.plans.thread import AdoptionFact, InitiativeFact, PlanFacts


DAYS = {
    "evaluation_due": "evaluation_due",
    "start": "start",
    "end": "end",
    "status": "status_day",
    "next": "next_day",
}
AMOUNTS = {"budget": "budget", "moved": "moved_amount"}
LINKS = {"to": LinkKind.CONTRIBUTES_TO, "measured": LinkKind.FOLLOWED_BY}


def told_plan(case: dict[str, Any]) -> PlanFacts:
    """Give the facts of one case; the title of a part is its key."""
    nodes, links, initiatives, marks = [], [], {}, {"done": set(), "sourced": set()}
    above: list[str] = []
    for position, line in enumerate(case["plan"].splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        words, _bar, told = line.strip().partition(" | ")
        kind, _space, title = words.partition(" ")
        known = dict(pair.partition("=")[::2] for pair in told.split(", ") if pair)
        above[depth:] = [title]
        parent = above[depth - 1] if depth else ""
        nodes.append(
            NodeFact(
                key=title,
                kind=kind,
                parent=parent,
                position=position,
                title=title,
                day=known.get("day", ""),
            )
        )
        links += [LinkFact(title, LINKS[k], known[k]) for k in LINKS if k in known]
        for mark, keys in marks.items():
            keys |= {title} if mark in known else set()
        if kind == "initiative":
            initiatives[title] = living(known)
    return PlanFacts(
        nodes=tuple(nodes),
        links=links,
        initiatives=initiatives,
        adoption=AdoptionFact(
            **{
                name: value if name == "has_begun" else tuple(value)
                for name, value in case.get("adoption", {}).items()
            }
        ),
        look_over=case.get("look_over"),
        vision_checked=case.get("vision_checked"),
        **marks,
    )


def told_followed(case: dict[str, Any]) -> dict[str, list[FollowFact]]:
    """Give the indicators that follow each part of a case."""
    return {
        part: [_follow_fact(*one.split(" | ")) for one in told]
        for part, told in case.get("followed", {}).items()
    }


def _follow_fact(name: str, *known: str) -> FollowFact:
    return FollowFact(
        name=name, has_target="target" in known, has_values="values" in known
    )


def living(known: dict[str, str]) -> InitiativeFact:
    """Give what is known of an initiative."""
    return InitiativeFact(
        phase=Phase(known.get("phase", "idea")),
        has_owner="owner" in known,
        is_adopted="adopted" in known,
        evaluation=Evaluation(known.get("evaluation", "none")),
        **{
            name: date.fromisoformat(known[word])
            for word, name in DAYS.items()
            if word in known
        },
        **{
            name: Decimal(known[word])
            for word, name in AMOUNTS.items()
            if word in known
        },
    )
