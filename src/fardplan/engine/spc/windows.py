"""Rules of points in a row, for all rows at a time.

In: rows × points that are true or false, of points that all count. Out: which points
the rule marks. A window of 7 is found by joining windows of 1, 2 and 4: four steps over
bytes instead of a counter for each point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np


if TYPE_CHECKING:
    from fardplan.engine.spc.parts import Flags

WINDOW = 3


def in_a_row(flags: Flags, length: int) -> Flags:
    """Mark every point of each row of at least ``length`` true ones (all, not the last)."""
    return spread(windows(flags, length), length, flags.shape)


def two_of_three(side: Flags, near: Flags) -> Flags:
    """Mark the near points where three in a row are on one side and two are near."""
    all_on_side = windows(side, WINDOW)
    if not all_on_side.any():
        return np.zeros_like(side)
    first, second, third = near[:, :-2], near[:, 1:-1], near[:, 2:]
    two_near = (first & second) | (first & third) | (second & third)
    marked: Flags = near & spread(all_on_side & two_near, WINDOW, side.shape)
    return marked


def trend(moves: Flags, points: int) -> Flags:
    """Mark the points of ``points - 1`` moves the same way in a row; 0 asks for none.

    ``moves`` has one column fewer than there are points: from each to the next.
    """
    shape = (moves.shape[0], moves.shape[1] + 1)
    if not points:
        return np.zeros(shape, dtype=bool)
    return spread(windows(moves, points - 1), points, shape)


def windows(flags: Flags, length: int) -> Flags:
    """Tell for each window of ``length`` points whether all in it are true."""
    if flags.shape[1] < length:
        return np.zeros((flags.shape[0], 0), dtype=bool)
    found, have = flags, 1
    while have < length:
        step = min(have, length - have)
        found = found[:, step:] & found[:, : found.shape[1] - step]
        have += step
    return found


def spread(begins: Flags, length: int, shape: tuple[int, ...]) -> Flags:
    """Mark the points of every window that ``begins`` tells of."""
    out = np.zeros(shape, dtype=bool)
    if not begins.any():
        return out
    # A window that begins at any of the latest `length` places covers the point.
    padded = np.zeros((shape[0], shape[1] + length - 1), dtype=bool)
    padded[:, length - 1 : length - 1 + begins.shape[1]] = begins
    have = 1
    while have < length:
        step = min(have, length - have)
        padded = padded[:, step:] | padded[:, : padded.shape[1] - step]
        have += step
    return padded
