"""From a goal to what follows it, and from a definition to its next version."""

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


def look(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_from_a_goal_to_an_indicator_and_its_twin(open_page, width):
    page = open_page("/indikatorer/", width=width)
    expect(page.locator("#count")).to_have_text("44 indikatorer")
    page.get_by_label("Indikatorer efter mål").get_by_role("link").first.click()
    expect(page.locator("#count")).to_have_text("12 indikatorer")
    look(page)
    page.get_by_label("Sök på namn").fill("upplevd")
    expect(page.locator("#count")).to_have_text("1 indikator")
    page.get_by_role("link", name="Fast läkarkontakt, upplevd").click()
    expect(page.locator("h1")).to_have_text("Fast läkarkontakt, upplevd")
    look(page)
    page.get_by_role("link", name="Fast läkarkontakt, registrerad").click()
    expect(page.locator("h1")).to_have_text("Fast läkarkontakt, registrerad")
    save_screenshot(page, f"indikator-{width}")


def test_the_register_as_it_opens(open_page):
    page = open_page("/indikatorer/", width=WIDE)
    save_screenshot(page, "indikatorer-1280")
    look(page)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_definition_gets_its_next_version(open_page, width):
    page = open_page("/indikatorer/mangsokare/", user=ADMINISTRATOR, width=width)
    number = page.locator(".versions > li").count() + 1
    page.get_by_role("link", name="Ändra definitionen").click()
    page.get_by_label("Nämnare").fill(f"Folkmängden, prov {number}.")
    page.get_by_role("button", name="Spara som ny version").click()
    expect(page.locator("#error-summary")).to_contain_text(
        "Varför ändras definitionen?"
    )
    look(page)
    page.get_by_role("link", name="Varför ändras definitionen?").click()
    page.keyboard.type("För att prova")
    page.get_by_role("button", name="Spara som ny version").click()
    expect(page.get_by_role("status").first).to_contain_text(
        f"Version {number} gäller nu"
    )
    first = page.locator(".versions > li").first
    expect(first.locator(".difference ins").first).to_contain_text(str(number))
    expect(first).to_contain_text("Därför: För att prova")
    look(page)


def test_a_break_is_added_without_javascript(open_page):
    page = open_page(
        "/indikatorer/vardtillfallen/redigera/",
        user=ADMINISTRATOR,
        javascript=False,
    )
    breaks = page.locator("section", has_text="Brott i serien")
    breaks.locator("summary").click()
    breaks.get_by_label("Från och med").fill("2026")
    breaks.get_by_label("Vad som skiljer").fill("Ett påhittat brott.")
    breaks.get_by_label("Varför").fill("För att prova.")
    page.get_by_label("Varför ändras definitionen?").fill("Ett prov")
    page.get_by_role("button", name="Spara som ny version").click()
    expect(page.locator(".breaks")).to_contain_text("2026 Ett påhittat brott.")
