"""From an empty programme and a heap of documents to a plan that shows its passages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    ADMINISTRATOR,
    log_in,
    run_fardplan,
    save_screenshot,
    serving,
)
from tests.browser.test_plans import check, order, start
from tests.browser.test_review_documents import (
    accept_all,
    papers,
    upload,
)
from tests.builders import documents


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


def test_all_documents_of_a_heap_become_one_plan(own_page, tmp_path):
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


def go(page: Page, path: str) -> Page:
    page.goto(path)
    return page
