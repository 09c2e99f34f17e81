"""The slow auditor of suppression: tries every table that what is shown allows.

It knows nothing of how figures were chosen. It takes the true rows and the marks, writes
down the sums that a reader knows (with what they are off by, where people of no known
area are in the total), and asks of each hidden figure how many values it may have.
Denominators are taken as known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fardplan.engine.indicators.observation import Observation
    from fardplan.engine.indicators.suppression.rule import SuppressionRule

Key = tuple[str, str]
# A sum: signed figures that together are what the truth makes them.
Sum = tuple[tuple[tuple[Key, int], ...], int]
# How far from the truth the auditor looks; what is possible nearer is possible.
WINDOW = 4


def sums_of(rows: Iterable[Observation]) -> list[Sum]:
    """Give every sum over sexes and areas that the rows make, as it is in truth."""
    truth = {(o.area, str(o.sex)): int(o.numerator or 0) for o in rows}
    parts: dict[Key, list[Key]] = {}
    for area, sex in truth:
        # With no row for the region, its municipalities are parts of the country.
        above = [up for up in (area[:2], "00") if up != area and (up, sex) in truth]
        if area != "00" and above:
            parts.setdefault((above[0], sex), []).append((area, sex))
    # An area that is there but not for this sex: nobody knows what to add for it.
    there = {area for area, _ in truth}
    every = [
        ((whole, sex), those)
        for (whole, sex), those in parts.items()
        if not any(
            _is_part(area, whole, there) and (area, sex) not in truth for area in there
        )
    ]
    every += [
        ((area, "T"), [(area, "K"), (area, "M")])
        for area in there
        if all((area, sex) in truth for sex in "KMT")
    ]
    return [
        (
            ((whole, 1), *((one, -1) for one in those)),
            truth[whole] - sum(truth[one] for one in those),
        )
        for whole, those in every
    ]


def _is_part(area: str, whole: str, there: set[str]) -> bool:
    """Whether an area is directly below another, of those that are there."""
    if area == whole or not (whole == "00" or area.startswith(whole)):
        return False
    return not (len(area) > len("00") and whole == "00" and area[:2] in there)


@dataclass
class Audit:
    """The figures that are not shown, and what a reader knows of them."""

    domains: dict[Key, list[int]]
    sums: list[Sum] = field(default_factory=list)

    def possible(self, key: Key) -> list[int]:
        """Give every value that some whole table has for a figure."""
        return [
            value
            for value in self.domains[key]
            if self._solvable(self.domains | {key: [value]})
        ]

    def _solvable(self, domains: dict[Key, list[int]]) -> bool:
        domains = dict(domains)
        if not all(domains.values()):
            return False
        while True:
            before = sum(map(len, domains.values()))
            if not all(self._narrow(told, domains) for told in self.sums):
                return False
            left = sum(map(len, domains.values()))
            if left == before:
                break
        open_ones = [key for key, values in domains.items() if len(values) > 1]
        if not open_ones:
            return True
        key = min(open_ones, key=lambda one: len(domains[one]))
        return any(self._solvable(domains | {key: [v]}) for v in domains[key])

    @staticmethod
    def _narrow(told: Sum, domains: dict[Key, list[int]]) -> bool:
        """Keep the values that one sum leaves possible; False when that is none."""
        terms, total = told
        ends = {
            key: sorted((sign * domains[key][0], sign * domains[key][-1]))
            for key, sign in terms
        }
        low, high = (sum(end[at] for end in ends.values()) for at in (0, 1))
        for key, sign in terms:
            least = total - (high - ends[key][1])
            most = total - (low - ends[key][0])
            domains[key] = [v for v in domains[key] if least <= sign * v <= most]
            if not domains[key]:
                return False
        return True


def audit_of(
    rows: Sequence[Observation],
    hidden: set[Key],
    may_be: Callable[[Observation, int], bool],
) -> Audit:
    """Give the audit of rows of which some are hidden, given what those may be."""
    domains = {}
    for o in rows:
        true = int(o.numerator or 0)
        key = (o.area, str(o.sex))
        near = range(max(0, true - WINDOW), true + WINDOW + 1)
        domains[key] = [v for v in near if may_be(o, v)] if key in hidden else [true]
    return Audit(domains, sums_of(rows))


def told_value(
    rule: SuppressionRule, small: set[Key]
) -> Callable[[Observation, int], bool]:
    """Give what one knows who has been told which figures are the small ones."""

    def few(count: float) -> bool:
        return (0 if not rule.shows_zero else 1) <= count < rule.least_count

    def may_be(o: Observation, value: int) -> bool:
        if o.denominator is None:
            return few(value) == ((o.area, str(o.sex)) in small)
        rest = o.denominator - value
        is_small = few(value) or few(rest)
        return rest >= 0 and is_small == ((o.area, str(o.sex)) in small)

    return may_be


def untold_value(o: Observation, value: int) -> bool:
    """Whether a figure may have a value, for one who only sees the marks."""
    return o.denominator is None or value <= o.denominator


def solved_exactly(rows: Sequence[Observation], hidden: set[Key]) -> set[Key]:
    """Give the hidden figures that the sums alone tell, by exact elimination."""
    order = sorted(hidden)
    matrix = []
    for terms, _ in sums_of(rows):
        signs = {key: sign for key, sign in terms if key in hidden}
        if signs:
            matrix.append([Fraction(signs.get(key, 0)) for key in order])
    pivots = _reduce(matrix, len(order))
    # A figure is told when its row of the reduced sums has no other figure in it.
    return {
        order[column]
        for row, column in pivots
        if sum(entry != 0 for entry in matrix[row]) == 1
    }


def _reduce(matrix: list[list[Fraction]], width: int) -> list[tuple[int, int]]:
    """Bring the matrix to reduced row echelon form; give row and column of pivots."""
    pivots, top = [], 0
    for column in range(width):
        found = next((r for r in range(top, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[top], matrix[found] = matrix[found], matrix[top]
        lead = matrix[top][column]
        matrix[top] = [entry / lead for entry in matrix[top]]
        for r, row in enumerate(matrix):
            if r != top and row[column]:
                times = row[column]
                matrix[r] = [
                    a - times * b for a, b in zip(row, matrix[top], strict=True)
                ]
        pivots.append((top, column))
        top += 1
    return pivots
