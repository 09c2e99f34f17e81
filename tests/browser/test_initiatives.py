"""Initiatives from the board to an owner's answer in a minute; many at once, undone."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    NARROW,
    run_fardplan,
    save_screenshot,
    scrolls_sideways,
    violations,
)


LEAD = "programledare@fardplan.example"
PLAN = "/plan/orebro-nara-vard"
CONTACT, HOME = "Fast vårdkontakt för alla över 80 år", "Mätning hemma vid hjärtsvikt"


def look(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


def message(page: Page):
    return page.locator("#messages")


def undo(page: Page) -> None:
    message(page).get_by_role("button", name="Ångra").click()
    expect(message(page)).to_contain_text("Ändringen är ångrad.")


def test_a_card_moves_by_button_by_key_and_by_drag(open_page):
    page = open_page(f"{PLAN}/tavla/", user=LEAD)
    page.get_by_role("button", name=f"Flytta {CONTACT} till Förstudie").click()
    expect(message(page)).to_contain_text("är nu i fasen Förstudie.")
    # The same card is in focus, and the keys go on with it.
    card = page.locator(".board-card", has_text=CONTACT)
    expect(card).to_be_focused()
    page.wait_for_load_state()
    page.keyboard.press("Alt+ArrowRight")
    expect(message(page)).to_contain_text("är nu i fasen Pilot.")
    look(page)
    save_screenshot(page, "tavla-1280")
    card.drag_to(page.locator("[data-phase=idea]"))
    expect(message(page)).to_contain_text("är nu i fasen Idé.")
    card.drag_to(page.locator("[data-phase=roll_out]"))
    expect(message(page)).to_contain_text("inte utvärderad")


def test_the_timeline_is_read_by_keyboard_and_kept_in_a_link(open_page):
    page = open_page(f"{PLAN}/tidslinje/", user=LEAD)
    save_screenshot(page, "tidslinje-1280")
    page.goto(f"{PLAN}/tidslinje/?fas=pilot")
    expect(page.locator(".timeline rect")).to_have_count(1)
    page.locator(".timeline svg a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Mobila närsjukvårdsteam dygnet runt")
    look(page)
    save_screenshot(page, "insats-1280")


def test_an_owner_answers_from_a_letter_in_a_minute(open_page, data_folder: Path):
    page = open_page(
        f"{PLAN}/insatser/fast-vardkontakt-for-alla-over-80-ar/redigera/", user=LEAD
    )
    page.get_by_label("Ansvarig person").fill("Sam Sekreterare")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(message(page)).to_contain_text("Ändringen är sparad.")
    run_fardplan(data_folder, "remind")
    letters = sorted((data_folder / "mail").iterdir(), key=lambda f: f.stat().st_mtime)
    text = message_from_bytes(letters[-1].read_bytes(), policy=default).get_content()
    link = re.search(r"/plan/lank/\S+", text)
    assert link
    phone = open_page(link[0], width=NARROW)
    expect(phone.locator("h1")).to_have_text(f"Hur går det med {CONTACT}?")
    look(phone)
    save_screenshot(phone, "lage-390")
    phone.get_by_label("Risk för avvikelse").check()
    phone.get_by_label("Nästa steg").fill("Fråga vårdcentralerna")
    phone.get_by_role("button", name="Spara läget").click()
    expect(message(phone)).to_contain_text(f"Tack! Läget för {CONTACT} är sparat.")
    look(phone)
    page.reload()
    expect(page.locator("article")).to_contain_text("Fråga vårdcentralerna")
    expect(page.locator("article")).to_contain_text("genom länken i ett brev")
    broken = open_page(f"{link[0][:-5]}/", width=NARROW)
    expect(broken.locator("h1")).to_have_text("Länken går inte att använda")
    look(broken)


def test_many_are_changed_and_taken_back(open_page):
    page = open_page(f"{PLAN}/portfolj/", user=LEAD)
    page.get_by_role("link", name="Nytt programområde").click()
    page.get_by_label("Namn").fill("Vård hemma")
    page.get_by_label("Styrgrupp").fill("orebro-styrgrupp-nara-vard")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("link", name="Redigera Vård hemma").click()
    look(page)
    page.goto(f"{PLAN}/insatser/")
    for name in (CONTACT, HOME):
        page.get_by_label(f"Välj {name}").check()
    page.locator(".bulk").get_by_label("Programområde").select_option("Vård hemma")
    page.get_by_role("button", name="Visa vad som skulle ändras").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page)
    page.get_by_role("button", name="Ändra 2 insatser").click()
    expect(message(page)).to_contain_text("2 insatser är ändrade.")
    expect(page.locator("tbody td", has_text="Vård hemma")).to_have_count(2)
    undo(page)
    expect(page.locator("tbody td", has_text="Vård hemma")).to_have_count(0)
