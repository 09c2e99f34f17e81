"""The lines and heads of arrows as SVG path data: each kind has its own.

Kinds differ by line (assets/collaboration.css), by head and by label, never by colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fardplan.apps.actors.states import RelationLabel


if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]

_RADIUS = 7.0
# Points of each head, x backwards along the line from its tip, y to its side.
_TRIANGLE = ((0, 0), (9, 4.5), (9, -4.5))
_HEADS: dict[str, tuple[tuple[float, float], ...]] = {
    RelationLabel.PREPARES_FOR: _TRIANGLE,
    RelationLabel.STEERS: ((0, 0), (11, 5.5), (8, 0), (11, -5.5)),
    RelationLabel.COMMITTEE_OF: ((0, 0), (6, 4.5), (12, 0), (6, -4.5)),
    RelationLabel.REPORTS_TO: ((8, 5), (0, 0), (8, -5)),
    RelationLabel.ACTS_FOR: _TRIANGLE,
    RelationLabel.CONSULTS: ((8, 5), (0, 0), (8, -5)),
}
_OPEN = {RelationLabel.REPORTS_TO, RelationLabel.CONSULTS}


@dataclass(frozen=True)
class LinePaths:
    """Path data of an arrow: its line, and the heads at its end or at both ends."""

    line: str
    heads: list[str]


def line_paths(kind: str, points: Sequence[Point]) -> LinePaths:
    """Give the paths of an arrow of a kind along its bends."""
    straight = _without_detours(points)
    ends = [(straight[-2], straight[-1])]
    if kind == RelationLabel.CONSULTS:
        ends.append((straight[1], straight[0]))
    # From the head backwards: where arrows run together their dashes then coincide.
    return LinePaths(
        _rounded(straight[::-1]), [_head(kind, before, tip) for before, tip in ends]
    )


def _without_detours(points: Sequence[Point]) -> list[Point]:
    """Leave out points on a straight line, which ELK's joined edges have."""
    kept = list(points[:1])
    for here, after in pairwise(points[1:]):
        before = kept[-1]
        is_straight = (
            before[0] == here[0] == after[0] or before[1] == here[1] == after[1]
        )
        if not is_straight:
            kept.append(here)
    return [*kept, points[-1]]


def _rounded(points: Sequence[Point]) -> str:
    parts = [f"M{_at(points[0])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_RADIUS, _length(before, here) / 2, _length(here, after) / 2)
        start, end = _towards(here, before, radius), _towards(here, after, radius)
        parts.append(f"L{_at(start)}Q{_at(here)} {_at(end)}")
    return "".join([*parts, f"L{_at(points[-1])}"])


def _head(kind: str, before: Point, tip: Point) -> str:
    length = _length(before, tip) or 1
    back = ((before[0] - tip[0]) / length, (before[1] - tip[1]) / length)
    corners = [
        (tip[0] + back[0] * x - back[1] * y, tip[1] + back[1] * x + back[0] * y)
        for x, y in _HEADS[kind]
    ]
    closing = "" if kind in _OPEN else "Z"
    return f"M{'L'.join(_at(corner) for corner in corners)}{closing}"


def _length(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, goal: Point, step: float) -> Point:
    length = _length(start, goal) or 1
    return (
        start[0] + (goal[0] - start[0]) * step / length,
        start[1] + (goal[1] - start[1]) * step / length,
    )


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
