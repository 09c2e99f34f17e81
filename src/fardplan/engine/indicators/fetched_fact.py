"""One figure as a source gave it, before it is tied to an indicator of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.indicators.observation import Observation
from fardplan.engine.indicators.receipt import Place


if TYPE_CHECKING:
    from fardplan.engine.indicators.observation import Sex, ValueStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedFact:
    """One figure of a source: an observation that does not know its indicator yet.

    ``indicator`` is the source's own id (``N00945``, or the key of a table series).
    ``area``, ``period`` and ``age`` are written as in an observation. ``count`` is how
    many members a group's mean is made of in Kolada, else None. ``reason`` says why
    there is no value, or what a reader must know of it. ``row`` is the place in the
    fetch, from 1, and ``raw`` what the source wrote, as JSON.
    """

    indicator: str
    area: str
    sex: Sex
    age: str
    period: str
    value: float | None
    status: ValueStatus
    reason: str
    count: int | None
    row: int
    raw: str

    def as_observation(self, indicator: str, version: int) -> Observation:
        """Give it as an observation of one of our indicators; sources have no parts."""
        return Observation(
            indicator=indicator,
            version=version,
            area=self.area,
            sex=self.sex,
            age=self.age,
            period=self.period,
            numerator=None,
            denominator=None,
            value=self.value,
            status=self.status,
            reason=self.reason,
            row=self.row,
            raw=self.raw,
        )

    @property
    def place(self) -> Place:
        """The place that the receipt counts it in."""
        return Place(self.indicator, self.area, self.period)
