"""Programmes and versions: started, on referral, adopted body by body, superseded."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from tests.factories.bodies import make_body
from tests.factories.plans import (
    add,
    add_step,
    adopt,
    make_assembly,
    make_plan,
    make_programme,
)

from fardplan.apps.actors.models import Body
from fardplan.apps.common.problems import (
    ConflictError,
    NotAllowedError,
    ProblemError,
)
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.actions import Decision
from fardplan.apps.plans.models import AdoptionStep, Node, PlanVersion, Programme
from fardplan.engine.plans.content import fingerprint


pytestmark = pytest.mark.usefixtures("few_authorities")
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22 12:00 +0100", tick=False):
        yield


@pytest.fixture
def draft(administrator):
    return make_plan(administrator)


@pytest.fixture
def assembly(administrator) -> Body:
    return make_assembly(administrator)


def state(version: PlanVersion) -> str:
    return str(PlanVersion.objects.get(pk=version.pk).state)


def adopted(draft, assembly, by) -> PlanVersion:
    adopt(by, add_step(by, draft, assembly), DAY)
    return queries.version_of(draft.programme.code, draft.number)


def next_version(draft, by) -> PlanVersion:
    return actions.start_version(code=draft.programme.code, title="", by=by)


def test_a_programme_starts_with_an_empty_draft_and_an_address_of_its_own(
    administrator,
):
    for name in ("Nära vård", "Nära vård!", "»"):
        actions.create_programme(new={"name": name}, home="18", by=administrator)
    assert list(Programme.objects.values_list("code", flat=True).order_by("pk")) == [
        "nara-vard",
        "nara-vard-2",
        "program",
    ]
    with pytest.raises(ConflictError, match="redan ett program"):
        actions.create_programme(new={"name": "Nära vård"}, home="18", by=administrator)
    first = Programme.objects.get(code="nara-vard")
    assert [one.code for one in first.authorities.all()] == ["18"]
    assert [one["kind"] for one in first.levels][:2] == ["vision", "target_vision"]
    assert queries.open_version_of(first).title == "Nära vård"


def test_a_programme_changes_and_tells_what(administrator):
    version = make_programme(administrator)
    asked = {
        "code": "nara",
        "new": {"name": "Närmare", "target_year": 2035},
        "authorities": ["1881"],
        "levels": [{"kind": "strategy", "name": "Vägval"}, {"kind": "goal"}],
        "by": administrator,
    }
    event = actions.edit_programme(**asked)
    assert event.changes["name"] == ["Nära vård i Påhitt", "Närmare"]
    assert event.changes["authorities"] == ["18, 1880", "18, 1881"]
    assert event.changes["levels"][1] == [
        {"kind": "goal", "name": ""},
        {"kind": "strategy", "name": "Vägval"},
    ]
    assert actions.edit_programme(**asked) is None
    assert list(queries.events_of_programme(version.programme)) == [
        event,
        queries.events_of_programme(version.programme).get(action="create_programme"),
    ]
    for change, reason in (
        ({"new": {"name": ""}}, "behöver ett namn"),
        ({"levels": []}, "minst en nivå"),
    ):
        with pytest.raises(ProblemError, match=reason):
            actions.edit_programme(**{**asked, **change})


def test_the_first_adoption_freezes_the_version(draft, assembly, administrator):
    version = adopted(draft, assembly, administrator)
    assert (version.state, version.is_frozen) == ("adopted", True)
    assert version.sha256 == fingerprint(version.frozen)
    told = json.loads(version.frozen)
    assert [node["title"] for node in told["nodes"]] == [
        "God hälsa",
        "Trygg hemma",
        "Team som kommer hem",
        "Mobila team",
    ]
    assert told["nodes"][3]["initiative"] == "mobila-team"
    assert told["programme"]["home"] == "Region Örebro län"
    assert queries.is_as_frozen(version)
    assert queries.version_by_hash(version.sha256) == version
    with pytest.raises(ProblemError, match="ändras inte mer"):
        add(administrator, version, "goal", "För sent")


def test_a_frozen_text_that_does_not_hold_shows(draft, assembly, administrator):
    version = adopted(draft, assembly, administrator)
    version.frozen += " "
    assert not queries.is_as_frozen(version)


def test_bodies_adopt_in_their_order_each_once(draft, administrator, assembly):
    first = add_step(administrator, draft, assembly)
    municipal = make_assembly(administrator, "kumla", home="Kumla kommun")
    second = add_step(administrator, draft, municipal, order=2)
    with pytest.raises(ProblemError, match="inte sagt sitt"):
        adopt(administrator, second, DAY)
    adopt(administrator, first, DAY)
    with pytest.raises(ProblemError, match="redan inskrivet"):
        adopt(administrator, first, DAY)
    actions.register_decision(
        step_id=second.pk,
        decision=Decision("adopted_with_reservation", DAY, " § 7 ", "Påhittspartiet"),
        by=administrator,
    )
    told = queries.steps_of(draft)
    assert [(s.body.code, s.state, s.paragraph) for s in told] == [
        ("fullmaktige", "adopted", "§ 1"),
        ("kumla", "adopted_with_reservation", "§ 7"),
    ]
    event = queries.events_of(draft)[0]
    assert event.changes["reservation"] == [None, True]


def test_a_no_freezes_nothing(draft, administrator, assembly):
    step = add_step(administrator, draft, assembly)
    no = Decision("rejected", DAY)
    actions.register_decision(step_id=step.pk, decision=no, by=administrator)
    assert state(draft) == "draft"


def test_who_is_only_asked_freezes_nothing(draft, administrator):
    board = make_body(administrator, body_type="Råd för patienter och närstående")
    step = add_step(administrator, draft, board, role="consulted")
    adopt(administrator, step, DAY)
    assert state(draft) == "draft"


def test_a_committee_may_not_adopt_goals_and_hears_the_section(draft, administrator):
    committee = make_body(administrator, body_type="Utskott")
    with pytest.raises(ProblemError, match=r"6 kap\. 38 § 1 kommunallagen"):
        add_step(administrator, draft, committee)
    assert AdoptionStep.objects.count() == 0


def test_what_became_a_plan_with_goals_is_not_adopted_by_a_committee(administrator):
    version = make_programme(administrator)
    add(administrator, version, "activity", "Ring alla")
    committee = make_body(administrator, body_type="Utskott")
    step = add_step(administrator, version, committee)
    add(administrator, version, "goal", "Ett mål")
    with pytest.raises(ProblemError, match=r"6 kap\. 38 § 1"):
        adopt(administrator, step, DAY)
    assert state(version) == "draft"


def test_an_empty_plan_is_not_adopted(administrator, assembly):
    version = make_programme(administrator)
    step = add_step(administrator, version, assembly)
    with pytest.raises(ProblemError, match="Planen är tom"):
        adopt(administrator, step, DAY)
    assert AdoptionStep.objects.get().state == "waiting"


def test_a_body_is_on_the_list_once_and_leaves_it_while_it_waits(
    draft, administrator, assembly
):
    step = add_step(administrator, draft, assembly)
    assert add_step(administrator, draft, assembly).pk == step.pk
    actions.remove_step(step_id=step.pk, by=administrator)
    with pytest.raises(ConflictError, match="inte kvar i listan"):
        actions.remove_step(step_id=step.pk, by=administrator)
    step = add_step(administrator, draft, assembly)
    adopt(administrator, step, DAY)
    with pytest.raises(ProblemError, match="redan beslutat"):
        actions.remove_step(step_id=step.pk, by=administrator)


def test_a_wrong_paragraph_is_corrected_but_yes_stays_yes(
    draft, administrator, assembly
):
    step = add_step(administrator, draft, assembly)
    right = Decision("adopted_with_reservation", DAY, "§ 45", "Provpartiet")
    asked = {"step_id": step.pk, "by": administrator, "reason": "Fel paragraf"}
    with pytest.raises(ProblemError, match="Bara dag"):
        actions.correct_decision(**asked, decision=right)
    adopt(administrator, step, DAY)
    event = actions.correct_decision(**asked, decision=right)
    assert event.changes["paragraph"] == ["§ 1", "§ 45"]
    assert event.changes["reservation"] == [False, True]
    assert event.reason == "Fel paragraf"
    assert actions.correct_decision(**asked, decision=right) is None
    for wrong, reason in (
        (Decision("rejected", DAY), "Bara dag"),
        (Decision("adopted", date(2027, 1, 1)), "inte varit än"),
    ):
        with pytest.raises(ProblemError, match=reason):
            actions.correct_decision(**asked, decision=wrong)


def test_the_next_version_starts_from_the_adopted_with_the_same_keys(
    draft, administrator, assembly
):
    goal, strategy = (Node.objects.get(kind=k) for k in ("goal", "strategy"))
    actions.add_link(
        version=draft,
        source=str(strategy.key),
        kind="contributes_to",
        target=str(goal.key),
        by=administrator,
    )
    with pytest.raises(ConflictError, match="redan ett utkast"):
        next_version(draft, administrator)
    version = adopted(draft, assembly, administrator)
    second = next_version(version, administrator)
    assert (second.number, second.title) == (2, version.title)
    assert second.based_on == version
    assert queries.fact_of(second) == queries.fact_of(version)
    assert [s.body.code for s in queries.steps_of(second)] == ["fullmaktige"]
    assert {s.state for s in queries.steps_of(second)} == {"waiting"}


def test_a_version_gives_way_when_all_have_adopted_a_later_one(
    draft, administrator, assembly
):
    kumla = make_assembly(administrator, "kumla", home="Kumla kommun")
    steps = [
        add_step(administrator, draft, assembly),
        add_step(administrator, draft, kumla),
    ]
    for step in steps:
        adopt(administrator, step, DAY)
    second = next_version(draft, administrator)
    one, other = queries.steps_of(second)
    adopt(administrator, one, DAY)
    assert (state(draft), state(second)) == ("adopted", "adopted")
    assert [held_by(one) for one in (assembly, kumla)] == [[2], [1]]
    adopt(administrator, other, DAY)
    assert (state(draft), state(second)) == ("superseded", "adopted")
    assert held_by(kumla) == [2]
    assert held_by(make_assembly(administrator, "hallsberg")) == []


def held_by(body) -> list[int]:
    """Give the number of the version of each plan that holds in a body."""
    return [step.version.number for step in queries.steps_in_force(body.code)]


def test_a_version_on_referral_stays_as_it_is_until_it_is_taken_back(
    draft, administrator
):
    days = (date(2026, 12, 1), date(2027, 1, 31))
    with pytest.raises(ProblemError, match="Svarsdagen"):
        actions.send_on_referral(version=draft, days=days[::-1], by=administrator)
    actions.send_on_referral(version=draft, days=days, by=administrator)
    with pytest.raises(ProblemError, match="på remiss"):
        add(administrator, draft, "goal", "Under tiden")
    with pytest.raises(ProblemError, match="kan inte gå dit"):
        actions.send_on_referral(version=draft, days=days, by=administrator)
    actions.take_back_referral(version=draft, by=administrator)
    add(administrator, draft, "goal", "Efteråt")
    assert state(draft) == "draft"


def test_a_programme_judges_itself_again_and_again(draft, administrator):
    factor = add(administrator, draft, "success_factor", "Mod att pröva")
    asked = {
        "version": draft,
        "title": "Hösten",
        "day": DAY,
        "by": administrator,
        "answers": {str(factor.key): (2, "En bit kvar"), "0" * 32: (3, "")},
    }
    actions.assess(**asked)
    row = actions.assess(**{**asked, "answers": {str(factor.key): (4, " Bättre ")}})
    told = [(a.title, a.level, a.comment) for a in row.answers.all()]
    assert told == [("Mod att pröva", 4, "Bättre")]
    assert draft.programme.assessments.count() == 1
    for answers, reason in (({}, "minst en rad"), ({"x": (6, "")}, "från 1 till 5")):
        with pytest.raises(ProblemError, match=reason):
            actions.assess(**{**asked, "answers": answers})


def test_only_those_who_write_the_plan_decide_on_it(draft, administrator, reader):
    step = add_step(administrator, draft, make_assembly(administrator))
    days = (DAY, DAY)
    for asked in (
        lambda: actions.create_programme(new={"name": "X"}, home="18", by=reader),
        lambda: actions.edit_programme(
            code="nara", new={}, authorities=(), levels=(), by=reader
        ),
        lambda: next_version(draft, reader),
        lambda: actions.send_on_referral(version=draft, days=days, by=reader),
        lambda: actions.take_back_referral(version=draft, by=reader),
        lambda: add_step(reader, draft, step.body),
        lambda: actions.remove_step(step_id=step.pk, by=reader),
        lambda: adopt(reader, step, DAY),
        lambda: actions.correct_decision(
            step_id=step.pk, decision=Decision("adopted", DAY), by=reader, reason=""
        ),
        lambda: actions.assess(
            version=draft, title="X", day=DAY, answers={}, by=reader
        ),
    ):
        with pytest.raises(NotAllowedError):
            asked()


def test_the_program_itself_may_set_up_without_a_person():
    version = actions.create_programme(new={"name": "Demo"}, home="18", by=None)
    assert queries.open_version_of(version).number == 1
