"""What a collaboration map is made of: boxes, arrows and bands, each with its place.

Lengths are in CSS pixels, y downwards, so that a drawing shown at its own size has the
text at the size that it was made for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fardplan.engine.actors.bodies import Level
from fardplan.engine.actors.box_text import text_width, wrap


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.engine.actors.bodies import BodyFact, Relation

Point = tuple[float, float]

NAME_SIZE, NOTE_SIZE, LABEL_SIZE = 14.0, 12.0, 12.0
LABEL_HEIGHT = 16.0
LINE, NOTE_LINE = 19.0, 17.0
PAD_X, PAD_Y = 12.0, 9.0
HEADING, BAND_GAP, BAND_PAD = 36.0, 14.0, 18.0
# From the top of the map to its bottom.
BANDS = (Level.POLITICAL, Level.MIXED, Level.OFFICIALS)


@dataclass(frozen=True)
class MapWords:
    """What is written: a note under each name, a word or one sign on each arrow."""

    notes: Mapping[str, str]
    labels: Mapping[str, str]
    signs: Mapping[str, str]


@dataclass(frozen=True)
class Rect:
    """A rectangle, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True)
class Box:
    """A body: where it is drawn, its name in lines, and the note under it."""

    code: str
    level: Level
    place: Rect
    lines: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """A relation: the bends of its line from source to target, and its label."""

    relation: Relation
    points: tuple[Point, ...]
    label: str
    label_place: Rect


@dataclass(frozen=True)
class Band:
    """The ground of one level, and where its heading starts."""

    level: Level
    place: Rect
    heading: float = BAND_PAD


@dataclass(frozen=True)
class Lane:
    """What belongs together within a band: its heading in lines, and how many it holds."""

    level: Level
    place: Rect
    lines: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Drawing:
    """A map with a place for everything. Lanes are only in the map of many bodies."""

    width: float
    height: float
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[Lane, ...] = ()


def box_text(body: BodyFact, note: str, width: float) -> Box:
    """Give the box with its text broken and its size; the place comes later."""
    lines = wrap(body.name, width, NAME_SIZE)
    notes = wrap(note, width, NOTE_SIZE)
    widths = [text_width(line, NAME_SIZE) for line in lines]
    widths += [text_width(line, NOTE_SIZE) for line in notes]
    height = len(lines) * LINE + len(notes) * NOTE_LINE + 2 * PAD_Y
    size = Rect(0, 0, round(max([*widths, 60.0]) + 2 * PAD_X, 1), height)
    return Box(body.code, body.level, size, lines, notes)


def levels_of(boxes: Iterable[Box]) -> list[Level]:
    """Give the levels in use, from the top of the map."""
    used = {box.level for box in boxes}
    return [level for level in BANDS if level in used]
