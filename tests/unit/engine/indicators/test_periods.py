"""Every period between two, so that what is missing is seen."""

from __future__ import annotations

import pytest

from fardplan.engine.indicators.periods import LONGEST, periods_between


@pytest.mark.parametrize(
    ("first", "last", "all_of_them"),
    [
        ("2022", "2024", "2022 2023 2024"),
        ("2024", "2024", "2024"),
        ("2023-Q3", "2024-Q2", "2023-Q3 2023-Q4 2024-Q1 2024-Q2"),
        ("2023-11", "2024-02", "2023-11 2023-12 2024-01 2024-02"),
        # 2020 has 53 weeks.
        ("2020-W52", "2021-W02", "2020-W52 2020-W53 2021-W01 2021-W02"),
        # Two kinds, none, and the wrong way round: only those told.
        ("2023", "2023-Q2", "2023 2023-Q2"),
        ("före", "2024", "före 2024"),
        ("2024", "2022", "2024 2022"),
    ],
)
def test_the_periods_between_two(first, last, all_of_them):
    assert " ".join(periods_between(first, last)) == all_of_them


def test_a_slip_in_a_file_does_not_become_a_million_gaps():
    assert len(periods_between("0001-W01", "9998-W01")) == LONGEST
