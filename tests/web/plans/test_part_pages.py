"""One part: in place and on a page of its own, moved, linked, talked about, saved by itself."""

from __future__ import annotations

import pytest
from tests.factories.plans import add, make_plan
from tests.web.reading import everything, links, texts, told

from fardplan.apps.plans import actions
from fardplan.apps.plans.models import Node, NodeComment, NodeLink


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]
V1 = "/plan/nara/version/1"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def draft(administrator):
    return make_plan(administrator)


@pytest.fixture
def goal(draft) -> Node:
    return Node.objects.get(kind="goal")


def at(node: Node, what: str = "") -> str:
    return f"{V1}/nod/{node.key}/{what}"


def test_a_part_is_changed_on_a_page_of_its_own(as_administrator, goal):
    sent = {"title": "Tryggare hemma", "revision": "1"}
    answer = as_administrator.post(at(goal, "andra/"), sent)
    assert answer.headers["Location"] == f"{V1}/#nod-{goal.key}"
    assert told(as_administrator.get(f"{V1}/")) == ["Ändringen är sparad."]
    as_administrator.post(at(goal, "andra/"), sent)
    page = as_administrator.get(f"{V1}/")
    assert told(page) == ["Inget var ändrat, så inget sparades."]
    wrong = as_administrator.post(at(goal, "andra/"), {"title": "", "revision": "2"})
    assert wrong.status_code == 422


def test_a_part_is_changed_in_place(as_administrator, goal):
    form = as_administrator.get(at(goal, "andra/"), **HTMX)
    assert texts(form, "h1") == []
    assert "Klar" in texts(form, "button")
    sent = {"title": "Tryggare", "text": "", "revision": "1"}
    drawn = as_administrator.post(at(goal, "andra/"), sent, **HTMX)
    assert texts(drawn, "p", class_="part-title") == ["Tryggare"]
    back = as_administrator.get(at(goal, "visa/"), **HTMX)
    assert texts(back, "p", class_="part-title") == ["Tryggare"]
    whole = as_administrator.get(at(goal, "visa/"))
    assert whole.headers["Location"] == f"{V1}/#nod-{goal.key}"


def test_who_comes_second_sees_both_wordings_and_may_save_again(
    as_administrator, goal, draft, administrator
):
    actions.edit_node(
        version=draft,
        key=str(goal.key),
        new={"title": "Deras"},
        revision=1,
        by=administrator,
    )
    sent = {"title": "Min", "revision": "1"}
    answer = as_administrator.post(at(goal, "andra/"), sent)
    (error,) = answer.context["form"].non_field_errors()
    assert "Nu står det ”Deras”, du skrev ”Min”." in error
    again = {
        "title": "Min",
        "revision": str(answer.context["form"]["revision"].value()),
    }
    assert as_administrator.post(at(goal, "andra/"), again).status_code == 302
    goal.refresh_from_db()
    assert goal.title == "Min"


def test_a_part_saves_itself_and_says_when_it_can_not(as_administrator, goal):
    address = at(goal, "andra/?sjalv=1")
    sent = {"title": "Ett", "revision": "1"}
    answer = as_administrator.post(address, sent).json()
    assert (answer["saved"][:7], answer["revision"]) == ("Sparat ", 2)
    clash = as_administrator.post(address, {"title": "Två", "revision": "1"}).json()
    assert clash["stop"] is True
    assert "Nu står det ”Ett”, du skrev ”Två”." in clash["problem"]
    empty = as_administrator.post(address, {"title": "", "revision": "2"}).json()
    assert empty == {"problem": "Inte sparat än: fyll i rubriken."}
    odd = as_administrator.post(address, {"title": "Tre", "day": "x", "revision": "2"})
    assert odd.json() == {"problem": "Skriv datumet som 2026-11-22."}


def test_a_part_is_added_once_where_it_was_asked_for(as_administrator, goal):
    address = f"{V1}/ny/?under={goal.key}&slag=strategy"
    form = as_administrator.get(address).context["form"]
    sent = {"title": "Ny strategi", "key": form.initial["key"]}
    for _ in range(2):
        answer = as_administrator.post(address, sent)
        assert answer.headers["Location"] == f"{V1}/#nod-{form.initial['key']}"
    node = Node.objects.get(title="Ny strategi")
    assert (node.kind, node.parent) == ("strategy", goal)
    wrong = as_administrator.post(f"{V1}/ny/?slag=goal", {"title": ""})
    assert wrong.status_code == 422
    shift = as_administrator.post(
        f"{V1}/ny/?slag=shift", {"less_of": "", "more_of": ""}
    )
    assert shift.context["form"].non_field_errors() == ["Delen behöver en rubrik."]


def test_a_part_is_moved_by_its_buttons_with_and_without_javascript(
    as_administrator, goal
):
    vision = Node.objects.get(kind="vision")
    page = as_administrator.get(f"{V1}/")
    buttons = {
        attributes["data-move"]: attributes["value"]
        for element in page.context["sections"][0].pieces
        if getattr(element, "key", "") == str(goal.key)
        for attributes in [
            {"data-move": m.direction, "value": m.value} for m in element.moves
        ]
    }
    assert buttons == {"upp": ":", "in": f"{vision.key}:sist"}
    answer = as_administrator.post(at(goal, "flytta/"), {"plats": buttons["upp"]})
    assert answer.headers["Location"] == f"{V1}/#nod-{goal.key}"
    again = as_administrator.post(
        at(goal, "flytta/"), {"plats": f"{vision.key}:sist"}, **HTMX
    )
    assert texts(again, "h1") == []
    goal.refresh_from_db()
    assert goal.parent == vision
    bad = as_administrator.post(
        at(vision, "flytta/"), {"plats": f"{goal.key}:sist"}, **HTMX
    )
    assert told(bad) == ["En sådan del kan inte ligga där i planen."]


