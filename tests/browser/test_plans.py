"""A programme's plan is written, moved, adopted by three bodies, and written anew."""

from __future__ import annotations

import re

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


ADOPTERS = (
    ("orebro-regionfullmaktige", 1, "Regionfullmäktige"),
    ("kommunfullmaktige-1880", 2, "Kommunfullmäktige i Örebro"),
    ("kommunfullmaktige-1881", 2, "Kommunfullmäktige i Kumla"),
)


def check(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def add(page: Page, kind: str, title: str) -> None:
    """Add a part at the top of the plan."""
    page.locator(".plan-bar").get_by_role("link", name="Lägg till").or_(
        page.get_by_role("link", name="Lägg till den första delen")
    ).first.click()
    page.get_by_role("link", name=kind, exact=True).click()
    page.get_by_label("Rubrik").fill(title)
    press(page, "Lägg till")
    expect(page.get_by_text(f"”{title}” är tillagd.")).to_be_visible()


def part(page: Page, title: str):
    """Give the drawn part with this title."""
    heading = page.locator(".part-title", has_text=title)
    return page.locator(".part-body", has=heading)


def order(page: Page) -> list[str]:
    return page.locator(".tree .part-title > a:first-of-type").all_inner_texts()


def start(open_page, name: str) -> Page:
    page = open_page("/plan/nytt/", user=ADMINISTRATOR)
    page.get_by_label("Namn").fill(name)
    page.get_by_label("Drivs av").fill("Region Örebro län")
    page.get_by_label("Alla kommuner i länet är parter").check()
    check(page)
    press(page, "Starta programmet")
    expect(page.get_by_text("Programmet är startat.")).to_be_visible()
    return page


def test_write_move_and_adopt_by_three_bodies_and_start_anew(open_page):
    page = start(open_page, "Resans program")
    check(page)
    add(page, "Strategi", "Hem till dig")
    add(page, "Mål", "Trygg hemma")
    assert order(page) == ["Hem till dig", "Trygg hemma"]

    # By keyboard: up, and the strategy under the goal.
    part(page, "Trygg hemma").get_by_role("link", name=re.compile("^Ändra")).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".tree .part-title").first).to_have_text("Trygg hemma")
    part(page, "Hem till dig").get_by_role("link", name=re.compile("^Ändra")).focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(".part-goal .part-strategy")).to_have_count(1)

    # By dragging: out again, before the goal.
    part(page, "Hem till dig").drag_to(
        part(page, "Trygg hemma"), target_position={"x": 40, "y": 3}
    )
    expect(page.locator(".tree .part-title").first).to_have_text("Hem till dig")
    check(page)

    # In place, saved by itself.
    part(page, "Trygg hemma").get_by_role("link", name=re.compile("^Ändra")).click()
    page.get_by_label("Text").fill("Fler klarar sig hemma.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Sparat")
    check(page)
    press(page, "Klar")
    expect(page.get_by_text("Fler klarar sig hemma.")).to_be_visible()

    adopt_by_three(page)
    page.get_by_role("link", name="Översikt").last.click()
    press(page, "Börja på nästa version")
    expect(page.get_by_text("Nästa version är påbörjad.")).to_be_visible()
    part(page, "Trygg hemma").get_by_role("link", name=re.compile("^Ändra")).click()
    page.get_by_label("Text").fill("Många fler klarar sig hemma.")
    press(page, "Klar")
    expect(page.get_by_text("Många fler klarar sig hemma.")).to_be_visible()
    page.get_by_role("link", name="Jämför").click()
    expect(page.get_by_text("1 skillnad från version 1 till 2")).to_be_visible()
    expect(page.locator("ins")).to_have_text("Många fler")
    expect(page.locator("del")).to_have_text("Fler")
    check(page)


def adopt_by_three(page: Page) -> None:
    page.get_by_role("link", name="Antagande").click()
    page.get_by_label("Organ").fill("orebro-beredning-somatisk")
    press(page, "Lägg till")
    expect(page.get_by_role("alert")).to_contain_text("6 kap. 38 §")
    for code, place, _name in ADOPTERS:
        page.get_by_label("Organ").fill(code)
        page.get_by_label("Ordning").fill(str(place))
        press(page, "Lägg till")
        expect(page.get_by_text("Organet är med på listan.")).to_be_visible()
    for at, (_code, _place, name) in enumerate(ADOPTERS, start=1):
        page.get_by_role("link", name=f"Skriv in beslut: {name}").click()
        page.get_by_label("Paragraf").fill(f"§ {at}")
        check(page)
        press(page, "Skriv in beslutet")
        expect(page.get_by_text(f"Antagen av {at} av 3")).to_be_visible()
    check(page)


def test_two_who_write_at_once_and_a_lost_connection_lose_nothing(open_page):
    page = start(open_page, "Två på en gång")
    add(page, "Mål", "Gemensamt")
    other = open_page(page.url, user=ADMINISTRATOR)
    for one in (page, other):
        part(one, "Gemensamt").get_by_role("link", name=re.compile("^Ändra")).click()
        expect(one.get_by_label("Text")).to_be_visible()
    other.get_by_label("Text").fill("Den andras text")
    expect(other.locator("[data-autosave-status]")).to_contain_text("Sparat")
    page.get_by_label("Text").fill("Min text")
    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text(
        "Nu står det ”Den andras text”, du skrev ”Min text”."
    )
    check(page)

    other.context.set_offline(True)
    other.get_by_label("Text").fill("Skrivet utan nät")
    lost = other.locator("[data-autosave-status]")
    expect(lost).to_contain_text("Ingen kontakt med servern")
    other.context.set_offline(False)
    expect(lost).to_contain_text("Sparat", timeout=15_000)


def test_without_javascript_a_part_is_changed_and_moved(open_page):
    page = start(open_page, "Utan skript")
    add(page, "Mål", "Ett")
    add(page, "Mål", "Två")
    plain = open_page(page.url, user=ADMINISTRATOR, javascript=False)
    plain.get_by_role("button", name="Flytta upp: Två").click()
    assert order(plain) == ["Två", "Ett"]
    plain.get_by_role("link", name="Ändra: Ett").click()
    plain.get_by_label("Rubrik").fill("Tre")
    plain.get_by_role("button", name="Klar").click()
    assert order(plain) == ["Två", "Tre"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_demos_plans_read_well(open_page, width):
    pages = {
        "plan": "/plan/orebro-nara-vard/",
        "plan-trad": "/plan/jonkoping-framtidens-vard/version/1/",
        "plan-antagande": "/plan/orebro-nara-vard/version/1/antagande/",
        "plan-jamfor": "/plan/orebro-nara-vard/version/2/jamfor/",
    }
    for name, address in pages.items():
        page = open_page(address, width=width, user=ADMINISTRATOR, only_looks=True)
        expect(page.locator("h1")).to_have_count(1)
        assert not scrolls_sideways(page)
        assert columns_of(page, "thead th") == columns_of(
            page, "tbody tr:first-child td"
        )
        save_screenshot(page, f"{name}-{width}")


def columns_of(page: Page, cells: str) -> list[int]:
    """Give where the cells of a table begin; nothing on a phone, where rows are cards."""
    if page.evaluate("window.innerWidth") == NARROW:
        return []
    return page.locator(f".ds-table {cells}").evaluate_all(
        "all => all.slice(0, 5).map(one => Math.round(one.getBoundingClientRect().left))"
    )
