"""Terms of office, and when a plan is to be looked over.

In: the day a plan was adopted. Out: the day by which it is to be looked over. The
assemblies of regions and municipalities are elected every fourth year, 2022, 2026 and so
on, for four years from 15 October of that year (kommunallagen 5 kap. 9 §).
"""

from __future__ import annotations

from datetime import date, timedelta


_AN_ELECTION = 2022
_YEARS = 4


def term_end(day: date) -> date:
    """Give the last day of the term of office that ``day`` lies in."""
    year = day.year - (day.year - _AN_ELECTION) % _YEARS
    start = date(year, 10, 15)
    if day < start:
        return start - timedelta(days=1)
    return date(year + _YEARS, 10, 14)


def revision_due(adopted: date, every: str) -> date | None:
    """Give the day by which the plan is to be looked over; None without a fixed time.

    ``every`` is "term", "yearly" or anything else.
    """
    if every == "term":
        return term_end(adopted)
    if every == "yearly":
        return adopted + timedelta(days=365)
    return None
