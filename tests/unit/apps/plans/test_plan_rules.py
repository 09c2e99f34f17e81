"""Who may see drafts, write plans and enter decisions; and what each then finds."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.factories.bodies import make_body
from tests.factories.people import granted, seated
from tests.factories.plans import add_step, adopt, make_assembly, make_plan

from fardplan.apps.accounts.models import User
from fardplan.apps.plans import queries, rules


pytestmark = pytest.mark.usefixtures("few_authorities")
STRANGER = AnonymousUser()


@pytest.fixture
def draft(administrator):
    return make_plan(administrator)


@pytest.fixture
def people(administrator, reader) -> dict[str, User | AnonymousUser]:
    """The region runs the programme with Örebro municipality; Kumla has no part in it."""
    board = make_body(administrator)
    other = make_body(
        administrator, code="kumla", name="Kumla", home="1881", authorities="1881"
    )
    return {
        "stranger": STRANGER,
        "reader": reader,
        "lead": granted(administrator, "18", "Lena", "programme_lead"),
        "party's lead": granted(administrator, "1880", "Pia", "programme_lead"),
        "another's lead": granted(administrator, "1881", "Kim", "programme_lead"),
        "party's analyst": granted(administrator, "1880", "Ali", "analyst"),
        "member": seated(administrator, board, "Maja", "Ledamot"),
        "secretary": seated(administrator, board, "Sara", "Sekreterare"),
        "another's member": seated(administrator, other, "Olle", "Ledamot"),
        "administrator": administrator,
    }


def those(people, can) -> set[str]:
    return {name for name, person in people.items() if can(person)}


PARTIES = {
    "lead",
    "party's lead",
    "party's analyst",
    "member",
    "secretary",
    "administrator",
}


def test_a_draft_is_for_the_parties_and_an_adopted_version_for_all(
    draft, people, administrator
):
    assert those(people, lambda p: rules.can_see_version(p, draft)) == PARTIES
    assert those(people, lambda p: rules.can_take_part(p, draft.programme)) == PARTIES
    assert those(people, lambda p: draft.programme in queries.programmes_for(p)) == (
        PARTIES
    )
    number = draft.programme_id
    assert those(people, lambda p: number in queries.own_programmes(p)) == PARTIES
    adopt(
        administrator,
        add_step(administrator, draft, make_assembly(administrator)),
        date(2026, 1, 1),
    )
    frozen = queries.version_of("nara", 1)
    assert those(people, lambda p: rules.can_see_version(p, frozen)) == set(people)
    assert those(people, lambda p: draft.programme in queries.programmes_for(p)) == (
        set(people)
    )


def test_each_gets_the_versions_that_are_theirs_to_read(draft, people):
    programme = queries.programme_by_code("nara")
    found = those(people, lambda p: queries.versions_for(p, programme) == [draft])
    assert found == PARTIES


def test_the_plan_is_written_where_the_programme_is_run(draft, people):
    writers = those(people, lambda p: rules.can_edit_plan(p, draft.programme))
    assert writers == {"lead", "administrator"}


def test_leads_start_programmes_where_they_lead(people):
    starters = those(people, rules.can_create_programmes)
    assert starters == {"lead", "party's lead", "another's lead", "administrator"}


def test_a_bodys_secretary_enters_its_decision(draft, people, administrator):
    from fardplan.apps.actors.models import Body

    board = Body.objects.get(code="pahittsnamnden")
    step = add_step(administrator, draft, board)
    found = those(people, lambda p: rules.can_register_decision(p, step))
    assert found == {"lead", "secretary", "administrator"}


def test_one_version_and_one_event_are_found_again(draft):
    event = queries.events_of(draft)[0]
    assert queries.event_of_version(draft, event.pk) == event
    assert queries.comments_of(draft).count() == 0
    assert [link.pk for link in queries.links_of(draft)] == []
    assert queries.nodes_of(draft).count() == 4
