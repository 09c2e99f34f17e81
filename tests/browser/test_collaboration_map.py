"""A newcomer learns who decides and who prepares, by mouse, keys, phone and paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    NARROW,
    WIDE,
    save_screenshot,
    scrolls_sideways,
    violations,
)


MAPS = {
    "orebro": "18",
    "ostergotland": "05",
    "jamtland-harjedalen": "23",
    "jonkoping": "06",
    "mellansverige": "mellansverige",
}
# What sticks out of its box, as the browser draws it with the real font.
TEXTS_OUTSIDE = """() => [...document.querySelectorAll("svg.web a.box")].filter((box) => {
  const frame = box.querySelector("rect").getBoundingClientRect();
  return frame.width > 0 && [...box.querySelectorAll("text")].some((text) => {
    const is = text.getBoundingClientRect();
    return is.left < frame.left || is.right > frame.right || is.top < frame.top || is.bottom > frame.bottom;
  });
}).map((box) => box.querySelector("title").textContent)"""


def shown_map(page: Page):
    return page.locator("svg.web:visible")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("county", MAPS)
def test_every_map_is_whole_and_readable(open_page, county, width):
    page = open_page(
        f"/aktorer/{MAPS[county]}/samverkan/", width=width, only_looks=True
    )
    page.evaluate("document.fonts.ready")
    expect(shown_map(page)).to_have_count(1)
    assert page.evaluate(TEXTS_OUTSIDE) == []
    assert not scrolls_sideways(page)
    assert violations(page) == []
    # At least 12 px of text: 14 in the drawing, shrunk to the window.
    box = shown_map(page).bounding_box()
    assert box["width"] / int(shown_map(page).get_attribute("data-width")) > 12 / 14
    shown_map(page).scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.web-tools').scrollIntoView()")
    save_screenshot(page, f"samverkan-{county}-{width}")


def test_follow_a_matter_and_open_a_body(open_page):
    page = open_page("/aktorer/18/samverkan/", only_looks=True)
    page.get_by_label("Följ ett ärendes väg från").select_option(
        "Arbetsgruppen för nära vård"
    )
    route = page.get_by_role("region", name="Ett ärendes väg från")
    expect(route.get_by_role("listitem")).to_have_count(4)
    assert "vag=orebro-arbetsgrupp-nara-vard" in page.url
    expect(shown_map(page).locator("a.box:not(.off-route)")).to_have_count(5)
    assert violations(page) == []
    save_screenshot(page, "samverkan-vag-1280")
    page.get_by_role("link", name="Visa hela kartan").click()
    expect(shown_map(page).locator(".off-route")).to_have_count(0)
    link = shown_map(page).get_by_role("link", name="Regionstyrelsen", exact=True)
    link.focus()
    expect(link).to_be_focused()
    assert link.get_attribute("href").endswith("organ/orebro-regionstyrelsen/")


def test_larger_and_smaller_by_keys_wheel_and_button(open_page):
    page = open_page("/aktorer/18/samverkan/", only_looks=True)
    before = shown_map(page).bounding_box()["width"]
    page.get_by_role("region", name="Samverkanskarta").focus()
    page.keyboard.press("+")
    assert shown_map(page).bounding_box()["width"] == pytest.approx(
        before * 1.25, abs=2
    )
    page.keyboard.press("-")
    assert shown_map(page).bounding_box()["width"] == pytest.approx(before, abs=2)
    shown_map(page).hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.get_by_role("link", name="Större karta").click()
    assert shown_map(page).bounding_box()["width"] > before * 1.3
    assert not scrolls_sideways(page)


def test_the_same_without_javascript(open_page):
    page = open_page("/aktorer/06/samverkan/", width=NARROW, javascript=False)
    page.get_by_label("Följ ett ärendes väg från").select_option(
        "Strategigruppen Äldre"
    )
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.locator(".route li")).to_have_count(2)
    page.get_by_role("link", name="Större karta").click()
    assert "zoom=125" in page.url
    expect(page.locator(".route li")).to_have_count(2)


def test_on_paper_the_wide_map_and_the_list(open_page):
    page = open_page("/aktorer/18/samverkan/")
    page.emulate_media(media="print")
    expect(page.locator("svg.web-wide")).to_be_visible()
    expect(page.locator("svg.web-column")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".body-list").first).to_be_visible()


SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll("svg.web text")]
  .filter((text) => text.getClientRects().length && text.closest("svg").clientWidth)
  .map((text) => parseFloat(getComputedStyle(text).fontSize)
    * text.closest("svg").clientWidth / Number(text.closest("svg").dataset.width)))"""


@pytest.mark.parametrize("width", [WIDE, 1000, NARROW])
def test_130_bodies_are_readable(open_page, width):
    page = open_page("/aktorer/20/samverkan/", width=width, only_looks=True)
    page.evaluate("document.fonts.ready")
    expect(shown_map(page).locator("a.box")).to_have_count(130)
    assert page.evaluate(TEXTS_OUTSIDE) == []
    assert page.evaluate(SMALLEST_TEXT) >= 11
    assert not scrolls_sideways(page)
    if width != 1000:
        assert violations(page) == []
        page.evaluate("document.querySelector('.web-tools').scrollIntoView()")
        save_screenshot(page, f"samverkan-130-organ-{width}")


def test_the_arrows_of_the_body_that_is_pointed_at(open_page):
    page = open_page("/aktorer/20/samverkan/", only_looks=True)
    shown = shown_map(page).locator("g.arrow:visible")
    expect(shown).to_have_count(0)
    steering = shown_map(page).locator("a.box", has_text="Styrgruppen")
    steering.hover()
    # 15 local groups, 7 groups of its own, the chiefs, and the way up of 4 steps.
    expect(shown).to_have_count(27)
    expect(shown_map(page).locator("g.arrow.on-way")).to_have_count(4)
    expect(shown_map(page).locator("a.box:not(.off-route)")).to_have_count(28)
    page.mouse.move(2, 2)
    expect(shown).to_have_count(0)
    steering.focus()
    expect(shown).to_have_count(27)
    steering.evaluate("box => box.scrollIntoView({block: 'center'})")
    save_screenshot(page, "samverkan-130-organ-pilar-1280")
    page.get_by_text("Översikt: så många organ var").click()
    page.get_by_role("link", name="Faluns kommun", exact=True).click()
    expect(shown_map(page).locator("a.box")).to_have_count(19)
    expect(shown_map(page).locator("g.arrow:visible")).not_to_have_count(0)


def test_130_bodies_without_javascript(open_page):
    page = open_page("/aktorer/20/samverkan/", width=NARROW, javascript=False)
    page.get_by_label("Följ ett ärendes väg från").select_option("Länsberedningen")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.locator(".route li")).to_have_count(4)
    expect(shown_map(page).locator("g.arrow:visible")).to_have_count(4)
