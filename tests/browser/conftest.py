"""A real server with the demo's data, a real Chromium, and axe-core.

The server runs as users run it (``fardplan demo`` and ``fardplan serve``), on a port of
its own and with a data folder of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright._impl._api_structures import Cookie

from tests.builders.county import as_csv, dalarna


ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ADMINISTRATOR = "admin@fardplan.example"
READER = "lasare@fardplan.example"
PASSWORD = "fardplan-demo"
# A provider that nobody runs: its button is drawn, and its failure explained.
IDENTITY_PROVIDERS = """[nere]
name = "Kommunens inloggning"
issuer = "http://127.0.0.1:9"
client_id = "fardplan"
client_secret = "hemlig"
"""
WIDE, NARROW = 1280, 390
# An invented board and its preparatory committee.
BODIES = """Kortadress;Namn;Förkortning;Typ;Nivå;Hör hemma i;Myndigheter;Uppdrag;Kallelse dagar före;Sammansättning;Bereder åt
provnamnden;Provnämnden;PN;Nämnd;Politisk nivå;18;18;Ett påhittat uppdrag.;7;"3 ledamöter; 2 ersättare";
prov-beredningen;Provberedningen;;Beredning;Politisk nivå;18;18;;;;provnamnden 2020-01-01..
prov-styrgruppen;Provstyrgruppen;;Styrgrupp;Tjänstepersonsnivå;18;18, 1880, 1881;;;1 socialchef per myndighet;
"""
SEATS = """Organ;Plats;Roll;Ordning;Parti;Representerar;Funktion;Person;Förordnad från;Förordnad till
provnamnden;1;Ordförande;;Påhittspartiet;;;Anna Påhitt;2020-01-01;
provnamnden;2;Ledamot;;Provpartiet;;;;;
provnamnden;3;Ersättare;1;Provpartiet;;;Bo Påhitt;2020-01-01;
provnamnden;4;Sekreterare;;;;;Cia Påhitt;2020-01-01;
prov-styrgruppen;1;Ledamot;;;Kumla kommun;socialchef;Dag Påhitt;2020-01-01;
"""


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=2)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not answer at {url}")


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the running Färdplan."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def site(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Färdplan with the demo's data."""
    port = _free_port()
    (data_folder / "identity_providers.toml").write_text(IDENTITY_PROVIDERS)
    environment = {
        **os.environ,
        "FARDPLAN_DATA_DIR": str(data_folder),
        "FARDPLAN_PORT": str(port),
        "FARDPLAN_LOG_LEVEL": "WARNING",
    }
    program = [sys.executable, "-m", "fardplan"]
    subprocess.run(
        [*program, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    county = as_csv(dalarna())
    for name, text in (("organ", BODIES), ("platser", SEATS), ("county", county)):
        file = tmp_path_factory.mktemp("files") / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        subprocess.run(
            [*program, "bodies", "import", str(file), "--yes"],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    server = subprocess.Popen([*program, "serve"], env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/halsa/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without its calls home."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def logged_in(browser: Browser, site: str) -> Callable[[str], list[Cookie]]:
    """Give a function: the cookies of a person who has logged in, once in the run."""
    kept: dict[str, list[Cookie]] = {}

    def cookies_of(user: str) -> list[Cookie]:
        if user not in kept:
            context = browser.new_context(base_url=site)
            log_in(context.new_page(), user)
            kept[user] = context.cookies()
            context.close()
        return kept[user]

    return cookies_of


@pytest.fixture
def open_page(
    browser: Browser, site: str, logged_in: Callable[[str], list[Cookie]]
) -> Iterator[object]:
    """Give ``open_page(path, ...)``: a page in a fresh browser, console errors fail."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def opener(
        path: str,
        *,
        width: int = WIDE,
        language: str = "sv",
        scheme: str = "light",
        user: str = "",
        javascript: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            locale={"sv": "sv-SE", "en": "en-GB"}[language],
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if user:
            context.add_cookies(logged_in(user))
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                troubles.append(message.text) if message.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(path)
        return page

    yield opener
    for context in contexts:
        context.close()
    # A page that answers 404 or 422 on purpose is told by the browser as an error, and
    # htmx tells of a request that a newer one replaced (hx-sync) in the same way.
    expected = (
        "status of 404",
        "status of 401",
        "status of 410",
        "status of 422",
        "status of 429",
        "htmx:afterRequest",
        "htmx:sendAbort",
    )
    assert [t for t in troubles if not any(e in t for e in expected)] == []


def log_in(page: Page, user: str) -> None:
    """Log in as a person would."""
    page.goto("/konto/logga-in/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/")


def violations(page: Page) -> list[str]:
    """Give what axe-core finds against WCAG 2.2 AA and its best practices."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']][:3])}"
        for one in found
    ]


def scrolls_sideways(page: Page) -> bool:
    """True when the page is wider than its window."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    )


def save_screenshot(page: Page, name: str) -> None:
    """Keep a picture for the documentation, when asked to (``make screenshots``)."""
    if os.environ.get("FARDPLAN_SAVE_SCREENSHOTS"):
        page.screenshot(path=ROOT / "docs" / "screenshots" / f"{name}.png")
