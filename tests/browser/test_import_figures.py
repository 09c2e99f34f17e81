"""A file of figures, from choosing it to its page, as a person sees it."""

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


TEXT = """Region;Månad;Besvarade;Samtal
Region Örebro län;jan 2026;8 460;9 400
Region Örebro län;feb 2026;8 010;9 000
Dalrna;jan 2026;4 400;5 000
"""


def look(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_from_a_file_to_its_page_and_back(open_page, width):
    page = open_page("/indikatorer/inlasningar/", user=ADMINISTRATOR, width=width)
    page.get_by_role("link", name="Läs in siffror").click()
    # A file of its own for each width: the second time the mapping would be known.
    text = TEXT.replace("Samtal", f"Samtal {width}")
    file = {"name": "samtal.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Granska filen").click()
    expect(page.locator("#error-summary")).to_contain_text("som är indikator")
    look(page)
    page.get_by_label("Indikator för hela filen").select_option("telefon-samma-dag")
    page.get_by_label("Täljare: kolumn").select_option("Besvarade")
    page.get_by_label("Nämnare: kolumn").select_option(f"Samtal {width}")
    value = page.get_by_label("Värde: kolumn")
    value.select_option("")
    page.get_by_role("button", name="Granska igen").click()
    expect(page.locator("main")).to_contain_text("området ”Dalrna” är okänt")
    look(page)
    save_screenshot(page, f"las-in-siffror-{width}")
    page.get_by_role("button", name="Läs in", exact=True).click()
    expect(page.locator("h1")).to_have_text("samtal.csv")
    expect(page.locator("main")).to_contain_text("Region Örebro län")
    look(page)
    page.get_by_role("button", name="Ångra inläsningen").click()
    expect(page.locator("main")).to_contain_text("inläsningen är ångrad")
