"""The plans of the demo sit in the model as the documents tell them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from tests.factories.plans import make_assembly

from fardplan.apps.actors.models import Authority
from fardplan.apps.plans import queries
from fardplan.apps.plans.actions import load_plan
from fardplan.apps.plans.models import Initiative
from fardplan.engine.plans.levels import NodeKind
from fardplan.engine.plans.told_plans import ToldNode


pytestmark = pytest.mark.usefixtures("bodies")


@pytest.fixture
def loaded(administrator) -> None:
    for one in Authority.objects.filter(region__code="18"):
        make_assembly(
            administrator,
            f"kommunfullmaktige-{one.code}",
            home=one.name,
            authorities=one.name,
        )
    for plan in queries.told_plans():
        load_plan(plan=plan, by=administrator)
    assert [load_plan(plan=p, by=administrator) for p in queries.told_plans()] == [
        None,
        None,
    ]


def kinds(version) -> Counter[str]:
    return Counter(node.kind for node in queries.nodes_of(version))


def test_the_two_plans_are_as_the_documents_tell(loaded):
    # Counted in the plan of 2020-12-01: six strategies, each with a quotation; eight
    # definitions with 19 links; 19 knowledge areas, 24 development areas, 19 areas to
    # follow up; four shifts, ten success factors and ten obstacles.
    version = queries.version_of("jonkoping-framtidens-vard", 1)
    assert kinds(version) == {
        "vision": 1,
        "statement": 7,
        "strategy": 6,
        "definition": 8,
        "knowledge_area": 19,
        "development_area": 24,
        "measurement_area": 19,
        "shift": 4,
        "success_factor": 10,
        "obstacle": 10,
    }
    per_strategy = Counter(
        link.source.number
        for link in queries.links_of(version)
        if link.kind == "definition"
    )
    assert per_strategy == {"1": 3, "2": 4, "3": 2, "4": 4, "5": 4, "6": 2}
    assert version.state == "adopted"
    assert queries.is_as_frozen(version)

    # And in the notice of 2020-11-24: three perspectives, five headings, 11 points.
    vision = queries.version_of("orebro-nara-vard", 1)
    assert kinds(vision) == {
        "target_vision": 1,
        "perspective": 3,
        "statement": 5,
        "starting_point": 11,
    }
    steps = queries.steps_of(vision)
    assert Counter(step.state for step in steps) == {
        "adopted": 3,
        "adopted_with_reservation": 1,
        "waiting": 9,
    }


def test_the_draft_builds_on_the_target_vision(loaded):
    draft = queries.version_of("orebro-nara-vard", 2)
    assert (draft.state, draft.based_on.number) == ("draft", 1)
    points = queries.nodes_of(draft).filter(kind="starting_point")
    assert points[0].title == "Arbetet bygger på tillit"
    assert kinds(draft)["starting_point"] == 10
    teams = Initiative.objects.get(code="mobila-narsjukvardsteam-dygnet-runt")
    assert (teams.phase, teams.status, teams.owner_body.code) == (
        "pilot",
        "on_track",
        "orebro-styrgrupp-nara-vard",
    )
    assert sorted(one.code for one in teams.municipalities.all()) == [
        "1862",
        "1880",
        "1881",
    ]


def test_an_initiative_of_the_first_version_gets_its_living_record(administrator):
    plan = queries.told_plans()[0]
    team = ToldNode(
        id="t",
        key=plan.key_of("t"),
        kind=NodeKind.INITIATIVE,
        texts={"title": "Team", "text": "Kommer hem"},
        initiative={"phase": "pilot"},
    )
    told = replace(plan, nodes=(team,), links=(), steps=(), changes=())
    load_plan(plan=told, by=administrator)
    row = Initiative.objects.get()
    assert (row.name, row.phase, row.purpose) == ("Team", "pilot", "Kommer hem")
