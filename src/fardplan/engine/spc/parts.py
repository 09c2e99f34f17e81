"""Rows of points where some don't count, and series that are cut where they change.

In: rows × points. Out: the same rows with what doesn't count moved away, or each part of
a series as a row of its own, and the way back. So the rules need to know neither of
missing values, nor of excluded points, nor of new parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Whole = NDArray[np.intp]


def count(flags: Flags) -> Whole:
    """Count the true ones of each row; at no cost where all are, which is usual."""
    if flags.all():
        return np.full(flags.shape[0], flags.shape[1], dtype=np.intp)
    counted: Whole = flags.sum(axis=1)
    return counted


@dataclass(frozen=True, slots=True)
class Packing:
    """The points that count, moved to the left of their rows in the order they have.

    ``counts`` marks where they are and ``left`` where they go: as many in each row, so
    that both are read in the same order. None when all count: then nothing is moved.
    """

    counts: Flags | None
    left: Flags | None

    @classmethod
    def of(cls, counts: Flags) -> Packing:
        """Give the packing of the points that ``counts`` marks."""
        if counts.all():
            return cls(None, None)
        return cls(counts, np.arange(counts.shape[1]) < count(counts)[:, None])

    def pack(self, array: NDArray[Any], empty: float | bool = False) -> NDArray[Any]:
        """Move what counts to the left; what is over is ``empty``."""
        if self.left is None:
            return array
        packed = np.full(array.shape, empty, dtype=array.dtype)
        packed[self.left] = array[self.counts]
        return packed

    def unpack(self, array: NDArray[Any]) -> NDArray[Any]:
        """Move everything back; points that don't count are zero or False."""
        if self.left is None:
            return array
        back = np.zeros(array.shape, dtype=array.dtype)
        back[self.counts] = array[self.left]
        return back


@dataclass(frozen=True, slots=True)
class Parts:
    """Where each part of each series lies: one row per part, in the order of time.

    ``owner`` is the series of each part; ``row`` and ``point`` give each point's place.
    """

    owner: Whole
    row: Whole
    point: Whole
    width: int

    @classmethod
    def of(cls, begins: Flags) -> Parts:
        """Cut each series at the points where ``begins`` is true."""
        starts = begins.copy()
        starts[:, 0] = True
        row = (np.cumsum(starts.ravel()) - 1).reshape(starts.shape)
        places = np.broadcast_to(np.arange(starts.shape[1]), starts.shape)
        first = np.maximum.accumulate(np.where(starts, places, 0), axis=1)
        point = places - first
        return cls(np.nonzero(starts)[0], row, point, int(point.max()) + 1)

    def split(self, array: NDArray[Any], empty: float | bool) -> NDArray[Any]:
        """Give each part as a row; where a part is shorter than others, ``empty``."""
        out = np.full((len(self.owner), self.width), empty, dtype=array.dtype)
        out[self.row, self.point] = array
        return out

    def join(self, array: NDArray[Any]) -> NDArray[Any]:
        """Put the parts together; a single value of a part goes to all its points."""
        wide = np.broadcast_to(array, (len(array), self.width))
        return wide[self.row, self.point]

    @property
    def last(self) -> Whole:
        """The row of the last part of each series."""
        found: Whole = self.row[:, -1]
        return found
