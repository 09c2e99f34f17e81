"""The table, the board, the timeline, the map, the portfolio and one initiative."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative, make_initiatives, own, tell
from tests.factories.people import granted, seated
from tests.factories.plans import add, add_step, adopt, make_assembly
from tests.web.reading import elements, links, rows, texts

from fardplan.apps.common.writes import free_writes
from fardplan.apps.plans.actions import Place, move_node, start_version
from fardplan.apps.plans.models import Initiative, Node, ProgrammeArea


pytestmark = pytest.mark.usefixtures("few_authorities")
TABLE = "/plan/nara/insatser/"
PAGE = f"{TABLE}mobila-team/"
VIEWS = (TABLE, "/plan/nara/tavla/", "/plan/nara/tidslinje/", "/plan/nara/karta/")


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel("2026-11-22T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def version(administrator):
    version = make_initiatives(administrator, "Hälsosamtal", "Öppet hus")
    body = make_body(administrator)
    with free_writes():
        ProgrammeArea.objects.create(
            programme=version.programme,
            code="hemma",
            name="Vård hemma",
            steering_group=body,
            owner_body=body,
        )
    edit(
        administrator,
        initiative(),
        area="Vård hemma",
        phase="Pilot",
        municipalities="1880, 1881",
        owner_body=body.code,
        themes="mobile_teams",
        start="2026-01-01",
        end="2027-06-30",
        budget="1200000",
        agreement="3",
        predictability="3",
    )
    edit(
        administrator,
        initiative("Hälsosamtal"),
        municipalities="1880",
        start="2025-03-01",
    )
    step = {"next_step": "Anställ", "next_day": date(2026, 11, 1)}
    tell(administrator, initiative(), "at_risk", text="Ingen sökte.", **step)
    return version


@pytest.fixture
def adopted(administrator, version):
    adopt(
        administrator,
        add_step(administrator, version, make_assembly(administrator)),
        date(2026, 1, 1),
    )


def names(client: Client, address: str) -> list[str]:
    return [row[0] for row in rows(client.get(address))]


def test_a_draft_is_for_the_parties_and_an_adopted_plan_for_all(
    client, administrator, version
):
    for address in (*VIEWS, PAGE, "/plan/nara/portfolj/", "/plan/nara/insatser.csv"):
        assert client.get(address).status_code == 302
    client.force_login(granted(administrator, "1881", "Gun", "analyst"))
    assert client.get(TABLE).status_code == 404
    client.force_login(granted(administrator, "1880", "Ali", "analyst"))
    assert client.get(PAGE).status_code == 200


def test_the_public_sees_what_is_adopted(client, administrator, adopted):
    assert names(client, TABLE) == ["Hälsosamtal", "Mobila team", "Öppet hus"]
    page = client.get(PAGE)
    assert texts(page, "h1") == ["Mobila team"]
    assert "Ingen sökte." in texts(page, "p")
    assert "Redigera" not in links(page)


def test_an_initiative_that_only_a_draft_has_is_not_there(
    client, administrator, adopted
):
    following = start_version(code="nara", title="", by=administrator)
    add(administrator, following, "initiative", "Hemlig")
    assert client.get(f"{TABLE}hemlig/").status_code == 302
    assert "Hemlig" not in names(client, TABLE)
    client.force_login(administrator)
    assert client.get(f"{TABLE}hemlig/").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=mobil", ["Mobila team"]),
        ("tema=mobile_teams", ["Mobila team"]),
        ("fas=pilot", ["Mobila team"]),
        ("lage=at_risk", ["Mobila team"]),
        ("kommun=1880", ["Hälsosamtal", "Mobila team"]),
        ("omrade=hemma", ["Mobila team"]),
        ("agare=pahittsnamnden", ["Mobila team"]),
        ("fran=2027-07-01", ["Hälsosamtal", "Öppet hus"]),
        ("till=2025-12-31", ["Hälsosamtal", "Öppet hus"]),
        ("fas=finns-inte&fran=i+går", ["Hälsosamtal", "Mobila team", "Öppet hus"]),
        ("sortera=-name", ["Öppet hus", "Mobila team", "Hälsosamtal"]),
        ("sortera=status", ["Mobila team", "Hälsosamtal", "Öppet hus"]),
        ("sortera=-phase", ["Mobila team", "Hälsosamtal", "Öppet hus"]),
        ("sortera=day", ["Mobila team", "Hälsosamtal", "Öppet hus"]),
        ("sortera=-owner", ["Mobila team", "Hälsosamtal", "Öppet hus"]),
        ("sortera=area", ["Mobila team", "Hälsosamtal", "Öppet hus"]),
        ("q=finns-inte", []),
    ],
)
def test_the_table_is_narrowed_and_sorted(client, adopted, query, found):
    assert names(client, f"{TABLE}?{query}") == found


def test_what_is_asked_follows_to_the_other_views(client, adopted):
    page = client.get(f"{TABLE}?fas=pilot&sida=1")
    assert links(page)["Tavla"] == "/plan/nara/tavla/?fas=pilot"
    for address in VIEWS[1:3]:
        found = client.get(f"{address}?fas=pilot").content.decode()
        assert ("Mobila team" in found, "Öppet hus" in found) == (True, False)


def test_htmx_gets_the_results_alone(client, adopted):
    page = client.get(TABLE, headers={"HX-Request": "true"})
    assert texts(page, "h1") == []
    assert len(rows(page)) == 3


def test_the_map_counts_each_municipality(client, adopted):
    page = client.get("/plan/nara/karta/")
    assert rows(page) == [
        ["Kumla", "1", "! 1 risk för avvikelse"],
        ["Örebro", "2", "! 1 risk för avvikelse, – 1 läge saknas"],
    ]
    assert "1 insats är inte knuten till någon kommun." in texts(page, "p")
    areas = [a["aria-label"] for _text, a in elements(page, "a") if "aria-label" in a]
    assert "Örebro kommun: 2 insatser, 1 risk för avvikelse, 1 läge saknas" in areas
    by_status = client.get("/plan/nara/karta/?farg=lage").content.decode()
    assert "light-at_risk" in by_status


def test_the_portfolio_tells_who_steers_and_how_it_goes(client, adopted):
    page = client.get("/plan/nara/portfolj/")
    assert texts(page, "h2") == ["Vård hemma (1)", "Utanför områdena (2)"]
    assert links(page)["Påhittsnämnden"] == "/organ/pahittsnamnden/"
    assert "1 200 000 kr" in texts(page, "dd")


def test_the_timeline_draws_bars_milestones_and_today(client, administrator, version):
    node = Node.objects.get(initiative=initiative())
    for title, day in (("Beslut", "2026-05-01"), ("Utan dag", "")):
        add(administrator, version, "milestone", title, node, day=day)
    client.force_login(administrator)
    page = client.get("/plan/nara/tidslinje/")
    bars = [a["aria-label"] for _t, a in elements(page, "a") if "aria-label" in a]
    assert bars == [
        "Hälsosamtal, Idé, Läge saknas, 2025-03-01 –",
        "Mobila team, Pilot, Risk för avvikelse, 2026-01-01 – 2027-06-30",
    ]
    points = [a["aria-label"] for _t, a in elements(page, "path", class_="point")]
    assert points == ["2026-05-01: Beslut"]
    assert "i dag" in texts(page, "text")


def test_a_card_moves_by_its_button_and_back_by_undo(client, administrator, version):
    owner = seated(
        administrator, make_body(administrator, code="annat"), "Olle", "Ledamot"
    )
    own(administrator, initiative("Öppet hus"), owner)
    client.force_login(owner)
    page = client.get("/plan/nara/tavla/")
    assert [
        a["aria-label"] for _t, a in elements(page, "button") if "aria-label" in a
    ] == ["Hitta", "Flytta Öppet hus till Förstudie"]
    moved = client.post(
        f"{TABLE}oppet-hus/fas/",
        {"phase": "pre_study", "kept": "fas=idea"},
        follow=True,
    )
    assert moved.redirect_chain == [("/plan/nara/tavla/?fas=idea#kort-oppet-hus", 302)]
    assert "Öppet hus är nu i fasen Förstudie." in texts(moved, "p")
    undo = elements(moved, "form")
    action = next(
        a["action"] for _t, a in undo if "angra-insats" in a.get("action", "")
    )
    back = client.post(action, follow=True)
    assert "Ändringen är ångrad." in texts(back, "p")
    assert initiative("Öppet hus").phase == "idea"
    assert client.post(f"{PAGE}fas/", {"phase": "idea"}).status_code == 404
    stopped = client.post(f"{TABLE}oppet-hus/fas/", {"phase": "roll_out"}, follow=True)
    assert any("inte utvärderad" in text for text in texts(stopped, "p"))
    client.post(f"{TABLE}oppet-hus/fas/", {"phase": "idea"})
    assert initiative("Öppet hus").phase == "idea"


def test_the_page_tells_how_to_lead_it_and_what_was_done(
    client, administrator, version
):
    client.force_login(administrator)
    page = client.get(PAGE)
    assert "komplicerad" in texts(page, "strong")
    assert any("Risk för avvikelse" in text for text in texts(page, "li"))
    assert client.get("/plan/nara/insatser/finns-inte/").status_code == 404
    assert client.get("/plan/finns-inte/insatser/mobila-team/").status_code == 404


def test_facts_are_edited_with_what_is_wrong_told_at_its_field(
    client, administrator, version
):
    client.force_login(administrator)
    form = client.get(f"{PAGE}redigera/").context["form"]
    sent = {n: f for n, f in form.initial.items() if n in form.fields}
    wrong = client.post(f"{PAGE}redigera/", {**sent, "budget": "mycket"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["budget"])
    same = client.post(f"{PAGE}redigera/", sent, follow=True)
    assert "Inget var ändrat, så inget sparades." in texts(same, "p")
    client.post(f"{PAGE}redigera/", {**sent, "purpose": "Först"})
    late = client.post(f"{PAGE}redigera/", {**sent, "purpose": "Sen"})
    assert late.status_code == 422
    again = {
        **sent,
        "purpose": "Sen",
        "revision": late.context["form"].data["revision"],
    }
    assert client.post(f"{PAGE}redigera/", again).status_code == 302
    assert initiative().purpose == "Sen"


def test_an_initiative_is_added_under_a_goal(client, administrator, version):
    client.force_login(administrator)
    address = "/plan/nara/insats-ny/"
    form = client.get(address).context["form"]
    parent = next(v for v, label in form.fields["parent"].choices if "Trygg" in label)
    sent = {"key": form.initial["key"], "name": "Direktinläggning", "parent": parent}
    made = client.post(address, sent)
    assert made["Location"] == f"{TABLE}direktinlaggning/redigera/"
    empty = client.post(address, {**sent, "name": ""})
    assert empty.status_code == 422


def test_following_tells_changes_in_mina_saker(client, administrator, reader, adopted):
    client.force_login(reader)
    client.post(f"{PAGE}folj/")
    with time_machine.travel("2026-11-22T10:00:00+01:00", tick=False):
        tell(administrator, initiative(), "off_track")
    page = client.get("/jag/")
    assert any(
        "läge från ”Risk för avvikelse” till ”Avviker från planen”" in text
        for text in texts(page, "li")
    )
    left = client.post(f"{PAGE}folj/", {"sluta": "1", "jag": "1"})
    assert left["Location"] == "/jag/"


def test_what_is_only_in_a_draft_is_not_told_of_an_adopted_initiative(
    client, administrator, adopted
):
    following = start_version(code="nara", title="", by=administrator)
    goal = add(administrator, following, "goal", "Hemligt mål")
    node = Node.objects.get(version=following, title="Mobila team")
    add(administrator, following, "milestone", "Hemlig", node, day="2026-12-01")
    move_node(
        version=following,
        key=str(node.key),
        place=Place(str(goal.key)),
        by=administrator,
    )
    timeline = VIEWS[2]
    told = {"Hemligt mål": client.get(PAGE), "2026-12-01: Hemlig": client.get(timeline)}
    assert [words in page.content.decode() for words, page in told.items()] == [
        False
    ] * 2
    client.force_login(administrator)
    told = {"Hemligt mål": client.get(PAGE), "2026-12-01: Hemlig": client.get(timeline)}
    assert [words in page.content.decode() for words, page in told.items()] == [
        True
    ] * 2


def test_only_the_permanent_copy_reads_the_whole_frozen_text(
    client, administrator, adopted
):
    following = start_version(code="nara", title="", by=administrator)
    sha256 = following.based_on.sha256
    pages = (*VIEWS, PAGE, "/plan/", "/plan/nara/", "/plan/nara/version/1/", "/jag/")
    client.force_login(administrator)
    readers = [
        address
        for address in (*pages, "/plan/nara/version/2/", f"/plan/fast/{sha256}/")
        if '"frozen"' in asked_of(client, address)
    ]
    assert readers == [f"/plan/fast/{sha256}/"]


def asked_of(client: Client, address: str) -> str:
    """Give all that a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return " ".join(query["sql"] for query in asked.captured_queries)


def test_the_views_ask_a_fixed_number_of_times(
    client, administrator, version, django_assert_max_num_queries
):
    for number in range(30):
        add(administrator, version, "initiative", f"Insats {number}")
    assert Initiative.objects.count() == 33
    client.force_login(administrator)
    for address in (*VIEWS, "/plan/nara/portfolj/"):
        client.get(address)
        with django_assert_max_num_queries(24):
            assert client.get(address).status_code == 200
