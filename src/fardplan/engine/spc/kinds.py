"""The words that an SPC chart is told in, and what one is asked for with.

No NumPy here, so that every page and command may know the words at no cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from fardplan.engine.spc.rule_sets import RuleSet


# NHSRplotthedots 0.2.2 refuses to freeze fewer, and warns of limits from fewer than 13.
LEAST_FROZEN = 12
ENOUGH_POINTS = 13


class SeriesError(ValueError):
    """A point can't be what its chart says; ``series`` and ``point`` count from 0."""

    def __init__(self, reason: str, series: int, point: int) -> None:
        super().__init__(reason)
        self.series = series
        self.point = point


class Chart(StrEnum):
    """Which figures the points are, and so where their limits come from."""

    XMR = "xmr"
    RUN = "run"
    P = "p"
    P_PRIME = "pp"
    U = "u"
    U_PRIME = "up"
    C = "c"
    T = "t"
    G = "g"

    @property
    def takes_denominators(self) -> bool:
        """True when each point is a numerator over its own denominator."""
        return self in {Chart.P, Chart.P_PRIME, Chart.U, Chart.U_PRIME}

    @property
    def is_share(self) -> bool:
        """True when no numerator can be larger than its denominator."""
        return self in {Chart.P, Chart.P_PRIME}


class Signal(StrEnum):
    """What chance would seldom do, the one that decides a point's colour first."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"
    RUNS = "runs"
    CROSSINGS = "crossings"


class Direction(StrEnum):
    """Which way is better; neutral where neither is."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Variation(StrEnum):
    """The icon of the latest point."""

    IMPROVING = "improving"
    CONCERNING = "concerning"
    COMMON = "common"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """The icon of the target: reached by chance alone, never, or now and then."""

    PASS = "pass"  # noqa: S105 -- a word, no secret
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSettings:
    """How series are to be judged.

    ``freeze`` lets only the first so many points of each part make the lines.
    ``is_screened`` leaves out moving ranges that are too large for chance, once.
    """

    chart: Chart
    rules: RuleSet
    direction: Direction = Direction.NEUTRAL
    freeze: int | None = None
    is_screened: bool = True

    def __post_init__(self) -> None:
        if self.freeze is not None and self.freeze < LEAST_FROZEN:
            raise ValueError(f"Minst {LEAST_FROZEN} punkter måste bestämma gränserna.")
