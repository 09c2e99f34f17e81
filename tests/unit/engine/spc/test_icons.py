"""The two icons of a series."""

from __future__ import annotations

import numpy as np
import pytest
from tests.builders.spc_series import settings

from fardplan.engine.spc.icons import assurance_of, variation_of


LIMITS = [(1, 3), (5, 7), (1, 5)]


@pytest.mark.parametrize(
    ("better", "expected"),
    [
        ("increase", ["fail", "pass", "inconsistent"]),
        ("decrease", ["pass", "fail", "inconsistent"]),
        ("neutral", [None, None, None]),
    ],
)
def test_case_10_a_target_beside_the_limits(better, expected):
    found = {
        "used": np.ones((3, 1), dtype=bool),
        "lower": np.array([[low] for low, _ in LIMITS], dtype=float),
        "upper": np.array([[high] for _, high in LIMITS], dtype=float),
    }
    told = assurance_of(found, settings(better=better), np.array([4.0, 4.0, 4.0]))
    assert told.tolist() == expected
    assert assurance_of(found, settings(better=better), None).tolist() == [None] * 3
    none = assurance_of(found, settings(better=better), np.array([np.nan] * 3))
    assert none.tolist() == [None] * 3


@pytest.mark.parametrize(
    ("better", "low", "high"),
    [
        ("increase", "concerning", "improving"),
        ("decrease", "improving", "concerning"),
        ("neutral", "neutral_low", "neutral_high"),
    ],
)
def test_the_latest_point_decides_the_icon(better, low, high):
    used = np.array([[1, 1, 1], [1, 1, 1], [1, 1, 0], [0, 0, 0], [1, 1, 1]], dtype=bool)
    tone = np.array([[0, 0, -1], [-1, -1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 1]])
    upper = np.array([[9.0], [9.0], [9.0], [9.0], [np.nan]])
    found = {"used": used, "tone": tone, "upper": upper}
    told = variation_of(found, settings(better=better))
    assert told.tolist() == [low, "common", high, None, None]
