"""Every page, at two widths, in both languages, light and dark: axe finds nothing.

The list is held against the URL configuration, so a page can't be forgotten.
"""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.conftest import (
    ADMINISTRATOR,
    NARROW,
    READER,
    WIDE,
    scrolls_sideways,
    violations,
)


BOARD = "/organ/provnamnden"
# The paper that the demo has for the programme lead to review.
PAPER = "/kallor/1"
LEAD = "programledare@fardplan.example"
PLAN, ADOPTED = "/plan/orebro-nara-vard", "/plan/jonkoping-framtidens-vard"
VERSION = "plan/<slug:code>/version/<int:number>"
TEAM = f"{PLAN}/insatser/mobila-narsjukvardsteam-dygnet-runt"
PART = f"{VERSION}/nod/<uuid:key>"
# Route -> an address where it can be met, and who meets it. After an arrow: the end of the
# link on that page to follow, where the address has a number in it.
PAGES = {
    "": ("/", ""),
    "om/": ("/om/", ""),
    "om/gallring/": ("/om/gallring/", ""),
    "kortkommandon/": ("/kortkommandon/", ""),
    "konto/logga-in/": ("/konto/logga-in/", ""),
    "konto/": ("/konto/", ADMINISTRATOR),
    "konto/lank/": ("/konto/lank/", ""),
    "konto/lank/<str:token>/": ("/konto/lank/trasig/", ""),
    "konto/losenord/": ("/konto/losenord/", READER),
    "konto/bjud-in/": ("/konto/bjud-in/", ADMINISTRATOR),
    "konto/personer/": ("/konto/personer/", ADMINISTRATOR),
    "konto/personer/<int:person_id>/": ("/konto/personer/1/", ADMINISTRATOR),
    "konto/personer/<int:person_id>/administrator/": (
        "/konto/personer/2/administrator/",
        ADMINISTRATOR,
    ),
    "konto/personer/<int:person_id>/stang/": (
        "/konto/personer/2/stang/",
        ADMINISTRATOR,
    ),
    "konto/personer/<int:person_id>/roller/ny/": (
        "/konto/personer/2/roller/ny/",
        ADMINISTRATOR,
    ),
    "konto/personer/<int:person_id>/koppla/": (
        "/konto/personer/2/koppla/?q=p",
        ADMINISTRATOR,
    ),
    "konto/inbjudan/<str:token>/": ("/konto/inbjudan/trasig/", ""),
    "konto/genom/<slug:key>/svar/": ("/konto/genom/nere/svar/", ""),
    "konto/bekrafta/losenord/": ("/konto/bekrafta/losenord/", READER),
    "konto/tvasteg/": ("/konto/tvasteg/", READER),
    "konto/tvasteg/nycklar/": ("/konto/tvasteg/nycklar/", READER),
    "jag/": ("/jag/", READER),
    "jag/uppgifter/": ("/jag/uppgifter/", READER),
    "jobb/": ("/jobb/", ADMINISTRATOR),
    "sakerhetskopior/": ("/sakerhetskopior/", ADMINISTRATOR),
    "aktorer/": ("/aktorer/?sida=2", ""),
    "aktorer/<slug:code>/": ("/aktorer/13/", ""),
    "aktorer/<slug:code>/samverkan/": ("/aktorer/18/samverkan/", ""),
    "aktorer/<slug:code>/redigera/": ("/aktorer/1880/redigera/", ADMINISTRATOR),
    "sok/": ("/sok/?q=vårdplan", LEAD),
    "kallor/": ("/kallor/", LEAD),
    "kallor/las-in/": ("/kallor/las-in/", LEAD),
    "kallor/<int:document_id>/": (f"{PAPER}/", LEAD),
    "kallor/<int:document_id>/om/": (f"{PAPER}/om/", LEAD),
    "kallor/<int:document_id>/ta-bort/": (f"{PAPER}/ta-bort/", LEAD),
    "kallor/fynd/<int:finding_id>/": ("/kallor/fynd/1/", LEAD),
    "organ/": ("/organ/", ""),
    "organ/nytt/": ("/organ/nytt/", ADMINISTRATOR),
    "organ/las-in/": ("/organ/las-in/", ADMINISTRATOR),
    "organ/<slug:code>/": (f"{BOARD}/", ADMINISTRATOR),
    "organ/<slug:code>/redigera/": (f"{BOARD}/redigera/", ADMINISTRATOR),
    "organ/<slug:code>/avsluta/": (f"{BOARD}/avsluta/", ADMINISTRATOR),
    "organ/<slug:code>/relationer/ny/": (f"{BOARD}/relationer/ny/", ADMINISTRATOR),
    "organ/<slug:code>/relationer/<int:relation_id>/": (
        "/organ/prov-beredningen/ → relationer/\\d+/",
        ADMINISTRATOR,
    ),
    "organ/<slug:code>/platser/ny/": (f"{BOARD}/platser/ny/", ADMINISTRATOR),
    "organ/<slug:code>/platser/<int:seat_id>/": (
        f"{BOARD}/ → platser/\\d+/",
        ADMINISTRATOR,
    ),
    "organ/<slug:code>/platser/<int:seat_id>/avsluta/": (
        f"{BOARD}/ → platser/\\d+/avsluta/",
        ADMINISTRATOR,
    ),
    "organ/<slug:code>/platser/<int:seat_id>/forordna/": (
        f"{BOARD}/ → platser/\\d+/forordna/",
        ADMINISTRATOR,
    ),
    "organ/<slug:code>/forordnanden/<int:appointment_id>/bjud-in/": (
        f"{BOARD}/ → forordnanden/\\d+/bjud-in/",
        ADMINISTRATOR,
    ),
    "organ/<slug:code>/forordnanden/<int:appointment_id>/": (
        f"{BOARD}/ → forordnanden/\\d+/",
        ADMINISTRATOR,
    ),
    "plan/": ("/plan/", ""),
    "plan/nytt/": ("/plan/nytt/", ADMINISTRATOR),
    "plan/fast/<slug:sha256>/": (f"{ADOPTED}/version/1/ → fast/\\w+/", ""),
    "plan/<slug:code>/": (f"{PLAN}/", ""),
    "plan/<slug:code>/redigera/": (f"{PLAN}/redigera/", ADMINISTRATOR),
    "plan/<slug:code>/insatser/": (f"{PLAN}/insatser/", ADMINISTRATOR),
    "plan/<slug:code>/tavla/": (f"{PLAN}/tavla/", ADMINISTRATOR),
    "plan/<slug:code>/tidslinje/": (f"{PLAN}/tidslinje/", ADMINISTRATOR),
    "plan/<slug:code>/karta/": (f"{PLAN}/karta/", ADMINISTRATOR),
    "plan/<slug:code>/portfolj/": (f"{PLAN}/portfolj/", ADMINISTRATOR),
    "plan/<slug:code>/portfolj/nytt-omrade/": (
        f"{PLAN}/portfolj/nytt-omrade/",
        ADMINISTRATOR,
    ),
    "plan/<slug:code>/insats-ny/": (f"{PLAN}/insats-ny/", ADMINISTRATOR),
    "plan/<slug:code>/las-in-insatser/": (f"{PLAN}/las-in-insatser/", ADMINISTRATOR),
    "plan/<slug:code>/las-in-stratml/": (f"{PLAN}/las-in-stratml/", ADMINISTRATOR),
    "plan/<slug:code>/insatser/<slug:initiative>/": (f"{TEAM}/", ADMINISTRATOR),
    "plan/<slug:code>/insatser/<slug:initiative>/redigera/": (
        f"{TEAM}/redigera/",
        ADMINISTRATOR,
    ),
    "plan/<slug:code>/insatser/<slug:initiative>/lage/": (
        f"{TEAM}/lage/",
        ADMINISTRATOR,
    ),
    "plan/<slug:code>/sjalvskattning/": (f"{ADOPTED}/sjalvskattning/", ADMINISTRATOR),
    "plan/<slug:code>/traden/": (f"{PLAN}/traden/", LEAD),
    "plan/<slug:code>/avstamning/": (f"{PLAN}/avstamning/", LEAD),
    f"{VERSION}/": (f"{ADOPTED}/version/1/", ""),
    f"{VERSION}/ny/": (f"{PLAN}/version/2/ny/?slag=strategy", ADMINISTRATOR),
    f"{VERSION}/hamta/": (f"{ADOPTED}/version/1/hamta/", READER),
    f"{VERSION}/jamfor/": (f"{PLAN}/version/2/jamfor/", ADMINISTRATOR),
    f"{VERSION}/antagande/": (f"{PLAN}/version/1/antagande/", ""),
    f"{VERSION}/antagande/<int:step_id>/": (
        f"{PLAN}/version/1/antagande/ → antagande/\\d+/",
        ADMINISTRATOR,
    ),
    f"{PART}/": (f"{PLAN}/version/2/ → nod/[\\w-]+/", ADMINISTRATOR),
    f"{PART}/traden/": (f"{PLAN}/traden/ → nod/[\\w-]+/traden/", LEAD),
    f"{PART}/andra/": (f"{PLAN}/version/2/ → nod/[\\w-]+/andra/", ADMINISTRATOR),
}
FAST = "/indikatorer/fast-lakarkontakt-register"
PAGES |= {
    "indikatorer/": ("/indikatorer/?q=fast&lage=unverified", READER),
    "indikatorer/mal/": ("/indikatorer/mal/", ""),
    "indikatorer/foljer/<slug:code>/<int:number>/<uuid:key>/": (
        f"{PLAN}/traden/?regel=initiative_without_indicator → foljer/.+",
        LEAD,
    ),
    "indikatorer/ny/": ("/indikatorer/ny/", ADMINISTRATOR),
    "indikatorer/inlasningar/": ("/indikatorer/inlasningar/", ADMINISTRATOR),
    "indikatorer/inlasningar/ny/": ("/indikatorer/inlasningar/ny/", LEAD),
    "indikatorer/inlasningar/<str:key>/": (
        "/indikatorer/inlasningar/ → inlasningar/\\w+/",
        ADMINISTRATOR,
    ),
    "indikatorer/<slug:key>/": (f"{FAST}/", ""),
    "indikatorer/<slug:key>/redigera/": (f"{FAST}/redigera/", ADMINISTRATOR),
    "indikatorer/<slug:key>/serie/": (f"{FAST}/serie/", LEAD),
    "indikatorer/<slug:key>/version/<int:number>/": (f"{FAST}/version/1/", ""),
    "sverige/": ("/sverige/", LEAD),
    "sverige/tema/<slug:theme>/": ("/sverige/tema/mobile_teams/", LEAD),
    "sverige/region/<slug:code>/": ("/sverige/region/18/", LEAD),
    "sverige/jamfor/": ("/sverige/jamfor/", LEAD),
}
MORE_ADDRESSES = {
    "no documents": ("/kallor/?q=finns-inte", READER),
    "a search in a document": (f"{PAPER}/?q=hemmet", LEAD),
    "a draft of a plan": (f"{PLAN}/version/2/", ADMINISTRATOR),
    "the files of a draft": (f"{PLAN}/version/2/hamta/", ADMINISTRATOR),
    "adoption by those who enter it": (f"{PLAN}/version/2/antagande/", ADMINISTRATOR),
    "gaps for all to see": (f"{ADOPTED}/traden/", ""),
    "a map by status": (f"{PLAN}/karta/?farg=lage", ADMINISTRATOR),
    "no initiatives found": (f"{PLAN}/insatser/?q=finns-inte", ADMINISTRATOR),
    "no results": ("/aktorer/?q=finns-inte", ""),
    "found by text": ("/aktorer/?q=nora", ""),
    "a body told by a document": ("/organ/orebro-hsn/", READER),
    "no bodies found": ("/organ/?q=finns-inte", ""),
    "a body as the public sees it": (f"{BOARD}/?datum=2021-01-28", ""),
    "a map without bodies": ("/aktorer/2480/samverkan/", ""),
    "the way of a matter": ("/aktorer/18/samverkan/?vag=orebro-regionkansliet", ""),
    "a care region": ("/aktorer/sodra/", ""),
    "a municipality": ("/aktorer/1880/", ADMINISTRATOR),
    "not found": ("/finns-inte/", ""),
}
NOT_THERE = {"Sidan finns inte här", "The page is not here"}
# Routes that answer with something else than a page.
NOT_PAGES = {
    "halsa/",
    "sprak/",
    "konto/logga-ut/",
    "konto/logga-ut-overallt/",
    "konto/mina-uppgifter.json",
    "indikatorer/export.<str:form>",
    "indikatorer/<slug:key>/serie/export.<str:form>",
    "indikatorer/inlasningar/<str:key>/angra/",
    "indikatorer/<slug:key>/version/<int:number>.json",
    "indikatorer/foljer/<slug:code>/<int:number>/<uuid:key>/<slug:indicator>/ta-bort/",
    "konto/bjud-in/<int:invitation_id>/ta-tillbaka/",
    "konto/personer/<int:person_id>/oppna/",
    "konto/personer/roller/<int:grant_id>/ge-igen/",
    "konto/genom/<slug:key>/",
    "konto/genom/<slug:key>/koppla/",
    "konto/koppla-bort/<int:identity_id>/",
    "jobb/starta/",
    "jobb/<uuid:job_id>/avbryt/",
    "jobb/<uuid:job_id>/igen/",
    "sakerhetskopior/ny/",
    "sakerhetskopior/<str:name>/hamta/",
    "sakerhetskopior/<str:name>/kontrollera/",
    "aktorer/export.<str:form>",
    "organ/export.<str:form>",
    "organ/popolo.json",
    "organ/las-in/<slug:digest>/",
    "kallor/<int:document_id>/flera/",
    "kallor/<int:document_id>/angra/",
    "kallor/<int:document_id>/over/",
    "kallor/<int:document_id>/fil/",
    "kallor/<int:document_id>/fynd.<str:form>",
    "kallor/fynd/<int:finding_id>/svar/",
    "kallor/granskning/<int:step_id>/angra/",
    "organ/<slug:code>/folj/",
    "aktorer/<slug:code>/folj/",
    "jag/sett/",
    "organ/angra/<int:event_id>/",
    "aktorer/angra/<int:event_id>/",
    "aktorer/<slug:code>/tema.css",
    "plan/fast/<slug:sha256>/plan.json",
    "plan/<slug:code>/ny-version/",
    "plan/<slug:code>/insatser.<str:form>",
    "plan/<slug:code>/andra-insatser/",
    "plan/<slug:code>/las-in-insatser/<slug:digest>/",
    "plan/<slug:code>/las-in-stratml/<slug:digest>/",
    "plan/<slug:code>/angra-insats/<int:event_id>/",
    "plan/<slug:code>/insatser/<slug:initiative>/fas/",
    "plan/<slug:code>/insatser/<slug:initiative>/folj/",
    "sverige/sverige.pdf",
    "sverige/sverige.<str:form>",
    "plan/<slug:code>/traden.<str:form>",
    "plan/<slug:code>/avstamning/<int:number>/ta-bort/",
    f"{VERSION}/luckor/",
    f"{VERSION}/angra/<int:event_id>/",
    "plan/<slug:code>/insatser/<slug:initiative>/insats.pdf",
    f"{VERSION}/utskrift.pdf",
    f"{VERSION}/stratml-<int:part>.xml",
    f"{VERSION}/delar.<str:form>",
    f"{VERSION}/kopplingar.<str:form>",
    f"{VERSION}/jamfor/jamforelse.pdf",
    f"{VERSION}/antagande/remiss/",
    f"{VERSION}/antagande/<int:step_id>/ta-bort/",
    f"{PART}/visa/",
    f"{PART}/klar/",
    f"{PART}/flytta/",
    f"{PART}/ta-bort/",
    f"{PART}/koppla/",
    f"{PART}/koppla/<int:link_id>/ta-bort/",
    f"{PART}/kommentera/",
    f"{PART}/kommentera/<int:comment_id>/klar/",
}


