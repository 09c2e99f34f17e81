"""From an empty programme and a heap of documents to a plan that is adopted and lives."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    ADMINISTRATOR,
    log_in,
    run_fardplan,
    save_screenshot,
    serving,
)
from tests.browser.test_plans import adopt_by_three, check, order, part, press, start
from tests.browser.test_review_documents import (
    accept_all,
    papers,
    upload,
)
from tests.builders import documents


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


PROGRAMME = "Planen ur papperen"


def test_accepted_findings_become_the_plan_of_an_empty_programme(open_page, tmp_path):
    own = tmp_path / "plan-for-resan.txt"
    own.write_text(documents.STRATEGY.replace("Nordanå", "Resanå"), encoding="utf-8")
    page = start(open_page, PROGRAMME)
    upload(page, [*papers(tmp_path / "none"), own])
    page.goto("/kallor/?q=Resanå")
    page.get_by_role("link", name=re.compile("Resanå")).first.click()
    page.get_by_label("Det jag godkänner hamnar i").select_option(
        label=f"{PROGRAMME}, version 1 (utkast)"
    )
    page.get_by_role("button", name="Byt").click()
    page.get_by_role("button", name=re.compile("Godkänn alla")).click()
    expect(page.get_by_text(re.compile(r"\d+ fynd godkända"))).to_be_visible()
    check(page)
    page.goto("/plan/")
    page.get_by_role("link", name=PROGRAMME).first.click()
    page.get_by_role("link", name="Arbeta i utkastet").click()
    expect(page.locator(".tree .part-title").first).to_be_visible()
    strategies = ["Hälsa där du bor", "Rätt kompetens"]
    assert [title for title in order(page) if title in strategies] == strategies
    check(page)
    page.get_by_role("link", name="Hälsa där du bor", exact=True).click()
    passage = page.locator("section.evidence").get_by_role("link").first
    expect(page.locator("section.evidence")).to_contain_text("Hälsa där du bor")
    check(page)
    passage.click()
    expect(page).to_have_url(re.compile(r"/kallor/\d+/\?fynd=\d+"))


@pytest.fixture
def own_page(browser, tmp_path):
    """A page of an installation of its own, where nobody else reviews the documents."""
    folder = tmp_path / "own"
    folder.mkdir()
    run_fardplan(folder, "demo")
    with serving(folder) as address:
        context = browser.new_context(
            base_url=address, locale="sv-SE", reduced_motion="reduce"
        )
        page = context.new_page()
        log_in(page, ADMINISTRATOR)
        yield page
        context.close()


def accept_into(page: Page, address: str, programme: str) -> None:
    """Say yes to all of a document, for the programme's draft."""
    page.goto(address)
    page.get_by_label("Det jag godkänner hamnar i").select_option(
        label=f"{programme}, version 1 (utkast)"
    )
    page.get_by_role("button", name="Byt").click()
    accept_all(page)


def test_a_heap_of_documents_becomes_a_plan_that_lives(own_page, tmp_path):
    page = start(lambda path, user: go(own_page, path), PROGRAMME)
    files = papers(tmp_path)
    upload(page, files)
    page.goto("/kallor/")
    links = page.locator("#results tbody").get_by_role("link").all()
    told = [link.get_attribute("href") or "" for link in links]
    addresses = {one for one in told if re.fullmatch(r"/kallor/\d+/", one)}
    assert len(addresses) >= len(files)
    for address in sorted(addresses):
        accept_into(page, address, PROGRAMME)
    page.goto("/plan/")
    page.get_by_role("link", name=PROGRAMME).first.click()
    page.get_by_role("link", name="Arbeta i utkastet").click()
    expect(page.locator(".tree .part-title").first).to_be_visible()
    labels = page.locator(".tree .part-label").all_inner_texts()
    numbered = {label for label in labels if re.match(r"Strategi \d$", label)}
    assert len(numbered) == 6
    check(page)
    save_screenshot(page, "plan-ur-dokument-1280")
    changed = move_and_change(page)
    adopt_by_three(page)
    write_the_next_version(page, changed)
    tell_the_status_from_a_letter(page, tmp_path / "own")


def move_and_change(page: Page) -> str:
    """Move the first strategy below the second by keyboard, write in it, and name it."""
    first, second = order_of_strategies(page)[:2]
    change = part(page, first).get_by_role("link", name=re.compile("^Ändra"))
    change.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".tree .part-strategy").first).to_contain_text(second)
    assert order_of_strategies(page)[:2] == [second, first]
    change.click()
    page.get_by_label("Text").fill("Så att fler klarar sig hemma.")
    press(page, "Klar")
    expect(part(page, first)).to_contain_text("Så att fler klarar sig hemma.")
    return first


def order_of_strategies(page: Page) -> list[str]:
    strategies = page.locator(".tree > .part-strategy > .part-body .part-title > a")
    return strategies.all_inner_texts()


def write_the_next_version(page: Page, strategy: str) -> None:
    """Start it from the adopted one, change a word, and compare."""
    page.get_by_role("link", name="Översikt").last.click()
    press(page, "Börja på nästa version")
    expect(page.get_by_text("Nästa version är påbörjad.")).to_be_visible()
    part(page, strategy).get_by_role("link", name=re.compile("^Ändra")).click()
    page.get_by_label("Text").fill("Så att många klarar sig hemma.")
    press(page, "Klar")
    expect(part(page, strategy)).to_contain_text("många")
    page.get_by_role("link", name="Jämför").click()
    expect(page.get_by_text("1 skillnad från version 1 till 2")).to_be_visible()
    expect(page.locator("ins")).to_have_text("många")
    expect(page.locator("del")).to_have_text("fler")
    check(page)


def tell_the_status_from_a_letter(page: Page, folder: Path) -> None:
    """Give an initiative that the documents told an owner, who answers by the link."""
    page.goto("/plan/")
    page.get_by_role("link", name=PROGRAMME).first.click()
    page.get_by_role("link", name="Insatser").first.click()
    page.locator("#results tbody").get_by_role("link").first.click()
    name = page.locator("h1").inner_text()
    page.get_by_role("link", name="Redigera").first.click()
    page.get_by_label("Ansvarig person").fill("Sam Sekreterare")
    press(page, "Spara")
    run_fardplan(folder, "remind")
    link = next(one for one in links_in_letters(folder) if name in one[1])[0]
    page.context.clear_cookies()
    page.goto(link)
    expect(page.locator("h1")).to_have_text(f"Hur går det med {name}?")
    page.get_by_label("Enligt plan").check()
    page.get_by_role("button", name="Spara läget").click()
    expect(page.get_by_text(f"Tack! Läget för {name} är sparat.")).to_be_visible()
    check(page)


def links_in_letters(folder: Path) -> Iterator[tuple[str, str]]:
    """Give each link to tell a status by, with the letter that it stands in."""
    for file in (folder / "mail").iterdir():
        letter = message_from_bytes(file.read_bytes(), policy=default).get_content()
        for link in re.findall(r"/plan/lank/\S+", letter):
            yield link, letter


def go(page: Page, path: str) -> Page:
    page.goto(path)
    return page
