"""Ten thousand random series per chart: the engine answers as its slow twin."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from tests.builders.spc_series import RULES, random_batch, settings
from tests.reference.spc import judge_one

from fardplan.engine.spc.judge import judge
from fardplan.engine.spc.kinds import Chart


SERIES, POINTS = 10_000, 20
ASKED = list(product(RULES, (None, 12), (True, False)))


@pytest.mark.parametrize("chart", Chart)
def test_the_engine_answers_as_its_slow_twin(chart):
    seen = 0
    for number, (rules, freeze, is_screened) in enumerate(ASKED):
        asked = settings(chart, rules, freeze=freeze, is_screened=is_screened)
        batch = random_batch(chart, SERIES // len(ASKED), POINTS, seed=number)
        found = judge(
            batch.values,
            batch.denominators,
            settings=asked,
            excluded=batch.excluded,
            rebased=batch.rebased,
        )
        compare(found, [slow(batch, row, asked) for row in range(len(batch.values))])
        seen += sum(int(flags.sum()) for flags in found.signals.values())
    # What is compared has to be there.
    assert seen > SERIES / 4


def slow(batch, row, asked):
    under = None if batch.denominators is None else batch.denominators[row].tolist()
    return judge_one(
        [None if math.isnan(value) else value for value in batch.values[row].tolist()],
        under,
        asked,
        batch.excluded[row].tolist(),
        batch.rebased[row].tolist(),
    )


def compare(found, told):
    """Hold each array against what the twin says of every series."""
    for name in ("values", "centre", "lower", "upper"):
        slow_lines = np.array([one[name] for one in told])
        is_near = np.isclose(
            getattr(found, name), slow_lines, rtol=1e-9, atol=1e-9, equal_nan=True
        )
        assert np.argwhere(~is_near).tolist() == [], name
    for signal, flags in found.signals.items():
        differ = flags != np.array([one[signal.value] for one in told])
        assert np.argwhere(differ).tolist() == [], signal
    for name in ("side", "tone"):
        differ = getattr(found, name) != np.array([one[name] for one in told])
        assert np.argwhere(differ).tolist() == [], name
    for name in told[0]["counts"]:
        counts = getattr(found.runs, name).tolist()
        assert counts == [one["counts"][name] for one in told], name
    for name in ("is_refused", "is_trial", "is_unscreened"):
        assert getattr(found, name).tolist() == [any(one[name]) for one in told], name
