"""The periods that statistics come in, in order: years, quarters, months and weeks.

In: periods as observations write them (`2024`, `2024-Q3`, `2024-05`, `2024-W07`). Out:
all of the same kind from one to another, so that a missing one is a gap and not unseen.
"""

from __future__ import annotations

import re
from datetime import date, timedelta


_PERIOD = re.compile(r"(\d{4})(?:-(?:(Q)([1-4])|(W)(\d\d)|()(\d\d)))?")
# More than this between two periods is a slip in a file, not a gap to draw.
LONGEST = 2_000
_QUARTERS, _MONTHS = 4, 12


def periods_between(first: str, last: str) -> tuple[str, ...]:
    """Give every period from the first to the last, both included, at most 2,000.

    Periods of different kinds have none between them that all would agree on.
    """
    kinds = _kind(first), _kind(last)
    if kinds[0] != kinds[1] or not kinds[0] or first > last:
        return tuple(dict.fromkeys((first, last)))
    found = [first]
    while found[-1] < last and len(found) < LONGEST:
        found.append(_after(found[-1], kinds[0]))
    return tuple(found)


def _kind(period: str) -> str:
    """Give Y, Q, W or M; empty for what is no period."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return ""
    return found[2] or found[4] or ("M" if found[7] else "Y")


def _after(period: str, kind: str) -> str:
    year = int(period[:4])
    if kind == "Y":
        return f"{year + 1:04}"
    if kind == "W":
        # The ISO calendar knows which years have 53 weeks.
        week = date.fromisocalendar(year, int(period[6:]), 1) + timedelta(weeks=1)
        told = week.isocalendar()
        return f"{told.year:04}-W{told.week:02}"
    number = int(period[-1]) if kind == "Q" else int(period[5:])
    count = _QUARTERS if kind == "Q" else _MONTHS
    year, number = (year, number + 1) if number < count else (year + 1, 1)
    return f"{year:04}-Q{number}" if kind == "Q" else f"{year:04}-{number:02}"
