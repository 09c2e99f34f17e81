"""Main pages at national size, beside a bare Django page with one query."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bench.servers import BARE, OURS, SESSION, Place, server, visit
from bench.table import Row


if TYPE_CHECKING:
    from collections.abc import Iterator

# The whole register is loaded: 317 authorities is all there are, so this is national.
PAGES = {
    "start page": "/",
    "register": "/aktorer/",
    "search in the register": "/aktorer/?q=kommun",
    "page of a region": "/aktorer/14/",
    "page of a municipality": "/aktorer/1880/",
    "page of a care region": "/aktorer/vastra/",
}
# With 5,000 bodies and 40,000 seats (bench/national.py). The budget of these is in
# milliseconds: they show more than one row.
BODY_PAGES = {
    "register of bodies": "/organ/",
    "register of bodies, last page": "/organ/?sida=100",
    "search among bodies": "/organ/?q=arbetsgrupp+barn",
    "bodies of a type and a level": "/organ/?typ=board&niva=political",
    "bodies of a municipality": "/organ/?myndighet=2080",
    "bodies sorted by home": "/organ/?sortera=-home",
    "bodies sorted by type": "/organ/?sortera=type",
    "body with 8 seats": "/organ/stort-20/",
    "body with 75 seats": "/organ/stort-1/",
    "body on another day": "/organ/stort-1/?datum=2020-01-01",
    "region with 130 bodies": "/aktorer/20/",
    "municipality with bodies": "/aktorer/2080/",
    "map of 130 bodies": "/aktorer/20/samverkan/",
    "map of 130 bodies, a matter's way": "/aktorer/20/samverkan/?vag=stort-17",
    "map of 130 bodies, by type": "/aktorer/20/samverkan/?grupp=typ",
    "map of a municipality": "/aktorer/2080/samverkan/",
}
# With 21 programmes and 20,000 initiatives (bench/national_plans.py).
_PLAN = "/plan/nationell-14"
INITIATIVE_PAGES = {
    "table of initiatives": f"{_PLAN}/insatser/",
    "table of initiatives, last page": f"{_PLAN}/insatser/?sida=20",
    "search among initiatives": f"{_PLAN}/insatser/?q=mobila+skolan",
    "initiatives by theme, status and municipality": (
        f"{_PLAN}/insatser/?tema=mobile_teams&lage=at_risk&kommun=1480"
    ),
    "initiatives sorted by status": f"{_PLAN}/insatser/?sortera=-status",
    "board of initiatives": f"{_PLAN}/tavla/",
    "timeline of initiatives": f"{_PLAN}/tidslinje/",
    "map of initiatives": f"{_PLAN}/karta/",
    "map of initiatives by status": f"{_PLAN}/karta/?farg=lage",
    "portfolio": f"{_PLAN}/portfolj/",
    "page of an initiative": f"{_PLAN}/insatser/insats-7/",
    "tree of a plan": f"{_PLAN}/version/1/",
}
# As an administrator, who sees drafts and what rests on which passages.
OWN_PAGES = {
    "tree of a draft": f"{_PLAN}/version/2/",
    "branch of a draft": f"{_PLAN}/version/2/?gren={UUID(int=1)}",
    "tree of a draft drawn whole, 200 parts": "/plan/hel-01/version/2/",
    "table of initiatives, to change": f"{_PLAN}/insatser/",
    "timeline of initiatives, to change": f"{_PLAN}/tidslinje/",
    "map of initiatives, to change": f"{_PLAN}/karta/",
    "board of initiatives, to change": f"{_PLAN}/tavla/",
    "page of an initiative with evidence": f"{_PLAN}/insatser/insats-7/",
}
MOST_MS, MOST_TIMES = 150, 5
REQUESTS = 100
# A shared machine is taken away for parts of a second. A page above its budget is visited
# anew, and its row says which turn it tells of.
MOST_TURNS = 3
STARTS = 3


def rows(place: Place) -> Iterator[Row]:
    """Measure the start-up and every page on one database."""
    bare_starts, our_starts = [], []
    for _ in range(STARTS - 1):
        with server(BARE, place) as (_port, seconds):
            bare_starts.append(seconds)
        with server(OURS, place) as (_port, seconds):
            our_starts.append(seconds)
    with (
        server(BARE, place) as (bare, bare_seconds),
        server(OURS, place) as (ours, our_seconds),
    ):
        yield Row(
            name=f"start-up to the first answer, {place.words}",
            unit="s",
            ours=min(*our_starts, our_seconds),
            floor=min(*bare_starts, bare_seconds),
            note=f"best of {STARTS}",
        )
        for name, path in PAGES.items():
            yield _page(f"{name}, {place.words}", path, (bare, ours), MOST_TIMES)


def body_rows(place: Place) -> Iterator[Row]:
    """Measure the pages of bodies with a national load of them."""
    with server(BARE, place) as (bare, _), server(OURS, place) as (ours, _):
        for name, path in BODY_PAGES.items():
            yield _page(f"{name}, {place.words}", path, (bare, ours), None)


def initiative_rows(place: Place) -> Iterator[Row]:
    """Measure the views of initiatives with a national load of them."""
    with server(BARE, place) as (bare, _), server(OURS, place) as (ours, _):
        for name, path in INITIATIVE_PAGES.items():
            yield _page(f"{name}, {place.words}", path, (bare, ours), None)
        session = (place.folder / SESSION).read_text(encoding="ascii")
        for name, path in OWN_PAGES.items():
            yield _page(f"{name}, {place.words}", path, (bare, ours), None, session)


def _page(
    name: str,
    path: str,
    ports: tuple[int, int],
    most_times: float | None,
    session: str = "",
) -> Row:
    for turn in range(1, MOST_TURNS + 1):
        # The floor is measured beside each page, so that both meet the same noise.
        floor = visit(ports[0], "/", REQUESTS)
        found = visit(ports[1], path, REQUESTS, session)
        again = f", turn {turn}" if turn > 1 else ""
        row = Row(
            name=f"{name}, p95",
            unit="ms",
            ours=found.p95,
            floor=floor.p95,
            most=MOST_MS,
            most_times=most_times,
            note=f"p50 {found.p50:.1f} ms, floor {floor.p50:.1f} ms{again}",
        )
        if row.is_within:
            break
    return row
