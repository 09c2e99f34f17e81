"""The index follows the chain of events, and is built anew where it can't."""

from __future__ import annotations

import pytest
from tests.factories.bodies import make_body
from tests.factories.documents import make_document
from tests.factories.initiatives import edit, initiative
from tests.factories.people import seated
from tests.factories.plans import add, make_plan
from tests.factories.search import titles

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.actors.actions import correct_own_name, edit_authority, edit_body
from fardplan.apps.actors.models import Body, Person
from fardplan.apps.plans.actions import edit_programme
from fardplan.apps.search import actions, queries
from fardplan.apps.search.actions import StoppedError, Written, refresh_index
from fardplan.apps.sources.actions import remove_document
from fardplan.engine.search.index_files import state_of, writing


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]


def test_it_is_built_where_there_is_none_and_then_left_alone(settings):
    first = refresh_index()
    assert (first.is_new, first.entries) == (True, 4)
    assert refresh_index() == Written()
    state = state_of(settings.SEARCH_DIR)
    assert (state.number, state.hash) == queries.chain_end()


def test_what_is_written_is_found_and_what_is_removed_is_not(administrator):
    refresh_index()
    body = make_body(administrator, code="namnden", name="Omsorgsnämnden")
    assert titles("nämnd", administrator) == ["Omsorgsnämnden"]
    edit_body(
        code=body.code,
        new={"name": "Socialnämnden"},
        seen={"name": "Omsorgsnämnden"},
        by=administrator,
    )
    assert titles("nämnd", administrator) == ["Socialnämnden"]
    assert titles("omsorg", administrator) == []
    document = make_document(administrator, "Ett papper om vårdplatser i länet.")
    assert document.title in titles("vårdplatser", administrator)
    remove_document(document_id=document.pk, by=administrator)
    assert titles("vårdplatser", administrator) == []


def test_only_what_events_touched_is_read_again(administrator):
    make_plan(administrator)
    refresh_index()
    make_body(administrator, code="namnden", name="Nämnden")
    done = refresh_index()
    # The body, and those who sit in it.
    assert (done.groups, done.is_new) == (2, False)


def test_a_part_of_a_plan_is_found_and_a_new_name_of_the_programme(administrator):
    version = make_plan(administrator)
    refresh_index()
    add(administrator, version, "goal", "Samordnad rehabilitering")
    assert titles("rehabiliteringen", administrator) == ["Samordnad rehabilitering"]
    edit_programme(
        code=version.programme.code,
        new={"name": "Nytt namn", "revise_every": "term"},
        authorities=["1880"],
        levels=version.programme.levels,
        by=administrator,
    )
    assert "Nytt namn" in titles("nytt namn", administrator)


def test_after_a_restore_of_another_chain_it_is_built_anew(administrator, settings):
    refresh_index()
    make_body(administrator, code="namnden", name="Nämnden")
    refresh_index()
    _forget_the_last_event()
    edit_authority(
        code="18",
        new={"website": "https://exempel.example"},
        seen={"website": ""},
        by=administrator,
    )
    assert refresh_index().is_new
    assert state_of(settings.SEARCH_DIR).number == queries.chain_end()[0]


def _forget_the_last_event() -> None:
    from fardplan.apps.accounts.models import AuditHead
    from fardplan.apps.common.writes import free_writes

    with free_writes():
        last = AuditEvent.objects.order_by("-number")[:2]
        head = AuditHead.objects.get()
        head.number, head.hash = last[1].number, last[1].hash
        head.save()
        AuditEvent.objects.filter(number__gt=head.number).delete()


def test_removal_by_the_policy_builds_anew(administrator):
    refresh_index()
    record_event(
        action="apply_retention",
        about=AuditEvent(),
        key="source_documents",
        by=None,
    )
    assert refresh_index().is_new


def test_erased_names_are_read_again(administrator):
    make_body(administrator, code="namnden", name="Nämnden")
    refresh_index()
    record_event(
        action="apply_retention", about=AuditEvent(), key="person_names", by=None
    )
    done = refresh_index()
    assert (done.groups, done.is_new) == (1, False)


def test_a_damaged_one_is_built_anew(administrator, settings, caplog):
    refresh_index()
    make_body(administrator, code="namnden", name="Nämnden")
    (settings.SEARCH_DIR / "1" / "meta.json").write_text("{")
    assert refresh_index().is_new
    assert "skadat" in caplog.text
    assert Body.objects.get().name in titles("nämnden", administrator)


def test_one_that_has_grown_much_learns_its_words_anew(administrator, monkeypatch):
    monkeypatch.setattr(actions, "_FEW", 4)
    refresh_index()
    for number in range(9):
        make_body(administrator, code=f"n{number}", name=f"Nämnd {number}")
    refresh_index()
    make_body(administrator, code="sist", name="Sista nämnden")
    monkeypatch.setattr(actions, "_TIMES", 2)
    assert refresh_index().is_new


def test_only_one_writes_at_a_time(settings):
    settings.SEARCH_DIR.mkdir()
    with writing(settings.SEARCH_DIR):
        assert refresh_index() == Written()
        with pytest.raises(StoppedError):
            actions.rebuild_index()
    assert refresh_index().is_new


def test_one_that_came_second_finds_nothing_left_to_do(monkeypatch):
    refresh_index()
    states = iter([None, actions.state_of(actions.settings.SEARCH_DIR)])
    monkeypatch.setattr(actions, "state_of", lambda folder: next(states))
    assert refresh_index() == Written()


def test_it_stops_when_told_to_and_leaves_all_as_it_was(administrator, settings):
    with pytest.raises(StoppedError):
        refresh_index(should_stop=lambda: True)
    assert state_of(settings.SEARCH_DIR) is None
    refresh_index()
    before = state_of(settings.SEARCH_DIR)
    make_body(administrator, code="namnden", name="Nämnden")
    with pytest.raises(StoppedError):
        refresh_index(should_stop=lambda: True)
    assert state_of(settings.SEARCH_DIR) == before


def test_building_anew_tells_how_far_it_has_come(monkeypatch):
    monkeypatch.setattr(actions, "GROUPS_AT_A_TIME", 2)
    told: list[int] = []
    done = actions.rebuild_index(on_progress=told.append)
    assert (told, done.entries, done.is_new) == ([2, 4], 4, True)


def test_a_corrected_name_and_an_edited_initiative_are_read_again(administrator):
    body = make_body(administrator, code="namnden", name="Nämnden")
    member = seated(administrator, body, "Malin", "Ledamot")
    make_plan(administrator)
    refresh_index()
    person = Person.objects.get(user=member)
    correct_own_name(person=person, name="Malin Hallonlind", by=member)
    edit(administrator, initiative(), purpose="Ett smultronsyfte.")
    assert titles("hallonlind", member) == ["Malin Hallonlind"]
    assert titles("smultronsyfte", administrator) == ["Mobila team"]
