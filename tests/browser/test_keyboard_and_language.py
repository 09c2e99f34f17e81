"""What someone does who uses no mouse, or reads English."""

from __future__ import annotations

from playwright.sync_api import expect


def test_first_tab_offers_to_skip_to_the_content(open_page):
    page = open_page("/aktorer/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Hoppa till innehållet")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_shortcuts_go_where_the_list_says(open_page):
    page = open_page("/", only_looks=True)
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text("Vilka är aktörerna?")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Sök i allt")).to_be_focused()
    page.get_by_role("searchbox", name="Sök i allt").blur()
    page.keyboard.press("f")
    expect(page.get_by_label("Sök på namn eller kod")).to_be_focused()
    page.keyboard.type("g a?")
    expect(page.get_by_label("Sök på namn eller kod")).to_have_value("g a?")
    page.get_by_label("Sök på namn eller kod").blur()
    page.keyboard.press("?")
    expect(page.locator("h1")).to_have_text("Kortkommandon")


def test_shortcuts_can_be_turned_off(open_page):
    page = open_page("/kortkommandon/")
    page.get_by_label("Använd kortkommandon").uncheck()
    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page.locator("h1")).to_have_text("Kortkommandon")
    page.reload()
    expect(page.get_by_label("Använd kortkommandon")).not_to_be_checked()
    page.get_by_label("Använd kortkommandon").check()
    page.get_by_label("Använd kortkommandon").blur()
    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page.locator("h1")).to_have_text("Håller tråden?")


def test_the_language_changes_and_the_page_stays(open_page):
    page = open_page("/aktorer/?q=nora")
    page.get_by_role("button", name="In English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/aktorer/?q=nora")
    page.get_by_role("button", name="På svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
