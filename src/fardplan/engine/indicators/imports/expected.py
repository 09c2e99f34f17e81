"""What the figures of an indicator must be like, as its definition tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One version of an indicator, as a file is held against it.

    ``names`` are other ways to write it: its title, its id at Kolada. Where ``factor`` is
    told, value = factor × numerator / denominator (100 for per cent). ``is_part`` says
    that the numerator is a part of the denominator, ``adds_up`` that women and men
    together are the total.
    """

    key: str
    version: int
    names: tuple[str, ...] = ()
    factor: float | None = None
    lowest: float | None = None
    highest: float | None = None
    is_part: bool = False
    adds_up: bool = False
