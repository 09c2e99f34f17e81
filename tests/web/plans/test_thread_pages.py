"""Does the thread hold? The gaps on the page, and that each is mended from its own link."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from tests.factories.bodies import make_body
from tests.factories.initiatives import edit, initiative, own, tell
from tests.factories.people import granted, seated
from tests.factories.plans import add, add_step, adopt, make_assembly, make_plan
from tests.web.reading import elements, links, rows, texts, told

from fardplan.apps.accounts.personal_data import told_by_stations
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.plans import actions, queries
from fardplan.apps.plans.models import DoneMark, VisionCheck
from fardplan.apps.plans.queries import gaps_of, version_of


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]
TODAY = date(2026, 11, 22)
PAGE = "/plan/nara/traden/"
V1 = "/plan/nara/version/1"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def draft(administrator):
    return make_plan(administrator)


def broken(number: int = 1) -> dict[str, list[str]]:
    """The rules that are broken, each with the titles of where."""
    version = version_of("nara", number)
    nodes = {str(node.key): str(node) for node in version.nodes.all()}
    found: dict[str, list[str]] = {}
    for gap in gaps_of(version, TODAY):
        found.setdefault(gap.rule.key, []).append(nodes.get(gap.key, ""))
    return found


def mending(client, rule: str) -> str:
    """The address that the first button of a rule leads to."""
    page = client.get(f"{PAGE}?regel={rule}")
    [[_text, first], *_more] = elements(page, "a", class_="ds-button no-print")
    return first["href"]


def test_the_page_tells_every_gap_the_worst_first(as_administrator, draft):
    page = as_administrator.get(PAGE)
    assert texts(page, "p", class_="lead") == [
        "Nej. 1 luckor bryter tråden, av 8 som reglerna hittar."
    ]
    assert [text.split()[1:-1] for text in texts(page, "h2")][:2] == [
        ["Insatser", "som", "ingen", "ansvarar", "för"],
        ["Ingen", "är", "utsedd", "att", "anta", "planen"],
    ]
    stops = [text.split() for text in texts(page, "span", class_="stop-name")]
    assert stops == [
        ["Källor"],
        ["Mål"],
        ["Insatser"],
        ["Beslut"],
        ["Uppdrag"],
        ["Indikatorer"],
        ["Prognos"],
    ]
    assert [text for text in texts(page, "span") if text == "används inte"] == [
        "används inte"
    ] * 2


def test_the_page_is_filtered_by_severity_and_rule(as_administrator, draft):
    page = as_administrator.get(f"{PAGE}?allvar=breaks")
    assert len(texts(page, "h2")) == 1
    page = as_administrator.get(f"{PAGE}?regel=too_many_goals")
    assert texts(page, "div", class_="empty") == ["Inga luckor av det slaget."]


def test_many_gaps_of_a_rule_are_opened_on_demand(
    as_administrator, draft, administrator
):
    for number in range(12):
        add(administrator, draft, "initiative", f"Projekt {number}")
    page = as_administrator.get(f"{PAGE}?allvar=breaks")
    assert "Visa 4 till" in links(page)
    whole = as_administrator.get(f"{PAGE}?version=1&regel=initiative_without_goal")
    assert len(texts(whole, "li", class_="gap")) == 12


def test_strangers_see_the_gaps_of_what_is_adopted_without_names(
    client, draft, administrator
):
    owner = seated(administrator, make_body(administrator), "Olle Ansvar", "Ledamot")
    own(administrator, initiative(), owner)
    assert client.get(PAGE).headers["Location"].startswith("/konto/logga-in/")
    adopt(
        administrator,
        add_step(administrator, draft, make_assembly(administrator)),
        date(2020, 12, 1),
    )
    page = client.get(PAGE)
    assert "Insatser som ingen har berättat om 1" in " ".join(texts(page, "h2"))
    assert owner.name not in page.content.decode()
    client.force_login(administrator)
    assert owner.name in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}?version=9").status_code == 404


def test_an_initiative_gets_goal_owner_status_and_evaluation_from_its_gaps(
    as_administrator, draft, administrator
):
    add(administrator, draft, "initiative", "Appar för alla")
    edit(administrator, initiative("Appar för alla"), phase="Pilot")
    row = initiative("Appar för alla")
    assert broken()["initiative_without_goal"] == ["Appar för alla"]
    goal = draft.nodes.get(kind="goal")
    key = str(row.key)
    assert mending(as_administrator, "initiative_without_goal") == (
        f"{V1}/nod/{key}/#kopplingar"
    )
    as_administrator.post(
        f"{V1}/nod/{key}/koppla/", {"kind": "contributes_to", "target": str(goal.key)}
    )
    body = make_body(administrator)
    form = "/plan/nara/insatser/appar-for-alla/redigera/"
    assert mending(as_administrator, "pilot_without_evaluation") == (
        f"{form}#id_evaluation"
    )
    assert as_administrator.get(form).status_code == 200
    edit(administrator, row, owner_body=body.code, evaluation="Planerad")
    status = "/plan/nara/insatser/appar-for-alla/lage/"
    urls = {
        attributes["href"]
        for _text, attributes in elements(
            as_administrator.get(f"{PAGE}?regel=initiative_status_missing"),
            "a",
            class_="ds-button no-print",
        )
    }
    assert status in urls
    tell(administrator, initiative("Appar för alla"), "on_track", next_day=TODAY)
    left = {rule for rule, where in broken().items() if "Appar för alla" in where}
    assert left == {"initiative_without_decision", "initiative_without_indicator"}


def test_what_is_adopted_is_mended_in_the_next_version(
    as_administrator, draft, administrator
):
    add(administrator, draft, "initiative", "Appar för alla")
    step = add_step(administrator, draft, make_assembly(administrator))
    adopt(administrator, step, date(2026, 1, 1))
    page = as_administrator.get(f"{PAGE}?regel=initiative_without_goal")
    assert links(page)["Börja på nästa version"] == "/plan/nara/"
    actions.start_version(code="nara", title="", by=administrator)
    key = str(initiative("Appar för alla").key)
    for version in ("1", "2"):
        page = as_administrator.get(
            f"{PAGE}?regel=initiative_without_goal&version={version}"
        )
        assert links(page)["Koppla till ett mål"] == (
            f"/plan/nara/version/2/nod/{key}/#kopplingar"
        )


def test_a_goal_gets_initiative_measurement_and_day_from_its_gaps(
    as_administrator, draft, administrator
):
    goal = add(administrator, draft, "goal", "God hälsa hela livet")
    key = str(goal.key)
    new = f"{V1}/ny/"
    url = mending(as_administrator, "goal_without_initiative")
    assert url == f"{new}?slag=initiative&under={key}"
    as_administrator.post(url, {"title": "Hälsosamtal"})
    assert "goal_without_initiative" not in broken()
    while "goal_without_measurement" in broken():
        url = mending(as_administrator, "goal_without_measurement")
        before = len(broken()["goal_without_measurement"])
        as_administrator.post(url, {"title": "Självskattad hälsa"})
        assert len(broken().get("goal_without_measurement", [])) == before - 1
    url = mending(as_administrator, "goal_without_day").partition("#")[0]
    day = broken()["goal_without_day"][0]
    form = as_administrator.get(url)
    sent = {a["name"]: a.get("value", "") for _t, a in elements(form, "input")}
    as_administrator.post(url, {**sent, "title": day, "day": "2030-12-31"})
    assert day not in broken().get("goal_without_day", [])


def test_a_part_is_marked_as_done_and_taken_back(
    as_administrator, draft, administrator
):
    activity = add(administrator, draft, "activity", "Bemanna", day="2026-10-01")
    assert broken()["part_past_its_day"] == ["Bemanna"]
    url = f"{V1}/nod/{activity.key}/"
    assert mending(as_administrator, "part_past_its_day") == f"{url}#klar"
    wrong = as_administrator.post(f"{url}klar/", {"day": "igår"}, follow=True)
    assert told(wrong) == ["Skriv vilken dag det blev klart, som 2026-11-22."]
    early = as_administrator.post(f"{url}klar/", {"day": "2026-11-23"}, follow=True)
    assert told(early) == ["Dagen har inte varit än. Markera när det är klart."]
    done = as_administrator.post(
        f"{url}klar/", {"day": "2026-10-05", "text": "Fem personer."}, follow=True
    )
    assert told(done) == ["Delen är markerad som klar."]
    assert "✓ Klart 2026-10-05. Fem personer." in texts(done, "p")
    assert "part_past_its_day" not in broken()
    back = as_administrator.post(f"{url}klar/", {"inte": "1"}, follow=True)
    assert told(back) == ["Delen är inte längre markerad som klar."]
    assert broken()["part_past_its_day"] == ["Bemanna"]


def test_who_answers_for_an_initiative_marks_its_activities_as_done(
    draft, administrator
):
    owner = seated(administrator, make_body(administrator), "Olle Ansvar", "Ledamot")
    row = initiative()
    own(administrator, row, owner)
    node = draft.nodes.get(initiative=row)
    activity = add(administrator, draft, "activity", "Bemanna", node, day="2026-10-01")
    actions.mark_done(
        version=draft, key=str(activity.key), day=TODAY, text="", by=owner
    )
    assert DoneMark.objects.get().by == owner
    assert told_by_stations(owner)["klarmarkeringar och avstämningar"] == [
        {"program": "Nära vård i Påhitt", "dag": TODAY, "text": ""}
    ]
    actions.unmark_done(version=draft, key=str(activity.key), by=owner)
    actions.unmark_done(version=draft, key=str(activity.key), by=owner)
    assert DoneMark.objects.count() == 0
    assert [event.action for event in queries.events_of(draft)[:2]] == [
        "unmark_done",
        "mark_done",
    ]


def test_the_vision_is_held_against_the_operating_plan(
    as_administrator, client, draft, administrator
):
    add_step(administrator, draft, make_assembly(administrator))
    url = mending(as_administrator, "vision_not_checked")
    assert url == "/plan/nara/avstamning/"
    said = {
        "against": "Verksamhetsplan 2027",
        "day": "2026-11-22",
        "is_kept": "nej",
        "text": "Läkarna saknas.",
    }
    late = as_administrator.post(url, {**said, "day": "2026-11-23"})
    assert late.status_code == 422
    assert VisionCheck.objects.count() == 0
    for _twice in range(2):
        saved = as_administrator.post(url, said, follow=True)
    assert told(saved) == ["Avstämningen är sparad."]
    assert texts(saved, "strong") == ["Verksamhetsplan 2027"]
    assert "Läkarna saknas." in texts(saved, "span", class_="pre-line")
    assert "vision_not_checked" not in broken()
    [check] = VisionCheck.objects.all()
    gone = as_administrator.post(f"{url}{check.pk}/ta-bort/", follow=True)
    assert told(gone) == ["Avstämningen är borttagen."]
    assert broken()["vision_not_checked"] == [""]
    assert as_administrator.post(f"{url}{check.pk}/ta-bort/").status_code == 404


def test_adoption_and_the_programme_are_mended_where_they_are_kept(
    as_administrator, draft, administrator
):
    adoption = f"{V1}/antagande/"
    assert mending(as_administrator, "adoption_not_begun") == adoption
    assert mending(as_administrator, "parts_without_source") == "/kallor/"
    assembly = make_assembly(administrator, authorities="Region Örebro län")
    step = add_step(administrator, draft, assembly)
    assert mending(as_administrator, "adoption_unfinished") == adoption
    [says] = texts(
        as_administrator.get(f"{PAGE}?regel=adoption_unfinished"),
        "span",
        class_="small",
    )[-1:]
    assert "2 har inte antagit planen: Fullmaktige, Örebro" in says
    adopt(administrator, step, date(2020, 1, 1))
    assert mending(as_administrator, "look_over_past") == "/plan/nara/"
    goals = [f"Mål {n}" for n in range(16)]
    actions.start_version(code="nara", title="", by=administrator)
    second = version_of("nara", 2)
    for title in goals:
        add(administrator, second, "goal", title)
    assert mending(as_administrator, "too_many_goals") == "/plan/nara/version/2/"


def test_the_gaps_are_taken_out_as_a_file(as_administrator, draft):
    rows_told = json.loads(
        as_administrator.get("/plan/nara/traden.json?allvar=breaks").content
    )
    assert rows_told == [
        {
            "Allvar": "Bryter tråden",
            "Regel": "Insatser som ingen ansvarar för",
            "Del av planen": "Mobila team",
            "Vad som saknas": "Varken ett organ eller en person ansvarar för insatsen.",
            "Vem kan laga": "Programledaren, Örebro län",
            "Varför det spelar roll": rows_told[0]["Varför det spelar roll"],
            "Källa": rows_told[0]["Källa"],
            "Adress": "/plan/nara/insatser/mobila-team/redigera/#id_owner_body",
        }
    ]
    assert as_administrator.get("/plan/nara/traden.exe").status_code == 404


def test_badges_tell_of_gaps_but_not_of_what_is_good_to_know(as_administrator, draft):
    page = as_administrator.get(f"{V1}/luckor/")
    nodes = {str(node.key): node.title for node in draft.nodes.all()}
    found = {
        nodes[attributes["id"].removeprefix("luckor-")]: " ".join(text.split())
        for text, attributes in elements(page, "span")
        if "id" in attributes
    }
    assert found == {"Mobila team": "✕ 1 lucka", "Trygg hemma": "! 3 luckor"}
    # Each has its place in the tree.
    tree = as_administrator.get(f"{V1}/").content.decode()
    assert all(
        f'<span id="luckor-{key}">' in tree for key, t in nodes.items() if t in found
    )


def test_a_part_shows_what_it_hangs_on_and_what_hangs_on_it(
    as_administrator, draft, administrator
):
    strategy = draft.nodes.get(kind="strategy")
    add(administrator, draft, "measurement_area", "Trygghet i hemtjänsten", strategy)
    # What describes a strategy is no step of the thread.
    area = add(administrator, draft, "development_area", "Vård i hemmet", strategy)
    assert ["Mål", "1 Team som kommer hem", "Strategi, det här leder dit"] in rows(
        as_administrator.get(f"{V1}/nod/{area.key}/traden/")
    )
    thread = f"{V1}/nod/{strategy.key}/traden/"
    assert "Vård i hemmet" not in as_administrator.get(thread).content.decode()
    node = draft.nodes.get(kind="initiative")
    add(administrator, draft, "activity", "Bemanna", node)
    step = add_step(administrator, draft, make_assembly(administrator))
    adopt(administrator, step, date(2020, 12, 1))
    page = as_administrator.get(f"{V1}/nod/{node.key}/traden/")
    assert rows(page) == [
        ["Mål", "Trygg hemma", "Mål, det här leder dit"],
        ["Mål", "1 Team som kommer hem", "Strategi, det här leder dit"],
        ["Insatser", "Mobila team", "den här delen"],
        ["Insatser", "Bemanna", "Aktivitet, leder hit"],
        ["Beslut", "Fullmaktige", "2020-12-01, § 1"],
        [
            "Indikatorer",
            "Trygghet i hemtjänsten",
            "Mätområde, följer om det händer",
        ],
    ]
    assert links(as_administrator.get("/plan/nara/insatser/mobila-team/"))[
        "Insatsens tråd"
    ] == (f"{V1}/nod/{node.key}/traden/")
    shift = add_shift_and_see(as_administrator, administrator)
    assert shift == [["Mål", "Mindre väntan", "den här delen"]]


def add_shift_and_see(client, administrator) -> list[list[str]]:
    actions.start_version(code="nara", title="", by=administrator)
    second = version_of("nara", 2)
    node = add(administrator, second, "definition", "Mindre väntan")
    return rows(client.get(f"/plan/nara/version/2/nod/{node.key}/traden/"))


def test_two_hundred_neighbours_open_on_demand_and_stand_in_the_list(
    as_administrator, draft, administrator
):
    goal = draft.nodes.get(kind="goal")
    for number in range(200):
        add(administrator, draft, "activity", f"Steg {number}", goal)
    page = as_administrator.get(f"{V1}/nod/{goal.key}/traden/")
    assert texts(page, "summary") == ["195 till"]
    assert len(rows(page)) == 203


def test_the_programme_lead_finds_what_breaks_the_thread_among_their_errands(
    client, draft, administrator, reader
):
    lead = granted(administrator, "18", "Lina Ledare", "programme_lead")
    client.force_login(lead)
    page = client.get("/jag/")
    assert links(page)["1 lucka bryter tråden i Nära vård i Påhitt"] == PAGE
    edit(administrator, initiative(), owner_body=make_body(administrator).code)
    assert PAGE not in links(client.get("/jag/")).values()
    assert queries.versions_led_by(reader) == []


def test_only_what_has_a_day_can_be_done(draft, administrator):
    node = draft.nodes.get(kind="strategy")
    with pytest.raises(ProblemError, match="blir klara"):
        actions.mark_done(
            version=draft, key=str(node.key), day=TODAY, text="", by=administrator
        )
