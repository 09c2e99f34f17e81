"""The journeys of letting people in: an app, a security key, an invitation."""

from __future__ import annotations

import base64
import re
import struct
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from hmac import digest
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    ADMINISTRATOR,
    NARROW,
    PASSWORD,
    READER,
    log_in,
    save_screenshot,
    scrolls_sideways,
    violations,
)


def code_now(secret: str) -> str:
    """RFC 6238 with its defaults."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    hashed = digest(base64.b32decode(secret), counter, "sha1")
    start = hashed[-1] & 0x0F
    number = struct.unpack(">I", hashed[start : start + 4])[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"


@pytest.fixture
def letters(data_folder: Path) -> Callable[[], list[str]]:
    """Give the letters sent so far: without a mail server they are files."""

    def read() -> list[str]:
        files = sorted(
            (data_folder / "mail").iterdir(), key=lambda f: f.stat().st_mtime
        )
        found = [message_from_bytes(f.read_bytes(), policy=default) for f in files]
        return [str(letter.get_content()) for letter in found]

    return read


def look(page: Page) -> None:
    page.wait_for_load_state()
    expect(page.locator("h1")).to_have_count(1)
    assert violations(page) == []
    assert not scrolls_sideways(page)


def button(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def confirm(page: Page) -> None:
    page.fill("[name=password]", PASSWORD)
    button(page, "Bekräfta")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_app_is_added_used_and_removed(open_page, javascript):
    # A log-in of its own, since it logs out on the way.
    page = open_page("/", width=NARROW, javascript=javascript)
    log_in(page, READER)
    page.goto("/konto/tvasteg/app/")
    confirm(page)
    if javascript:
        look(page)
        save_screenshot(page, "tvasteg-app-390")
    secret = page.locator("code.secret").inner_text()
    page.fill("[name=code]", code_now(secret))
    button(page, "Lägg till appen")
    expect(page.locator("h1")).to_have_text("Reservkoder")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    if javascript:
        look(page)
    page.get_by_role("button", name="Logga ut").click()
    page.goto("/konto/logga-in/")
    page.fill("[name=username]", READER)
    page.fill("[name=password]", PASSWORD)
    button(page, "Logga in")
    expect(page.locator("h1")).to_have_text("Ett steg till")
    if javascript:
        look(page)
    page.fill("[name=code]", codes[0])
    button(page, "Logga in")
    page.goto("/konto/tvasteg/reservkoder/nya/")
    page.fill("[name=password]", PASSWORD)
    button(page, "Bekräfta")
    if javascript:
        look(page)
        page.goto("/konto/bekrafta/kod/")
        look(page)
    page.goto("/konto/tvasteg/app/ta-bort/")
    if javascript:
        look(page)
    button(page, "Ta bort appen")
    expect(page.locator("#messages")).to_contain_text("Appen är borttagen.")


def test_a_security_key_is_added_used_and_removed(open_page, site):
    # A key belongs to a name, never to a number: localhost, not 127.0.0.1.
    home = site.replace("127.0.0.1", "localhost")
    page = open_page("/om/")
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )

    def start() -> None:
        page.goto(f"{home}/konto/logga-in/")
        page.fill("[name=username]", ADMINISTRATOR)
        page.fill("[name=password]", PASSWORD)
        button(page, "Logga in")

    start()
    page.goto(f"{home}/konto/tvasteg/nycklar/ny/")
    confirm(page)
    look(page)
    page.fill("[name=name]", "Min nyckel")
    button(page, "Lägg till nyckeln")
    expect(page.locator("h1")).to_have_text("Reservkoder")
    page.goto(f"{home}/konto/tvasteg/nycklar/")
    expect(page.locator("main")).to_contain_text("Min nyckel")
    page.get_by_role("button", name="Logga ut").click()
    start()
    expect(page.locator("h1")).to_have_text("Ett steg till")
    look(page)
    button(page, "Använd säkerhetsnyckeln")
    expect(page.locator("header .who")).to_have_text("Astrid Administratör")
    page.goto(f"{home}/konto/tvasteg/nycklar/")
    page.get_by_role("link", name="Ta bort Min nyckel").click()
    page.get_by_role("link", name="Bekräfta med säkerhetsnyckel i stället").click()
    look(page)
    button(page, "Använd säkerhetsnyckeln")
    expect(page.locator("h1")).to_have_text("Ta bort nyckeln")
    look(page)
    button(page, "Ta bort nyckeln")
    expect(page.locator("#messages")).to_contain_text("Nyckeln är borttagen.")


def test_somebody_is_invited_and_comes_in(open_page, letters):
    page = open_page("/konto/bjud-in/", user=ADMINISTRATOR)
    page.fill("[name=name]", "Göran Gäst")
    page.fill("[name=email]", "goran@exempel.example")
    page.fill("[name=role_text]", "ledamot i programrådet")
    button(page, "Skicka inbjudan")
    expect(page.locator("table")).to_contain_text("Göran Gäst")
    look(page)
    save_screenshot(page, "bjud-in-1280")
    address = re.search(r"http://\S+/konto/inbjudan/\S+", letters()[-1])
    assert address
    guest = open_page(address[0], width=NARROW)
    look(guest)
    save_screenshot(guest, "inbjudan-390")
    guest.fill("[name=password]", "pelikan-tegel-sirap")
    button(guest, "Börja")
    expect(guest.locator("header .who")).to_have_text("Göran Gäst")
    guest.goto("/konto/")
    look(guest)
    save_screenshot(guest, "mitt-konto-390")
    button(guest, "Logga ut överallt")
    expect(guest.locator("#messages")).to_contain_text("utloggad överallt")
    look(guest)
    guest.goto("/konto/lank/")
    guest.fill("[name=email]", "goran@exempel.example")
    button(guest, "Skicka länken")
    link = re.search(r"http://\S+/konto/lank/\S+", letters()[-1])
    assert link
    guest.goto(link[0])
    look(guest)
    button(guest, "Logga in")
    expect(guest.locator("header .who")).to_have_text("Göran Gäst")


def test_the_way_out_when_locked_out_is_shown(open_page):
    page = open_page("/konto/logga-in/")
    for _ in range(5):
        page.fill("[name=username]", "gissad@exempel.example")
        page.fill("[name=password]", "fel")
        button(page, "Logga in")
    expect(page.locator("h1")).to_have_text("För många försök")
    look(page)
