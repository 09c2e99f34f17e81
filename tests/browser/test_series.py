"""Did anything change? From an indicator to its series, and to what lies behind a point."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fardplan.engine.indicators.store.writer import add_run
from tests.browser.conftest import (
    NARROW,
    READER,
    WIDE,
    save_screenshot,
    scrolls_sideways,
    violations,
)
from tests.builders.counts import observation


KEY = "fast-lakarkontakt-register"
RUN = "påhittade siffror"
PLACES = {"1880": 150_000, "1881": 21_000, "1860": 5_600, "1861": 16_000}
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
MISSING, SMALL = "2023-08", "2024-03"


def invented():
    """Give a region that stands still for more than a year and then rises."""
    for at, period in enumerate(MONTHS):
        if period == MISSING:
            continue
        share = 0.31 + 0.012 * math.sin(2.1 * at) + (0.05 if at > 15 else 0)
        region = {"T": [0.0, 0.0], "K": [0.0, 0.0], "M": [0.0, 0.0]}
        for place, people in PLACES.items():
            for sex in "KM":
                over = round(share * people / 2)
                if (place, sex, period) == ("1860", "K", SMALL):
                    over = 3
                for told in (sex, "T"):
                    region[told][0] += over
                    region[told][1] += people / 2
                yield figure(place, sex, over, people / 2, period)
            both = round(share * people / 2) * 2
            both += 3 - both // 2 if (place, period) == ("1860", SMALL) else 0
            yield figure(place, "T", both, people, period)
        for sex, (over, under) in region.items():
            yield figure("18", sex, over, under, period)


def figure(place, sex, over, under, period):
    from dataclasses import replace

    told = observation(place, sex, over, under, period=period)
    return replace(told, indicator=KEY, value=100 * over / under)


@pytest.fixture(scope="module")
def figures(site: str, data_folder: Path) -> None:
    add_run(data_folder / "store", RUN, invented())


def check(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_see_a_change_and_where_it_comes_from(open_page, figures):
    page = open_page(f"/indikatorer/{KEY}/", user=READER, width=WIDE)
    page.get_by_role("link", name="Se hur det går").click()
    page.get_by_label("Område").select_option("18")
    page.get_by_role("button", name="Visa").click()
    expect(
        page.get_by_text("Det blir bättre, och det är inte bara slump.")
    ).to_be_visible()
    expect(page.locator(".series-picture")).to_have_attribute(
        "aria-label",
        "Fast läkarkontakt, registrerad, Region Örebro län, alla, 2023-01 till 2024-12. Det blir bättre, och det är inte bara slump.",
    )
    assert page.locator(".series-picture .point.improving").count() > 0
    expect(page.locator(".series-picture .gap")).to_have_count(1)
    check(page)
    page.locator("h1").evaluate("element => element.scrollIntoView()")
    save_screenshot(page, "serie-1280")


def test_a_small_number_is_not_shown_on_a_telephone_either(open_page, figures):
    page = open_page(
        f"/indikatorer/{KEY}/serie/?omrade=1860&kon=K", user=READER, width=NARROW
    )
    row = page.get_by_role("row", name=SMALL)
    expect(row).to_contain_text("Visas inte, för att skydda enskilda")
    expect(page.locator(".series-picture .gap", has_text="×")).to_have_count(1)
    check(page)
    page.locator(".verdicts").evaluate("element => element.scrollIntoView()")
    save_screenshot(page, "serie-390")
