"""A real server with the demo's data, a real Chromium, and axe-core.

The server runs as users run it (``fardplan demo`` and ``fardplan serve``), on a port of
its own and with a data folder of its own.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    sync_playwright,
)


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
PROGRAM = (sys.executable, "-m", "fardplan")
WIDE, NARROW = 1280, 390
# A page that answers 404 or 422 on purpose is told by the browser as an error, and htmx
# tells of a request that a newer one replaced (hx-sync) in the same way.
EXPECTED = (
    "status of 404",
    "status of 401",
    "status of 410",
    "status of 422",
    "status of 429",
    "ERR_INTERNET_DISCONNECTED",  # a test that takes the network away
    "htmx:afterRequest",
    "htmx:sendAbort",
)
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

FIGURES = """Indikator;Område;Period;Värde
telefon-samma-dag;Region Örebro län;2024;91,5
telefon-samma-dag;Region Skåne;2024;..
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


def _environment(data_folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "FARDPLAN_DATA_DIR": str(data_folder),
        "FARDPLAN_LOG_LEVEL": "WARNING",
    }


def run_fardplan(data_folder: Path, *words: str) -> None:
    subprocess.run(
        [*PROGRAM, *words],
        env=_environment(data_folder),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _take_copy(shared: Path, data_folder: Path) -> None:
    """Fill the folder with the demo and the tests' bodies; made once for all workers."""
    made, making = shared / "demo", shared / "demo-in-making"
    try:
        making.mkdir()
    except FileExistsError:
        _wait_until(made.exists, seconds=120)
    else:
        run_fardplan(making, "demo")
        for text in (BODIES, SEATS, as_csv(dalarna())):
            file = making / "import.csv"
            file.write_text(text, encoding="utf-8")
            run_fardplan(making, "bodies", "import", str(file), "--yes")
        file.write_text(FIGURES, encoding="utf-8")
        run_fardplan(making, "indicators", "import", str(file))
        made.symlink_to(making)
    shutil.copytree(made, data_folder, dirs_exist_ok=True)


def _wait_until(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise RuntimeError("the other worker never finished the demo's data")
        time.sleep(0.2)


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the running Färdplan."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def site(
    data_folder: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[str]:
    """The address of a running Färdplan with the demo's data."""
    own = tmp_path_factory.getbasetemp()
    _take_copy(own if worker_id == "master" else own.parent, data_folder)
    with serving(data_folder) as address:
        yield address


@contextmanager
def serving(data_folder: Path) -> Iterator[str]:
    """Serve what is in a folder; give the address."""
    port = _free_port()
    (data_folder / "identity_providers.toml").write_text(IDENTITY_PROVIDERS)
    environment = _environment(data_folder) | {"FARDPLAN_PORT": str(port)}
    server = subprocess.Popen([*PROGRAM, "serve"], env=environment)
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


@pytest.fixture(scope="session")
def kept_pages() -> dict[tuple[str, str], Page]:
    """The tabs of those who only look, by language and person.

    A tab of its own for each page takes three times the processor time: a process, and
    every script compiled anew.
    """
    return {}


class Troubles:
    """The errors that pages told on their consoles while it listened."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._pages: list[Page] = []

    def listen(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", self._on_error)
        self._pages.append(page)

    def stop(self) -> None:
        for page in self._pages:
            page.remove_listener("console", self._on_console)
            page.remove_listener("pageerror", self._on_error)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.told.append(message.text)

    def _on_error(self, error: Error) -> None:
        self.told.append(str(error))


@pytest.fixture
def open_page(
    browser: Browser,
    site: str,
    logged_in: Callable[[str], list[Cookie]],
    kept_pages: dict[tuple[str, str], Page],
) -> Iterator[object]:
    """Give ``open_page(path, ...)``: a page in a fresh browser, console errors fail.

    With ``only_looks`` the tab, and what it has fetched, is kept for the next test.
    """
    opened: list[BrowserContext] = []
    troubles = Troubles()

    def new_tab(language: str, user: str, *, javascript: bool) -> Page:
        context = browser.new_context(
            base_url=site,
            locale={"sv": "sv-SE", "en": "en-GB"}[language],
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        if user:
            context.add_cookies(logged_in(user))
        opened.append(context)
        return context.new_page()

    def kept_tab(language: str, user: str) -> Page:
        if (language, user) not in kept_pages:
            kept_pages[language, user] = new_tab(language, user, javascript=True)
            opened.pop()
        return kept_pages[language, user]

    def opener(
        path: str,
        *,
        width: int = WIDE,
        language: str = "sv",
        scheme: str = "light",
        user: str = "",
        javascript: bool = True,
        only_looks: bool = False,
    ) -> Page:
        if only_looks:
            page = kept_tab(language, user)
        else:
            page = new_tab(language, user, javascript=javascript)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        troubles.listen(page)
        page.goto(path)
        return page

    yield opener
    troubles.stop()
    for context in opened:
        context.close()
    assert [t for t in troubles.told if not any(e in t for e in EXPECTED)] == []


def log_in(page: Page, user: str) -> None:
    """Log in as a person would."""
    page.goto("/konto/logga-in/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/")


@functools.cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, *only: str) -> list[str]:
    """Give what axe-core finds against WCAG 2.2 AA and its best practices.

    Only these of its rules, when some are named. The page must run JavaScript: where it
    is switched off axe-core never answers.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {_axe()} }}")
    # What is right needs no description, which is half of the work.
    options = {"resultTypes": ["violations"]} | ({"runOnly": only} if only else {})
    found = page.evaluate(
        "async options => (await axe.run(document, options)).violations", options
    )
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
    """Keep a picture for the documentation, with FARDPLAN_SAVE_SCREENSHOTS=1."""
    if os.environ.get("FARDPLAN_SAVE_SCREENSHOTS"):
        page.screenshot(path=ROOT / "docs" / "screenshots" / f"{name}.png")
