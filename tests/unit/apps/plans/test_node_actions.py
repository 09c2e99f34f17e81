"""Parts of a draft: added, changed, moved, taken away, linked, and all of it undone."""

from __future__ import annotations

import uuid

import pytest
from tests.factories.plans import add, make_plan

from fardplan.apps.common.problems import (
    ConflictError,
    NotAllowedError,
    ProblemError,
)
from fardplan.apps.plans import actions
from fardplan.apps.plans.actions import EditConflictError, Place
from fardplan.apps.plans.models import Initiative, Node, NodeComment, NodeLink
from fardplan.apps.plans.queries import events_of, fact_of


pytestmark = pytest.mark.usefixtures("few_authorities")


@pytest.fixture
def draft(administrator):
    """A draft with a vision, a goal, a strategy and an initiative."""
    return make_plan(administrator)


def the(kind: str) -> Node:
    return Node.objects.get(kind=kind)


def titles(draft) -> list[str]:
    """Give the parts in the order of the tree."""
    return [node.title for node in fact_of(draft).nodes]


def undo(draft, by) -> None:
    actions.undo_event(version=draft, event=events_of(draft)[0], by=by)


def test_parts_lie_in_their_order(draft, administrator):
    add(administrator, draft, "goal", "Sist")
    first = actions.add_node(
        version=draft,
        kind="goal",
        new={"title": "Först"},
        place=Place(after=""),
        by=administrator,
    )
    actions.add_node(
        version=draft,
        kind="goal",
        new={"title": "Därefter"},
        place=Place(after=str(first.key)),
        by=administrator,
    )
    assert titles(draft) == [
        "Först",
        "Därefter",
        "God hälsa",
        "Trygg hemma",
        "Team som kommer hem",
        "Mobila team",
        "Sist",
    ]


def test_the_same_form_sent_twice_adds_one_part(draft, administrator):
    for _ in range(2):
        actions.add_node(
            version=draft,
            kind="goal",
            new={"title": "Ett mål"},
            key="5f0c1cf6-93a5-4d7c-8c9b-0f3b7c2a9c11",
            by=administrator,
        )
    assert titles(draft).count("Ett mål") == 1


def test_an_initiative_gets_a_living_record_with_an_address_of_its_own(
    draft, administrator
):
    again = add(administrator, draft, "initiative", "Mobila team", the("strategy"))
    unnamed = add(administrator, draft, "initiative", "»»»", the("strategy"))
    rows = Initiative.objects.filter(programme=draft.programme)
    assert sorted(row.code for row in rows) == [
        "insats",
        "mobila-team",
        "mobila-team-2",
    ]
    assert again.initiative.key == again.key
    assert unnamed.initiative.name == "»»»"


def test_an_initiative_is_called_what_the_draft_calls_it(draft, administrator):
    node = the("initiative")
    actions.edit_node(
        version=draft,
        key=str(node.key),
        new={"title": "Team dygnet runt"},
        revision=1,
        by=administrator,
    )
    assert Initiative.objects.get().name == "Team dygnet runt"
    undo(draft, administrator)
    assert Initiative.objects.get().name == "Mobila team"


@pytest.mark.parametrize(
    ("kind", "new", "reason"),
    [
        ("goal", {"title": "  "}, "behöver en rubrik"),
        ("shift", {"less_of": ""}, "behöver en rubrik"),
        ("goal", {"title": "x" * 301}, "Rubrik får vara högst 300 tecken"),
        ("goal", {"title": "Mål", "day": "i morgon"}, "Skriv datumet som"),
        ("goal", {"title": "Mål", "day": "2026-02-31"}, "Skriv datumet som"),
        ("target_area", {"title": "Område"}, "använder inte den nivån"),
        ("perspective", {"title": "Invånare"}, "kan inte ligga där"),
    ],
)
def test_what_can_not_be_is_refused_in_words(draft, administrator, kind, new, reason):
    with pytest.raises(ProblemError, match=reason):
        actions.add_node(version=draft, kind=kind, new=new, by=administrator)
    assert len(titles(draft)) == 4


def test_a_shift_is_called_by_its_two_sides(draft, administrator):
    new = {"less_of": "reaktivt", "more_of": "förebyggande", "day": ""}
    node = actions.add_node(version=draft, kind="shift", new=new, by=administrator)
    assert node.title == "reaktivt → förebyggande"