# Met on the way in `test_let_people_in.py`, where axe looks at them too.
ON_THE_WAY = {
    "konto/bekrafta/kod/",
    "konto/bekrafta/nyckel/",
    "konto/logga-in/kod/",
    "konto/tvasteg/app/",
    "konto/tvasteg/app/ta-bort/",
    "konto/tvasteg/reservkoder/",
    "konto/tvasteg/reservkoder/nya/",
    "konto/tvasteg/nycklar/ny/",
    "konto/tvasteg/nycklar/<int:pk>/ta-bort/",
    # ... and in `test_my_errands.py`.
    "konto/personer/roller/<int:grant_id>/ta-tillbaka/",
    # ... and in `test_review_documents.py`.
    "kallor/<int:document_id>/skillnad/",
    # ... and in `test_initiatives.py`.
    "plan/lank/<str:token>/",
    "plan/<slug:code>/portfolj/omrade/<slug:area>/",
    # ... and in `test_import_figures.py`.
    "indikatorer/inlasningar/ny/<slug:digest>/",
    # ... and in `test_make_a_backup.py`.
    "jobb/<uuid:job_id>/",
    "sakerhetskopior/<str:name>/radera/",
}


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> set[str]:
    found = set()
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= routes(pattern.url_patterns, here)
        else:
            found.add(here)
    return found


def test_the_list_holds_every_page():
    assert routes(get_resolver().url_patterns) == PAGES.keys() | NOT_PAGES | ON_THE_WAY


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", [*PAGES, *MORE_ADDRESSES])
def test_page_is_accessible_and_fits(open_page, name, language):
    address, user = (PAGES | MORE_ADDRESSES)[name]
    first, _arrow, link = address.partition(" → ")
    page = open_page(first, language=language, user=user, only_looks=True)
    if link:
        found = [a.get_attribute("href") for a in page.locator("main a").all()]
        page.goto(next(href for href in found if re.search(f"{link}$", href or "")))
    is_missing = page.locator("h1").inner_text() in NOT_THERE
    assert is_missing is (name == "not found")
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert not scrolls_sideways(page)
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert violations(page) == []
    assert not scrolls_sideways(page)
    # 320 CSS pixels is also a 1280 px window at 400 % zoom (WCAG 2.2, 1.4.10).
    page.set_viewport_size({"width": 320, "height": 900})
    assert not scrolls_sideways(page)
    # Only colours differ in the dark, and in both languages they are the same.
    if language == "sv":
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.emulate_media(color_scheme="dark")
        assert violations(page, "color-contrast", "link-in-text-block") == []
