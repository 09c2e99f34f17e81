"""The time it takes to answer `fardplan --help`, beside Django's own set-up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.servers import run
from bench.table import Row


if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.servers import Place

TURNS = 5
FLOOR = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'bench.bare.settings'"


def rows(place: Place) -> Iterator[Row]:
    """Measure the command line, best of some turns taken in alternation."""
    ours, floor = [], []
    for _ in range(TURNS):
        floor.append(_seconds(place, "-c", f"{FLOOR}; import django; django.setup()"))
        ours.append(_seconds(place, "-m", "fardplan", "--help"))
    yield Row(
        name="fardplan --help",
        unit="s",
        ours=min(ours),
        floor=min(floor),
        note=f"floor: import django and set it up; best of {TURNS}",
    )


def _seconds(place: Place, *command: str) -> float:
    began = time.perf_counter()
    run(place, *command)
    return time.perf_counter() - began
