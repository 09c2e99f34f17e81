"""An administrator makes a body, sees what is missing, ends it and thinks again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    ADMINISTRATOR,
    NARROW,
    WIDE,
    scrolls_sideways,
    violations,
)


# Elsewhere than the bodies of the other journeys, whose maps it would change.
HOME = "Region Värmland"


def save(page: Page, button: str = "Spara") -> None:
    page.get_by_role("button", name=button, exact=True).click()


def check(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_make_fill_end_and_undo(open_page, width):
    name = f"Resenämnden {width}"
    page = open_page("/organ/nytt/", width=width, user=ADMINISTRATOR)
    page.get_by_label("Namn").fill(name)
    page.get_by_label("Kortadress").fill(f"resenamnden-{width}")
    page.get_by_label("Typ").select_option("Nämnd")
    page.get_by_label("Nivå").select_option("Politisk nivå")
    page.get_by_label("Hör hemma i").fill(HOME)
    page.get_by_label("Myndigheter").fill(HOME)
    page.get_by_label("Sammansättning").fill("1 ordförande; 1 ersättare")
    check(page)
    save(page)
    expect(page.get_by_text("Organet är tillagt.")).to_be_visible()
    missing = page.get_by_role("heading", name="Stämmer inte").locator("..")
    expect(missing.get_by_role("listitem")).to_have_count(2)

    page.get_by_role("link", name="Ny plats").click()
    page.get_by_label("Roll").select_option("Ordförande")
    save(page)
    expect(page.get_by_text("Platsen är tillagd.")).to_be_visible()
    page.get_by_role("link", name="Förordna").click()
    page.get_by_label("Namn").fill(f"Rese Påhitt {width}")
    save(page)
    holder = re.compile(rf"^Rese Påhitt {width}")
    expect(page.get_by_role("cell", name=holder)).to_be_visible()
    expect(missing.get_by_role("listitem")).to_have_count(1)
    check(page)

    page.get_by_role("link", name="Avsluta", exact=True).click()
    page.get_by_label("Varför?").fill("Uppgick i en annan nämnd.")
    save(page, "Avsluta organet")
    expect(page.get_by_text("Organet är avslutat.")).to_be_visible()
    expect(page.get_by_text("Därför: Uppgick i en annan nämnd.")).to_be_visible()
    check(page)
    page.locator("#messages").get_by_role("button", name="Ångra").click()
    expect(page.get_by_text("Ändringen är ångrad.")).to_be_visible()
    expect(page.get_by_text("Ångrat avslut:")).to_be_visible()
    expect(page.locator(".facts").get_by_text("Finns till")).to_have_count(0)
