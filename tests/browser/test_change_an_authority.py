"""An administrator corrects what is told about a region, and thinks again."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import (
    ADMINISTRATOR,
    PASSWORD,
    READER,
    save_screenshot,
    violations,
)


def test_log_in_leads_back_to_what_one_wanted_to_do(open_page):
    page = open_page("/aktorer/17/redigera/")
    expect(page.locator("h1")).to_have_text("Logga in")
    page.get_by_label("E-postadress").fill(ADMINISTRATOR.upper())
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.locator("h1")).to_have_text("Redigera Region Värmland")


def test_wrong_input_is_explained_and_kept(open_page):
    page = open_page("/aktorer/20/redigera/", user=ADMINISTRATOR)
    page.get_by_label("Webbplats").fill("dalarna")
    page.get_by_label("Profilfärg").fill("falurött")
    page.get_by_role("button", name="Spara").click()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(page.get_by_label("Profilfärg")).to_have_value("falurött")
    assert violations(page) == []
    save_screenshot(page, "redigera-1280")
    summary.get_by_role("link", name="Webbplats").click()
    expect(page.get_by_label("Webbplats")).to_be_focused()


def test_save_see_the_colour_and_undo(open_page):
    page = open_page("/aktorer/14/redigera/", user=ADMINISTRATOR)
    page.get_by_label("Webbplats").fill("https://vastra.exempel.example")
    page.get_by_label("Profilfärg").fill("#ffdd00")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#messages")).to_contain_text("Ändringen är sparad.")
    expect(page.locator(".history li").first).to_contain_text(
        "Ändring: webbplats blev ”https://vastra.exempel.example”,"
        " profilfärg blev ”#ffdd00”."
    )
    # Even from a bright yellow the text stays readable.
    assert violations(page) == []
    page.locator("#messages").get_by_role("button", name="Ångra").click()
    expect(page.locator("#messages")).to_contain_text("Ändringen är ångrad.")
    expect(page.get_by_text("https://vastra.exempel.example").first).to_contain_text(
        "togs bort"
    )


def test_two_people_at_once_do_not_overwrite_each_other(open_page):
    one = open_page("/aktorer/22/redigera/", user=ADMINISTRATOR)
    other = open_page("/aktorer/22/redigera/", user=ADMINISTRATOR)
    other.get_by_label("Webbplats").fill("https://forst.exempel.example")
    other.get_by_role("button", name="Spara").click()
    one.get_by_label("Webbplats").fill("https://sist.exempel.example")
    one.get_by_role("button", name="Spara").click()
    expect(one.locator("#error-summary")).to_contain_text(
        "Någon annan ändrade webbplats till ”https://forst.exempel.example”"
    )
    expect(one.get_by_label("Webbplats")).to_have_value("https://sist.exempel.example")
    # Saving once more is a choice made with open eyes.
    one.get_by_role("button", name="Spara").click()
    expect(one.locator("#messages")).to_contain_text("Ändringen är sparad.")


def test_a_reader_is_offered_nothing_to_change(open_page):
    page = open_page("/aktorer/22/", user=READER, only_looks=True)
    expect(page.get_by_role("link", name="Redigera")).to_have_count(0)
    page.goto("/aktorer/22/redigera/")
    expect(page.locator("h1")).to_have_text("Sidan finns inte här")
