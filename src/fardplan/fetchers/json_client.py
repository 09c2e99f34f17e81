"""Ask one source for JSON over HTTP, until it answers or can't be expected to.

In: a path below the source's address, and what to send. Out: parsed JSON, or a
:class:`FetchError`. What may pass is asked again, waiting longer each time: a lost
connection, silence, 429 and 5xx, an answer cut short, an empty one, or a page of HTML
that a proxy put in its place. What won't is told at once: 4xx, a certificate that
can't be trusted, and a redirect (a POST that is redirected is sent anew as a GET, which
SCB answers with a default selection where the geography is summed away).

Clock, sleep and chance are given, so that tests wait for nothing.
"""

from __future__ import annotations

import json
import random
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import requests

from fardplan import __version__
from fardplan.fetchers.errors import FetchError, RefusedError
from fardplan.fetchers.pace import Pace


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Header values are ASCII: some servers refuse the letter ä there.
USER_AGENT = f"Fardplan/{__version__} (uppfoljning av god och nara vard)"
ATTEMPTS = 6
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 120.0
CONNECT_SECONDS, SILENCE_SECONDS, WHOLE_SECONDS = 10.0, 60.0, 300.0
# Kolada's largest page is about 3 MB, SCB's largest block about 5.
MOST_BYTES = 100_000_000
MAY_PASS = {408, 425, 429, 500, 502, 503, 504}


_BAD_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)


class _PassingError(Exception):
    """Something that may go well the next time; ``wait`` is what the source asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class JsonClient:
    """One source: its name and address, and how it is asked."""

    def __init__(
        self,
        name: str,
        address: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.name = name
        self.address = address.rstrip("/")
        self.timeout = (CONNECT_SECONDS, SILENCE_SECONDS)
        self.calls = 0
        self._sleep, self._clock, self._chance = sleep, clock, chance
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": USER_AGENT, "Accept": "application/json"}
        )
        self.set_pace(1, 1.0)

    def set_pace(self, calls: int, seconds: float) -> None:
        """Say how fast the source may be asked."""
        self._pace = Pace(calls, seconds, sleep=self._sleep, clock=self._clock)

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> Any:
        """Ask with GET; give the parsed answer."""
        return self._ask("GET", path, query or {}, None)

    def post(self, path: str, query: Mapping[str, str | int], body: Any) -> Any:
        """Ask with POST and a body of JSON; give the parsed answer."""
        return self._ask("POST", path, query, body)

    def _ask(
        self, method: str, path: str, query: Mapping[str, str | int], body: Any
    ) -> Any:
        attempt = 0
        while True:
            attempt += 1
            self._pace.wait()
            self.calls += 1
            try:
                return self._once(method, path, query, body)
            except _PassingError as error:
                wait = self._wait(attempt, error)
                if attempt == ATTEMPTS or wait > LONGEST_WAIT_SECONDS:
                    raise FetchError(self._told(error, attempt, wait)) from None
            self._sleep(wait)

    def _wait(self, attempt: int, error: _PassingError) -> float:
        # Chance spreads out installations that were all cut off at once.
        own: float = FIRST_WAIT_SECONDS * 2 ** (attempt - 1) * (1 + self._chance())
        return own if error.wait is None else max(own, error.wait)

    def _told(self, error: _PassingError, times: int, wait: float) -> str:
        text = f"{self.name} gick inte att fråga ({self.address}): {error}."
        if wait > LONGEST_WAIT_SECONDS:
            return (
                f"{text} Försök igen om {round(wait / 60)} minuter; inget har sparats."
            )
        return (
            f"{text} Färdplan försökte {times} gånger. Försök igen senare, eller se efter"
            " att servern når adressen; inget har sparats."
        )

    def _once(
        self, method: str, path: str, query: Mapping[str, str | int], body: Any
    ) -> Any:
        began = self._clock()
        try:
            with self._session.request(
                method,
                self.address + path,
                params=dict(query),
                json=body,
                timeout=self.timeout,
                allow_redirects=False,
                stream=True,
            ) as answer:
                self._check_status(answer)
                content = self._read(answer, began)
        except requests.exceptions.SSLError as error:
            raise FetchError(
                f"{self.name}: certifikatet på {self.address} går inte att lita på"
                f" ({error}). Inget har hämtats. Kontrollera adressen, och att servern har"
                " aktuella rotcertifikat; stäng aldrig av kontrollen."
            ) from None
        except requests.exceptions.Timeout:
            raise _PassingError("inget svar kom i tid") from None
        except _BAD_ADDRESS as error:
            raise FetchError(
                f"{self.name}: adressen är felskriven ({error})."
            ) from None
        except requests.RequestException as error:
            raise _PassingError(
                f"förbindelsen bröts ({type(error).__name__})"
            ) from None
        return self._parsed(answer, content)

    def _check_status(self, answer: requests.Response) -> None:
        status = answer.status_code
        if status in MAY_PASS:
            raise _PassingError(f"den svarade {status}", _retry_after(answer))
        if 300 <= status < 400:
            raise FetchError(
                f"{self.name} har flyttat till {answer.headers.get('Location', '?')}."
                " Ändra adressen i inställningarna; inget har hämtats."
            )
        if status != 200:
            told = next(answer.iter_content(500), b"").decode("utf-8", "replace")
            raise RefusedError(
                status,
                f"{self.name} svarade {status} på {answer.request.path_url[:300]}:"
                f" {' '.join(told.split())}",
            )

    def _read(self, answer: requests.Response, began: float) -> bytes:
        """Read the whole answer; a server that drips is as bad as one that is silent."""
        content = bytearray()
        for piece in answer.iter_content(65536):
            content += piece
            if len(content) > MOST_BYTES:
                raise FetchError(
                    f"{self.name} svarade med mer än {MOST_BYTES // 10**6} MB."
                )
            if self._clock() - began > WHOLE_SECONDS:
                raise _PassingError("svaret kom för långsamt")
        return bytes(content)

    def _parsed(self, answer: requests.Response, content: bytes) -> Any:
        if not content.strip():
            raise _PassingError("svaret var tomt")
        kind = answer.headers.get("Content-Type", "")
        if "json" not in kind.lower():
            raise _PassingError(f"svaret var {kind or 'av okänt slag'} och inte JSON")
        try:
            return json.loads(content.decode("utf-8-sig"))
        except ValueError:
            raise _PassingError("svaret var avklippt eller trasigt") from None


def _retry_after(answer: requests.Response) -> float | None:
    """Give the seconds that the source asks to be left alone.

    A date is held against the source's own clock (its Date), not ours.
    """
    told = answer.headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        until = parsedate_to_datetime(told)
        now = parsedate_to_datetime(answer.headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None
