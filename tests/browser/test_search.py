"""Find anything from the box in the page head: by keyboard, on a phone, without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    ADMINISTRATOR,
    NARROW,
    WIDE,
    save_screenshot,
    scrolls_sideways,
    violations,
)


# The worker has just started: it builds the index while we wait.
SECONDS_TO_BUILD = 60_000


def look(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert not scrolls_sideways(page)


def wait_for_index(page: Page) -> None:
    for _ in range(60):
        page.goto("/sok/?q=region")
        if page.locator("[data-hit]").count():
            return
        page.wait_for_timeout(SECONDS_TO_BUILD / 60)
    raise AssertionError("the worker has built no index")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_from_the_box_by_keyboard_to_the_place(open_page, width):
    page = open_page("/", user=ADMINISTRATOR, width=width)
    wait_for_index(page)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("närsjukvårdsteam")
    page.keyboard.press("Enter")
    expect(page.locator("[data-hit]").first).to_have_text(
        "Mobila närsjukvårdsteam dygnet runt"
    )
    look(page)
    page.get_by_label("Ord, namn").fill("vårdkontakter hemgång plan")
    page.get_by_label("Ord, namn").fill("nämnd")
    expect(page.locator("#count")).to_contain_text("träffar på ”nämnd”")
    expect(page.locator("mark").first).to_be_visible()
    save_screenshot(page, f"sok-{width}")
    assert "q=n%C3%A4mnd" in page.url
    page.get_by_label("Ord, namn").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-hit]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("ämnd")


def test_narrow_and_be_understood_without_javascript(open_page):
    wait_for_index(open_page("/"))
    page = open_page("/", width=NARROW, javascript=False)
    page.get_by_role("searchbox", name="Sök i allt").fill("regionfullmäktgie")
    page.get_by_role("button", name="Hitta").click()
    page.get_by_role("link", name="regionfullmäktige", exact=True).click()
    expect(page.locator("#count")).to_contain_text("”regionfullmäktige”")
    page.get_by_label("Myndighet").select_option("05")
    page.get_by_role("button", name="Visa").click()
    expect(page.locator("[data-hit]")).to_have_text(["Regionfullmäktige"])
    assert not scrolls_sideways(page)
    page.get_by_role("link", name="Visa alla").click()
    assert page.locator("[data-hit]").count() > 1
