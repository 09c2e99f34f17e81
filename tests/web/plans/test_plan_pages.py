"""The pages of a programme and its versions: what they show, and to whom."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.people import granted
from tests.factories.plans import add, add_step, adopt, make_assembly, make_plan
from tests.web.reading import facts, links, rows, texts, told

from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.models import Node, Programme


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]
V1 = "/plan/nara/version/1"


@pytest.fixture
def draft(administrator):
    return make_plan(administrator)


@pytest.fixture
def adopted(draft, administrator):
    adopt(
        administrator,
        add_step(administrator, draft, make_assembly(administrator)),
        date(2020, 12, 1),
    )
    return queries.version_of("nara", 1)


def titles(response) -> list[str]:
    return [text.split(" 20")[0] for text in texts(response, "p", class_="part-title")]


def test_strangers_see_what_is_adopted_and_no_draft(client, draft, administrator):
    assert texts(client.get("/plan/"), "h2") == []
    for address in ("/plan/nara/", f"{V1}/", f"{V1}/jamfor/", f"{V1}/antagande/"):
        assert client.get(address).headers["Location"].startswith("/konto/logga-in/")
    adopt(
        administrator,
        add_step(administrator, draft, make_assembly(administrator)),
        date(2020, 12, 1),
    )
    assert texts(client.get("/plan/"), "h2") == ["Nära vård i Påhitt"]
    page = client.get(f"{V1}/")
    assert titles(page) == [
        "God hälsa",
        "Trygg hemma",
        "Team som kommer hem",
        "Mobila team",
    ]
    assert "Ändra" not in links(page)


def test_a_programme_tells_who_has_adopted_and_what_is_under_way(
    client, adopted, administrator
):
    actions.start_version(code="nara", title="Nästa", by=administrator)
    page = client.get("/plan/nara/")
    assert facts(page)["Ses över"] == (
        "En gång per mandatperiod. Skulle ha setts över senast 2022-10-14."
    )
    assert texts(page, "h2", id="adopted") == ["Antagen av 1 av 1"]
    assert "Version 1: Nära vård i Påhitt" in links(page)
    assert "Version 2: Nästa" not in links(page)
    client.force_login(administrator)
    assert "Version 2: Nästa" in links(client.get("/plan/nara/"))


def test_a_programme_without_an_adopted_plan_is_for_its_parties(
    client, draft, administrator
):
    client.force_login(granted(administrator, "1881", "Kim", "programme_lead"))
    assert client.get("/plan/nara/").status_code == 404
    assert client.get("/plan/finns-inte/").status_code == 404
    client.force_login(granted(administrator, "1880", "Pia", "programme_lead"))
    assert client.get("/plan/nara/").status_code == 200


def test_a_programme_is_started_and_changed(as_administrator):
    sent = {
        "name": "Nära vård",
        "home": "Region Örebro län",
        "all_municipalities": "on",
        "authorities": "Kumla kommun",
        "revise_every": "yearly",
    }
    answer = as_administrator.post("/plan/nytt/", sent)
    assert answer.headers["Location"] == "/plan/nara-vard/version/1/"
    again = as_administrator.post("/plan/nytt/", sent)
    assert again.context["form"].non_field_errors() == [
        "Det finns redan ett program med det namnet där."
    ]
    wrong = as_administrator.post("/plan/nytt/", {**sent, "home": "Atlantis"})
    assert wrong.context["form"].errors["home"] == [
        "”Atlantis” är ingen myndighet i registret."
    ]
    row = Programme.objects.get()
    assert sorted(one.code for one in row.authorities.all()) == ["18", "1880", "1881"]

    form = as_administrator.get("/plan/nara-vard/redigera/").context["form"]
    sent = {f.name: f.value() for f in form if f.value()} | {"name_goal": "Riktmärke"}
    answer = as_administrator.post("/plan/nara-vard/redigera/", sent)
    assert answer.headers["Location"] == "/plan/nara-vard/"
    row.refresh_from_db()
    assert {"kind": "goal", "name": "Riktmärke"} in row.levels
    unused = {name: v for name, v in sent.items() if not name.startswith("use_")}
    wrong = as_administrator.post("/plan/nara-vard/redigera/", unused)
    assert wrong.context["form"].non_field_errors() == ["Välj minst en nivå."]
    assert wrong.status_code == 422


def test_who_leads_in_one_place_starts_a_programme_there(
    client, administrator, few_authorities
):
    home = 'name="home" value="Region Örebro län"'
    client.force_login(granted(administrator, "18", "Lena", "programme_lead"))
    assert home in client.get("/plan/nytt/").text
    client.force_login(administrator)
    assert home not in client.get("/plan/nytt/").text


def test_the_next_version_starts_once_however_often_it_is_clicked(
    as_administrator, adopted
):
    for _ in range(2):
        answer = as_administrator.post("/plan/nara/ny-version/")
        assert answer.headers["Location"] == "/plan/nara/version/2/"
    page = as_administrator.get("/plan/nara/version/2/")
    assert told(page) == [
        "Nästa version är påbörjad. Den antagna står kvar.",
        "Det finns redan ett utkast. Arbeta vidare i det, eller få det antaget.",
    ]
    assert "1" in links(page)


def test_a_large_plan_shows_its_upper_levels_and_the_rest_a_click_away(
    client, draft, administrator, monkeypatch
):
    for module in ("content", "choices"):
        monkeypatch.setattr(f"fardplan.apps.plans.queries.{module}.MOST_PARTS", 3)
    client.force_login(administrator)
    page = client.get(f"{V1}/")
    assert titles(page) == ["God hälsa", "Trygg hemma", "Team som kommer hem"]
    goal = Node.objects.get(kind="strategy")
    assert links(page)["Visa 1 del under"] == f"{V1}/?gren={goal.key}"
    branch = client.get(f"{V1}/?gren={goal.key}")
    assert titles(branch) == ["Team som kommer hem", "Mobila team"]
    part = client.get(f"{V1}/nod/{goal.key}/")
    targets = dict(part.context["link_form"]["target"].field.choices)
    assert list(targets.values()) == ["Mål: Trygg hemma", "Vision: God hälsa"]


def test_what_stands_beside_the_tree_has_lists_of_its_own(client, draft, administrator):
    strategy = Node.objects.get(kind="strategy")
    add(administrator, draft, "definition", "Utgår från personen", number="1")
    add(administrator, draft, "obstacle", "Ont om tid")
    for title in ("Hemtjänst", "Ambulans"):
        add(administrator, draft, "development_area", title, strategy)
    definition = Node.objects.get(kind="definition")
    actions.add_link(
        version=draft,
        source=str(strategy.key),
        kind="definition",
        target=str(definition.key),
        by=administrator,
    )
    client.force_login(administrator)
    page = client.get(f"{V1}/")
    assert texts(page, "h2", class_="ds-heading beside") == [
        "Definitioner av nära vård",
        "Hinder",
    ]
    assert texts(page, "p", class_="run") == ["Utvecklingsområden"]
    assert links(page)["1 Utgår från personen"] == f"#nod-{definition.key}"


def test_the_permanent_address_proves_its_content(client, adopted):
    page = client.get(f"/plan/fast/{adopted.sha256}/")
    assert facts(page)["Kontroll"] == "✓ Innehållet stämmer med fingeravtrycket."
    assert titles(page)[0] == "God hälsa"
    answer = client.get(f"/plan/fast/{adopted.sha256}/plan.json")
    assert answer.content.decode() == adopted.frozen
    for address in ("", "plan.json"):
        assert client.get(f"/plan/fast/{'0' * 64}/{address}").status_code == 404


def test_a_comparison_tells_what_differs_in_words(client, adopted, administrator):
    second = actions.start_version(code="nara", title="Nästa", by=administrator)
    goal, strategy, vision = (
        Node.objects.get(kind=k, version=second) for k in ("goal", "strategy", "vision")
    )
    by = {"version": second, "by": administrator}
    actions.edit_node(
        **by, key=str(goal.key), new={"text": "Fler klarar sig hemma."}, revision=1
    )
    actions.move_node(**by, key=str(strategy.key), place=actions.Place(str(vision.key)))
    actions.delete_node(
        **by, key=str(Node.objects.get(kind="initiative", version=second).key)
    )
    new = add(administrator, second, "goal", "Nytt mål")
    actions.add_link(
        **by, source=str(new.key), kind="contributes_to", target=str(vision.key)
    )
    client.force_login(administrator)
    page = client.get("/plan/nara/version/2/jamfor/")
    assert texts(page, "p", class_="count") == ["6 skillnader från version 1 till 2"]
    assert texts(page, "del") == [
        "Nära vård i Påhitt",
        "längre",
        "Mobila team",
        "Trygg hemma",
    ]
    assert texts(page, "ins") == [
        "Nästa",
        "Nytt mål",
        "God hälsa",
        "Nytt mål bidrar till God hälsa",
    ]
    back = client.get("/plan/nara/version/1/jamfor/?mot=2")
    assert texts(back, "del")[-1] == "Nytt mål bidrar till God hälsa"
    alone = client.get("/plan/nara/version/1/jamfor/")
    assert "Det finns ingen annan version" in alone.content.decode()
    assert client.get("/plan/nara/version/2/jamfor/?mot=9").status_code == 404


def test_a_self_assessment_is_kept_and_compared(as_administrator, draft, administrator):
    address = "/plan/nara/sjalvskattning/"
    assert "inga framgångsfaktorer" in as_administrator.get(address).content.decode()
    factor = add(administrator, draft, "success_factor", "Mod att pröva")
    for title, day, level in (
        ("Våren", "2026-03-01", "2"),
        ("Hösten", "2026-10-01", "4"),
    ):
        sent = {"title": title, "day": day, f"level_{factor.key}": level}
        assert as_administrator.post(address, sent).status_code == 302
    table = rows(as_administrator.get(address))
    assert table[-1] == ["Mod att pröva", "2", "4 upp 2 ▲"]
    wrong = as_administrator.post(address, {"title": "Tom", "day": "2026-11-01"})
    assert wrong.context["form"].non_field_errors() == ["Svara på minst en rad."]


def test_the_history_tells_in_words_and_the_latest_is_undone(
    as_administrator, draft, administrator
):
    goal = Node.objects.get(kind="goal")
    actions.edit_node(
        version=draft,
        key=str(goal.key),
        new={"title": "Tryggt"},
        revision=1,
        by=administrator,
    )
    page = as_administrator.get(f"{V1}/")
    told_first = texts(page, "ol", class_="history")[0]
    assert "Ändrade: ”Tryggt”, rubrik från ”Trygg hemma” till ”Tryggt”." in told_first
    event = queries.events_of(draft)[0]
    assert as_administrator.post(f"{V1}/angra/{event.pk}/").status_code == 302
    goal.refresh_from_db()
    assert goal.title == "Trygg hemma"
    as_administrator.post(f"{V1}/angra/{event.pk}/")
    page = as_administrator.get(f"{V1}/")
    assert told(page)[-1].startswith("Det går inte att ångra")
    assert as_administrator.post(f"{V1}/angra/999/").status_code == 404


def test_pages_ask_the_database_as_often_however_large_the_plan(
    client, adopted, administrator, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        client.get(f"{V1}/")
    with django_assert_max_num_queries(14):
        client.get("/plan/nara/")
    with django_assert_max_num_queries(8):
        client.get("/plan/")


def test_a_kept_plan_follows_its_comments_and_the_programmes_words(
    as_administrator, adopted, administrator
):
    goal = Node.objects.get(kind="goal")
    as_administrator.get(f"{V1}/")
    actions.add_comment(version=adopted, key=str(goal.key), text="Hm", by=administrator)
    assert "1 kommentar" in links(as_administrator.get(f"{V1}/"))
    actions.edit_programme(
        code="nara",
        new={"name": "Nära"},
        authorities=["1880"],
        levels=[{"kind": "goal", "name": "Riktmärke"}],
        by=administrator,
    )
    labels = texts(as_administrator.get(f"{V1}/"), "p", class_="part-label")
    assert "Riktmärke" in labels