def test_each_button_leads_where_its_arrow_says(as_administrator, draft, administrator):
    goal = Node.objects.get(kind="goal")
    first = Node.objects.get(kind="strategy")
    second = add(administrator, draft, "strategy", "Andra", goal)
    pieces = as_administrator.get(f"{V1}/").context["sections"][0].pieces
    moves = {
        row.node.title: {m.direction: m.value for m in row.moves}
        for row in pieces
        if hasattr(row, "moves")
    }
    assert moves["Team som kommer hem"] == {
        "ned": f"{goal.key}:{second.key}",
        "ut": f":{goal.key}",
    }
    assert moves["Andra"] == {
        "upp": f"{goal.key}:",
        "in": f"{first.key}:sist",
        "ut": f":{goal.key}",
    }


def way_back(page) -> str:
    """Give where the first button that takes something back leads."""
    actions = (attributes.get("action", "") for _, _, attributes in everything(page))
    return next(action for action in actions if "/angra/" in action)


def test_a_part_goes_away_and_the_message_has_the_way_back(as_administrator, goal):
    answer = as_administrator.post(at(goal, "ta-bort/"))
    assert answer.headers["Location"] == f"{V1}/"
    page = as_administrator.get(f"{V1}/")
    assert told(page) == ["”Trygg hemma” är borttagen."]
    undo = way_back(page)
    as_administrator.post(undo)
    assert Node.objects.filter(title="Trygg hemma").count() == 1
    assert as_administrator.get(at(goal)).status_code == 200


def test_a_part_is_linked_unlinked_and_moved_from_its_page(
    as_administrator, draft, goal
):
    strategy = Node.objects.get(kind="strategy")
    vision = Node.objects.get(kind="vision")
    sent = {"kind": "contributes_to", "target": str(vision.key)}
    as_administrator.post(at(strategy, "koppla/"), sent)
    link = NodeLink.objects.get()
    page = as_administrator.get(at(strategy))
    assert "God hälsa" in links(page)
    assert "1 Team som kommer hem" in links(as_administrator.get(at(vision)))
    as_administrator.post(at(strategy, f"koppla/{link.pk}/ta-bort/"))
    as_administrator.post(at(strategy, f"koppla/{link.pk}/ta-bort/"))
    assert told(as_administrator.get(at(strategy))) == [
        "Kopplingen är borttagen.",
        "Kopplingen är redan borttagen.",
    ]
    as_administrator.post(at(strategy, "koppla/"), {"kind": "x"})
    page = as_administrator.get(at(strategy))
    assert told(page) == ["Välj vad delen ska kopplas till."]
    places = dict(page.context["move_form"]["place"].field.choices)
    assert set(places.values()) == {"överst i planen", "God hälsa", "Trygg hemma"}
    initiative = Node.objects.get(kind="initiative")
    assert as_administrator.get(at(initiative)).context["link_form"] is not None


def test_what_stands_beside_the_tree_links_to_nothing(
    as_administrator, draft, administrator
):
    obstacle = add(administrator, draft, "obstacle", "Ont om tid")
    assert as_administrator.get(at(obstacle)).context["link_form"] is None


def test_comments_are_made_and_taken_care_of(as_administrator, goal):
    as_administrator.post(at(goal, "kommentera/"), {"text": "Vad menas?"})
    as_administrator.post(at(goal, "kommentera/"), {"text": ""})
    page = as_administrator.get(at(goal))
    assert told(page) == ["Skriv en kommentar först."]
    assert "Vad menas?" in page.content.decode()
    assert "1 kommentar" in links(as_administrator.get(f"{V1}/"))
    row = NodeComment.objects.get()
    as_administrator.post(at(goal, f"kommentera/{row.pk}/klar/"))
    assert "1 kommentar" not in links(as_administrator.get(f"{V1}/"))
    assert as_administrator.post(at(goal, "kommentera/99/klar/")).status_code == 404


def test_a_person_takes_what_they_have_said(as_administrator, goal):
    as_administrator.post(at(goal, "kommentera/"), {"text": "Vad menas?"})
    told = as_administrator.get("/konto/mina-uppgifter.json").json()
    (comment,) = told["kommentarer i planer"]
    assert (comment["program"], comment["text"]) == ("Nära vård i Påhitt", "Vad menas?")


def test_what_is_not_there_is_not_found(as_administrator, draft):
    nowhere = "5f0c1cf6-93a5-4d7c-8c9b-0f3b7c2a9c11"
    assert as_administrator.get(f"{V1}/nod/{nowhere}/").status_code == 404
    assert as_administrator.get("/plan/nara/version/9/").status_code == 404
    assert as_administrator.get(f"{V1}/ny/?under=x").status_code == 404
