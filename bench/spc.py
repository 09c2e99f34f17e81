"""A hundred thousand series judged at once, beside NumPy's floor and clinical-qikit."""

from __future__ import annotations

import importlib
import importlib.util
import time
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from tests.surroundings import ROOT

from bench.table import Row
from fardplan.engine.spc.judge import judge
from fardplan.engine.spc.kinds import Chart, ChartSettings
from fardplan.engine.spc.rule_sets import read_rule_sets


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

SERIES, POINTS, TURNS, SAMPLE = 100_000, 36, 5, 200
# 4.5 million observations: all indicators, areas and sexes by month over ten years.
MONTHS = 120
MANY = 4_500_000 // MONTHS
MISSING = 0.03


def rows() -> Iterator[Row]:
    """Measure in turns, the best of each: time of the processor, of one process."""
    values = np.random.default_rng(1).normal(50, 5, (SERIES, POINTS))
    ours, floor = [], []
    for _ in range(TURNS):
        floor.append(_seconds(lambda: bare(values)))
        ours.append(_seconds(lambda: judge(values, settings=_settings())))
    size = f"{SERIES:,} series × {POINTS}"
    yield Row(
        name=f"SPC of {size}, all rules",
        unit="s",
        ours=min(ours),
        floor=min(floor),
        most_times=2,
        note="floor: mean, moving ranges, limits and four rules in bare NumPy",
    )
    yield _beside_qikit(values, min(ours), size)
    holes = np.where(
        np.random.default_rng(2).random(values.shape) < MISSING, np.nan, values
    )
    yield Row(
        name=f"SPC of {size}, {MISSING:.0%} missing",
        unit="s",
        ours=min(
            _seconds(lambda: judge(holes, settings=_settings())) for _ in range(TURNS)
        ),
        floor=min(floor),
        note="floor: the same series without holes, in bare NumPy",
    )
    many = np.random.default_rng(3).normal(50, 5, (MANY, MONTHS))
    yield Row(
        name=f"SPC of {many.size:,} observations",
        unit="s",
        ours=_seconds(lambda: judge(many, settings=_settings())),
        floor=_seconds(lambda: bare(many)),
        most=30,
        note=f"{MANY:,} series × {MONTHS}, once; floor: bare NumPy",
    )


def bare(values: Floats) -> tuple[Flags, ...]:
    """Count lines and rules as shortly as NumPy can, with nothing else around it.

    No screening, no missing values, no parts, no icons, no runs: what is left out is
    what the engine adds.
    """
    mean = values.mean(axis=1, keepdims=True)
    reach = 2.66 * np.abs(np.diff(values)).mean(axis=1, keepdims=True)
    away = values - mean
    outside = np.abs(away) > reach
    above, below = away > 0, away < 0
    rises, falls = np.diff(values) > 0, np.diff(values) < 0
    far = (np.abs(away) > reach * 2 / 3) & ~outside
    near = np.zeros_like(far)
    for side in (above, below):
        row = side[:, :-2] & side[:, 1:-1] & side[:, 2:]
        two = far[:, :-2].astype(int) + far[:, 1:-1] + far[:, 2:] >= 2
        near |= _cover(row & two, 3, far.shape)
    shift = _cover(_all(above, 7), 7, far.shape) | _cover(_all(below, 7), 7, far.shape)
    trend = _cover(_all(rises, 6), 7, far.shape) | _cover(_all(falls, 6), 7, far.shape)
    return outside, trend, near & far, shift


def _all(flags: Flags, length: int) -> Flags:
    found = flags[:, length - 1 :].copy()
    for n in range(length - 1):
        found &= flags[:, n : n + found.shape[1]]
    return found


def _cover(begins: Flags, length: int, shape: tuple[int, ...]) -> Flags:
    out = np.zeros(shape, dtype=bool)
    for n in range(length):
        out[:, n : n + begins.shape[1]] |= begins
    return out


def _beside_qikit(values: Floats, ours: float, size: str) -> Row:
    name = f"SPC of {size}, beside clinical-qikit"
    if importlib.util.find_spec("qikit") is None:
        return Row(
            name=name,
            unit="s",
            ours=ours,
            floor=float("nan"),
            most_times=0.01,
            note="not measured: clinical-qikit is missing (pip install .[bench])",
        )
    qic = importlib.import_module("qikit").qic
    series = [row.tolist() for row in values[:SAMPLE]]

    def judge_each() -> None:
        for one in series:
            qic(y=one, chart="i")  # its quickest: Anhøj rules

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        judge_each()
        each = min(_seconds(judge_each) for _ in range(TURNS)) / SAMPLE
    return Row(
        name=name,
        unit="s",
        ours=ours,
        floor=each * SERIES,
        most_times=0.01,
        note=(
            f"clinical-qikit: {each * 1000:.2f} ms a series, of {SAMPLE}, extrapolated;"
            f" {each * SERIES / ours:.0f} times as long"
        ),
    )


def _settings() -> ChartSettings:
    text = (ROOT / "definitions" / "spc_rule_sets.yaml").read_text(encoding="utf-8")
    return ChartSettings(chart=Chart.XMR, rules=read_rule_sets(text)["nhs"])


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
