"""Periods in the many ways that Swedish files write them."""

from __future__ import annotations

import pytest

from fardplan.engine.indicators.imports.periods import read_period


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (
            "2024|2024.0| år 2024|helår 2024|jan-dec 2024|2024-01-01 – 2024-12-31",
            "2024",
        ),
        ("2024-05|2024M05|202405|05/2024|maj 2024|Maj-24|2024 maj|maj 24", "2024-05"),
        ("2024-05-01|2024-05-01 00:00:00|2024-05-01T00:00", "2024-05"),
        ("sept. 2024|september 2024|Sep-24", "2024-09"),
        ("2024-Q3|2024Q3|2024K3|2024kv3|kv 3 2024|kvartal 3, 2024|Q3 2024", "2024-Q3"),
        ("3:e kvartalet 2024|3 kv 2024|2024 kvartal 3", "2024-Q3"),
        (
            "2024-W07|2024v07|2024V7|v 7 2024|v. 7 2024|vecka 7 2024|2024 v. 7",
            "2024-W07",
        ),
        ("vecka 53 2020", "2020-W53"),
    ],
)
def test_a_period_is_understood(texts, period):
    for text in texts.split("|"):
        assert (text, read_period(text).code) == (text, period)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "perioden saknas"),
        ("abc", "”abc” är ingen period"),
        ("1780", "”1780” är ingen period"),
        ("2024-13", "månad 13 finns inte"),
        ("2024-05-31", "en dag är ingen period"),
        ("vecka 53 2024", "2024 har ingen vecka 53"),
        ("2023/2024", "”2023/2024” är flera år"),
        ("2023-01-01 - 2024-12-31", "är flera år"),
        ("T1 2024", "varken år, kvartal"),
        ("2024 HT", "varken år, kvartal"),
    ],
)
def test_what_is_no_period_is_told_with_what_to_write(text, problem):
    found = read_period(text)
    assert not found.is_understood
    assert problem in found.problem
    assert found.advice.startswith("Skriv") or "filen" in found.advice
