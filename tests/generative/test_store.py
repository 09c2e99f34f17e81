"""Laws of the store: what is in force is what the runs in order say, whatever was undone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.figures import observation

from fardplan.engine.indicators.store.reader import StoreReader
from fardplan.engine.indicators.store.writer import add_run, undo_run


# Few indicators, areas and periods, so that runs meet.
FIGURE = st.tuples(
    st.sampled_from("ab"),
    st.sampled_from(["01", "0180"]),
    st.sampled_from(["2023", "2024"]),
)
RUN = st.dictionaries(FIGURE, st.floats(-9, 9), min_size=1, max_size=5)
STEP = st.one_of(RUN, st.integers(0, 4))


@settings(max_examples=15, deadline=None)
@given(st.lists(STEP, max_size=6))
def test_in_force_is_the_latest_of_the_runs_that_are_left(steps):
    runs: dict[str, dict[tuple[str, str, str], float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for turn, step in enumerate(steps):
            if isinstance(step, int):
                key = list(runs)[step] if step < len(runs) else "none"
                runs.pop(key, None)
                undo_run(folder, key)
                continue
            runs[str(turn)] = step
            rows = [
                observation(indicator=i, area=a, period=p, value=value, row=n)
                for n, ((i, a, p), value) in enumerate(step.items(), 1)
            ]
            add_run(folder, str(turn), rows)
        # The slow twin: each run writes over the ones before.
        expected: dict[tuple[str, str, str], float] = {}
        for run in runs.values():
            expected |= run
        with StoreReader(folder) as store:
            found = {
                (i, p.observation.area, p.observation.period): p.observation.value
                for i in "ab"
                for a in ("01", "0180")
                for p in store.points(i, 1, area=a)
            }
            lengths = [len(store.series(i, 1).area) for i in "ab"]
    assert found == expected
    assert sum(lengths) == len(expected)
