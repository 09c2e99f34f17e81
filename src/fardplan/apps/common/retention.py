"""The code behind each entry of the policy on what is kept.

Each app's `retention.py` declares its own with `removes`: a function that removes what
is older than a moment, or only counts it, and gives how many there were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol


if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Remover(Protocol):
    """Removes what is older than ``before``; only counts it in a rehearsal."""

    def __call__(self, *, before: datetime, is_rehearsal: bool) -> int: ...


_removers: dict[str, Remover] = {}


def removes(key: str) -> Callable[[Remover], Remover]:
    """Declare the decorated function as what the entry ``key`` does."""

    def declare(remover: Remover) -> Remover:
        _removers[key] = remover
        return remover

    return declare


def removers() -> dict[str, Remover]:
    """Give the function of each entry."""
    return dict(_removers)
