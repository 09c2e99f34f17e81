"""Where does the thread not hold? The programme lead finds a gap and mends it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    NARROW,
    WIDE,
    save_screenshot,
    scrolls_sideways,
    violations,
)


LEAD = "programledare@fardplan.example"
CHECK = "/plan/orebro-nara-vard/traden/"


def check(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


def count(page: Page, place: str) -> int:
    """How many gaps there are at a station."""
    stop = page.locator(".stop", has_text=place)
    return int(stop.locator(".knot").inner_text().split()[0])


def test_find_a_gap_and_mend_it_from_its_own_link(open_page):
    page = open_page(CHECK, user=LEAD, width=WIDE)
    expect(page.locator(".lead")).to_contain_text("bryter tråden")
    check(page)
    save_screenshot(page, "traden-1280")
    before = count(page, "Insatser")
    gap = page.locator(".gap", has_text="Fast vårdkontakt för alla över 80 år").first
    gap.get_by_role("link", name=re.compile("Ange ansvarig")).click()
    expect(page.get_by_label("Ansvarigt organ")).to_be_visible()
    page.get_by_label("Ansvarigt organ").fill("orebro-hsn")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Ändringen är sparad.")).to_be_visible()
    page.goto(page.url.partition("/plan/")[0] + CHECK)
    assert count(page, "Insatser") == before - 1


def test_a_part_shows_its_thread_by_keyboard_and_on_a_telephone(open_page):
    page = open_page(CHECK, user=LEAD, width=WIDE)
    page.get_by_role("link", name="Mobila närsjukvårdsteam dygnet runt").first.click()
    expect(page.get_by_role("heading", name="Tråden", exact=True)).to_be_visible()
    check(page)
    save_screenshot(page, "trad-1280")
    card = page.locator(".thread-picture a").first
    card.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card.is-here")).to_have_count(1)
    page.set_viewport_size({"width": NARROW, "height": 844})
    check(page)
    page.go_back()
    save_screenshot(page, "trad-390")


def test_the_tree_shows_how_many_gaps_each_part_has(open_page):
    page = open_page("/plan/orebro-nara-vard/version/2/", user=LEAD)
    badge = page.locator(".part-initiative .gap-badge").first
    expect(badge).to_be_visible()
    badge.click()
    expect(page.locator(".card.is-missing").first).to_be_visible()
