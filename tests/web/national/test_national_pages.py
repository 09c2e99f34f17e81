"""All of Sweden side by side, from an invented overview."""

from __future__ import annotations

import json

import pytest
from tests.builders.overviews import OVERVIEW
from tests.factories.documents import make_document
from tests.factories.initiatives import edit, initiative, make_initiatives
from tests.factories.people import granted
from tests.factories.plans import make_programme
from tests.web.reading import elements, links, rows, texts

from fardplan.apps.actors.actions import load_register
from fardplan.apps.actors.queries import register_facts
from fardplan.apps.sources import actions
from fardplan.apps.sources.queries import FindingFilter
from fardplan.apps.sources.states import ReviewAct


pytestmark = [pytest.mark.usefixtures("regions"), pytest.mark.django_db]


@pytest.fixture
def regions(db):
    facts = [fact for fact in register_facts() if fact.kind != "municipality"]
    some = [fact for fact in register_facts() if fact.code in {"1880", "1881"}]
    load_register(facts=[*facts, *some])


@pytest.fixture
def overview(administrator):
    document = make_document(administrator, OVERVIEW)
    actions.review_many(
        document_id=document.pk,
        wanted=FindingFilter(),
        act=ReviewAct.ACCEPT,
        by=administrator,
    )
    return document


def test_the_overview_is_read_as_regions(overview):
    kinds = set(overview.findings.values_list("kind", flat=True))
    assert {"region", "section", "initiative"} <= kinds


def test_without_documents_the_page_tells_what_to_do(as_administrator):
    page = as_administrator.get("/sverige/")
    assert links(page)["Till dokumenten"] == "/kallor/"
    assert rows(page) == []


def test_regions_and_themes_are_counted_and_what_was_lost_is_not_zero(
    as_administrator, overview
):
    page = as_administrator.get("/sverige/")
    told = [a.get("aria-label", "") for _text, a in elements(page, "a")]
    cells = list(dict.fromkeys(one for one in told if one.endswith("insats")))
    assert cells == [
        "Örebro län, Mobila team och mobil vård: 1 insats",
        "Örebro län, Hälsosamtal: 1 insats",
        "Örebro län, Äldre och multisjuka: 1 insats",
    ]
    hidden = texts(page, "span", class_="visually-hidden")
    lost = "Gotland, Hälsosamtal: går inte att veta: en del av dokumentet var en bild"
    assert lost in hidden
    # What nobody works with takes no column.
    assert not any("Fast vårdkontakt" in words for words in hidden)
    [untold] = [p for p in texts(page, "p") if p.startswith("Ingen nämner:")]
    assert "Fast vårdkontakt" in untold


def test_a_theme_tells_who_works_with_it_and_how_far_they_have_come(
    as_administrator, overview
):
    page = as_administrator.get("/sverige/tema/mobile_teams/")
    assert texts(page, "h2") == [
        *("Örebro län", "Gotland"),
        "Karta: Mobila team och mobil vård i regionerna",
    ]
    [told] = [text for text in texts(page, "li") if "sidan 2" in text]
    assert told.startswith("Mobila team pilot i orden ”Mobila”, ”mobilt” sidan 2")
    assert as_administrator.get("/sverige/tema/finns-inte/").status_code == 404


def test_a_region_tells_its_sections_and_what_could_not_be_read(
    as_administrator, overview
):
    page = as_administrator.get("/sverige/region/18/")
    [points] = [t for t in texts(page, "li") if "2 punkter" in t]
    assert points.startswith("✓ Prioriterade utvecklingsområden: läst sidan 2")
    assert "alla 50-åringar får ett hälsosamtal" in points
    lost = as_administrator.get("/sverige/region/09/")
    lines = texts(lost, "li", class_="is-lost")
    assert [text.partition(":")[0] for text in lines] == [
        "? Inriktning, målbild och mål",
        "? Prioriterade utvecklingsområden",
    ]
    assert as_administrator.get("/sverige/region/1880/").status_code == 404


