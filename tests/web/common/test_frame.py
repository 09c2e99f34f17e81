"""The frame around every page: title, navigation, breadcrumbs, skip link."""

from __future__ import annotations

import pytest
from tests.web.reading import elements, links, texts


pytestmark = pytest.mark.usefixtures("register")

TITLES = {
    "/": "Färdplan – den röda tråden i god och nära vård",
    "/om/": "Om Färdplan – Färdplan",
    "/kortkommandon/": "Kortkommandon – Färdplan",
    "/konto/logga-in/": "Logga in – Färdplan",
    "/aktorer/": "Aktörer – Färdplan",
    "/aktorer/18/": "Region Örebro län – Färdplan",
    "/finns-inte/": "Sidan finns inte här – Färdplan",
}


@pytest.mark.parametrize("url", TITLES)
def test_every_page_has_one_title_one_heading_and_a_way_past_the_menu(client, url):
    response = client.get(url)

    # A map's areas have titles of their own, further down.
    assert texts(response, "title")[0] == TITLES[url]
    assert len(texts(response, "h1")) == 1
    assert links(response)["Hoppa till innehållet"] == "#main"
    assert elements(response, "main", id="main") != []


@pytest.mark.parametrize(
    ("url", "current"),
    [
        ("/", {"Översikt": "page"}),
        ("/aktorer/", {"Aktörer": "page", "Myndigheter": "page"}),
        ("/aktorer/18/", {"Aktörer": "true"}),
        ("/om/", {}),
    ],
)
def test_the_menu_tells_where_one_is(client, url, current):
    marked = {
        text: a["aria-current"]
        for text, a in elements(client.get(url), "a")
        if a.get("aria-current")
    }

    assert {k: v for k, v in marked.items() if not k.isdigit()} == current


def test_the_breadcrumbs_lead_up_to_the_start(client):
    found = links(client.get("/aktorer/1880/"))

    assert (found["Översikt"], found["Aktörer"], found["Region Örebro län"]) == (
        "/",
        "/aktorer/",
        "/aktorer/18/",
    )


def test_the_log_in_leads_back_to_the_page(client):
    assert links(client.get("/aktorer/18/"))["Logga in"] == (
        "/konto/logga-in/?next=/aktorer/18/"
    )
