"""The row report: what an import would keep and refuse, told before anything is stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


# A report is read by people; what is beyond this is counted.
MOST_SHOWN = 500


@dataclass(frozen=True)
class RowProblem:
    """One thing wrong in one row: where, what, and what to do, in Swedish."""

    row: int
    column: str
    problem: str
    advice: str
    is_refused: bool


@dataclass(frozen=True)
class ProblemGroup:
    """How many figures have one kind of problem."""

    kind: str
    figures: int
    is_refused: bool


@dataclass(frozen=True, kw_only=True)
class RowReport:
    """What an import gives. A figure is one value; a wide row has many.

    ``asked`` is how many figures the file tells, ``kept`` how many can be stored, of
    which ``missing`` have no value but say why. ``indicators`` counts the kept by key.
    """

    told: str
    rows: int
    asked: int
    kept: int
    missing: int
    indicators: dict[str, int]
    areas: int
    first_period: str
    last_period: str
    counts: tuple[ProblemGroup, ...]
    problems: tuple[RowProblem, ...]

    @property
    def refused(self) -> int:
        """Give how many figures can't be stored."""
        return self.asked - self.kept

    def to_json(self) -> dict[str, Any]:
        """Give the report to keep or print."""
        return {**asdict(self), "refused": self.refused}


def from_json(told: dict[str, Any]) -> RowReport:
    """Read a report that was kept."""
    rest = {name: told[name] for name in told if name not in _OTHERS}
    return RowReport(
        **rest,
        counts=tuple(ProblemGroup(**one) for one in told["counts"]),
        problems=tuple(RowProblem(**one) for one in told["problems"]),
    )


_OTHERS = {"counts", "problems", "refused"}
