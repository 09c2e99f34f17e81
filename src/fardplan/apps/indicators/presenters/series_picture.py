"""A judged series -> a picture of it: where each line, point and mark goes.

In: the points of a series in their order, and what is drawn across them. Out: a
:class:`SeriesPicture` whose template writes an SVG without style or script, so that the
page's own colours hold in the dark, in print and for those who choose contrast. The
picture says no more than the table beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fardplan.apps.indicators.queries.series import SeriesPoint

WIDTH, HEIGHT = 760, 340
LEFT, RIGHT, TOP, BOTTOM = 64, 92, 18, 46
# A label of a period takes so much; fewer are written where there is no room.
LABEL_WIDTH = 62
WANTED_TICKS = 5
# What is drawn for a point, by its tone: shapes that are told apart without colour.
SHAPES = {
    "": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
    "improving": "M0-7 7 0 0 7-7 0Z",
    "concerning": "M-6-6H6V6H-6Z",
    "neutral": "M0-7 7 6H-7Z",
}


@dataclass(frozen=True)
class Tick:
    """A line across, or a period along, with its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Mark:
    """One point: its shape, what kind it is, and all of it in words."""

    x: float
    y: float
    kind: str
    shape: str
    label: str
    is_excluded: bool


@dataclass(frozen=True)
class Gap:
    """A period without a value, and why."""

    x: float
    label: str
    is_hidden: bool


@dataclass(frozen=True)
class SeriesPicture:
    """The whole picture, in units of its own."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    values: str
    centre: str
    limits: tuple[str, ...]
    marks: list[Mark]
    gaps: list[Gap]
    breaks: list[Tick]
    across: list[Tick]
    along: list[Tick]
    target: Tick | None
    centre_label: Tick | None
    summary: str


@dataclass(frozen=True)
class _Frame:
    """Places: points along, values across."""

    count: int
    low: float
    high: float

    @property
    def step(self) -> float:
        return (WIDTH - LEFT - RIGHT) / max(self.count, 1)

    def x(self, at: float) -> float:
        return round(LEFT + (at + 0.5) * self.step, 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def series_picture(
    points: Sequence[SeriesPoint],
    words: Callable[[SeriesPoint], str],
    *,
    target: float | None = None,
    decimals: int = 1,
    summary: str = "",
) -> SeriesPicture:
    """Draw the points; ``words`` tells one of them in full."""
    ticks = _ticks(list(_heights(points, target)))
    frame = _Frame(len(points), ticks[0], ticks[-1])
    places = max(decimals, _decimals(ticks[1] - ticks[0]))
    centres = [p.centre for p in points if p.centre is not None]
    return SeriesPicture(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        values=_line(points, frame),
        centre=_steps(points, frame, lambda p: p.centre),
        limits=(
            _steps(points, frame, lambda p: p.lower),
            _steps(points, frame, lambda p: p.upper),
        ),
        marks=list(_marks(points, frame, words)),
        gaps=list(_gaps(points, frame, words)),
        breaks=[
            Tick(frame.x(at - 0.5), point.period)
            for at, point in enumerate(points)
            if point.begins and at
        ],
        across=[
            Tick(
                frame.y(value),
                number_format(round(value, places), places, force_grouping=True),
            )
            for value in ticks
        ],
        along=_along(points, frame),
        target=_tick(target, frame, _("målvärde")),
        centre_label=_tick(centres[-1] if centres else None, frame, _("mitten")),
        summary=summary,
    )


def _tick(value: float | None, frame: _Frame, label: str) -> Tick | None:
    return None if value is None else Tick(frame.y(value), label)


def _heights(points: Sequence[SeriesPoint], target: float | None) -> Iterator[float]:
    for point in points:
        for value in (point.value, point.centre, point.lower, point.upper):
            if value is not None:
                yield value
    if target is not None:
        yield target


def _ticks(heights: list[float]) -> list[float]:
    """Give round values that everything drawn lies between."""
    low, high = min(heights, default=0.0), max(heights, default=1.0)
    if math.isclose(low, high):
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    rough = (high - low) / WANTED_TICKS
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(n * step, 12) for n in range(first, last + 1)]


def _decimals(step: float) -> int:
    return max(0, -math.floor(math.log10(step)))


def _line(points: Sequence[SeriesPoint], frame: _Frame) -> str:
    """Join the values; not over a gap, and not over a break."""
    told, pen = [], "M"
    for at, point in enumerate(points):
        if point.value is None or point.is_excluded:
            pen = "M"
            continue
        if point.begins:
            pen = "M"
        told.append(f"{pen}{frame.x(at)} {frame.y(point.value)}")
        pen = "L"
    return " ".join(told)


def _steps(
    points: Sequence[SeriesPoint],
    frame: _Frame,
    height: Callable[[SeriesPoint], float | None],
) -> str:
    """Draw a line that may change at each point: level over the point's own width."""
    told, pen = [], "M"
    for at, point in enumerate(points):
        value = height(point)
        if value is None:
            pen = "M"
            continue
        if point.begins:
            pen = "M"
        left, right, y = frame.x(at - 0.5), frame.x(at + 0.5), frame.y(value)
        told.append(f"{pen}{left} {y} H{right}")
        pen = "L"
    return " ".join(told)


def _marks(
    points: Sequence[SeriesPoint], frame: _Frame, words: Callable[[SeriesPoint], str]
) -> Iterator[Mark]:
    for at, point in enumerate(points):
        if point.value is not None:
            kind = "" if point.is_excluded else point.tone
            yield Mark(
                x=frame.x(at),
                y=frame.y(point.value),
                kind="excluded" if point.is_excluded else kind or "common",
                shape=SHAPES[kind],
                label=words(point),
                is_excluded=point.is_excluded,
            )


def _gaps(
    points: Sequence[SeriesPoint], frame: _Frame, words: Callable[[SeriesPoint], str]
) -> Iterator[Gap]:
    for at, point in enumerate(points):
        if point.value is None:
            yield Gap(frame.x(at), words(point), point.is_hidden)


def _along(points: Sequence[SeriesPoint], frame: _Frame) -> list[Tick]:
    """Write every so many periods, the last one among them."""
    every = max(1, math.ceil(LABEL_WIDTH / frame.step))
    shown = range(len(points) - 1, -1, -every)
    return [Tick(frame.x(at), points[at].period) for at in sorted(shown)]
