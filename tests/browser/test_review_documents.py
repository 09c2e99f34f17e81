"""Upload documents, review them by keyboard and without JavaScript, undo, go back."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    NARROW,
    ROOT,
    WIDE,
    save_screenshot,
    scrolls_sideways,
    violations,
)
from tests.builders import documents


LEAD = "programledare@fardplan.example"
SHARED = Path(os.environ.get("FARDPLAN_TEST_SHARED", ROOT.parent / "shared"))


def papers(folder: Path) -> list[Path]:
    """The published documents where they are at hand, else invented ones."""
    found = sorted((SHARED / "sources").glob("*.txt"))
    if found:
        return found
    told = {"kallelse": documents.NOTICE, "plan": documents.STRATEGY}
    for name, text in told.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.txt"))


def look(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


def upload(page: Page, files: list[Path]) -> None:
    page.goto("/kallor/las-in/")
    page.set_input_files("input[type=file]", [str(file) for file in files])
    page.get_by_role("button", name="Ladda upp och läs").click()
    result = page.get_by_role("link", name="Se resultatet")
    for _ in range(60):
        if result.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    result.click()


def accept_all(page: Page) -> None:
    """Say yes to all of the document, also when that becomes a job."""
    page.get_by_role("button", name=re.compile("Godkänn alla")).click()
    done = page.get_by_text(re.compile(r"\d+ fynd godkända")).first
    for _ in range(60):
        if done.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(done).to_be_visible()


def current(page: Page):
    return page.locator(".finding.current")


def progress(page: Page) -> int:
    told = page.locator("#review-progress").inner_text()
    return int(re.match(r"(\d+) av", told).group(1))


def test_upload_review_by_keyboard_and_undo(open_page, tmp_path):
    page = open_page("/kallor/", user=LEAD)
    upload(page, papers(tmp_path))
    page.get_by_role("link", name=re.compile("Kallelse")).first.click()
    look(page)
    before = progress(page)
    page.keyboard.press("j")
    expect(current(page)).to_contain_text("Sammanträde")
    page.keyboard.press("j")
    first = current(page).get_attribute("id")
    page.keyboard.press("r")
    # What was answered is done with: the next is at hand.
    expect(page.locator("#said")).to_have_text("1 fynd avvisat.")
    expect(page.locator(f"#{first}")).to_contain_text("Avvisat")
    expect(current(page)).not_to_have_attribute("id", first)
    expect(page.locator(f'.passage[href="#{first}"]').first).to_have_class(
        re.compile("rejected")
    )
    page.keyboard.press("k")
    expect(current(page)).to_have_attribute("id", first)
    page.keyboard.press("a")
    expect(page.locator("#said")).to_have_text("1 fynd godkänt.")
    assert progress(page) == before + 1
    page.keyboard.press("?")
    expect(page.locator(".keys dl")).to_be_visible()
    look(page)
    for _ in range(2):
        with page.expect_navigation():
            page.keyboard.press("u")
        expect(page.locator("#messages")).to_contain_text("Ångrat")
    assert progress(page) == before
    page.locator(f'.passage[href="#{first}"]').first.click()
    expect(current(page)).to_have_attribute("id", first)
    page.keyboard.press("e")
    expect(page.locator("h1")).to_have_text("Ändra: Plats")


@pytest.mark.parametrize(
    ("width", "javascript"), [(WIDE, True), (NARROW, True), (NARROW, False)]
)
def test_accept_a_body_and_go_back_to_the_passage(
    open_page, tmp_path, width, javascript
):
    """An edition for each way of looking, so that the three can be told apart."""
    name = f"Provgruppen {width} {'med' if javascript else 'utan'}"
    text = (ROOT / "definitions" / "demo" / "plan-for-nara-vard.txt").read_text(
        encoding="utf-8"
    )
    paper = tmp_path / "plan.txt"
    paper.write_text(
        text.replace("Nätverket för hemmets vård (NHV)", f"{name} (PG)"),
        encoding="utf-8",
    )
    page = open_page("/kallor/", user=LEAD, width=width, javascript=javascript)
    upload(page, [paper])
    page.get_by_role("link", name="Vad som är nytt sedan förra utgåvan").click()
    expect(page.locator("h1")).to_have_text("Sedan förra utgåvan")
    if javascript:
        look(page)
    page.go_back()
    if javascript:
        # Of an invented paper: the published ones name people.
        save_screenshot(page, f"granska-{width}")
    page.goto(f"{page.url.partition('?')[0]}?slag=body")
    line = page.locator(".finding").first
    number = line.get_attribute("data-finding")
    line.get_by_role("link", name=re.compile("Ändra")).click()
    page.get_by_label("Text", exact=True).fill(name)
    page.get_by_label("Namn").fill(name)
    page.get_by_role("button", name="Spara och godkänn").click()
    expect(page.locator("#messages")).to_contain_text("ändrat och godkänt")
    page.locator(f"#f{number}").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_contain_text(name)
    if javascript:
        look(page)
    page.locator(".evidence a").click()
    expect(page.locator(f"#f{number}")).to_be_visible()
    page.locator("#f" + number).get_by_role("button", name="Öppna igen").click()
    expect(page.locator(f"#f{number}")).not_to_contain_text("Godkänt")
    page.goto("/organ/?q=Provgruppen")
    expect(page.locator("main")).not_to_contain_text(name)
