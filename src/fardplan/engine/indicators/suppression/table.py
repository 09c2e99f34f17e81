"""The counts of one indicator and period as a table of areas and sexes.

In: areas, sexes, numerators and denominators, one row for each figure. Out: a
:class:`Table` with a line for each area, the country first, and the columns women, men
and both. What the source leaves out but anybody can work out is filled in: the third
sex from the other two, and an area from its parts; it is protected as if it had stood
there. Sums that don't add up (noise, people of no known area) are left as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fardplan.engine.indicators.observation import Sex
from fardplan.engine.indicators.suppression.rule import SuppressionError


if TYPE_CHECKING:
    from collections.abc import Sequence

Grid = NDArray[np.float64]
Marks = NDArray[np.bool_]
COUNTRY, REGION_DIGITS, MUNICIPALITY_DIGITS = "00", 2, 4
COLUMNS = (Sex.WOMEN, Sex.MEN, Sex.ALL)
WOMEN, MEN, ALL = range(3)
ROOT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """One figure's counts; ``denominator`` is None where there is none."""

    area: str
    sex: Sex
    numerator: float
    denominator: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts by area and sex: NaN where there is none, inf for no denominator.

    ``parent`` is the line of the area that each line is a part of; the country is its
    own. ``leaves`` are the lines below each region, or the region itself where it has
    none. ``is_published`` marks what stands in the source; the rest is filled in.
    """

    areas: tuple[str, ...]
    parent: tuple[int, ...]
    leaves: dict[int, tuple[int, ...]]
    numerators: Grid
    denominators: Grid
    is_published: Marks

    @property
    def is_present(self) -> Marks:
        """Mark what has a count, in the source or filled in."""
        marks: Marks = ~np.isnan(self.numerators)
        return marks


def table_of(rows: Sequence[CountRow]) -> Table:
    """Give the table; refuse an area of unknown kind, and a figure told twice."""
    areas = _with_parents({row.area for row in rows})
    line = {area: at for at, area in enumerate(areas)}
    parent = tuple(line[_parent_of(area)] for area in areas)
    numerators = np.full((len(areas), len(COLUMNS)), np.nan)
    denominators = numerators.copy()
    for row in rows:
        place = line[row.area], COLUMNS.index(row.sex)
        if not np.isnan(numerators[place]):
            msg = (
                f"Område {row.area}, kön {row.sex}: två rader för samma period. Ta"
                " bort den ena; annars går det inte att veta vad som får visas."
            )
            raise SuppressionError(msg)
        numerators[place] = row.numerator
        if row.denominator is not None:
            denominators[place] = row.denominator
    is_published: Marks = ~np.isnan(numerators)
    _fill(numerators, parent)
    _fill(denominators, parent)
    return Table(
        areas=areas,
        parent=parent,
        leaves=_leaves(areas, parent),
        numerators=numerators,
        denominators=np.where(np.isnan(denominators), np.inf, denominators),
        is_published=is_published,
    )


def _with_parents(areas: set[str]) -> tuple[str, ...]:
    """Give the areas and all that they are parts of: country, regions, municipalities."""
    for area in areas:
        if not area.isdigit() or len(area) not in {REGION_DIGITS, MUNICIPALITY_DIGITS}:
            msg = (
                f"Området {area!r} är varken 00, två siffror (region) eller fyra"
                " (kommun). Rätta områdets kod; annars går det inte att veta vilka"
                " summor det ingår i."
            )
            raise SuppressionError(msg)
    every = areas | {area[:REGION_DIGITS] for area in areas} | {COUNTRY}
    return tuple(sorted(every, key=lambda area: (area != COUNTRY, len(area), area)))


def _parent_of(area: str) -> str:
    return area[:REGION_DIGITS] if len(area) > REGION_DIGITS else COUNTRY


def _leaves(
    areas: tuple[str, ...], parent: tuple[int, ...]
) -> dict[int, tuple[int, ...]]:
    regions = [at for at, area in enumerate(areas) if at and len(area) == REGION_DIGITS]
    below: dict[int, list[int]] = {region: [] for region in regions}
    for at, above in enumerate(parent):
        if above != ROOT:
            below[above].append(at)
    return {region: tuple(found) or (region,) for region, found in below.items()}


def _fill(grid: Grid, parent: tuple[int, ...]) -> None:
    """Fill in what can be worked out from the rest."""
    women, men, both = grid.T  # views: what is written in them stands in the grid
    for one, other in ((women, men), (men, women)):
        with np.errstate(invalid="ignore"):
            rest = both - other
        can = np.isnan(one) & (rest >= 0)
        one[can] = rest[can]
    _fill_sum(both, women, men)
    above = np.array(parent)
    # Municipalities into regions, then regions into the country.
    for parts in (np.flatnonzero(above != ROOT), np.flatnonzero(above == ROOT)[1:]):
        sums, known = np.zeros_like(grid), np.zeros_like(grid)
        np.add.at(sums, above[parts], np.nan_to_num(grid[parts]))
        np.add.at(known, above[parts], ~np.isnan(grid[parts]))
        fills = np.isnan(grid) & (known > 0)
        grid[fills] = sums[fills]
    _fill_sum(both, women, men)


def _fill_sum(both: Grid, women: Grid, men: Grid) -> None:
    can = np.isnan(both) & ~(np.isnan(women) & np.isnan(men))
    both[can] = np.nan_to_num(women[can]) + np.nan_to_num(men[can])
