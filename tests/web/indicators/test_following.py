"""An indicator follows a part of a plan: chosen from the gap, seen on the thread, taken away."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders.figures import observation
from tests.factories.indicators import make_indicator
from tests.factories.plans import add, add_step, adopt, make_assembly, make_plan
from tests.web.reading import elements, links, texts

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.accounts.personal_data import told_by_stations
from fardplan.apps.common.problems import ProblemError
from fardplan.apps.indicators.actions import (
    Delivery,
    follow_part,
    stop_following,
    store_run,
)
from fardplan.apps.indicators.models import Following
from fardplan.apps.plans.queries import gaps_of, version_of


pytestmark = [pytest.mark.usefixtures("few_authorities"), pytest.mark.django_db]
TODAY = date(2026, 11, 22)
TARGET = {
    "value": 55.0,
    "kind": "level",
    "agreement": "En påhittad överenskommelse",
    "source": "Sidan 3",
}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORE_DIR = tmp_path / "store"


@pytest.fixture
def draft(administrator):
    return make_plan(administrator)


def goal_gaps(number: int = 1) -> list[str]:
    gaps = gaps_of(version_of("nara", number), TODAY)
    return [g.rule.key for g in gaps if g.rule.place == "indicators"]


def page_of(draft, kind: str = "goal") -> str:
    key = draft.nodes.get(kind=kind).key
    return f"/indikatorer/foljer/nara/{draft.number}/{key}/"


def test_a_gap_is_closed_from_its_own_link_and_leads_to_the_next(
    as_administrator, administrator, draft
):
    make_indicator(administrator, key="utan-mal", name="Utan målvärde")
    make_indicator(administrator, key="med-mal", name="Med målvärde", targets=[TARGET])
    assert goal_gaps() == ["goal_without_indicator"]
    page = as_administrator.get("/plan/nara/traden/?regel=goal_without_indicator")
    [[_text, button]] = elements(page, "a", class_="ds-button no-print")
    assert button["href"] == page_of(draft)
    as_administrator.post(button["href"], {"indicator": "utan-mal"})
    assert goal_gaps() == ["goal_without_target", "goal_without_values"]
    page = as_administrator.get("/plan/nara/traden/?regel=goal_without_target")
    said = " ".join(texts(page, "li", class_="gap"))
    assert "Ingen av indikatorerna har ett målvärde: Utan målvärde." in said
    as_administrator.post(page_of(draft), {"indicator": "med-mal"})
    assert goal_gaps() == ["goal_without_values"]
    figure = observation(indicator="med-mal")
    delivery = Delivery(file_name="a.csv", sha256="0" * 64, asked=1, kept=1)
    store_run(delivery=delivery, rows=[figure], by=administrator)
    assert goal_gaps() == []


def test_the_page_offers_what_does_not_follow_yet(
    as_administrator, administrator, draft
):
    make_indicator(administrator, key="ett", name="Ett")
    make_indicator(administrator, key="tva", name="Två")
    page = as_administrator.get(page_of(draft))
    assert "Ingen indikator följer delen ännu." in page.content.decode()
    offered = [text for text, _a in elements(page, "option")]
    assert offered == ["Välj en", "Ett", "Två"]
    page = as_administrator.post(page_of(draft), {"indicator": "ett"}, follow=True)
    assert "Indikatorn följer nu delen." in page.content.decode()
    assert [text for text, _a in elements(page, "option")] == ["Välj en", "Två"]
    again = as_administrator.post(page_of(draft), {"indicator": "ett"})
    assert again.status_code == 422
    assert Following.objects.count() == 1


def test_the_thread_and_the_indicator_show_each_other(
    as_administrator, client, administrator, draft
):
    make_indicator(administrator, key="ett", name="Ett")
    key = str(draft.nodes.get(kind="goal").key)
    assert follow_part(version=draft, key=key, indicator="ett", by=administrator)
    assert not follow_part(version=draft, key=key, indicator="ett", by=administrator)
    thread = as_administrator.get(f"/plan/nara/version/1/nod/{key}/traden/")
    assert "/indikatorer/ett/" in links(thread).values()
    below = draft.nodes.get(kind="strategy").key
    thread = as_administrator.get(f"/plan/nara/version/1/nod/{below}/traden/")
    assert list(links(thread).values()).count("/indikatorer/ett/") == 2
    assert "1 indikator" in as_administrator.get("/plan/nara/traden/").content.decode()
    indicator = as_administrator.get("/indikatorer/ett/")
    assert links(indicator)["Trygg hemma"] == f"/plan/nara/version/1/nod/{key}/traden/"
    # A draft is the parties' own, also seen from here.
    client.logout()
    assert "Trygg hemma" not in links(client.get("/indikatorer/ett/"))
    step = add_step(administrator, draft, make_assembly(administrator))
    adopt(administrator, step, date(2026, 1, 1))
    assert "Trygg hemma" in links(client.get("/indikatorer/ett/"))
    # What is adopted keeps its indicators, and can get more.
    make_indicator(administrator, key="tva", name="Två")
    adopted = version_of("nara", 1)
    assert follow_part(version=adopted, key=key, indicator="tva", by=administrator)


def test_an_indicator_is_taken_away(as_administrator, administrator, draft):
    make_indicator(administrator, key="ett", name="Ett")
    key = str(draft.nodes.get(kind="goal").key)
    follow_part(version=draft, key=key, indicator="ett", by=administrator)
    page = as_administrator.post(f"{page_of(draft)}ett/ta-bort/", follow=True)
    assert "Indikatorn följer inte delen längre." in page.content.decode()
    assert goal_gaps() == ["goal_without_indicator"]
    assert not stop_following(version=draft, key=key, indicator="ett", by=administrator)
    done = AuditEvent.objects.filter(action__in=["follow_part", "stop_following"])
    assert sorted(done.values_list("action", "reason")) == [
        ("follow_part", "Ett"),
        ("stop_following", "Ett"),
    ]
    history = as_administrator.get("/plan/nara/version/1/").content.decode()
    assert "Valde en indikator för" in history
    assert "Tog bort en indikator från" in history


def test_only_what_has_an_effect_is_followed_and_only_by_what_there_is(
    administrator, draft
):
    make_indicator(administrator, key="ett", name="Ett")
    activity = add(administrator, draft, "activity", "Möten")
    with pytest.raises(ProblemError, match="Bara mål, strategier"):
        follow_part(
            version=draft, key=str(activity.key), indicator="ett", by=administrator
        )
    goal = str(draft.nodes.get(kind="goal").key)
    with pytest.raises(ProblemError, match="Det finns ingen indikator"):
        follow_part(version=draft, key=goal, indicator="inte", by=administrator)


def test_people_see_what_they_have_chosen(administrator, draft):
    make_indicator(administrator, key="ett", name="Ett")
    key = str(draft.nodes.get(kind="goal").key)
    follow_part(version=draft, key=key, indicator="ett", by=administrator)
    told = told_by_stations(administrator)
    assert told["val av indikatorer för delar av planer"] == [
        {"program": draft.programme.name, "indikator": "Ett"}
    ]
