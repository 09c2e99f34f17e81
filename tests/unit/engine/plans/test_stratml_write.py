"""How a plan stands in StratML, and every plan of the demo there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from tests.builders.stratml import ABOUT, problems, read, schemas
from tests.surroundings import ROOT

from fardplan.engine.plans.content import (
    LinkFact,
    NodeFact,
    VersionFact,
    version_of,
)
from fardplan.engine.plans.stratml.fold import fold
from fardplan.engine.plans.stratml.losses import what_is_lost
from fardplan.engine.plans.stratml.plain_text import shortened, to_identifier, to_key
from fardplan.engine.plans.stratml.plan_record import (
    AdoptionRecord,
    InitiativeWords,
    SubmitterRecord,
)
from fardplan.engine.plans.stratml.vocabulary import Part
from fardplan.engine.plans.stratml.write import write_stratml
from fardplan.engine.plans.told_plans import ToldPlan, read_plan
from fardplan.engine.plans.versions import StepState


DEMO_PLANS = sorted((ROOT / "definitions" / "plans").glob("*.yaml"))
VISION, GOAL, STRATEGY, TEAM, AREA, START = (
    f"{n}f84a6e2-0000-4000-8000-00000000000{n}" for n in range(1, 7)
)
PLAN = version_of(
    "Plan 2030",
    [
        NodeFact(
            key=VISION, kind="vision", title="God hälsa", text="För alla.", number="0"
        ),
        NodeFact(key=START, kind="starting_point", position=1, title="Tillit"),
        NodeFact(key=GOAL, kind="goal", position=2, title="Trygg hemma", number="1"),
        NodeFact(
            key=STRATEGY,
            kind="strategy",
            parent=GOAL,
            title="Team som kommer hem",
            text="Rad ett\n  rad två",
            day="2027-02-01",
        ),
        NodeFact(
            key=TEAM,
            kind="initiative",
            parent=STRATEGY,
            title="Mobila team",
            initiative="mobila-team",
        ),
        NodeFact(
            key=AREA, kind="measurement_area", parent=GOAL, position=1, title="Tid"
        ),
    ],
    [
        LinkFact(STRATEGY, "followed_by", AREA),
        LinkFact(VISION, "contributes_to", GOAL),
    ],
)
TOLD = replace(
    ABOUT,
    target_year=2030,
    sha256="ab12",
    source="https://exempel.example/plan/å",
    published=date(2026, 1, 3),
    adoptions=(
        AdoptionRecord(
            body="Regionfullmäktige",
            authority="Region Påhitt",
            state=StepState.ADOPTED_WITH_RESERVATION,
            day=date(2026, 1, 2),
            paragraph="§ 12",
            registry_number="RS 7/2026",
            reservation="En ledamot.",
        ),
        AdoptionRecord(body="KF", authority="Påhitt", state=StepState.WAITING),
        AdoptionRecord(
            body="Nej",
            authority="Påhitt",
            state=StepState.REJECTED,
            day=date(2025, 1, 1),
        ),
    ),
    initiatives={
        "mobila-team": InitiativeWords(
            lines={"Fas": "Pilot"},
            performers={"Styrgruppen": "Ansvarigt organ"},
            target_group="Äldre",
        )
    },
    submitter=SubmitterRecord(given_name="Anna", surname="Påhitt", email="a@b.example"),
)


# Of part 1: what lies in StrategicPlanCore.
CORE = [
    [
        "Organization",
        ["Name", "Region Påhitt"],
        ["Identifier", "_myndighet-1"],
        ["Description", "Driver programmet."],
    ],
    [
        "Organization",
        ["Name", "Påhitts kommun"],
        ["Identifier", "_myndighet-2"],
    ],
    [
        "Vision",
        ["Description", "God hälsa", "", "För alla."],
        ["Identifier", f"_{VISION}"],
    ],
    ["Value", ["Name", "Tillit"]],
    [
        "Goal",
        ["Name", "Trygg hemma"],
        ["Description", "Planen säger inget mer om den här delen."],
        ["Identifier", f"_{GOAL}"],
        ["SequenceIndicator", "1"],
        ["OtherInformation", "Slag: Mål"],
        [
            "Objective",
            ["Name", "Team som kommer hem"],
            ["Description", "Rad ett", "  rad två"],
            ["Identifier", f"_{STRATEGY}"],
            [
                "OtherInformation",
                "Slag: Strategi",
                "Datum: 2027-02-01",
                f"Följs med mätområdet: Tid (_{AREA})",
            ],
        ],
        [
            "Objective",
            ["Name", "Mobila team"],
            ["Identifier", f"_{TEAM}"],
            [
                "Stakeholder",
                {"StakeholderTypeType": "Organization"},
                ["Name", "Styrgruppen"],
                ["Description", "Ansvarigt organ"],
            ],
            [
                "Stakeholder",
                {"StakeholderTypeType": "Generic_Group"},
                ["Name", "Äldre"],
                ["Description", "Målgrupp"],
            ],
            [
                "OtherInformation",
                "Slag: Insats",
                f"Ligger under: Team som kommer hem (_{STRATEGY})",
                "Insatsens kortadress: mobila-team",
                "Fas: Pilot",
            ],
        ],
        [
            "Objective",
            ["Name", "Tid"],
            ["Identifier", f"_{AREA}"],
            ["OtherInformation", "Slag: Mätområde"],
        ],
    ],
]


def told(element) -> list:
    """Give an element as nested lists: name, attributes, text or what lies in it."""
    name = etree.QName(element).localname
    found = [told(one) for one in element]
    inside = found or ((element.text or "").split("\n") if element.text else [])
    return [name, *([dict(element.attrib)] if element.attrib else []), *inside]


def parts_of(part: Part) -> dict[str, list]:
    root = etree.fromstring(write_stratml(PLAN, TOLD, part))
    return {one[0]: one for one in told(root)[1:] if isinstance(one, list)}


def test_part_one_holds_the_plan_in_two_levels():
    found = parts_of(Part.ONE)
    assert found["OtherInformation"][1:] == [
        "Program: Nära vård i Påhitt",
        "Version: 1",
        "Målår: 2030",
        (
            "Antagen med reservation av Regionfullmäktige, Region Påhitt, 2026-01-02,"
            " § 12, dnr RS 7/2026. Reservation: En ledamot."
        ),
        "Väntar på beslut av KF, Påhitt",
        "Avslagen av Nej, Påhitt, 2025-01-01",
        "Fingeravtryck (SHA-256): ab12",
        "Visionen: Nummer: 0",
        f"Visionen: Bidrar till: 1 Trygg hemma (_{GOAL})",
    ]
    core = found["StrategicPlanCore"]
    assert core[1:] == CORE
    assert found["AdministrativeInformation"][1:] == [
        ["StartDate", "2026-01-02"],
        ["EndDate", "2030-12-31"],
        ["PublicationDate", "2026-01-03"],
        ["Source", "https://exempel.example/plan/%C3%A5"],
        [
            "Submitter",
            ["GivenName", "Anna"],
            ["Surname", "Påhitt"],
            ["EmailAddress", "a@b.example"],
        ],
    ]


def test_part_two_adds_roles_indicators_and_relations():
    found = parts_of(Part.TWO)
    assert found["Submitter"][1] == ["GivenName", "Anna"]
    assert found["AdministrativeInformation"][1] == ["Identifier", "_version-ab12"]
    goal = found["StrategicPlanCore"][-1]
    team, area = goal[-2:]
    assert team[3][2:] == [
        ["Name", "Styrgruppen"],
        ["Role", ["Name", "Ansvarigt organ"], ["RoleType", "Performer"]],
    ]
    assert area[-1] == [
        "PerformanceIndicator",
        ["MeasurementDimension", "Tid"],
        ["UnitOfMeasurement", "Anges inte i planen"],
        ["Identifier", f"_{AREA}.indikator"],
        [
            "Relationship",
            {"RelationshipType": "Narrower_Than"},
            ["ReferentIdentifier", f"_{GOAL}"],
            ["Name", "Ligger under"],
            ["Description", "Trygg hemma"],
        ],
        [
            "Relationship",
            {"RelationshipType": "Peer_To"},
            ["ReferentIdentifier", f"_{STRATEGY}"],
            ["Name", "Följer upp"],
            ["Description", "Team som kommer hem"],
        ],
    ]


def test_a_plan_without_goals_says_so_where_the_standard_wants_one():
    area = NodeFact(key=AREA, kind="measurement_area", title="Tid")
    for nodes in ([PLAN.nodes[0]], [PLAN.nodes[0], area]):
        version = version_of("Bara en vision", nodes, [])
        found = read(write_stratml(version, ABOUT, Part.TWO))
        assert (found.version, found.notes) == (version, ())


def test_what_does_not_fit_is_counted():
    found = {loss.what: (loss.count, loss.is_kept) for loss in what_is_lost(PLAN)}
    assert found == {
        "Utgångspunkter utan identitet": (1, False),
        "Delar djupare än två nivåer": (1, True),
        "Delar som inte är mål eller strategi": (2, True),
        "Kopplingar mellan delar": (2, True),
        "Datum på delar": (1, True),
        "Insatsers fas, läge, tider och pengar": (1, True),
    }
    goal = NodeFact(key=GOAL, kind="goal", title="Mål\noch  medel", position=0)
    shift = NodeFact(key=AREA, kind="shift", title="a", less_of="a", position=1)
    last = NodeFact(key=VISION, kind="vision", title="Sist", position=2)
    odd = version_of("En\ntitel", [goal, shift, last], [])
    assert {loss.what: loss.count for loss in what_is_lost(odd)} == {
        "Ordningen överst i planen": 1,
        "Delar med tecken som inte får plats": 2,
        "Delar som inte är mål eller strategi": 1,
        "Förflyttningar från mindre till mer": 1,
    }
    assert what_is_lost(version_of("Tom", [], [])) == []


def test_what_stands_beside_the_tree_is_gathered_by_kind():
    kinds = ("obstacle", "obstacle", "shift", "obstacle", "goal")
    nodes = [
        NodeFact(key=str(at), kind=kind, title=kind, position=at)
        for at, kind in enumerate(kinds)
    ]
    goals = fold(version_of("x", nodes, [])).goals
    assert [(goal.kind, len(goal.objectives)) for goal in goals] == [
        ("obstacle", 2),
        ("shift", 1),
        ("obstacle", 1),
        ("goal", 0),
    ]


def test_identifiers_begin_with_a_letter_and_lead_back():
    assert to_identifier(GOAL) == f"_{GOAL}"
    assert to_key(f"_{GOAL}") == to_key(GOAL.upper()) == GOAL
    odd = to_identifier("mål 1")
    assert odd[1:] == to_key("mål 1") == to_key(odd)
    assert to_key("mål 2") != to_key("mål 1")


def test_a_text_is_cut_between_words():
    assert shortened("ett två tre", 11) == "ett två tre"
    assert shortened("ett två tre", 10) == "ett två…"
    assert shortened("ettochtvå", 5) == "etto…"


def version_told(plan: ToldPlan) -> VersionFact:
    """Give the first version that a file of definitions/plans tells of."""
    nodes = []

    def add(under, parent: str) -> None:
        for at, one in enumerate(under):
            texts = {"title": "?", **one.texts}
            nodes.append(
                NodeFact(
                    key=one.key, kind=one.kind, parent=parent, position=at, **texts
                )
            )
            add(one.under, one.key)

    add(plan.nodes, "")
    links = [
        LinkFact(plan.key_of(one.source), one.kind, plan.key_of(one.target))
        for one in plan.links
    ]
    return version_of(plan.title, nodes, links)


@pytest.mark.parametrize("file", DEMO_PLANS, ids=lambda file: file.stem)
def test_each_plan_of_the_demo_is_valid_and_comes_back(file):
    version = version_told(read_plan(file.name, file.read_text("utf-8")))
    rules = schemas()
    for part in Part:
        once = write_stratml(version, ABOUT, part)
        assert problems(rules[part], once) == []
        found = read(once)
        assert (found.notes, found.faults) == ((), ())
        assert write_stratml(found.version, ABOUT, part) == once
        gone = {loss.what for loss in what_is_lost(version) if not loss.is_kept}
        assert (found.version == version) == (gone == set())
        assert found.version.links == version.links
