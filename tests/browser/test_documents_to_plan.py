"""From an empty programme and a heap of documents to a plan that shows its passages."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.test_plans import check, order, start
from tests.browser.test_review_documents import papers, upload
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
