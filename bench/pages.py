"""Main pages at national size, beside a bare Django page with one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.servers import BARE, OURS, Place, server, visit
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
MOST_MS, MOST_TIMES = 150, 5
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
            # The floor is measured beside each page, so that both meet the same noise.
            floor, found = visit(bare, "/"), visit(ours, path)
            yield Row(
                name=f"{name}, {place.words}, p95",
                unit="ms",
                ours=found.p95,
                floor=floor.p95,
                most=MOST_MS,
                most_times=MOST_TIMES,
                note=f"p50 {found.p50:.1f} ms, floor {floor.p50:.1f} ms",
            )
