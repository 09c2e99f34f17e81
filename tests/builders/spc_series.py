"""Invented series over time, and settings to judge them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fardplan.engine.spc.kinds import Chart, ChartSettings, Direction
from fardplan.engine.spc.rule_sets import read_rule_sets
from tests.surroundings import ROOT


RULES = read_rule_sets((ROOT / "definitions/spc_rule_sets.yaml").read_text("utf-8"))
# The series with which NHSRplotthedots explains how it differs from MDC.
BLIP = [1.0, 2.0, 1.0, 2.0, 10.0, *[1.0, 2.0] * 6, 1.0]
ONE_BLIP = [5.0] * 10 + [6.0] + [5.0] * 9
RARE = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]


def settings(chart: str = "xmr", rules: str = "nhs", **others: Any) -> ChartSettings:
    """Give settings in few words; ``better`` is the direction."""
    better = Direction(others.pop("better", "neutral"))
    return ChartSettings(
        chart=Chart(chart), rules=RULES[rules], direction=better, **others
    )


@dataclass(frozen=True)
class Batch:
    """Series × points, ready for the engine."""

    values: np.ndarray
    denominators: np.ndarray | None
    excluded: np.ndarray
    rebased: np.ndarray


def random_batch(chart: Chart, series: int, points: int, seed: int) -> Batch:
    """Give series with ties, steps, blips, missing and excluded points, new parts."""
    chance = np.random.default_rng([seed, list(Chart).index(chart)])
    shape = (series, points)
    level = 1 + 3 * chance.random((series, 1))
    level = level * (1 + (chance.random(shape) < 0.03) + _step(chance, shape))
    values, denominators = _values(chance, chart, level, shape)
    values[_some(chance, shape, 0.06)] = np.nan
    return Batch(
        values, denominators, _some(chance, shape, 0.05), _some(chance, shape, 0.06)
    )


def _values(chance, chart, level, shape):
    if chart.takes_denominators:
        under = chance.integers(0, 80, shape).astype(float)
        if chart.is_share:
            over = chance.binomial(under.astype(int), np.minimum(level / 12, 0.95))
        else:
            over = chance.poisson(level * under / 20)
        return over.astype(float), under
    if chart is Chart.C:
        return chance.poisson(level).astype(float), None
    if chart is Chart.G:
        return chance.geometric(1 / (1 + 3 * level)).astype(float) - 1, None
    if chart is Chart.T:
        return np.round(chance.exponential(10 * level), 1), None
    # Some of whole numbers, some nearly flat, some counts of rare events.
    grain = chance.choice([0.01, 0.5, 1.0], size=(shape[0], 1))
    width = chance.choice([0.05, 0.4, 1.0], size=(shape[0], 1))
    values = np.round(chance.normal(level, width, shape) / grain) * grain
    rare = chance.random(shape[0]) < 0.1
    values[rare] = chance.poisson(0.4, (rare.sum(), shape[1]))
    return values, None


def _step(chance, shape):
    places = np.arange(shape[1]) >= chance.integers(0, 2 * shape[1], (shape[0], 1))
    return places * chance.choice([0, 0.5], size=(shape[0], 1))


def _some(chance, shape, share):
    """Mark some points, in half of the series only."""
    return (chance.random(shape) < share) & (chance.random((shape[0], 1)) < 0.5)
