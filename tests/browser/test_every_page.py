"""Every page, at two widths, in both languages, light and dark: axe finds nothing.

The list is held against the URL configuration, so a page can't be forgotten.
"""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.conftest import (
    ADMINISTRATOR,
    NARROW,
    WIDE,
    scrolls_sideways,
    violations,
)


# Route -> an address where it can be met, and who meets it.
PAGES = {
    "": ("/", ""),
    "om/": ("/om/", ""),
    "kortkommandon/": ("/kortkommandon/", ""),
    "konto/logga-in/": ("/konto/logga-in/", ""),
    "aktorer/": ("/aktorer/?sida=2", ""),
    "aktorer/<slug:code>/": ("/aktorer/13/", ""),
    "aktorer/<slug:code>/samverkan/": ("/aktorer/18/samverkan/", ""),
    "aktorer/<slug:code>/redigera/": ("/aktorer/1880/redigera/", ADMINISTRATOR),
}
MORE_ADDRESSES = {
    "no results": ("/aktorer/?q=finns-inte", ""),
    "found by text": ("/aktorer/?q=nora", ""),
    "a map without bodies": ("/aktorer/2480/samverkan/", ""),
    "the way of a matter": ("/aktorer/18/samverkan/?vag=orebro-regionkansliet", ""),
    "a care region": ("/aktorer/sodra/", ""),
    "a municipality": ("/aktorer/1880/", ADMINISTRATOR),
    "not found": ("/finns-inte/", ""),
}
# Routes that answer with something else than a page.
NOT_PAGES = {
    "halsa/",
    "sprak/",
    "konto/logga-ut/",
    "aktorer/export.<str:form>",
    "aktorer/angra/<int:event_id>/",
    "aktorer/<slug:code>/tema.css",
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
    assert routes(get_resolver().url_patterns) == PAGES.keys() | NOT_PAGES


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", [*PAGES, *MORE_ADDRESSES])
def test_page_is_accessible_and_fits(open_page, name, width, language):
    address, user = (PAGES | MORE_ADDRESSES)[name]
    page = open_page(address, width=width, language=language, user=user)
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("name", [*PAGES, *MORE_ADDRESSES])
def test_page_is_accessible_in_the_dark(open_page, name):
    address, user = (PAGES | MORE_ADDRESSES)[name]
    page = open_page(address, scheme="dark", user=user)
    assert violations(page) == []


@pytest.mark.parametrize("name", [*PAGES, *MORE_ADDRESSES])
def test_page_fits_the_smallest_window(open_page, name):
    # 320 CSS pixels is also a 1280 px window at 400 % zoom (WCAG 2.2, 1.4.10).
    address, user = (PAGES | MORE_ADDRESSES)[name]
    page = open_page(address, width=320, user=user)
    assert not scrolls_sideways(page)
