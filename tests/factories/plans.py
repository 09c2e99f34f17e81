"""Invented programmes and plans, made through the production actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fardplan.apps.plans import actions
from fardplan.apps.plans.actions import Place
from fardplan.apps.plans.queries import version_of
from tests.factories.bodies import make_body


if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from fardplan.apps.accounts.models import User
    from fardplan.apps.actors.models import Body
    from fardplan.apps.plans.models import AdoptionStep, Node, PlanVersion

REGION, MUNICIPALITY = "18", "1880"


def make_programme(
    by: User,
    code: str = "nara",
    home: str = REGION,
    parties: Collection[str] = (MUNICIPALITY,),
) -> PlanVersion:
    """Give the empty first draft of a programme that Örebro runs with a municipality."""
    actions.create_programme(
        new={"name": "Nära vård i Påhitt", "code": code},
        home=home,
        authorities=parties,
        by=by,
    )
    return version_of(code, 1)


def add(
    by: User,
    version: PlanVersion,
    kind: str,
    title: str,
    parent: Node | None = None,
    **texts: str,
) -> Node:
    """Put a part last under another."""
    return actions.add_node(
        version=version,
        kind=kind,
        new={"title": title, **texts},
        place=Place(str(parent.key) if parent else ""),
        by=by,
    )


def make_plan(by: User, code: str = "nara", **whose: Any) -> PlanVersion:
    """Give a draft with a vision, a goal, a strategy and an initiative under it."""
    version = make_programme(by, code, **whose)
    add(by, version, "vision", "God hälsa")
    goal = add(by, version, "goal", "Trygg hemma", text="Fler klarar sig hemma längre.")
    strategy = add(by, version, "strategy", "Team som kommer hem", goal, number="1")
    add(by, version, "initiative", "Mobila team", strategy)
    return version


def make_assembly(by: User, code: str = "fullmaktige", **text: str) -> Body:
    """Give an assembly of Örebro; any column may be said otherwise."""
    return make_body(
        by, code=code, name=code.capitalize(), **{"body_type": "Fullmäktige", **text}
    )


def add_step(
    by: User, version: PlanVersion, body: Body, order: int = 1, role: str = "decides"
) -> AdoptionStep:
    """Put a body on the list of those that adopt."""
    return actions.add_step(
        version=version, body=body.code, role=role, order=order, by=by
    )


def adopt(by: User, step: AdoptionStep, day: date, paragraph: str = "§ 1") -> None:
    """Enter that a body has said yes."""
    decision = actions.Decision("adopted", day, paragraph)
    actions.register_decision(step_id=step.pk, decision=decision, by=by)
