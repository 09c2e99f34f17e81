"""All of Sweden side by side, from an invented overview."""

from __future__ import annotations

import json

import pytest
from tests.factories.documents import make_document
from tests.factories.people import granted
from tests.web.reading import elements, links, rows, texts

from fardplan.apps.actors.actions import load_register
from fardplan.apps.actors.queries import register_facts
from fardplan.apps.sources import actions
from fardplan.apps.sources.queries import FindingFilter
from fardplan.apps.sources.states import ReviewAct


pytestmark = [pytest.mark.usefixtures("regions"), pytest.mark.django_db]

OVERVIEW = """Nära vård i Sverige, en översikt 2026

Region Örebro län

Inriktning, målbild och målområden
Strategin Hela vägen hem beslutades av regionfullmäktige 2024.
\f
Exempel på prioriterade utvecklingsområden
• Mobila team – ett mobilt team kommer hem till de mest sjuka äldre. Pilot pågår.
• Hälsosamtal – alla 50-åringar får ett hälsosamtal.
\f
Region Gotland

Inriktning, målbild och målområden
Regionen arbetar efter en målbild som bilden visar.
\f
Exempel på prioriterade utvecklingsområden
\f
Region Ingenstans

Exempel på prioriterade utvecklingsområden
• Mobila team – ett team som ingen vet var det finns. Pilot pågår.
"""


@pytest.fixture
def regions(db):
    facts = [fact for fact in register_facts() if fact.kind != "municipality"]
    load_register(facts=[*facts, *(f for f in register_facts() if f.code == "1881")])


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
    assert "Örebro län, Fast vårdkontakt: inget nämns" in hidden


def test_a_theme_tells_who_works_with_it_and_how_far_they_have_come(
    as_administrator, overview
):
    page = as_administrator.get("/sverige/tema/mobile_teams/")
    assert texts(page, "h2") == ["Örebro län", "Gotland"]
    [told] = [text for text in texts(page, "li") if "sidan 2" in text]
    assert told.startswith("Mobila team pilot i orden ”Mobila”, ”mobilt” sidan 2")
    assert as_administrator.get("/sverige/tema/finns-inte/").status_code == 404


def test_a_region_tells_its_sections_and_what_could_not_be_read(
    as_administrator, overview
):
    page = as_administrator.get("/sverige/region/18/")
    assert "Hälsosamtal" in page.content.decode()
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
