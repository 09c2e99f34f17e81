"""The store among processes: killed writers, readers meanwhile, writers at once.

How many kills comes from ``FARDPLAN_KILLS``, as for the endurance tests.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from fardplan.engine.indicators.store.manifest import read_current
from fardplan.engine.indicators.store.reader import StoreReader, damaged_files


KILLS = min(int(os.environ.get("FARDPLAN_KILLS", "12")), 60)
INDICATORS = ("a", "b")
# Each run tells all figures of two indicators anew, and its own number as their value;
# every third time the last run is undone.
WRITER = """
import sys
from pathlib import Path
from tests.builders.figures import observation
from fardplan.engine.indicators.store.writer import writing

folder, turns = Path(sys.argv[1]), int(sys.argv[2])
for turn in range(turns):
    with writing(folder) as writer:
        before = writer.manifest
        if before.runs and before.number % 3 == 2:
            after = writer.without_run(before.runs[-1].key)
        else:
            number = before.next_run
            after = writer.with_run(f"{sys.argv[3]}{number}", [
                observation(indicator=name, area=f"{area:04}", value=number, row=row)
                for row, (name, area) in enumerate(
                    ((name, area) for name in "ab" for area in range(1, 100)), 1)
            ])
        writer.swap(after)
    print(turn, flush=True)
"""


def start(folder, turns: int, name: str = "k") -> subprocess.Popen:
    command = [sys.executable, "-c", WRITER, str(folder), str(turns), name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def values_in_force(store: StoreReader) -> set[float]:
    """Give the different values of all figures: one, unless runs are mixed."""
    return {v for name in INDICATORS for v in store.series(name, 1).value.tolist()}


def check(store: StoreReader) -> None:
    last = [float(run.number) for run in store.manifest.runs[-1:]]
    assert sorted(values_in_force(store)) == last


@pytest.mark.timeout(300)
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path):
    draw = random.Random(7)  # noqa: S311 -- no secret
    seen = 0
    for _ in range(KILLS):
        with start(tmp_path, 1000) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(draw.uniform(0, 0.12))
            writer.send_signal(signal.SIGKILL)
        assert damaged_files(tmp_path) == []
        with StoreReader(tmp_path) as store:
            check(store)
            # What was acknowledged is there.
            assert store.manifest.number > seen
            seen = store.manifest.number


@pytest.mark.timeout(300)
def test_readers_never_see_a_mix(tmp_path):
    marks = set()
    with start(tmp_path, 14) as writer:
        while writer.poll() is None:
            with StoreReader(tmp_path) as store:
                marks.add(store.manifest.number)
                check(store)
                check(store)
        assert writer.returncode == 0
    assert len(marks) > 2


@pytest.mark.timeout(300)
def test_two_writers_at_once_lose_nothing(tmp_path):
    with start(tmp_path, 6, "x") as one, start(tmp_path, 6, "y") as other:
        assert (one.wait(), other.wait()) == (0, 0)
    manifest = read_current(tmp_path)
    assert manifest.number == 12
    assert damaged_files(tmp_path) == []
    with StoreReader(tmp_path) as store:
        check(store)
