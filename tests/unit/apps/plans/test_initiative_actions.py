"""Writing about initiatives: facts, status, phase, the gate, undo, two at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from tests.factories.bodies import appoint, make_body, make_seat
from tests.factories.initiatives import edit, initiative, make_initiatives, own, tell
from tests.factories.people import granted, seated
from tests.factories.plans import add, add_step, adopt, make_assembly

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.actions import WrongFieldsError
from fardplan.apps.common.problems import (
    ConflictError,
    NotAllowedError,
    ProblemError,
)
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.models import Initiative, Node, StatusUpdate


pytestmark = pytest.mark.usefixtures("few_authorities")
FACTS = {
    "purpose": "Fler klarar sig hemma.\r\nFärre åker in akut.",
    "themes": "Mobila team och mobil vård, palliative_care",
    "phase": "Pilot",
    "target_group": "Äldre med stora behov",
    "municipalities": "Örebro kommun, 1881",
    "partner_authorities": "18",
    "financed_by": "Region Örebro län; Kumla kommun",
    "cofinancing_percent": "40",
    "budget": "1 200 000,50",
    "moves_from": "Sjukhus",
    "moves_to": "Hemmet",
    "moved_amount": "500000",
    "start": "2026-01-01",
    "end": "2027-12-31",
    "agreement": "2",
    "predictability": "2",
    "evaluation": "Planerad",
    "evaluation_due": "2026-12-31",
}


@pytest.fixture
def version(administrator):
    return make_initiatives(administrator, "Hälsosamtal")


@pytest.fixture
def row(version) -> Initiative:
    return initiative()


def take_back(by, row, event) -> None:
    actions.undo_initiative_event(programme=row.programme, event=event, by=by)


def test_facts_are_kept_as_told(administrator, row):
    body = make_body(administrator)
    person = seated(administrator, body, "Olle", "Ledamot")
    edit(
        administrator,
        row,
        **FACTS,
        owner_body=body.code,
        partner_bodies=body.code,
        owner=person.name,
    )
    found = queries.initiative_of(row.programme, row.code)
    assert found.purpose == "Fler klarar sig hemma.\nFärre åker in akut."
    assert found.themes == ["mobile_teams", "palliative_care"]
    assert [one.code for one in found.municipalities.all()] == ["1881", "1880"]
    assert {one.code for one in found.financed_by.all()} == {"18", "1881"}
    assert (found.budget, found.moved_amount) == (
        Decimal("1200000.50"),
        Decimal(500000),
    )
    assert (found.phase, found.evaluation) == ("pilot", "planned")
    assert (found.owner_body, found.owner.user) == (body, person)
    assert (found.start, found.end) == (date(2026, 1, 1), date(2027, 12, 31))
    assert queries.complexity(found) == "complex"
    assert queries.complexity(initiative("Hälsosamtal")) == ""


def test_an_edit_is_undone_with_all_that_it_refers_to(administrator, row):
    before = queries.initiative_text(row, queries.known_plan(row.programme))
    event = edit(administrator, row, **FACTS)
    assert event is not None
    assert event.changes["budget"] == ["", "1200000,50"]
    take_back(administrator, row, event)
    now = queries.initiative_of(row.programme, row.code)
    assert queries.initiative_text(now, queries.known_plan(row.programme)) == before
    assert now.revision == row.revision + 2
    with pytest.raises(ConflictError):
        take_back(administrator, row, event)
    created = AuditEvent.objects.filter(action="undo_edit_initiative").get()
    with pytest.raises(ConflictError, match="går inte att ångra en sådan"):
        take_back(administrator, row, created)


def test_nothing_is_written_when_nothing_differs(administrator, row):
    edit(administrator, row, **FACTS)
    assert edit(administrator, row, **FACTS) is None


def test_who_saw_an_older_text_is_told_and_nothing_is_lost(administrator, row):
    edit(administrator, row, purpose="Andras text")
    with pytest.raises(ConflictError, match="syfte: ”Andras text”"):
        actions.edit_initiative(
            programme=row.programme,
            code=row.code,
            new={"purpose": "Min text"},
            revision=row.revision,
            by=administrator,
        )
    assert initiative().purpose == "Andras text"


def test_all_that_is_wrong_is_told_at_once(administrator, row):
    wrong = {
        "themes": "finns inte",
        "municipalities": "Ankeborg",
        "area": "Inget",
        "owner_body": "ingen",
        "partner_bodies": "ingen, annan",
        "owner": "Ingen Alls",
        "budget": "mycket",
        "moved_amount": "1,234",
        "cofinancing_percent": "101",
        "agreement": "0",
        "evaluation": "Gjord",
        "start": "2027-01-01",
        "end": "2026-01-01",
    }
    with pytest.raises(WrongFieldsError) as told:
        edit(administrator, row, **wrong)
    columns = {problem.column for problem in told.value.problems}
    assert columns == set(wrong) - {"evaluation", "start"} | {"evaluation_result"}
    for text in ("Infinity", "-1"):
        with pytest.raises(WrongFieldsError, match="inget belopp"):
            edit(administrator, row, budget=text)
    with pytest.raises(WrongFieldsError, match="finns inte att välja"):
        edit(administrator, row, phase="Nästan klar")


def test_an_owner_of_a_common_name_is_told_by_number(administrator, row):
    body = make_body(administrator)
    first = seated(administrator, body, "Olle", "Ledamot")
    appoint(administrator, make_seat(administrator, body), f"{first.name} #ny")
    with pytest.raises(WrongFieldsError, match="flera heter så"):
        edit(administrator, row, owner=first.name)
    edit(administrator, row, owner=f"{first.name} #{first.person.pk}")
    assert initiative().owner == first.person
    text = queries.initiative_text(initiative(), queries.known_plan(row.programme))
    assert text["owner"] == f"{first.name} #{first.person.pk}"


def test_what_is_rolled_out_is_evaluated_first(administrator, row):
    with pytest.raises(WrongFieldsError) as told:
        edit(administrator, row, phase="Breddinförande")
    assert [problem.column for problem in told.value.problems] == ["phase"]
    with pytest.raises(ProblemError, match="ska vara det innan den införs brett"):
        actions.move_phase(
            programme=row.programme, code=row.code, phase="roll_out", by=administrator
        )
    edit(administrator, row, evaluation="Gjord", evaluation_result="Det hjälpte.")
    assert actions.move_phase(
        programme=row.programme, code=row.code, phase="roll_out", by=administrator
    )


def test_the_gate_opens_for_a_written_reason_that_stays(administrator, row):
    event = edit(
        administrator, row, gate_reason="Beslut i nämnden § 12", phase="I drift"
    )
    assert event is not None
    assert (event.reason, initiative().phase) == (
        "Beslut i nämnden § 12",
        "in_operation",
    )
    # Within what is done broadly the gate is passed already.
    assert edit(administrator, row, phase="Breddinförande")


def test_a_phase_is_moved_to_and_back(administrator, row):
    move = {"programme": row.programme, "code": row.code, "by": administrator}
    assert actions.move_phase(phase="idea", **move) is None
    event = actions.move_phase(phase="pilot", **move)
    assert event is not None
    assert initiative().phase == "pilot"
    take_back(administrator, row, event)
    assert initiative().phase == "idea"
    with pytest.raises(ProblemError, match="Den fasen finns inte"):
        actions.move_phase(phase="nästan", **move)


def test_a_status_is_told_once_kept_and_undone(administrator, row):
    with time_machine.travel("2026-11-20T09:00:00+01:00", tick=False):
        tell(administrator, row, "on_track", text="Rullar på", next_step="Rekrytera")
    with time_machine.travel("2026-11-22T09:00:00+01:00", tick=False):
        said = {
            "text": "Ingen sökte",
            "next_step": "Annonsera igen",
            "next_day": date(2026, 12, 1),
        }
        event = tell(administrator, row, "at_risk", phase="pilot", **said)
        assert tell(administrator, row, "at_risk", **said) is None
    now = initiative()
    assert (now.status, now.status_day, now.phase) == (
        "at_risk",
        date(2026, 11, 22),
        "pilot",
    )
    assert [u.status for u in queries.updates_of(now)] == ["at_risk", "on_track"]
    assert event is not None
    assert event.changes["status"] == ["on_track", "at_risk"]
    take_back(administrator, row, event)
    now = initiative()
    assert (now.status, now.status_text, now.phase) == ("on_track", "Rullar på", "idea")
    assert StatusUpdate.objects.count() == 1


def test_two_who_tell_at_once_do_not_overwrite_each_other(administrator, row):
    tell(administrator, row, "off_track", text="Stopp")
    with pytest.raises(ConflictError, match="Avviker från planen"):
        actions.tell_status(
            programme=row.programme,
            code=row.code,
            new=actions.NewStatus("on_track"),
            revision=row.revision,
            by=administrator,
        )


@pytest.mark.parametrize(
    "said",
    [
        {"status": "none"},
        {"status": "bra"},
        {"status": "on_track", "text": "x" * 6001},
        {"status": "on_track", "next_step": "x" * 301},
        {"status": "on_track", "phase": "roll_out"},
    ],
)
def test_a_status_that_says_nothing_is_refused(administrator, row, said):
    with pytest.raises(ProblemError):
        tell(administrator, row, **said)
    assert not StatusUpdate.objects.exists()


def test_a_double_click_adds_one_initiative(administrator, version, row):
    key = str(queries.new_key())
    goal = Node.objects.get(version=version, kind="goal")
    for _ in range(2):
        made = actions.create_initiative(
            programme=row.programme,
            name="Direktinläggning",
            parent=str(goal.key),
            key=key,
            by=administrator,
        )
    assert made.name == "Direktinläggning"
    events = queries.events_of_initiative(made)
    assert [event.action for event in events] == ["create_initiative"]
    assert Initiative.objects.count() == 3


def test_a_new_initiative_needs_a_draft(administrator, version, row):
    step = add_step(administrator, version, make_assembly(administrator))
    adopt(administrator, step, date(2026, 1, 1))
    with pytest.raises(ProblemError, match="behöver ett utkast"):
        actions.create_initiative(
            programme=row.programme, name="För sent", by=administrator
        )


def test_who_may_not_is_refused(administrator, reader, version, row):
    lead = granted(administrator, "1881", "Kim", "programme_lead")
    for person in (reader, lead):
        with pytest.raises(NotAllowedError):
            edit(person, row, purpose="Mitt")
        with pytest.raises(NotAllowedError):
            tell(person, row, "on_track")
    owner = seated(administrator, make_body(administrator), "Olle", "Ledamot")
    own(administrator, row, owner)
    event = tell(owner, row, "on_track")
    edited = edit(administrator, row, purpose="Ett syfte")
    with pytest.raises(NotAllowedError):
        take_back(owner, row, edited)
    take_back(administrator, row, edited)
    take_back(owner, row, event)


def test_an_activity_does_not_become_an_initiative(administrator, version):
    add(administrator, version, "activity", "Skriv rutin")
    assert Initiative.objects.count() == 2
