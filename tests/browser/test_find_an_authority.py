"""A citizen and an official look for a region or a municipality."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, save_screenshot


def test_from_the_map_of_sweden_to_a_municipality(open_page):
    page = open_page("/", only_looks=True)
    save_screenshot(page, "start-1280")
    page.get_by_role("link", name="Region Örebro län, Sjukvårdsregion").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Region Örebro län")
    save_screenshot(page, "myndighet-1280")
    page.get_by_role("link", name="Nora kommun", exact=True).click()
    expect(page.locator("h1")).to_have_text("Nora kommun")
    expect(page.get_by_role("definition")).to_have_text(
        [
            "Kommun",
            "Örebro län",
            "1884",
            "Region Örebro län",
            "Sjukvårdsregion Mellansverige",
        ]
    )


def test_search_answers_while_one_types_and_can_be_taken_back(open_page):
    page = open_page("/aktorer/", only_looks=True)
    save_screenshot(page, "aktorer-1280")
    page.get_by_label("Sök på namn eller kod").press_sequentially("malmö")
    expect(page.locator("#count")).to_have_text("1 myndighet")
    expect(page.locator("td.title")).to_have_text(["Malmö kommun"])
    assert "q=malm%C3%B6" in page.url
    page.get_by_label("Sök på namn eller kod").fill("")
    expect(page.locator("#count")).to_have_text("317 myndigheter")
    page.go_back()
    expect(page.locator("#count")).to_have_text("1 myndighet")


def test_filter_sort_and_page_with_a_mouse(open_page):
    page = open_page("/aktorer/", only_looks=True)
    page.get_by_label("Sjukvårdsregion", exact=True).select_option("Södra")
    page.get_by_label("Slag", exact=True).select_option("Region")
    expect(page.locator("td.title")).to_have_text(
        ["Region Blekinge", "Region Halland", "Region Kronoberg", "Region Skåne"]
    )
    page.locator("th a", has_text="Kod").click()
    expect(page.locator("td.code")).to_have_text(["07", "10", "12", "13"])
    page.locator("th a", has_text="Kod").click()
    expect(page.locator("td.code")).to_have_text(["13", "12", "10", "07"])


@pytest.mark.parametrize("width", [NARROW])
def test_the_same_search_without_javascript(open_page, width):
    page = open_page("/aktorer/", width=width, javascript=False)
    page.get_by_label("Region", exact=True).select_option("Gotland")
    page.get_by_role("button", name="Visa").click()
    expect(page.locator("td.title")).to_have_text(["Region Gotland"])
    expect(page.locator("#count")).to_have_text("1 myndighet")


def test_on_a_phone(open_page):
    page = open_page("/", width=NARROW, only_looks=True)
    save_screenshot(page, "start-390")
    page.get_by_label("Sök myndighet").fill("kiruna")
    page.get_by_role("button", name="Sök").click()
    expect(page.locator("td.title")).to_have_text(["Kiruna kommun"])


def test_a_search_that_finds_nothing_says_so_and_helps(open_page):
    page = open_page("/aktorer/?q=atlantis", only_looks=True)
    expect(page.locator(".empty")).to_contain_text("Ingen myndighet passar")
    page.get_by_role("link", name="Visa alla").click()
    expect(page.locator("#count")).to_have_text("317 myndigheter")


def test_on_paper_only_the_content_is_left(open_page):
    page = open_page("/aktorer/18/")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".map")).to_be_visible()
    expect(page.locator(".stations")).to_be_hidden()
    expect(page.locator(".account")).to_be_hidden()


def test_a_whole_search_can_be_taken_along(open_page):
    page = open_page("/aktorer/?region=08&sida=1", only_looks=True)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Kod;Namn;Slag;Län")
    assert len(lines) == 1 + 13  # Kalmar: the region and its twelve municipalities
