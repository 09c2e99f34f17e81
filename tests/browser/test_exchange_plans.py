"""A plan leaves one programme as StratML and comes into another as its first draft."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    ADMINISTRATOR,
    NARROW,
    WIDE,
    save_screenshot,
    scrolls_sideways,
    violations,
)


ADOPTED = "/plan/jonkoping-framtidens-vard/version/1/"


def looks_right(page: Page) -> None:
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert not scrolls_sideways(page)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def choose(page: Page, content: bytes) -> None:
    page.get_by_role("link", name="Läs in StratML").click()
    file = {"name": "plan.xml", "mimeType": "application/xml", "buffer": content}
    page.set_input_files("input[type=file]", [file])
    press(page, "Visa vad det skulle bli")


def test_a_plan_is_taken_from_one_programme_into_another(open_page):
    page = open_page(ADOPTED)
    with page.expect_download() as download:
        page.get_by_role("link", name="del 2").click()
    content = download.value.path().read_bytes()
    page.get_by_role("link", name="Alla filer").click()
    expect(page.get_by_role("heading", name="Hämta planen som fil")).to_be_visible()
    save_screenshot(page, "plan-hamta-1280")

    page = open_page("/plan/nytt/", user=ADMINISTRATOR)
    page.get_by_label("Namn").fill("Lånade planer")
    page.get_by_label("Drivs av").fill("Region Örebro län")
    press(page, "Starta programmet")
    page.get_by_role("link", name="Översikt").last.click()
    choose(page, content.replace(b"<Goal>", b"<Okant/><Goal>", 1))
    expect(page.get_by_text("Inget är inläst ännu.")).to_be_visible()
    expect(page.get_by_role("cell", name="Okant")).to_be_visible()
    looks_right(page)
    save_screenshot(page, "plan-las-in-1280")

    press(page, "Läs in som utkast")
    expect(page.get_by_text("Filen är inläst som version 1.")).to_be_visible()
    expect(
        page.locator(".tree .part-title", has_text="Tar vara på e-hälsan")
    ).to_have_count(1)
    page.get_by_role("button", name="Ångra").first.click()
    expect(page.get_by_text("Ändringen är ångrad.")).to_be_visible()
    expect(page.locator(".tree .part-title")).to_have_count(0)

    page.get_by_role("link", name="Översikt").last.click()
    choose(page, b"<StrategicPlan><Goal><Name>Eget</Name></Goal></StrategicPlan>")
    press(page, "Läs in som utkast")
    expect(page.locator(".tree .part-title")).to_contain_text(["Eget"])
