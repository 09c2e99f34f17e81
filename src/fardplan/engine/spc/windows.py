"""Rules of points in a row, for all rows at a time.

In: rows × points that are true or false, of points that all count. Out: which points
the rule marks. The rows are laid end to end with a false one between, which no window
can cross; a window of 7 is found by joining windows of 1, 2 and 4, so a rule is six
steps over one long line of bytes instead of a counter for each point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np


if TYPE_CHECKING:
    from fardplan.engine.spc.parts import Flags

WINDOW = 3


def in_a_row(flags: Flags, length: int) -> Flags:
    """Mark every point of each row of at least ``length`` true ones (all, not the last)."""
    line = _line(flags)
    return _rows(_cover(line, windows(line, length), length), flags)


def two_of_three(side: Flags, near: Flags) -> Flags:
    """Mark the near points where three in a row are on one side and two are near."""
    line = _line(near)
    first, second, third = line[:-2], line[1:-1], line[2:]
    two_near = (first & second) | (first & third) | (second & third)
    begins = windows(_line(side), WINDOW) & two_near
    return _rows(line & _cover(line, begins, WINDOW), near)


def trend(moves: Flags, points: int) -> Flags:
    """Mark the points of ``points - 1`` moves the same way in a row; 0 asks for none.

    ``moves`` has one column fewer than there are points: from each to the next.
    """
    if not points:
        return np.zeros((moves.shape[0], moves.shape[1] + 1), dtype=bool)
    line = _line(moves)
    # A window of moves covers one point more: the place of the false one between.
    marked = _cover(line, windows(line, points - 1), points)
    return marked.reshape(moves.shape[0], moves.shape[1] + 1)


def windows(line: Flags, length: int) -> Flags:
    """Tell for each window of ``length`` whether all in it are true."""
    found, have = line, 1
    while have < length:
        step = min(have, length - have)
        found = found[step:] & found[: max(len(found) - step, 0)]
        have += step
    return found


def spread(begins: Flags, length: int) -> Flags:
    """Mark the points of every window that ``begins`` tells of."""
    # A window that begins at any of the latest `length` places covers the point.
    padded = np.zeros(len(begins) + 2 * (length - 1), dtype=bool)
    padded[length - 1 : length - 1 + len(begins)] = begins
    have = 1
    while have < length:
        step = min(have, length - have)
        padded = padded[step:] | padded[: len(padded) - step]
        have += step
    return padded


def _cover(line: Flags, begins: Flags, length: int) -> Flags:
    """Mark as ``spread``, as long as the line; a shorter one than a window has none."""
    return spread(begins, length)[: len(line)]


def _line(flags: Flags) -> Flags:
    padded = np.zeros((flags.shape[0], flags.shape[1] + 1), dtype=bool)
    padded[:, :-1] = flags
    return padded.ravel()


def _rows(line: Flags, like: Flags) -> Flags:
    """Give the line as rows again, without what lay between them."""
    return line.reshape(like.shape[0], like.shape[1] + 1)[:, :-1]
