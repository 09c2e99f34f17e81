"""Read every page of an answer of Kolada's, without trusting how it says where they end.

In: a path and a query. Out: all values, or a :class:`FetchError`. Version 2 of the API
documents ``next_page`` and a ``count`` that is the length of the page; clients of
version 3 read ``next_url``, and a ``count`` of all pages; neither could be tried
against the live service from here. So pages are asked for by number, and:

- a link to a next page, whatever it is called, means that there is one
- a full page means that there may be one
- a short page is the last only when a link that is null says so; where the answer has
  no such field at all, the next page is asked for to see that it is empty
- the counts must be the length of each page, or the sum of all, through all pages
- a page that repeats an earlier one is an answer that does not hang together

An answer that does not hang together is asked for anew from its first page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fardplan.fetchers.errors import FetchError, RefusedError


if TYPE_CHECKING:
    from collections.abc import Mapping

    from fardplan.fetchers.json_client import JsonClient

PER_PAGE = 5000
MOST_PAGES = 1000
ATTEMPTS = 4
LINKS = ("next_url", "next_page")


class TornError(Exception):
    """The pages do not hang together; ``str()`` says how."""


@dataclass(frozen=True, slots=True)
class _Page:
    values: list[Any]
    count: int | None
    says_more: bool
    says_last: bool


def read_pages(
    client: JsonClient, path: str, query: Mapping[str, str] | None = None
) -> list[Any]:
    """Give the values of all pages, in order."""
    attempt = 0
    while True:
        attempt += 1
        try:
            return _read(client, path, query or {})
        except TornError as error:
            if attempt == ATTEMPTS:
                raise FetchError(
                    f"{client.name} gav ett svar som inte hänger ihop: {error}."
                    f" Färdplan frågade {ATTEMPTS} gånger. Försök igen senare; inget har"
                    " sparats."
                ) from None


def _read(client: JsonClient, path: str, query: Mapping[str, str]) -> list[Any]:
    pages: list[_Page] = []
    while len(pages) < MOST_PAGES:
        page = _ask(client, path, query, pages)
        if page.values and any(page.values == one.values for one in pages):
            raise TornError(f"sida {len(pages) + 1} upprepar en tidigare sida")
        pages.append(page)
        if _is_last(pages):
            _check_counts(pages)
            return [value for one in pages for value in one.values]
    raise TornError(f"det kom fler än {MOST_PAGES} sidor")


def _ask(
    client: JsonClient, path: str, query: Mapping[str, str], before: list[_Page]
) -> _Page:
    number = len(before) + 1
    try:
        raw = client.get(path, {**query, "page": number, "per_page": PER_PAGE})
    except RefusedError as error:
        if not before or error.status != 404:
            raise
        raise TornError(f"sida {number} finns inte, men den före gjorde det") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("values"), list):
        raise TornError(f"sida {number} har inga värden")
    count = raw.get("count")
    links = [raw[name] for name in LINKS if name in raw]
    return _Page(
        values=raw["values"],
        count=count if isinstance(count, int) else None,
        says_more=any(links),
        says_last=bool(links) and not any(links),
    )


def _is_last(pages: list[_Page]) -> bool:
    page = pages[-1]
    if page.says_more or len(page.values) >= PER_PAGE:
        return False
    if not page.values:
        return True
    got = sum(len(one.values) for one in pages)
    return page.says_last and (page.count is None or page.count <= got)


def _check_counts(pages: list[_Page]) -> None:
    told = [(one.count, len(one.values)) for one in pages if one.count is not None]
    total = sum(len(one.values) for one in pages)
    by_page = all(count == length for count, length in told)
    of_all = all(count == total for count, _ in told)
    if not by_page and not of_all:
        raise TornError(
            f"{total} rader kom men antalet sades vara"
            f" {', '.join(str(count) for count, _ in told)}"
        )