def test_two_regions_stand_beside_each_other(as_administrator, overview):
    page = as_administrator.get("/sverige/jamfor/?a=18&b=09")
    assert texts(page, "h2") == ["Region Örebro län", "Region Gotland"]
    chosen = [a["value"] for _t, a in elements(page, "option") if "selected" in a]
    assert chosen == ["18", "09"]


def test_it_is_taken_out_as_files_and_pdf(as_administrator, overview):
    told = json.loads(as_administrator.get("/sverige/sverige.json").content)
    names = [row["Vad"] for row in told if row["Slag"] == "Insatser"]
    assert names == ["Mobila team", "Hälsosamtal"]
    assert as_administrator.get("/sverige/sverige.exe").status_code == 404
    pdf = as_administrator.get("/sverige/sverige.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_others_see_only_what_their_own_documents_tell(client, administrator, overview):
    lead = granted(administrator, "18", "Lina Ledare", "programme_lead")
    other = granted(administrator, "1881", "Oskar Annanstans", "programme_lead")
    client.force_login(lead)
    assert "PDF" in links(client.get("/sverige/"))
    client.force_login(other)
    assert "PDF" not in links(client.get("/sverige/"))


@pytest.fixture
def plan(administrator):
    """A draft of Örebro län with an initiative in Kumla and one nowhere told."""
    version = make_initiatives(administrator, "Trygg vårdkedja")
    edit(
        administrator,
        initiative("Mobila team"),
        themes="mobile_teams",
        municipalities="1881",
        phase="pilot",
    )
    edit(administrator, initiative("Trygg vårdkedja"), themes="discharge")
    return version


def test_a_plan_tells_of_its_regions_and_municipalities(as_administrator, plan):
    page = as_administrator.get("/sverige/tema/mobile_teams/")
    [told] = [text for text in texts(page, "li") if "i planen" in text]
    assert told == "Mobila team pilot i planen Nära vård i Påhitt"
    assert links(page)["Mobila team"] == "/plan/nara/insatser/mobila-team/"
    shown = as_administrator.get("/sverige/tema/mobile_teams/?karta=kommuner")
    areas = {
        a["aria-label"]: a["href"]
        for _t, a in elements(shown, "a")
        if "aria-label" in a
    }
    assert areas["Kumla, Mobila team och mobil vård: 1 insats"].endswith("#region-18")
    assert areas["Örebro, Mobila team och mobil vård: ingen plan nämner kommunen"] == (
        "/aktorer/1880/"
    )
    # One that is done nowhere in particular belongs to all the parties' counties.
    other = as_administrator.get("/sverige/tema/discharge/?karta=kommuner")
    assert texts(other, "h2")[0] == "Örebro län"
    labels = [a["aria-label"] for _t, a in elements(other, "a") if "aria-label" in a]
    assert "Kumla, Samverkan vid utskrivning: ingen insats i planen" in labels


def test_what_stands_in_both_document_and_plan_counts_once(
    as_administrator, administrator
):
    make_programme(administrator)
    document = make_document(administrator, OVERVIEW)
    actions.review_many(
        document_id=document.pk,
        wanted=FindingFilter(),
        act=ReviewAct.ACCEPT,
        by=administrator,
        target="nara:1",
    )
    page = as_administrator.get("/sverige/tema/mobile_teams/")
    lines = [text for text in texts(page, "li") if text.startswith("Mobila team pilot")]
    assert lines == ["Mobila team pilot i planen Nära vård i Påhitt"]
    assert links(page)["Mobila team"] == "/plan/nara/insatser/mobila-team/"


def test_a_draft_is_told_to_its_parties_only(client, administrator, plan):
    other = granted(administrator, "09", "Oskar Annanstans", "programme_lead")
    client.force_login(other)
    assert links(client.get("/sverige/"))["Till dokumenten"] == "/kallor/"
