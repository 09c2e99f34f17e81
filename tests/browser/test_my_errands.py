"""Follow a body, see what changed in Mina saker, correct one's name; give a role."""

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


SECRETARY = "sekreterare@fardplan.example"
LEAD = "programledare@fardplan.example"
BODY = "/organ/prov-styrgruppen/"


def look(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert not scrolls_sideways(page)


def button(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def save_name(page: Page, name: str) -> None:
    page.get_by_label("Namn", exact=True).fill(name)
    button(page, "Spara namnet")
    expect(page.locator("#messages")).to_contain_text("Namnet är sparat.")


@pytest.mark.parametrize(
    ("width", "javascript"), [(WIDE, True), (NARROW, True), (NARROW, False)]
)
def test_follow_a_body_see_what_changed_and_correct_my_name(
    open_page, width, javascript
):
    page = open_page(BODY, user=SECRETARY, width=width, javascript=javascript)
    button(page, "Följ")
    expect(page.locator("#messages")).to_contain_text("Du följer Provstyrgruppen.")
    other = open_page(f"{BODY}platser/ny/", user=ADMINISTRATOR)
    other.get_by_label("Roll").select_option(label="Adjungerad")
    button(other, "Spara")
    expect(other.locator("#messages")).to_contain_text("Platsen är tillagd.")

    page.goto("/")
    page.locator("main").get_by_role("link", name="i Mina saker").click()
    expect(page.locator("h1")).to_have_text("Mina saker")
    change = page.locator(".errands > li").filter(has_text="Provstyrgruppen")
    expect(change).to_contain_text("Ny plats: adjungerad.")
    if javascript:
        look(page)
        save_screenshot(page, f"mina-saker-{width}")
    change.get_by_role("button").click()
    expect(page.locator("#messages")).to_contain_text("Markerat som sett.")
    expect(change).to_have_count(0)

    page.get_by_role("link", name="Mina uppgifter", exact=True).click()
    save_name(page, "Samuel Sekreterare")
    if javascript:
        look(page)
    page.goto("/organ/orebro-beredning-somatisk/")
    expect(page.locator("main")).to_contain_text("Samuel Sekreterare")
    page.goto("/jag/uppgifter/")
    save_name(page, "Sam Sekreterare")
    page.goto("/jag/")
    page.get_by_role("button", name="Sluta följa Provstyrgruppen").click()
    expect(page.locator("#messages")).to_contain_text(
        "Du följer inte längre Provstyrgruppen."
    )
    page.locator("#messages").get_by_role("button", name="Ångra").click()
    button(page, "Sluta följa")


def test_a_role_is_given_used_and_taken_back(open_page):
    page = open_page("/konto/personer/", user=ADMINISTRATOR)
    save_screenshot(page, "personer-1280")
    page.get_by_role("link", name="Lasse Läsare").click()
    page.get_by_role("link", name="Ge en roll").click()
    page.get_by_label("Roll").select_option(label="Programledare")
    page.get_by_label("Myndighet").select_option(label="Kumla kommun")
    button(page, "Ge rollen")
    expect(page.locator("#error-summary")).to_contain_text("Varför?")
    expect(page.get_by_label("Roll")).to_have_value("programme_lead")
    look(page)
    page.get_by_label("Varför?").fill("Beslut 12/2026.")
    button(page, "Ge rollen")
    expect(page.locator("#messages")).to_contain_text("Rollen är given.")
    page.get_by_role("link", name="Ta tillbaka Programledare, Kumla kommun").click()
    look(page)
    page.get_by_label("Varför?").fill("Det var fel person.")
    button(page, "Ta tillbaka rollen")
    expect(page.locator("#messages")).to_contain_text("Rollen är tillbakatagen.")
    expect(page.locator(".history")).to_contain_text("Det var fel person.")


def test_a_lead_is_offered_the_own_authoritys_bodies_only(open_page):
    page = open_page("/organ/orebro-hsn/", user=LEAD, only_looks=True)
    expect(page.get_by_role("link", name="Ny plats")).to_have_count(1)
    page.goto("/organ/mellansverige-samverkansnamnden/")
    expect(page.get_by_role("link", name="Ny plats")).to_have_count(0)
