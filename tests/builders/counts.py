"""Invented counts of small countries, as observations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fardplan.engine.indicators.observation import Observation, Sex, ValueStatus
from fardplan.engine.indicators.suppression.hidden_places import SexCounts


if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def observation(
    area: str,
    sex: str,
    numerator: float | None,
    denominator: float | None = None,
    *,
    period: str = "2024",
) -> Observation:
    """Give one figure; its value is the share, or the count where there is no whole."""
    value = numerator
    if numerator is not None and denominator:
        value = numerator / denominator
    return Observation(
        indicator="provtagna",
        version=1,
        area=area,
        sex=Sex(sex),
        age="",
        period=period,
        numerator=numerator,
        denominator=denominator,
        value=value,
        status=ValueStatus.FINAL,
        reason="",
        row=1,
        raw=f"{area};{sex};{numerator};{denominator}",
    )


def country(
    counts: dict[str, tuple[float, float]],
    wholes: dict[str, tuple[float, float]] | None = None,
) -> list[Observation]:
    """Give the figures of municipalities (women, men) with all sums above them."""
    rows: dict[tuple[str, str], list[float]] = {}
    for code, told in counts.items():
        size = (wholes or {}).get(code, (0.0, 0.0))
        for area in (code, code[:2], "00"):
            for sexes, count, whole in zip(("K", "M"), told, size, strict=True):
                for sex in (sexes, "T"):
                    sums = rows.setdefault((area, sex), [0.0, 0.0])
                    sums[0] += count
                    sums[1] += whole
    return [
        observation(area, sex, sums[0], sums[1] if wholes else None)
        for (area, sex), sums in sorted(rows.items())
    ]


def by_sex(rows: list[Observation]) -> list[SexCounts]:
    """Give the rows as the columns that the store gives."""
    columns = []
    for sex in sorted({o.sex for o in rows}):
        own = [o for o in rows if o.sex == sex]
        columns.append(
            SexCounts(
                sex=sex,
                area=np.array([o.area for o in own], dtype=object),
                period=np.array([o.period for o in own], dtype=object),
                numerator=_column(o.numerator for o in own),
                denominator=_column(o.denominator for o in own),
            )
        )
    return columns


def _column(counts: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if count is None else count for count in counts])


def without(
    rows: list[Observation], areas: set[str], sexes: set[str]
) -> list[Observation]:
    """Give the rows that are neither of these areas nor of these sexes."""
    return [o for o in rows if o.area not in areas and o.sex not in sexes]


def changed(
    rows: list[Observation], area: str, sex: str, *, numerator: float
) -> list[Observation]:
    """Give the rows with one numerator changed, so that sums no longer add up."""
    return [
        replace(o, numerator=numerator) if (o.area, o.sex) == (area, sex) else o
        for o in rows
    ]
