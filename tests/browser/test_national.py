"""A newcomer sees, from one overview alone, what the other regions do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import NARROW, save_screenshot
from tests.browser.test_review_documents import (
    LEAD,
    SHARED,
    accept_all,
    look,
    upload,
)
from tests.builders.overviews import OVERVIEW


if TYPE_CHECKING:
    from pathlib import Path


def overview(folder: Path) -> Path:
    """The published overview where it is at hand, else an invented one."""
    for file in sorted((SHARED / "sources").glob("001*.txt")):
        return file
    file = folder / "oversikt.txt"
    file.write_text(OVERVIEW, encoding="utf-8")
    return file


def test_who_else_works_with_it_and_how_far_have_they_come(open_page, tmp_path):
    page = open_page("/kallor/", user=LEAD)
    paper = overview(tmp_path)
    upload(page, [paper])
    accept_all(page)

    page.get_by_role("link", name="Sverige", exact=True).first.click()
    expect(page.get_by_role("heading", name="Vad gör de andra?")).to_be_visible()
    expect(page.locator(".matrix tbody tr")).to_have_count(21)
    expect(page.locator("main")).to_contain_text(paper.stem)
    # What was only a picture in the document is told as missing and not as none.
    assert page.locator(".matrix td.cell-missing").count() > 0
    look(page)
    save_screenshot(page, "sverige-1280")
    page.set_viewport_size({"width": NARROW, "height": 844})
    look(page)
    save_screenshot(page, "sverige-390")

    page.get_by_role("link", name="Mobila team och mobil vård").first.click()
    region = page.locator("section", has=page.locator("h2")).first
    expect(region).to_contain_text("i orden")
    look(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    look(page)
    save_screenshot(page, "sverige-tema-1280")
    passage = region.get_by_role("link", name=re.compile("sidan")).first
    passage.click()
    expect(page).to_have_url(re.compile(r"/kallor/\d+/\?fynd=\d+"))
    page.go_back()

    region.locator("h2 a").click()
    name = page.locator("h1").inner_text()
    page.locator("details").first.locator("summary").click()
    expect(page.locator("details li").first).to_be_visible()
    look(page)
    page.get_by_label("Jämför med").select_option(label="Gotland")
    page.get_by_role("button", name="Jämför").click()
    expect(page.locator("section h2")).to_have_text([name, "Region Gotland"])
    look(page)
    save_screenshot(page, "sverige-jamfor-1280")
    page.set_viewport_size({"width": NARROW, "height": 844})
    look(page)


def test_the_map_shows_municipalities_of_the_plans(open_page):
    page = open_page("/sverige/?tema=mobile_teams", user=LEAD)
    page.get_by_role("link", name="Kommuner", exact=True).click()
    heading = page.get_by_role("heading", name="Karta: Mobila team och mobil vård")
    expect(heading).to_contain_text("i kommunerna")
    look(page)
    page.locator(".map a[aria-label*='1 insats']").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sverige/tema/mobile_teams/#region-18$"))