def test_an_edit_tells_what_changed_and_the_same_again_tells_nothing(
    draft, administrator
):
    goal = the("goal")
    new = {"title": "Trygg hela dygnet", "day": "2027-01-31", "text": "Ett\r\ntvå"}
    asked = {"version": draft, "key": str(goal.key), "new": new, "by": administrator}
    event = actions.edit_node(**asked, revision=1)
    assert event.changes["title"] == ["Trygg hemma", "Trygg hela dygnet"]
    assert event.changes["text"] == ["Fler klarar sig hemma längre.", "Ett\ntvå"]
    assert event.changes["day"] == ["", "2027-01-31"]
    assert actions.edit_node(**asked, revision=1) is None
    assert the("goal").revision == 2


def test_two_who_write_at_once_are_told_of_each_other(draft, administrator):
    key = str(the("goal").key)
    edit = {"version": draft, "key": key, "revision": 1, "by": administrator}
    actions.edit_node(**edit, new={"title": "Deras", "text": "Samma"})
    with pytest.raises(EditConflictError) as conflict:
        actions.edit_node(**edit, new={"title": "Min", "text": "Samma"})
    assert conflict.value.theirs == {"title": "Deras", "text": "Samma"}
    assert conflict.value.mine == {"title": "Min", "text": "Samma"}
    assert "Nu står det ”Deras”, du skrev ”Min”." in str(conflict.value)
    assert "Samma" not in str(conflict.value)
    assert the("goal").title == "Deras"


def test_a_part_moves_with_all_below_it_and_twice_is_once(draft, administrator):
    other = add(administrator, draft, "goal", "Nära")
    move = {
        "version": draft,
        "key": str(the("strategy").key),
        "place": Place(str(other.key)),
        "by": administrator,
    }
    assert actions.move_node(**move).action == "move_node"
    assert actions.move_node(**move) is None
    assert titles(draft)[2:] == ["Nära", "Team som kommer hem", "Mobila team"]
    undo(draft, administrator)
    assert titles(draft)[2:] == ["Team som kommer hem", "Mobila team", "Nära"]


def test_a_part_is_not_moved_where_it_can_not_be(draft, administrator):
    goal, strategy = the("goal"), the("strategy")
    below = add(administrator, draft, "goal", "Delmål", strategy)
    move = {"version": draft, "key": str(goal.key), "by": administrator}
    for place, reason in (
        (Place(str(below.key)), "under sig själv"),
        (Place(str(the("initiative").key)), "kan inte ligga där"),
        (Place(after=str(goal.key)), "har flyttats"),
        (Place(after=str(uuid.uuid4())), "har flyttats"),
        (Place(str(uuid.uuid4())), "finns inte kvar"),
    ):
        with pytest.raises(ProblemError, match=reason):
            actions.move_node(**move, place=place)
    assert goal.position == the_goal_position(goal)


def the_goal_position(goal: Node) -> int:
    return Node.objects.get(pk=goal.pk).position


def test_a_part_goes_away_with_all_below_it_and_comes_back(draft, administrator):
    strategy, vision = the("strategy"), the("vision")
    link = {"version": draft, "source": str(strategy.key), "by": administrator}
    actions.add_link(**link, kind="contributes_to", target=str(vision.key))
    before = fact_of(draft)
    actions.delete_node(version=draft, key=str(the("goal").key), by=administrator)
    assert titles(draft) == ["God hälsa"]
    assert Initiative.objects.count() == 1
    undo(draft, administrator)
    assert fact_of(draft) == before


def test_a_link_is_made_once_and_undone(draft, administrator):
    strategy, goal = str(the("strategy").key), str(the("goal").key)
    link = {
        "version": draft,
        "source": strategy,
        "kind": "contributes_to",
        "target": goal,
        "by": administrator,
    }
    assert actions.add_link(**link).changes["target"] == [None, "Trygg hemma"]
    assert actions.add_link(**link) is None
    row = NodeLink.objects.get()
    actions.remove_link(version=draft, link_id=row.pk, by=administrator)
    with pytest.raises(ConflictError, match="redan borttagen"):
        actions.remove_link(version=draft, link_id=row.pk, by=administrator)
    undo(draft, administrator)
    assert NodeLink.objects.get().target.title == "Trygg hemma"
    for change, reason in (
        ({"target": strategy}, "till sig själv"),
        ({"kind": "definition"}, "kan inte kopplas"),
    ):
        with pytest.raises(ProblemError, match=reason):
            actions.add_link(**{**link, **change})


