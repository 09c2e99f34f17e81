"""Cuts a row of things where each part begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar


if TYPE_CHECKING:
    from collections.abc import Sequence


_T = TypeVar("_T")


def cut_at(things: Sequence[_T], starts: Sequence[int]) -> list[Sequence[_T]]:
    """Give the part from each start to the next; what stands before the first is left."""
    ends = [*starts[1:], len(things)]
    return [things[a:b] for a, b in zip(starts, ends, strict=False)]
