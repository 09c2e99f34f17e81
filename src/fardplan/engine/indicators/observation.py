"""What one figure is: the columns of an observation, and the words they may hold.

An observation is one indicator in one version, for one area, sex and age band in one
period. Numerator and denominator are kept wherever the source has them, since shares,
funnels and sums over areas can't be had from ratios.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """The letters that Kolada uses: totalt, kvinnor, män."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"


class ValueStatus(StrEnum):
    """What a reader must know of a value before it is compared with another."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    BREAK = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure.

    ``area`` is ``00`` (Sweden), two digits (region) or four (municipality), as SCB
    writes them. ``period`` is ``2024``, ``2024-Q3``, ``2024-05`` or ``2024-W07``.
    ``age`` is empty for all ages, else ``65+`` or ``0-17``. ``reason`` says why a value
    is missing, in Swedish. ``row`` is the place in the source's run, from 1, and ``raw``
    what stood there, so that every figure leads back to it.
    """

    indicator: str
    version: int
    area: str
    sex: Sex
    age: str
    period: str
    numerator: float | None
    denominator: float | None
    value: float | None
    status: ValueStatus
    reason: str
    row: int
    raw: str