def test_what_was_added_is_undone_unless_something_hangs_on_it(draft, administrator):
    initiative = add(administrator, draft, "initiative", "Hälsorum", the("strategy"))
    event = events_of(draft)[0]
    add(administrator, draft, "activity", "Öppna två", initiative)
    with pytest.raises(ConflictError, match="kopplats dit efteråt"):
        actions.undo_event(version=draft, event=event, by=administrator)
    undo(draft, administrator)
    actions.undo_event(version=draft, event=event, by=administrator)
    assert "Hälsorum" not in titles(draft)
    assert Initiative.objects.filter(name="Hälsorum").count() == 0


def test_what_was_changed_again_is_not_undone(draft, administrator):
    goal = the("goal")
    edit = {"version": draft, "key": str(goal.key), "by": administrator}
    event = actions.edit_node(**edit, new={"title": "Ett"}, revision=1)
    actions.edit_node(**edit, new={"title": "Två"}, revision=2)
    with pytest.raises(ConflictError, match="ändrats igen"):
        actions.undo_event(version=draft, event=event, by=administrator)
    undo(draft, administrator)
    assert the("goal").title == "Ett"
    # Whoever had the page open before does not overwrite unseen.
    assert the("goal").revision == 4


def test_a_part_does_not_come_back_under_what_is_gone(draft, administrator):
    initiative = the("initiative")
    actions.delete_node(version=draft, key=str(initiative.key), by=administrator)
    event = events_of(draft)[0]
    actions.delete_node(version=draft, key=str(the("goal").key), by=administrator)
    with pytest.raises(ConflictError, match="ändrats igen"):
        actions.undo_event(version=draft, event=event, by=administrator)


def test_what_has_no_trace_is_not_undone(draft, administrator):
    event = events_of(draft).get(action="start_version")
    with pytest.raises(ConflictError, match="Det går inte att ångra en sådan"):
        actions.undo_event(version=draft, event=event, by=administrator)


def test_a_comment_is_said_once_and_taken_care_of(draft, administrator, reader):
    key = str(the("goal").key)
    for _ in range(2):
        row = actions.add_comment(
            version=draft, key=key, text=" Vad menas? ", by=administrator
        )
    assert [c.text for c in NodeComment.objects.all()] == ["Vad menas?"]
    with pytest.raises(ProblemError, match="Skriv en kommentar"):
        actions.add_comment(version=draft, key=key, text=" ", by=administrator)
    for asked in (
        lambda: actions.add_comment(version=draft, key=key, text="Hej", by=reader),
        lambda: actions.resolve_comment(version=draft, comment_id=row.pk, by=reader),
    ):
        with pytest.raises(NotAllowedError):
            asked()
    for _ in range(2):
        actions.resolve_comment(version=draft, comment_id=row.pk, by=administrator)
    assert events_of(draft).filter(action="resolve_comment").count() == 1


def test_a_comment_outlives_its_part(draft, administrator, reader):
    goal = the("goal")
    row = actions.add_comment(
        version=draft, key=str(goal.key), text="Hej", by=administrator
    )
    actions.delete_node(version=draft, key=str(goal.key), by=administrator)
    NodeComment.objects.get(pk=row.pk)
    actions.resolve_comment(version=draft, comment_id=row.pk, by=administrator)
    assert events_of(draft)[0].changes == {}


def test_only_those_who_write_the_plan_change_it(draft, reader):
    key = str(the("goal").key)
    for asked in (
        lambda: actions.add_node(
            version=draft, kind="goal", new={"title": "X"}, by=reader
        ),
        lambda: actions.edit_node(
            version=draft, key=key, new={"title": "X"}, revision=1, by=reader
        ),
        lambda: actions.move_node(
            version=draft, key=key, place=Place(after=""), by=reader
        ),
        lambda: actions.delete_node(version=draft, key=key, by=reader),
        lambda: actions.undo_event(version=draft, event=events_of(draft)[0], by=reader),
    ):
        with pytest.raises(NotAllowedError):
            asked()
    assert titles(draft) == [
        "God hälsa",
        "Trygg hemma",
        "Team som kommer hem",
        "Mobila team",
    ]
