"""An administrator makes a backup, sees the job done, and deletes the archive."""

from __future__ import annotations

from tests.browser.conftest import ADMINISTRATOR, NARROW, scrolls_sideways, violations


def test_a_backup_is_made_and_deleted(open_page):
    page = open_page("/sakerhetskopior/", width=NARROW, user=ADMINISTRATOR)
    page.get_by_role("button", name="Gör en säkerhetskopia nu").click()
    page.wait_for_url("**/jobb/*/")
    assert violations(page) == []
    assert not scrolls_sideways(page)
    page.get_by_text("Klart").first.wait_for(timeout=60_000)
    assert violations(page) == []

    page.goto("/sakerhetskopior/")
    assert violations(page) == []
    page.locator("a[href$='/radera/']").click()
    assert violations(page) == []
    assert not scrolls_sideways(page)
    page.locator("main").get_by_role("button", name="Radera").click()
    page.wait_for_url("**/sakerhetskopior/")
    assert page.locator("a[href$='/radera/']").count() == 0
