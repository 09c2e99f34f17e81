"""What waits for somebody in the adoption of plans: a decision, a look over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fardplan.apps.accounts.roles import standing_of
from fardplan.apps.accounts.states import RoleName
from fardplan.apps.plans.adapters import to_step_fact
from fardplan.apps.plans.models import AdoptionStep, PlanVersion, Programme
from fardplan.apps.plans.queries.choices import revision_day
from fardplan.apps.plans.queries.programme import steps_of
from fardplan.apps.plans.states import StepLabel, VersionLabel
from fardplan.engine.plans.adoption import is_its_turn


if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fardplan.apps.accounts.models import User

# Time enough to write a version, send it out and have it adopted.
AHEAD = timedelta(days=365)


def decisions_awaited_by(user: User) -> list[AdoptionStep]:
    """Give what bodies that the person is secretary of are to decide on now.

    A plan that has given way to a later one waits for nobody.
    """
    bodies = standing_of(user).places(RoleName.SECRETARY)
    if not bodies:
        return []
    mine = AdoptionStep.objects.filter(body__code__in=bodies, state=StepLabel.WAITING)
    open_rows = mine.exclude(version__state=VersionLabel.SUPERSEDED)
    shown = open_rows.select_related("body", "version__programme")
    rows = list(shown.defer("version__frozen"))
    found = AdoptionStep.objects.filter(version__in={row.version_id for row in rows})
    beside: dict[int, list[AdoptionStep]] = {}
    for step in found.select_related("body"):
        beside.setdefault(step.version_id, []).append(step)
    return [
        row
        for row in rows
        if is_its_turn(to_step_fact(row), map(to_step_fact, beside[row.version_id]))
    ]


def plans_to_look_over(user: User, day: date) -> Iterator[tuple[Programme, date]]:
    """Give the programmes that the person leads whose plan is soon to be looked over.

    Not while a later version is being written.
    """
    places = standing_of(user).places(RoleName.PROGRAMME_LEAD)
    if not places:
        return
    for programme in Programme.objects.filter(home__code__in=places):
        rows = PlanVersion.objects.filter(programme=programme).defer("frozen")
        latest = rows.order_by("-number").first()
        due = revision_day(programme, steps_of(latest)) if latest else None
        if due and due - AHEAD <= day:
            yield programme, due
