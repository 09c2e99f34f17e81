"""The rule for small numbers: what is small, and how well it must be kept.

In: the settings of one indicator. Out: a checked :class:`SuppressionRule`, and what
counts as small under it. Zero may be shown: that nobody has been ill tells of nobody.
It may not where it tells of everybody, as when nobody was satisfied; then the indicator
says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from fardplan.engine.indicators.suppression.table import Grid, Marks


# With 2 the only small number would be 1, so the mark itself would tell it.
LOWEST_LEAST_COUNT = 3


class Hiding(StrEnum):
    """Whether a figure is shown, and if not, why."""

    SHOWN = "shown"
    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"


class SuppressionError(ValueError):
    """What is wrong with a rule or a table, in Swedish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressionRule:
    """The rule of one indicator.

    ``least_count`` is the smallest count that is shown; below 2 everything is.
    ``has_complement``: the numerator is a part of the denominator, so those left over
    are people too. ``alternatives`` is how many different values each small number must
    have left for one who reads everything that is published, wherever the number and
    its neighbours allow so many.
    """

    least_count: int = 5
    shows_zero: bool = True
    has_complement: bool = True
    alternatives: int = 3

    def __post_init__(self) -> None:
        if self.hides and self.least_count < LOWEST_LEAST_COUNT:
            msg = (
                f"Minsta antal är {self.least_count}: då döljs bara talet 1, och"
                " märket röjer det. Välj 3 eller mer, eller 0 om allt får visas."
            )
            raise SuppressionError(msg)
        if self.alternatives < 2:
            msg = (
                f"Antalet möjliga värden är {self.alternatives}: minst 2 behövs för"
                " att ett dolt tal inte ska gå att räkna ut."
            )
            raise SuppressionError(msg)

    @property
    def hides(self) -> bool:
        """Whether anything is small enough to be hidden."""
        return self.least_count > 1

    @property
    def lowest(self) -> int:
        """The lowest count that is small."""
        return 1 if self.shows_zero else 0

    def is_small(self, counts: Grid) -> Marks:
        """Mark the counts that tell of few enough people to know them."""
        over_lowest = counts > 0 if self.shows_zero else counts >= 0
        marks: Marks = over_lowest & (counts < self.least_count)
        return marks
